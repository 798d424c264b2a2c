"""Ranking: one thing is said once, and the weightiest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from dialogs.critique.nouns import DIMENSIONS, ORDER, Finding

_NOWHERE = 1 << 60


def once(findings: Iterable[Finding], silences: Mapping[str, tuple[str, ...]]) -> tuple[Finding, ...]:
    """The findings without those that another, about the same words or the whole letter, says better."""
    found = tuple(dict.fromkeys(findings))
    louder = [one for one in found if silences.get(one.fault)]
    return tuple(one for one in found if not any(_said(other, one, silences) for other in louder))


def _said(louder: Finding, one: Finding, silences: Mapping[str, tuple[str, ...]]) -> bool:
    if one.fault not in silences[louder.fault]:
        return False
    if louder.start is None or louder.end is None or one.start is None or one.end is None:
        return True
    return one.start < louder.end and louder.start < one.end


def ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Blocks, then faults, then advice; among equals what a reader judges first, and wording and form last.

    A fault that stands in several places is named once before any is named again, so that the first three differ.
    """
    seen: Counter[str] = Counter()
    keyed = []
    for one in sorted(findings, key=_rank):
        weight, *rest = _rank(one)
        keyed.append(((weight, seen[one.fault] > 0, *rest), one))
        seen[one.fault] += 1
    return tuple(one for _, one in sorted(keyed, key=lambda pair: pair[0]))


_FIRST = (
    "opening",
    "trade-off",
    "measurement",
    "anchor-project",
    "company",
    "operations",
    "closing",
    "technologies",
    "wording",
    "form",
)
assert set(_FIRST) == set(DIMENSIONS)


def _rank(one: Finding) -> tuple[int, int, int, str]:
    start = _NOWHERE if one.start is None else one.start
    return ORDER.index(one.weight), _FIRST.index(one.dimension), start, one.fault
