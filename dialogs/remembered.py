"""Remembered: what was worked out of a word, so that only its first time costs. Words are kept, never texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

MOST, LONGEST = 20_000, 61
"""Words that are remembered, some megabytes, before remembering begins anew; and characters of the longest."""

_PUBLIC_DIGITS = 5  # more in one word may be a telephone number

T = TypeVar("T")


class Remembered(dict[str, T]):
    """What `work` gives of a word, asked for as remembered[word]; the same word always gives the same."""

    def __init__(self, work: Callable[[str], T]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, word: str) -> T:
        found = self._work(word)
        if len(word) <= LONGEST and not private(word):
            if len(self) >= MOST:
                self.clear()
            self[word] = found
        return found


def private(word: str) -> bool:
    """Whether a word may be an address, a link or a number that is somebody's alone: nothing keeps it in memory."""
    return "@" in word or "/" in word or sum(map(str.isdigit, word)) > _PUBLIC_DIGITS
