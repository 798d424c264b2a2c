"""Layout: characters with places on pages become lines, and lines the paragraphs that their writer saw.

A line belongs to the paragraph of the line above unless there is more room between them than between most lines, it
is indented, or its first word would still have fitted above: then the writer, not the page, broke the line.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.documents.hyphens import joined

SAME = 0.35
"""Of a character's size: how far a character may stand above or below its line."""

SPACE = 0.16
"""Of a character's size: room between two characters that is a space; letters are set closer, words are not."""

APART = 4.0
"""Of a character's size: room that no justified line has, so that what follows is another column."""

MORE = 1.25
"""Times the usual distance of two lines: above it a paragraph begins."""

WIDEST = 2.4
"""Of a character's size: the distance of lines set with double spacing; farther apart they are paragraphs."""

INDENT = 0.7
"""Of a character's size: how far the first line of a paragraph is set in."""

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_ITEM = re.compile(r"(?:[-–—•*▪◦‣·●○■]|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: from where to where it reaches on its line, the height of its baseline, and its size, in points."""

    text: str
    start: float
    end: float
    baseline: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, its edges, its baseline and the size of its characters, in points."""

    page: int
    text: str
    start: float
    end: float
    baseline: float
    size: float


def laid_out(pages: Sequence[Sequence[Glyph]]) -> str:
    """The text of these pages."""
    lines = [line for number, glyphs in enumerate(pages) for line in _lines(number, glyphs)]
    if not lines:
        return ""
    pitch, right, left = _pitch(lines), max(line.end for line in lines), min(line.start for line in lines)
    vocabulary = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(line.text for line in lines).casefold()))
    said = lines[0].text
    for above, line in pairwise(lines):
        between = _between(above, line, pitch, left, right)
        said = joined(said, line.text, vocabulary) if between == " " else said + between + line.text
    return said + "\n"


def _between(above: Line, line: Line, pitch: float, left: float, right: float) -> str:
    """What stands between two lines: an empty line, a line end that the writer set, or only a space."""
    ended = above.text[-1] in '.!?:;…"”»'
    if above.page != line.page:
        return "\n\n" if ended or not line.text[0].islower() else " "
    gap, size = above.baseline - line.baseline, max(above.size, line.size)
    if not 0 < gap <= MORE * pitch * size:
        return "\n\n"
    if _ITEM.match(line.text):
        return "\n"
    indented = INDENT * size < line.start - left < right / 4
    if indented and (line.start - above.start > INDENT * size or (ended and abs(line.start - above.start) < 1)):
        return " " if _ITEM.match(above.text) else "\n\n"
    word = line.text.split(" ", 1)[0]
    room = (line.end - line.start) / len(line.text) * (len(word) + 1)
    return "\n" if above.end + room < right - 0.2 * size else " "


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance of two lines, in sizes of their characters: the commonest, the least of those as common."""
    gaps = [
        round((above.baseline - line.baseline) / max(above.size, line.size) * 20)
        for above, line in pairwise(lines)
        if above.page == line.page and 0 < above.baseline - line.baseline < WIDEST * line.size
    ]
    if not gaps:
        return 1.2
    counted = Counter(gaps)
    return min(gap for gap, count in counted.items() if count == max(counted.values())) / 20


def _lines(page: int, glyphs: Iterable[Glyph]) -> Iterator[Line]:
    """The lines of a page, in the order in which it draws them, left to right each."""
    rows: list[list[Glyph]] = []
    places: dict[int, list[int]] = {}
    for glyph in glyphs:
        row = _row(rows, places, glyph)
        if row is None:
            places.setdefault(round(glyph.baseline), []).append(len(rows))
            rows.append([glyph])
        else:
            rows[row].append(glyph)
    for row_glyphs in rows:
        ordered = sorted(row_glyphs, key=lambda glyph: glyph.start)
        text = _spaced(ordered)
        inked = [glyph for glyph in ordered if not glyph.text.isspace()]
        if text and inked:
            size = statistics.median(glyph.size for glyph in inked)
            baseline = statistics.median(glyph.baseline for glyph in inked)
            yield Line(page, text, inked[0].start, inked[-1].end, baseline, size)


def _row(rows: Sequence[Sequence[Glyph]], places: dict[int, list[int]], glyph: Glyph) -> int | None:
    """The row a character belongs to: on its baseline, and near what was drawn there last."""
    reach = int(SAME * glyph.size) + 1
    for height in range(round(glyph.baseline) - reach, round(glyph.baseline) + reach + 1):
        for number in reversed(places.get(height, ())[-3:]):
            first, last = rows[number][0], rows[number][-1]
            size = max(last.size, glyph.size)
            near = first.start - APART * size < glyph.start < max(last.end, first.end) + APART * size
            if abs(last.baseline - glyph.baseline) <= SAME * size and near:
                return number
    return None


def _spaced(row: Sequence[Glyph]) -> str:
    """The text of a row, with a space wherever there is room for one; a character drawn twice is one."""
    said: list[str] = []
    last: Glyph | None = None
    for glyph in row:
        blank = not glyph.text.strip("\u00a0 \t\n\r")
        if blank:
            said.append(" ")
            continue
        if last is not None:
            if glyph.text == last.text and glyph.start - last.start < 0.1 * glyph.size:
                continue
            if glyph.start - last.end > SPACE * min(glyph.size, last.size):
                said.append(" ")
        said.append(glyph.text.translate(_LIGATURES))
        last = glyph
    return re.sub(r"\s+", " ", "".join(said)).strip()
