"""Phrases: runs of words looked up in the tokens of a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dialogs.measures.tokens import Token, scan

Entry = tuple[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases, each with the name it stands for. Looking one up costs the same however many there are."""

    by_first: Mapping[str, tuple[Entry, ...]]
    by_last: Mapping[str, tuple[Entry, ...]]
    alone: frozenset[str]  # the phrases of one word

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Phrases:
        """From pairs of phrase and name; where two fit, the longest is found, then the first."""
        first: dict[str, list[Entry]] = {}
        last: dict[str, list[Entry]] = {}
        alone: set[str] = set()
        for phrase, name in pairs:
            words = tuple(token.low for token in scan(phrase))
            if len(words) == 1:
                alone.add(words[0])
            first.setdefault(words[0], []).append((words, name))
            last.setdefault(words[-1], []).append((words, name))
        return cls(_longest_first(first), _longest_first(last), frozenset(alone))

    def at(self, tokens: tuple[Token, ...], i: int) -> tuple[str, int] | None:
        """The name of the phrase that begins at token `i`, and the token after it."""
        if i >= len(tokens):
            return None
        entries = self.by_first.get(tokens[i].low)
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
        entries = self.by_last.get(tokens[i - 1].low)
        if entries is None:
            return None
        for words, name in entries:
            start = i - len(words)
            if start >= 0 and (len(words) == 1 or tuple([token.low for token in tokens[start:i]]) == words):
                return name, start
        return None

    def __contains__(self, word: object) -> bool:
        return word in self.alone


def _longest_first(index: dict[str, list[Entry]]) -> Mapping[str, tuple[Entry, ...]]:
    return MappingProxyType({key: tuple(sorted(entries, key=lambda e: -len(e[0]))) for key, entries in index.items()})
