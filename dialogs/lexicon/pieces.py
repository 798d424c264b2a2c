"""Pieces: a text cut once, for all who read it, into runs between spaces, and these into tokens as spaCy cuts them.

spaCy cuts at white space first and looks at each run by itself, so a run is cut alike wherever it stands; a test holds
both ways of cutting against each other. So a piece is cut the first time it is met, and then remembered.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, compress
from operator import sub
from typing import NamedTuple

from dialogs.lexicon.tree import Node
from dialogs.remembered import Remembered

RUN = 60
"""Characters without a space that spaCy cuts at once; its cutting costs the square of a run."""

_PIECES = re.compile(r"\s*+\S++|\s++")
_SHORT = re.compile(rf"\s*+\S{{1,{RUN}}}+|\s++")
_WORD = re.compile(r"\w")


class Piece(NamedTuple):
    """White space with the run behind it, cut into tokens; a token of white space belongs to no phrase."""

    norms: tuple[str, ...]
    nodes: tuple[Node | None, ...]  # what begins with each in the tree of phrases
    sizes: tuple[int, ...]
    reaches: tuple[int, ...]  # characters from the end of the token before to the end of each
    run: int  # characters of the run
    word: bool  # whether it holds a letter or a figure


@dataclass(frozen=True, slots=True)
class Page:
    """A text cut into pieces and tokens: for each token its norm, and where it begins and ends, in order."""

    text: str
    clean: str  # the same, character for character, with plain quotes and spaces
    norms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[int, ...]  # where the runs begin that hold a letter or a figure
    pieces: Sequence[str]  # the text, each run with the white space before it
    edges: Sequence[int]  # where each piece ends
    nodes: Sequence[Node | None] = field(repr=False)  # what begins with each token in the tree of phrases

    def token(self, at: int) -> int:
        """The number of the first token that begins at a character or behind it."""
        return bisect_left(self.starts, at)

    def count(self, start: int, end: int) -> int:
        """Words between two characters: runs between spaces that hold a letter or a figure."""
        if self._apart(start) and self._apart(end):
            return bisect_left(self.words, end) - bisect_left(self.words, start)
        return sum(1 for word in self.clean[start:end].split() if _WORD.search(word))

    def between(self, start: int, end: int) -> list[str]:
        """What stands between two characters, in pieces; a piece that goes through one of them is cut there."""
        text, edges = self.text, self.edges
        first, last = bisect_right(edges, start), bisect_left(edges, end)
        if first >= last:
            return [text[start:end]]
        return [text[start : edges[first]], *self.pieces[first + 1 : last], text[edges[last - 1] : end]]

    def _apart(self, at: int) -> bool:
        """Whether no word goes through a place."""
        clean = self.clean
        return at <= 0 or at >= len(clean) or clean[at].isspace() or clean[at - 1].isspace()


class Cutter:
    """Cuts texts. `cut` gives the tokens of a run as norms with where they begin and end in it.

    `begins` tells what begins with a norm.
    """

    def __init__(
        self, cut: Callable[[str], Iterator[tuple[str, int, int]]], begins: Callable[[str], Node | None]
    ) -> None:
        self._cut, self._begins = cut, begins
        self._known = Remembered(self._piece)

    def page(self, text: str, clean: str) -> Page:
        """A text, cut. `clean` has the same length, if the text is not longer than is read."""
        written = _PIECES.findall(clean)
        edges = list(accumulate(map(len, written)))
        pieces = written if clean == text else [text[start:end] for start, end in zip([0, *edges], edges, strict=False)]
        short = written if max(map(len, written), default=0) <= RUN else _SHORT.findall(clean)
        known = list(map(self._known.__getitem__, short))
        if not known:
            return Page(text, clean, (), (), (), (), (), (), ())
        if clean[0].isspace():
            known[0] = self._piece(short[0], first=True)
        norms, nodes, sizes, reaches, runs, words = zip(*known, strict=True)
        ends = tuple(accumulate(chain.from_iterable(reaches)))
        starts = tuple(map(sub, ends, chain.from_iterable(sizes)))
        if short is written:
            begun = tuple(compress(map(sub, edges, runs), words))
        else:
            ends_of = zip(edges, written, strict=True)
            begun = tuple(edge - len(one.lstrip()) for edge, one in ends_of if _WORD.search(one))
        every, begin = tuple(chain.from_iterable(norms)), tuple(chain.from_iterable(nodes))
        return Page(text, clean, every, starts, ends, begun, pieces, edges, begin)

    def _piece(self, written: str, *, first: bool = False) -> Piece:
        """A piece, cut. One space behind a run belongs to it; white space besides is a token of its own."""
        run = written.lstrip()
        space = len(written) - len(run)
        held = 1 if written[0] == " " and not first else 0  # by the run before
        tokens = [(written[held:space][:2], held, space)] if held < space else []
        if run:
            tokens += [(norm, space + start, space + end) for norm, start, end in self._cut(run)]
        ends = [end for _, _, end in tokens]
        return Piece(
            tuple(norm for norm, _, _ in tokens),
            tuple(self._begins(norm) for norm, _, _ in tokens),
            tuple(end - start for _, start, end in tokens),
            tuple(map(sub, ends, [0, *ends])),
            len(run),
            _WORD.search(run) is not None,
        )
