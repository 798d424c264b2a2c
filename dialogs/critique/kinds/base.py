"""What all kinds of fault share: a rule's data read with care, and what a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dialogs.content_error import ContentError
from dialogs.critique.patterns import Pattern, classes, patterns
from dialogs.critique.view import View
from dialogs.lexicon import SentenceView

Span = tuple[int, int] | None
"""Where a fault stands: character offsets, or None for the whole letter."""


class Place(tuple[int, int]):
    """A span with values of its own for the words of its fault: {near} may be another for each place."""

    values: Mapping[str, str]

    @classmethod
    def at(cls, start: int, end: int, values: Mapping[str, str]) -> Place:
        """The place from `start` to `end`."""
        place = cls((start, end))
        place.values = values
        return place


Check = Callable[[View], Iterable[Span]]
"""Where a fault stands in a letter; what cannot stand there is not sought."""


class Data:
    """The data of one rule. Asking for a key with the wrong type, or leaving one unasked, is a ContentError."""

    def __init__(self, path: str, given: Mapping[str, Any], known: frozenset[str]) -> None:
        self._path, self._given, self._known = path, given, known
        self._left = set(given)

    def patterns(self, key: str) -> tuple[Pattern, ...]:
        """Patterns of word classes that exist."""
        found = patterns(self.strings(key))
        for name in sorted(classes(found)):
            if name not in self._known and not name.startswith(("technology", "figure")):
                raise ContentError(
                    self._path, 1, f'{key}: there is no word class "{name}"', "a class of words/ or [classes]"
                )
        return found

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of strings; empty where the key is missing."""
        self._left.discard(key)
        value = self._given.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise ContentError(self._path, 1, f"{key} is no list of strings", '["…"]')
        return tuple(value)

    def texts(self, key: str) -> dict[str, str]:
        """A table of strings; empty where the key is missing."""
        self._left.discard(key)
        value = self._given.get(key, {})
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            raise ContentError(self._path, 1, f"{key} is no table of strings", '{ wrong = "right" }')
        return dict(value)

    def text(self, key: str) -> str:
        """A string that has to be there."""
        self._left.discard(key)
        value = self._given.get(key)
        if not isinstance(value, str):
            raise ContentError(self._path, 1, f"{key} is missing, or no string", f'{key} = "…"')
        return value

    def one_of(self, key: str, *allowed: str) -> str:
        """One of a few words; the first where the key is missing."""
        self._left.discard(key)
        value = self._given.get(key, allowed[0])
        if value not in allowed:
            raise ContentError(self._path, 1, f'{key} = "{value}"', ", ".join(allowed))
        return str(value)

    def number(self, key: str, otherwise: int) -> int:
        """A whole number."""
        self._left.discard(key)
        value = self._given.get(key, otherwise)
        if not isinstance(value, int):
            raise ContentError(self._path, 1, f"{key} is no whole number", "3")
        return value

    def share(self, key: str, otherwise: float) -> float:
        """A number from 0 to 1."""
        self._left.discard(key)
        value = self._given.get(key, otherwise)
        if not isinstance(value, int | float) or not 0 <= value <= 1:
            raise ContentError(self._path, 1, f"{key} is no number from 0 to 1", "0.9")
        return float(value)

    def named(self, key: str) -> dict[str, tuple[Pattern, ...]]:
        """A table of patterns, such as those of one market or level; empty where the key is missing."""
        self._left.discard(key)
        value = self._given.get(key, {})
        if not isinstance(value, dict):
            raise ContentError(self._path, 1, f"{key} is no table", "{ … }")
        return {name: Data(self._path, {"has": found}, self._known).patterns("has") for name, found in value.items()}

    def done(self) -> None:
        """Refuse what nobody asked for."""
        if self._left:
            raise ContentError(
                self._path, 1, f"[rule] has unknown {', '.join(sorted(self._left))}", "the keys of its kind"
            )


def whole(sentence: SentenceView) -> tuple[int, int]:
    """A sentence from its first to its last character."""
    return sentence.start, sentence.end
