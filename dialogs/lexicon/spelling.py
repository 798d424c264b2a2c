"""Spelling: whether a word is one that its language knows, and what an unknown one was probably meant to be.

Two libraries know the words. simplemma holds the forms of both languages, British and American alike, without the
misspellings that word counts from the web are full of; its Italian leaves out many words that have one form only, which
pyspellchecker's counts of spoken language hold. Those counts also tell which neighbour of a slip is likeliest. Both are
imported with the first word asked, and what a word turned out to be is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from dialogs.answers import Language

if TYPE_CHECKING:
    from spellchecker import SpellChecker

COMMON = 400
"""Times that a word is counted in pyspellchecker's English before it makes a compound believable: runbook."""

USUAL = 2_000
"""Times that a word is counted from which it is one, whatever simplemma says: it has no "her"."""

LIKELY = 150
"""Times that a word is counted before a slip is believed to have meant it; with no such neighbour it is a term."""

_SHORTEST = 3
_FAR = 8  # letters from which two slips in one word are believed
_PREFIXES: dict[Language, tuple[str, ...]] = {
    "en": ("re", "un", "de", "pre", "sub", "over", "under", "multi", "micro", "auto", "non", "mis", "inter", "co"),
    "it": ("ri", "re", "pre", "sotto", "sovra", "multi", "micro", "auto", "inter", "de", "co", "non", "s"),
}
_ENDINGS: dict[Language, tuple[str, ...]] = {
    "en": ("s", "es", "ed", "d", "er", "ers", "ing", "ly", "able", "ness", "less"),
    "it": (),
}
_VOWELS = "aeio"
_NO_WORD = frozenset({"ting", "ring", "ment", "able", "ness", "less", "ings", "pped", "tion", "ally", "full"})
_CLITICS = ("mi", "ti", "ci", "vi", "si", "lo", "la", "li", "le", "ne", "gli", "glielo", "gliela", "cela", "celo")
_STEMS = ("ar", "er", "ir", "ur", "or", "ando", "endo")  # of a verb that carries a pronoun: far(lo), vedendo(li)


class Dictionary:
    """The words of one language. `known` are words that count as known beside those of the libraries."""

    def __init__(self, language: Language, known: Iterable[str] = ()) -> None:
        self._language: Language = language
        self._known = frozenset(known)
        self.knows = lru_cache(maxsize=20_000)(self._knows)
        self.near = lru_cache(maxsize=5_000)(self._near)

    def _knows(self, word: str) -> bool:
        """Whether a word in small letters is one: by itself, by its stem, or as a compound of two common ones."""
        if self._listed(word):
            return True
        if any(len(word) > len(p) + 3 and word.startswith(p) and self._listed(word[len(p) :]) for p in self._prefixes):
            return True
        if self._language == "it":
            return self._carries_pronoun(word) or _english(word)
        return any(word.endswith(e) and self._stem(word[: -len(e)]) for e in _ENDINGS["en"]) or self._compound(word)

    def lists(self, word: str) -> bool:
        """Whether a word in small letters stands in the lists as it is, which "tidewise" does not."""
        return self._listed(word)

    def _near(self, word: str) -> str | None:
        """The likeliest word that one slip away could have become this one; None where nothing is near."""
        near = self._counts.known(self._counts.edit_distance_1(word))
        if not near and len(word) >= _FAR and self._language == "en":
            near = self._counts.known(self._counts.edit_distance_2(word))
        likely = sorted(near, key=lambda one: (-self._counts[one], one))
        return next((one for one in likely if self._counts[one] >= LIKELY and len(one) >= _SHORTEST), None)

    @property
    def _prefixes(self) -> tuple[str, ...]:
        return _PREFIXES[self._language]

    @cached_property
    def _counts(self) -> SpellChecker:
        from spellchecker import SpellChecker  # noqa: PLC0415 - a tenth of a second, wanted by the first unknown word

        return SpellChecker(language=self._language)

    def _listed(self, word: str) -> bool:
        if word in self._known or _held(word, self._language):
            return True
        if self._language == "en":
            return bool(self._counts[word] >= USUAL) or (word.endswith("s") and word[:-1] in self._counts)
        return word in self._counts or (word[-1:] in _VOWELS and any(_held(word[:-1] + v, "it") for v in _VOWELS))

    def _stem(self, stem: str) -> bool:
        """Whether a stem is a word, with an e or a doubled letter that its ending took: caching, upserted, rebooker."""
        if len(stem) < _SHORTEST:
            return False
        doubled = len(stem) > _SHORTEST and stem[-1] == stem[-2] and self._noun(stem[:-1])
        return self._noun(stem) or self._noun(stem + "e") or doubled

    def _noun(self, word: str) -> bool:
        return word in self._known or self._compound(word)

    def _compound(self, word: str) -> bool:
        return any(
            word[at:] not in _NO_WORD and self._common(word[:at]) and self._common(word[at:])
            for at in range(_SHORTEST, len(word) - _SHORTEST)
        )

    def _common(self, word: str) -> bool:
        return _held(word, "en") and bool(self._counts[word] >= COMMON)

    def _carries_pronoun(self, word: str) -> bool:
        for end in _CLITICS:
            stem = word[: -len(end)]
            if word.endswith(end) and stem.endswith(_STEMS):
                return stem.endswith("o") or self._listed(stem + "e") or self._listed(stem + "re")
        return False


def _held(word: str, language: Language) -> bool:
    """Whether simplemma holds the word."""
    from simplemma import is_known  # noqa: PLC0415 - its tables take a fifth of a second

    return bool(word) and is_known(word, lang=language, low_memory=True)


@lru_cache(maxsize=5_000)
def _english(word: str) -> bool:
    """Whether an Italian letter borrows the word: deploy, backlog, throughput."""
    return len(word) > _SHORTEST and _held(word, "en")
