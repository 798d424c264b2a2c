"""Tokens: runs of digits, runs of letters and single signs, each with the white space before it.

One pass, one alternative at each place, no quantifier within another: linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

DIGITS, LETTERS, SIGN = 0, 1, 2

_PIECES = re.compile(r"([0-9]+)|([^\W0-9_]+)|(\s+)|(.)", re.DOTALL)
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


def scan(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in order; only white space lies between them."""
    found: list[Token] = []
    gap = ""
    for piece in _PIECES.finditer(text):
        group = piece.lastindex
        raw = piece.group()
        if group == 3:
            gap = raw
            continue
        kind = DIGITS if group == 1 else LETTERS if group == 2 else SIGN
        found.append(Token(piece.start(), piece.end(), raw, fold(raw) if kind else raw, kind, gap))
        gap = ""
    return tuple(found)


def fold(word: str) -> str:
    """A word without capitals and accents, typographic signs made plain; nothing for a word too long to be known."""
    if word.isascii():
        return word.lower() if len(word) <= _KNOWN else ""
    if len(word) > _KNOWN:
        return ""
    word = unicodedata.normalize("NFKD", word.translate(_SIGNS))
    return "".join(char for char in word if not unicodedata.combining(char)).lower()
