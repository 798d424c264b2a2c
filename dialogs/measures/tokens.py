"""Tokens: runs of digits, runs of letters and single signs, each with the white space before it.

One pass, one alternative at each place, no quantifier within another: linear in the length of the text. What is known
of a word is worked out when it is first seen, and the same token then stands for it in every place of every text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

DIGITS, LETTERS, SIGN = 0, 1, 2

_RUN = r"(?:[0-9]+|[^\W0-9_]+|\S)"
_PIECES = re.compile(rf"\s*{_RUN}")
_RUNS = re.compile(_RUN)
_WORD = re.compile(r"\w")
_STOPS = frozenset({".", "!", "?", "…"})
_PUBLIC_DIGITS = 5  # more may be a telephone number, and nothing keeps it in memory
_KNOWN = 40  # no word we know is longer; a longer one is never folded, so hostile text costs nothing more
_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "−": "-", "‐": "-", "‑": "-"})

MOST = 20_000
"""Words that are remembered, with the white space before them: some six megabytes. Then remembering begins anew."""


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


class Scanner(dict[str, Token]):
    """Every word that was seen, with the white space before it. `know` says what its language knows of one."""

    def __init__(self, know: Callable[[str, str], Known]) -> None:
        super().__init__()
        self._know = know

    def __missing__(self, written: str) -> Token:
        raw = written.lstrip()
        low, kind = folded(raw)
        gap = written[: len(written) - len(raw)]
        known = self._know(raw, low)
        starts = kind == DIGITS or known.starts
        token = Token(raw, low, kind, gap, known, not known.begins, starts, raw in _STOPS or "\n" in gap)
        if len(written) <= _KNOWN and (kind != DIGITS or len(raw) <= _PUBLIC_DIGITS):
            if len(self) >= MOST:
                self.clear()
            self[written] = token
        return token


def scan(text: str, scanner: Scanner) -> tuple[tuple[Token, ...], list[int]]:
    """The tokens of a text, in order, and where each ends; only white space lies between them."""
    pieces = _PIECES.findall(text.rstrip())
    return tuple(map(scanner.__getitem__, pieces)), list(accumulate(map(len, pieces)))


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
