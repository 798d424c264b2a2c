"""Tokens: runs of digits, runs of letters and single signs, each with the white space before it.

One alternative at each place, no quantifier within another: linear in the length of the text. What stands between two
spaces is cut, and what is known of a word worked out, when it is first seen; the same tokens then stand for it in every
place of every text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, chain
from operator import attrgetter

from dialogs.remembered import Remembered

DIGITS, LETTERS, SIGN = 0, 1, 2

_RUN = r"(?:[0-9]+|[^\W0-9_]+|\S)"
_SPACED = re.compile(r"\s*\S+")
_PIECES = re.compile(rf"\s*{_RUN}")
_RUNS = re.compile(_RUN)
_WORD = re.compile(r"\w")
_STOPS = frozenset({".", "!", "?", "…"})
_KNOWN = 40  # no word we know is longer; a longer one is never folded, so hostile text costs nothing more
_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "−": "-", "‐": "-", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Known:
    """What a language knows of a word by itself."""

    opens: int = 0  # what it can be the first of: MENTION, DATE and so on together
    starts: bool = False  # a figure can begin with it
    begins: bool = False  # a phrase of some table begins with it
    closes: bool = False  # a phrase of some table ends with it
    counted: bool = False  # behind "a" or "one" it makes a figure
    spread: bool = False  # it tells a period
    stop: bool = False  # it belongs to no noun that is counted
    many: bool = False  # it can name several things
    number: Decimal | None = None  # the number it is, in a language that writes numbers as one word
    alone: Decimal | None = None  # the number it is where no word of a number follows


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """A run of characters. `low` is it without capitals and accents; `gap` is the white space before it."""

    raw: str
    low: str
    kind: int
    gap: str
    known: Known
    plain: bool  # no phrase begins with it
    starts: bool  # a figure can begin with it
    edge: bool  # a sentence may end with it, or a line before it
    size: int  # its characters and those of the gap


class Scanner:
    """Cuts texts into tokens. `know` says what its language knows of a word."""

    def __init__(self, know: Callable[[str, str], Known]) -> None:
        self._know = know
        self._words = Remembered(self._token)
        self._pieces = Remembered(self._cut)

    def scan(self, text: str, pieces: Sequence[str] | None = None) -> tuple[tuple[Token, ...], list[int]]:
        """The tokens of a text, in order, and where each ends; only white space lies between them.

        `pieces` are the text as somebody has cut it already: runs, each with the white space before it.
        """
        if pieces is None:
            pieces = _SPACED.findall(text.rstrip())
        tokens = tuple(chain.from_iterable(map(self._pieces.__getitem__, pieces)))
        return tokens, list(accumulate(map(_SIZE, tokens)))

    def _cut(self, piece: str) -> tuple[Token, ...]:
        """The tokens of a piece; none of white space with nothing behind it."""
        return tuple(map(self._words.__getitem__, _PIECES.findall(piece.rstrip())))

    def _token(self, written: str) -> Token:
        raw = written.lstrip()
        low, kind = folded(raw)
        gap = written[: len(written) - len(raw)]
        known = self._know(raw, low)
        starts = kind == DIGITS or known.starts
        edge = raw in _STOPS or "\n" in gap
        return Token(raw, low, kind, gap, known, not known.begins, starts, edge, len(written))


_SIZE = attrgetter("size")


def lows(text: str) -> Iterator[str]:
    """The words of a text without capitals and accents, as tokens have them."""
    return (folded(raw)[0] for raw in _RUNS.findall(text))


def folded(raw: str) -> tuple[str, int]:
    """A run of characters without capitals and accents, and what it is made of."""
    kind = DIGITS if "0" <= raw[0] <= "9" else LETTERS if raw[0] != "_" and _WORD.match(raw) else SIGN
    return (fold(raw) if kind else raw), kind


def fold(word: str) -> str:
    """A word without capitals and accents, typographic signs made plain; nothing for a word too long to be known."""
    if word.isascii():
        return word.lower() if len(word) <= _KNOWN else ""
    if len(word) > _KNOWN:
        return ""
    word = unicodedata.normalize("NFKD", word.translate(_SIGNS))
    return "".join(char for char in word if not unicodedata.combining(char)).lower()
