"""Patterns: word classes in a row within one sentence, written as "singular-act > built-verb >6 system-noun|api".

Between two steps at most four words may stand, or as many as the figure behind ">" says. Finding them is a walk over
the marks of a sentence, so it costs no more than there are marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dialogs.lexicon import Mark, SentenceView
from dialogs.lexicon.bits import mask

GAP = 4
_ARROW = re.compile(r"\s*>(\d*)\s*")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Steps, each the classes any of which will do, and the words that may stand before each step but the first."""

    steps: tuple[tuple[str, ...], ...]
    gaps: tuple[int, ...]
    masks: tuple[int, ...]  # the bits of the classes of each step

    def within(self, held: int) -> bool:
        """Whether classes with these bits are enough for every step."""
        for wanted in self.masks:  # noqa: SIM110 (asked some hundred times of a letter, and quicker so)
            if not held & wanted:
                return False
        return True

    def spans(self, sentence: SentenceView) -> Iterable[tuple[int, int]]:
        """Where the pattern stands in a sentence, as character offsets, from left to right."""
        if not self.within(sentence.mask):
            return ()
        if self.gaps:
            return self._rows(sentence)
        return [(mark.start, mark.end) for mark in sentence.marked(self.masks[0])]

    def _rows(self, sentence: SentenceView) -> Iterator[tuple[int, int]]:
        """Where the steps stand in a row, given that each stands in the sentence."""
        later = [sentence.marked(wanted) for wanted in self.masks[1:]]
        for mark in sentence.marked(self.masks[0]):
            last = mark
            for marks, gap in zip(later, self.gaps, strict=True):
                at = bisect_left(marks, last.last, key=_first)
                if at == len(marks) or marks[at].first - last.last > gap:
                    break
                last = marks[at]
            else:
                yield mark.start, max(mark.end, last.end)

    def stands(self, sentence: SentenceView) -> bool:
        """Whether the pattern is in a sentence."""
        return self.within(sentence.mask) and (not self.gaps or any(True for _ in self._rows(sentence)))


def _first(mark: Mark) -> int:
    return mark.first


def pattern(written: str) -> Pattern:
    """The pattern that these words write."""
    pieces = _ARROW.split(written.strip())
    steps = tuple(tuple(name.strip() for name in step.split("|")) for step in pieces[::2])
    return Pattern(steps, tuple(int(gap) if gap else GAP for gap in pieces[1::2]), tuple(map(mask, steps)))


def patterns(written: Iterable[str]) -> tuple[Pattern, ...]:
    """Several patterns."""
    return tuple(pattern(one) for one in written)


def classes(found: Iterable[Pattern]) -> frozenset[str]:
    """Every word class that these patterns speak of."""
    return frozenset(name for one in found for step in one.steps for name in step)


def stands(found: Iterable[Pattern], sentence: SentenceView) -> bool:
    """Whether any of these patterns is in a sentence."""
    held = sentence.mask
    for one in found:  # noqa: SIM110 (asked some hundred times of a letter, and quicker so)
        if held & one.masks[0] and one.stands(sentence):
            return True
    return False
