"""Phrases: runs of words looked up in the tokens of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dialogs.measures.tokens import Tokens, lows

Entry = tuple[tuple[str, ...], str]
Entries = Mapping[str, tuple[Entry, ...]]
Beside = tuple[Entries, str | None]
"""The phrases of several words with one word, by the word beside it, and the name of that word alone, if it has one."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases, each with the name it stands for. Looking one up costs the same however many there are."""

    by_first: Entries
    by_last: Entries
    alone: frozenset[str]  # the phrases of one word
    first: Callable[[str], Beside | None] = field(repr=False, compare=False)
    last: Callable[[str], Beside | None] = field(repr=False, compare=False)

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
        return cls(
            MappingProxyType(begin),
            MappingProxyType(end),
            frozenset(alone),
            _beside(begin, 1).get,
            _beside(end, -2).get,
        )

    def at(self, tokens: Tokens, i: int) -> tuple[str, int] | None:
        """The name of the phrase that begins at token `i`, and the token after it."""
        beside = self.first(tokens[i].low)
        if beside is None:
            return None
        longer, alone = beside
        if longer and (entries := longer.get(tokens[i + 1].low)):
            for words, name in entries:
                size = len(words)
                if size == 2 or tuple([token.low for token in tokens[i : i + size]]) == words:
                    return name, i + size
        return None if alone is None else (alone, i + 1)

    def ending(self, tokens: Tokens, i: int) -> tuple[str, int] | None:
        """The name of the phrase that ends right before token `i`, and its first token."""
        beside = self.last(tokens[i - 1].low)
        if beside is None:
            return None
        longer, alone = beside
        if longer and (entries := longer.get(tokens[i - 2].low)):
            for words, name in entries:
                start = i - len(words)
                if len(words) == 2 or (start >= 0 and tuple([token.low for token in tokens[start:i]]) == words):
                    return name, start
        return None if alone is None else (alone, i - 1)

    def __contains__(self, word: object) -> bool:
        return word in self.alone


def ends(low: str, endings: Phrases) -> bool:
    """Whether a word has one of these endings, each of at most four letters."""
    known = endings.alone
    return low[-1:] in known or low[-2:] in known or low[-3:] in known or low[-4:] in known


def _longest_first(index: dict[str, list[Entry]]) -> dict[str, tuple[Entry, ...]]:
    return {key: tuple(sorted(entries, key=lambda e: -len(e[0]))) for key, entries in index.items()}


def _beside(index: Entries, place: int) -> dict[str, Beside]:
    """The same entries, those of several words by the word that stands in each at `place`."""
    found: dict[str, Beside] = {}
    for key, entries in index.items():
        longer: dict[str, tuple[Entry, ...]] = {}
        for entry in entries:
            if len(entry[0]) > 1:
                longer[entry[0][place]] = (*longer.get(entry[0][place], ()), entry)
        found[key] = longer, next((name for words, name in entries if len(words) == 1), None)
    return found
