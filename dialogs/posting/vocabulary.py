"""Vocabulary: phrases by label, found in a text in one pass that costs no more than its words."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_+")
_PLAIN = {
    code: base
    for code in range(0xC0, 0x250)
    if len(base := unicodedata.normalize("NFD", chr(code))[0]) == 1 and base.isascii()
}
_PLAIN |= {ord("’"): "'", ord("‘"): "'", ord("‑"): "-", ord("–"): "-"}

REMEMBERED, LONG = 20_000, 30
"""Words whose form is kept, and how long they may be."""

_NORMS: dict[str, str] = {}

END = ""  # the key under which a node keeps its labels; no token is empty


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words and marks of a text: small letters without accents, and where each stands."""

    norms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def tokens(text: str, contractions: Mapping[str, str]) -> Tokens:
    """The tokens of a text. A hyphen inside a word counts as a space, and "you'll" as "you will"."""
    norms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = -1  # where the token before ended
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        written = found.group()
        norm = _NORMS.get(written) or _norm(written)
        if last == start:
            if norm == "-" and text[end : end + 1].isalnum() and norms[-1].isalnum():
                continue
            if norms[-1] == "'" and norm in contractions:
                norms[-1], starts[-1], ends[-1] = contractions[norm], start, end
                last = end
                continue
        norms.append(norm)
        starts.append(start)
        ends.append(end)
        last = end
    return Tokens(tuple(norms), tuple(starts), tuple(ends))


def _norm(written: str) -> str:
    norm = written.lower().translate(_PLAIN)
    if len(_NORMS) < REMEMBERED and len(written) < LONG:
        _NORMS[written] = norm
    return norm


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


class Vocabulary:
    """Phrases, each under a label. A phrase is a row of tokens."""

    def __init__(self, phrases: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        self._root: dict[str, Any] = {}
        for label, words in phrases:
            node = self._root
            for word in words:
                node = node.setdefault(word, {})
            labels = node.setdefault(END, [])
            if label not in labels:
                labels.append(label)

    def find(self, norms: tuple[str, ...]) -> Marks:
        """Every phrase in a row of tokens; of one label and one beginning, the longest."""
        found: list[Found] = []
        root, size = self._root, len(norms)
        for first, norm in enumerate(norms):
            node = root.get(norm)
            if node is None:
                continue
            longest: dict[str, int] = {}
            at = first + 1
            while node is not None:
                if END in node:
                    for label in node[END]:
                        longest[label] = at
                node = node.get(norms[at]) if at < size else None
                at += 1
            for label, last in longest.items():
                found.append(Found(label, first, last))
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
