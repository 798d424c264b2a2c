"""Phrases: runs of words looked up in the tokens of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dialogs.measures.tokens import Token, lows

Entry = tuple[tuple[str, ...], str]
Entries = Callable[[str], tuple[Entry, ...] | None]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases, each with the name it stands for. Looking one up costs the same however many there are."""

    by_first: Mapping[str, tuple[Entry, ...]]
    by_last: Mapping[str, tuple[Entry, ...]]
    alone: frozenset[str]  # the phrases of one word
    first: Entries = field(repr=False, compare=False)  # looks into `by_first`
    last: Entries = field(repr=False, compare=False)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Phrases:
        """From pairs of phrase and name; where two fit, the longest is found, then the first."""
        first: dict[str, list[Entry]] = {}
        last: dict[str, list[Entry]] = {}
        alone: set[str] = set()
        for phrase, name in pairs:
            its = tuple(lows(phrase))
            if len(its) == 1:
                alone.add(its[0])
            first.setdefault(its[0], []).append((its, name))
            last.setdefault(its[-1], []).append((its, name))
        begin, end = _longest_first(first), _longest_first(last)
        return cls(MappingProxyType(begin), MappingProxyType(end), frozenset(alone), begin.get, end.get)

    def at(self, tokens: tuple[Token, ...], i: int) -> tuple[str, int] | None:
        """The name of the phrase that begins at token `i`, and the token after it."""
        if i >= len(tokens):
            return None
        entries = self.first(tokens[i].low)
        if entries is None:
            return None
        for words, name in entries:
            size = len(words)
            if size == 1 or tuple([token.low for token in tokens[i : i + size]]) == words:
                return name, i + size
        return None

    def ending(self, tokens: tuple[Token, ...], i: int) -> tuple[str, int] | None:
        """The name of the phrase that ends right before token `i`, and its first token."""
        if i <= 0:
            return None
        entries = self.last(tokens[i - 1].low)
        if entries is None:
            return None
        for words, name in entries:
            start = i - len(words)
            if start >= 0 and (len(words) == 1 or tuple([token.low for token in tokens[start:i]]) == words):
                return name, start
        return None

    def __contains__(self, word: object) -> bool:
        return word in self.alone


def _longest_first(index: dict[str, list[Entry]]) -> dict[str, tuple[Entry, ...]]:
    return {key: tuple(sorted(entries, key=lambda e: -len(e[0]))) for key, entries in index.items()}
