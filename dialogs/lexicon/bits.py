"""Bits: every word class has a bit of its own, so that asking which of some classes stand in a sentence is one "and".

A bit is given when a class is first named, and is the same for every language from then on. Classes are named in
content and in code, never in a person's text, so there are some hundreds.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

_GIVEN: dict[str, int] = {}
_NEXT = count()


def bit(klass: str) -> int:
    """The bit of a word class."""
    found = _GIVEN.get(klass)
    return _GIVEN.setdefault(klass, 1 << next(_NEXT)) if found is None else found


class _Masks(dict[tuple[str, ...], int]):
    """The bits of every row of classes that was asked for."""

    def __missing__(self, classes: tuple[str, ...]) -> int:
        found = self[classes] = union(bit(klass) for klass in classes)
        return found


mask = _Masks().__getitem__
"""The bits of several word classes together."""


def union(masks: Iterable[int]) -> int:
    """All bits of several masks."""
    found = 0
    for one in masks:
        found |= one
    return found


def in_order() -> tuple[str, ...]:
    """Every word class that has a bit, from the lowest bit on."""
    return tuple(klass for klass, _ in sorted(_GIVEN.items(), key=_its))


def _its(given: tuple[str, int]) -> int:
    return given[1]


def names(mask: int) -> tuple[str, ...]:
    """The word classes of these bits, in the order of the alphabet."""
    return tuple(sorted(klass for klass, its in tuple(_GIVEN.items()) if its & mask))
