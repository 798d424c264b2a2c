"""Tokens: runs of digits, runs of letters and single signs, each with the white space before it.

One pass, one alternative at each place, no quantifier within another: linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

DIGITS, LETTERS, SIGN = 0, 1, 2
_GAP = 3

_PIECES = re.compile(r"[0-9]+|[^\W0-9_]+|\s+|.", re.DOTALL)
_WORD = re.compile(r"\w")
_KNOWN = 40  # no word we know is longer; a longer one is never folded, so hostile text costs nothing more
_SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "−": "-", "‐": "-", "‑": "-"})


class Token(NamedTuple):
    """A run of characters. `low` is it without capitals and accents; `gap` is the white space before it."""

    start: int
    end: int
    raw: str
    low: str
    kind: int
    gap: str


_MOST = 20_000  # words that are remembered, so that a word is folded once
_folded: dict[str, tuple[str, int]] = {}


def scan(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in order; only white space lies between them."""
    found: list[Token] = []
    at, gap = 0, ""
    known = _folded
    for raw in _PIECES.findall(text):
        low, kind = known.get(raw) or _new(raw)
        start = at
        at += len(raw)
        if kind == _GAP:
            gap = raw
        else:
            found.append(_TOKEN((start, at, raw, low, kind, gap)))
            gap = ""
    return tuple(found)


_TOKEN: Callable[[tuple[int, int, str, str, int, str]], Token] = partial(tuple.__new__, Token)


def _new(raw: str) -> tuple[str, int]:
    """A run of characters without capitals and accents, and what it is made of."""
    kind = DIGITS if "0" <= raw[0] <= "9" else LETTERS if raw[0] != "_" and _WORD.match(raw) else SIGN
    kind = _GAP if raw.isspace() else kind
    folded = fold(raw) if kind else raw, kind
    if len(raw) <= _KNOWN:
        if len(_folded) >= _MOST:
            _folded.clear()
        _folded[raw] = folded
    return folded


def fold(word: str) -> str:
    """A word without capitals and accents, typographic signs made plain; nothing for a word too long to be known."""
    if word.isascii():
        return word.lower() if len(word) <= _KNOWN else ""
    if len(word) > _KNOWN:
        return ""
    word = unicodedata.normalize("NFKD", word.translate(_SIGNS))
    return "".join(char for char in word if not unicodedata.combining(char)).lower()
