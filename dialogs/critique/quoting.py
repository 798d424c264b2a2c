"""Quoting: the line that a finding stands on, as a terminal can show it, with carets under its words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

TAB = 4
"""Columns between the stops of a tab."""

LEAD = 3
"""Parts of a quoted line, of which one stands before the words at fault where the line is too long to show whole."""


PIECE = 20
"""Characters of a word that is left out rather than cut."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A line of a text with carets under its words at fault.

    `line` and `column`, in characters, count from 1; `at` and `length` of the carets, in columns of a terminal, from 0.
    """

    line: int
    column: int
    shown: str
    at: int
    length: int


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character, both counted from 1; a column is a character."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def quoted(text: str, start: int, end: int, width: int) -> Quote:
    """The line of text[start:end] in at most `width` columns; what stands on further lines is not shown."""
    line, column = place(text, start)
    left = start - column + 1
    right = text.find("\n", start)
    right = len(text) if right < 0 else right
    cells = _cells(text[left:right])
    low, high = start - left, max(start - left + 1, min(end, right) - left)
    first, last = _window([width for _, width in cells], low, high, width)
    first, last = _whole_words([cell for cell, _ in cells], first, last, low, high)
    before, after = "…" * (first > 0), "…" * (last < len(cells))
    at = len(before) + sum(width for _, width in cells[first:low])
    length = sum(width for _, width in cells[low : min(high, last)])
    shown = before + "".join(cell for cell, _ in cells[first:last]) + after
    return Quote(line, column, shown.rstrip(), at, max(1, length))


def _cells(line: str) -> list[tuple[str, int]]:
    """Each character as it is shown, and its columns: tabs as spaces, and nothing that could steer a terminal."""
    cells: list[tuple[str, int]] = []
    column = 0
    for letter in line:
        if letter == "\t":
            cell = " " * (TAB - column % TAB)
        elif unicodedata.category(letter) in ("Cc", "Cs", "Co", "Cn"):
            cell = "\ufffd"
        elif unicodedata.category(letter) in ("Cf", "Zl", "Zp"):
            cell = ""
        else:
            cell = letter
        wide = len(cell) if letter == "\t" else sum(map(_columns, cell))
        cells.append((cell, wide))
        column += wide
    return cells


def _columns(letter: str) -> int:
    """The columns a terminal takes for a character: two for wide ones, none for marks set upon another."""
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def _window(widths: Sequence[int], low: int, high: int, most: int) -> tuple[int, int]:
    """From which cell to which a line is shown: all of it where that fits, else what is around low."""
    if sum(widths) <= most:
        return 0, len(widths)
    room = most - 2  # an ellipsis at either end
    inside = sum(widths[low:high])
    lead = max(0, min(room // LEAD, room - inside))
    first, have = low, 0
    while first > 0 and have + widths[first - 1] <= lead:
        first -= 1
        have += widths[first]
    last, have = first, 0
    while last < len(widths) and have + widths[last] <= room:
        have += widths[last]
        last += 1
    while first > 0 and last == len(widths) and have + widths[first - 1] <= room:
        first -= 1
        have += widths[first]
    return first, last


def _whole_words(cells: Sequence[str], first: int, last: int, low: int, high: int) -> tuple[int, int]:
    """The window without the pieces of words that it cuts, unless they are at fault or very long."""
    if first > 0:
        first = next((n + 1 for n in range(first, min(low, first + PIECE)) if cells[n].isspace()), first)
    if last < len(cells):
        last = next((n for n in range(last, max(high, last - PIECE), -1) if cells[n].isspace()), last)
    return first, last
