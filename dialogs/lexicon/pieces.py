"""Pieces: a text cut into tokens as spaCy cuts it. What stands between two spaces is cut once and then remembered.

spaCy cuts at white space first and looks at each piece by itself, so a piece is cut alike wherever it stands; a test
holds both ways of cutting against each other.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

RUN = 60
"""Characters without a space that are cut in one piece; cutting costs the square of a run."""

MOST_PIECES = 20_000
"""Pieces that are remembered, with their space: some five megabytes. Then remembering begins anew."""

_PUBLIC_DIGITS = 5  # more in one word may be a telephone number
_PIECES = re.compile(rf"\S{{1,{RUN}}} ?|\s+")
_WORD = re.compile(r"\w")


class Piece(NamedTuple):
    """What stands between two spaces: the norms of its tokens, where they begin and end in it, whether it is a word."""

    norms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    word: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A text cut into tokens: for each its norm, and the characters it begins and ends at, in order."""

    text: str
    clean: str  # the same, character for character, with plain quotes and spaces
    norms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[int, ...]  # where the pieces begin that hold a letter or a figure
    whole: bool = field(default=True)  # whether every run between spaces is one piece

    def token(self, at: int) -> int:
        """The number of the first token that begins at a character or behind it."""
        return bisect_left(self.starts, at)

    def count(self, start: int, end: int) -> int:
        """Words between two characters: runs between spaces that hold a letter or a figure."""
        if self.whole and self._apart(start) and self._apart(end):
            return bisect_left(self.words, end) - bisect_left(self.words, start)
        return sum(1 for word in self.clean[start:end].split() if _WORD.search(word))

    def _apart(self, at: int) -> bool:
        """Whether no word goes through a place."""
        clean = self.clean
        return at <= 0 or at >= len(clean) or clean[at].isspace() or clean[at - 1].isspace()


def private(written: str) -> bool:
    """Whether a word may be an address, a link or a number that is somebody's alone: nothing keeps it in memory."""
    return "@" in written or "/" in written or sum(map(str.isdigit, written)) > _PUBLIC_DIGITS


class Cutter:
    """Cuts texts. `cut` gives the tokens of one piece as pairs of norm and offset; it is asked once for a piece."""

    def __init__(self, cut: Callable[[str], Iterator[tuple[str, int, int]]]) -> None:
        self._cut = cut
        self._known: dict[str, Piece] = {}

    def page(self, text: str, clean: str) -> Page:
        """A text, cut. `clean` has the same length."""
        known = self._known
        norms: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        words: list[int] = []
        whole = True
        at = 0
        for written in _PIECES.findall(clean):
            piece = known.get(written)
            if piece is None:
                piece = self._new(written)
            if len(piece.norms) == 1:
                norms.append(piece.norms[0])
                starts.append(at)
                ends.append(at + piece.ends[0])
            else:
                norms += piece.norms
                starts += [at + start for start in piece.starts]
                ends += [at + end for end in piece.ends]
            if piece.word:
                words.append(at)
            at += len(written)
            if len(written) == RUN and at < len(clean) and not clean[at].isspace():
                whole = False
        return Page(text, clean, tuple(norms), tuple(starts), tuple(ends), tuple(words), whole)

    def _new(self, written: str) -> Piece:
        """A piece that was not seen before. White space is a token of its own, and belongs to no phrase."""
        if written.isspace():
            piece = Piece((written[:2],), (0,), (len(written),), word=False)
        else:
            norms, starts, ends = zip(*self._cut(written.rstrip(" ")), strict=True)
            piece = Piece(norms, starts, ends, _WORD.search(written) is not None)
        if len(written) <= RUN + 1 and not private(written):
            if len(self._known) >= MOST_PIECES:
                self._known.clear()
            self._known[written] = piece
        return piece
