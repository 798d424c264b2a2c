"""Vocabulary: phrases by label, found in a text in one pass that costs no more than its words."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from operator import sub
from typing import NamedTuple

from dialogs.remembered import Remembered

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_+")
_PLAIN = {
    code: base
    for code in range(0xC0, 0x250)
    if len(base := unicodedata.normalize("NFD", chr(code))[0]) == 1 and base.isascii()
}
_PLAIN |= {ord("’"): "'", ord("‘"): "'", ord("‑"): "-", ord("–"): "-"}

_SPACED = re.compile(r"\s*\S+")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of a text: small letters without accents, and where each stands."""

    norms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


class _Piece(NamedTuple):
    """What stands between two spaces, with those before it, cut into tokens."""

    norms: tuple[str, ...]
    sizes: tuple[int, ...]
    reaches: tuple[int, ...]  # characters from the end of the token before to the end of each


class Tokenizer:
    """Cuts texts. A hyphen inside a word counts as a space, and "you'll" as "you will"."""

    def __init__(self, contractions: Mapping[str, str]) -> None:
        self._contractions = contractions
        self._pieces = Remembered(self._piece)

    def tokens(self, text: str) -> Tokens:
        """The tokens of a text. What stands between two spaces is cut when it is first met."""
        pieces = list(map(self._pieces.__getitem__, _SPACED.findall(text.rstrip())))
        if not pieces:
            return Tokens((), (), ())
        norms, sizes, reaches = zip(*pieces, strict=True)
        ends = tuple(accumulate(chain.from_iterable(reaches)))
        starts = tuple(map(sub, ends, chain.from_iterable(sizes)))
        return Tokens(tuple(chain.from_iterable(norms)), starts, ends)

    def _piece(self, written: str) -> _Piece:
        norms: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        last = -1  # where the token before ended
        for found in _TOKEN.finditer(written):
            start, end = found.span()
            norm = found.group().lower().translate(_PLAIN)
            if last == start:
                if norm == "-" and written[end : end + 1].isalnum() and norms[-1].isalnum():
                    continue
                if norms[-1] == "'" and norm in self._contractions:
                    norms[-1], starts[-1], ends[-1] = self._contractions[norm], start, end
                    last = end
                    continue
            norms.append(norm)
            starts.append(start)
            ends.append(end)
            last = end
        return _Piece(tuple(norms), tuple(map(sub, ends, starts)), tuple(map(sub, ends, [0, *ends])))


class Found(NamedTuple):
    """A phrase of a label: tokens from `first` up to, not including, `last`."""

    label: str
    first: int
    last: int


def everyday(capitals: frozenset[str], some: Tokens, text: str, mark: Found) -> bool:
    """Whether a phrase is only the word of every day that is spelled like it: "ci serve", "the rest"."""
    if mark.last - mark.first > 1 or some.norms[mark.first] not in capitals:
        return False
    return not text[some.starts[mark.first] : some.ends[mark.first]].isupper()


_Held = tuple[tuple[str, int], ...]
_Node = tuple[_Held, "dict[str, _Node]"]
"""The labels of the phrases that stand here, each with the tokens of the longest; and what may follow."""


class Vocabulary:
    """Phrases, each under a label. A phrase is a row of tokens."""

    def __init__(self, phrases: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        labels: dict[tuple[str, ...], dict[str, int]] = {}
        for label, words in phrases:
            if words:
                labels.setdefault(words, {})[label] = len(words)
        self._root: dict[str, _Node] = {}
        for words in sorted(labels):  # a phrase comes right before those that it begins
            branch, above = self._root, _Held()
            for word in words[:-1]:
                above, branch = branch.setdefault(word, (above, {}))
            branch[words[-1]] = tuple((dict(above) | labels[words]).items()), {}

    def find(self, norms: tuple[str, ...]) -> Marks:
        """Every phrase in a row of tokens; of one label and one beginning, the longest."""
        found: list[Found] = []
        size = len(norms)
        for first, node in enumerate(map(self._root.get, norms)):
            if node is None:
                continue
            held, branch = node
            at = first + 1
            while branch and at < size and (node := branch.get(norms[at])) is not None:
                held, branch = node
                at += 1
            for label, length in held:
                found.append(Found(label, first, first + length))
        return Marks(tuple(found))


@dataclass(frozen=True)
class Marks:
    """The phrases found in a text, in the order in which they begin."""

    found: tuple[Found, ...]

    @cached_property
    def by_label(self) -> Mapping[str, tuple[Found, ...]]:
        """The phrases of each label."""
        grouped: dict[str, list[Found]] = defaultdict(list)
        for one in self.found:
            grouped[one.label].append(one)
        return {label: tuple(some) for label, some in grouped.items()}

    @cached_property
    def beginning(self) -> Mapping[int, tuple[Found, ...]]:
        """The phrases that begin at a token."""
        grouped: dict[int, list[Found]] = defaultdict(list)
        for one in self.found:
            grouped[one.first].append(one)
        return {at: tuple(some) for at, some in grouped.items()}

    @cached_property
    def ending(self) -> Mapping[int, tuple[Found, ...]]:
        """The phrases that end right before a token."""
        grouped: dict[int, list[Found]] = defaultdict(list)
        for one in self.found:
            grouped[one.last].append(one)
        return {at: tuple(some) for at, some in grouped.items()}

    def of(self, label: str) -> tuple[Found, ...]:
        """The phrases of a label."""
        return self.by_label.get(label, ())

    def within(self, label: str, first: int, last: int) -> tuple[Found, ...]:
        """The phrases of a label that begin between two tokens."""
        some = self.by_label.get(label)
        if some is None:
            return ()
        places = self._places[label]
        return some[bisect_left(places, first) : bisect_left(places, last)]

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        return {label: [one.first for one in some] for label, some in self.by_label.items()}
