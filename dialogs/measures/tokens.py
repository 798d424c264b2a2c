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

from dialogs.measures.nouns import Family
from dialogs.remembered import Remembered

DIGITS, LETTERS, SIGN, NOTHING = 0, 1, 2, 3

_RUN = r"(?:[0-9]+|[^\W0-9_]+|\S)"
_SPACED = re.compile(r"\s*\S+")
_PIECES = re.compile(rf"\s*{_RUN}")
_RUNS = re.compile(_RUN)
_WORD = re.compile(r"\w")
STOPS = frozenset({".", "!", "?", "…"})
_KNOWN = 40  # no word we know is longer; a longer one is never folded, so hostile text costs nothing more
_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "−": "-", "‐": "-", "‑": "-"})


@dataclass(frozen=True, slots=True, eq=False)
class Token:
    """A run of characters, and what its language knows of it. The bits are those of bits.py.

    `low` is the run without capitals and accents; `gap` is the white space before it.
    """

    raw: str
    low: str
    kind: int
    gap: str
    size: int  # its characters and those of the gap
    edge: bool = False  # a sentence may end with it, or a line before it
    starts: bool = False  # a figure can begin with it
    mark: bool = False  # one of the two: who looks for figures looks at it
    plain: bool = True  # no phrase begins with it
    opens: int = 0  # what it can be the first word of, where a figure begins or goes on
    closes: int = 0  # what it can be the last word of, right before a figure
    ties: int = 0  # what it can tie two figures with
    follows: frozenset[str] | None = None  # one of these stands behind it where a figure begins; None where any may
    article: bool = False  # it is "a" or "one"
    counted: bool = False  # behind "a" or "one" it makes a figure
    spread: bool = False  # it tells a period
    names: bool = False  # it can name a thing
    many: bool = False  # it can name several things
    number: Decimal | None = None  # the number it is, in a language that writes numbers as one word
    alone: Decimal | None = None  # the number it is where no word of a number follows
    unit: tuple[Family, str] | None = None  # the unit it is, whatever follows


END = Token("\n", "\n", NOTHING, " ", 0)
"""Stands behind the last token of a text, and so before its first: no word, no sign, and no phrase begins with it."""

Tokens = tuple[Token, ...]


class Scanner:
    """Cuts texts into tokens. `know` makes a token of a run and the white space before it."""

    def __init__(self, know: Callable[[str, str], Token]) -> None:
        self._know = know
        self._words = Remembered(self._token)
        self._pieces = Remembered(self._cut)

    def scan(self, text: str, pieces: Sequence[str] | None = None) -> tuple[Tokens, list[int]]:
        """The tokens of a text, in order, with END behind them, and where each ends; only white space lies between.

        `pieces` are the text as somebody has cut it already: runs, each with the white space before it.
        """
        if pieces is None:
            pieces = _SPACED.findall(text.rstrip())
        tokens = (*chain.from_iterable(map(self._pieces.__getitem__, pieces)), END)
        return tokens, list(accumulate(map(_SIZE, tokens)))

    def _cut(self, piece: str) -> Tokens:
        """The tokens of a piece; none of white space with nothing behind it."""
        return tuple(map(self._words.__getitem__, _PIECES.findall(piece.rstrip())))

    def _token(self, written: str) -> Token:
        raw = written.lstrip()
        return self._know(raw, written[: len(written) - len(raw)])


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
