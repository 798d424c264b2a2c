"""Ranking: one thing is said once, and the weightiest first."""

from __future__ import annotations

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
    """Blocks, then faults, then advice; among equals what a reader judges first, and wording and form last."""
    return tuple(sorted(findings, key=_rank))


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
