"""Ranking: one thing is said once, and the weightiest first."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import accumulate

from dialogs.critique.nouns import DIMENSIONS, ORDER, Finding

_NOWHERE = 1 << 60


def once(findings: Iterable[Finding], silences: Mapping[str, tuple[str, ...]]) -> tuple[Finding, ...]:
    """The findings without those that another, about the same words or the whole letter, says better."""
    found = tuple(dict.fromkeys(findings))
    louder: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in found:
        for code in silences.get(one.fault, ()):
            louder[code].append((0, _NOWHERE) if one.start is None or one.end is None else (one.start, one.end))
    reach = {code: _Reach(spans) for code, spans in louder.items()}
    return tuple(one for one in found if one.fault not in reach or not reach[one.fault].covers(one))


class _Reach:
    """Where something is said better, so that asking costs no more than a look into a sorted list."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def covers(self, one: Finding) -> bool:
        """Whether a span overlaps the finding; a finding about the whole letter overlaps all."""
        if one.start is None or one.end is None:
            return True
        before = bisect_left(self._starts, one.end)
        return before > 0 and self._furthest[before - 1] > one.start


def ranked(findings: Iterable[Finding], order: tuple[str, ...] = DIMENSIONS) -> tuple[Finding, ...]:
    """Blocks, then faults, then advice; among equals by what counts most for whom; then as they stand in the letter.

    `order` has the dimensions, the weightiest first. What concerns the whole letter comes after what stands in a place.
    A fault that stands in several places is named once before any of its weight is named again, so that the first
    three differ. The same findings always come in the same order.
    """

    def rank(one: Finding) -> tuple[int, int, int, str]:
        start = _NOWHERE if one.start is None else one.start
        return ORDER.index(one.weight), order.index(one.dimension), start, one.fault

    seen: Counter[str] = Counter()
    keyed = []
    for one in sorted(findings, key=rank):
        weight, *rest = rank(one)
        keyed.append(((weight, seen[one.fault] > 0, *rest), one))
        seen[one.fault] += 1
    return tuple(one for _, one in sorted(keyed, key=lambda pair: pair[0]))
