"""The scorecard: from 0 to 100 for each dimension.

Each dimension begins at 100. A fault takes 30 the first time it is found and 5 for each further place; a block takes
60; advice takes nothing, since it never counts against the writer. Below 0 it stays 0.

Where several faults of a dimension say one lack, each in its own way (`KINDRED`), the worst takes
all and each other half.

Mending a fault never lowers a dimension. Three rules see to it:

1. Faults of one dimension that stand in for one another, such as an average for a missing percentile, a skills line for
   a technology list, or too long for too short, are one family: what the first of them takes is taken once.
2. Findings of one family that overlap count as one place, and those under a wider one as many as they are, so that what
   a wider one covers weighs no more once it is gone.
3. Where something basic is missing, what cannot be seen for its lack is charged once, in its own dimension: a letter
   without a figure has said no price either, so a first figure without its price takes nothing more.

No guide gives the dimensions weights in figures, so there is no score of the whole letter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dialogs.critique.nouns import DIMENSIONS, Finding, Weight

FULL = 100
COST = {Weight.BLOCK: 60, Weight.FAULT: 30, Weight.ADVICE: 0}
AGAIN = 5
EVERYWHERE = 1 << 60

TOGETHER = (("too-long", "too-short"), ("keyword-stuffing", "technology-list"))
"""Faults that neither says for the other and are one family all the same: who mends one may meet the other."""

KINDRED = (("no-measurement", "percent-without-baseline", "latency-without-percentile"),)
"""Faults that all say a figure is not told whole: measured how, from what, at which percentile."""


@dataclass(frozen=True, slots=True)
class Charge:
    """A fault that counts once though it could not be found: what it would be found in is missing."""

    dimension: str
    fault: str
    weight: Weight


def families(stand_in: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Every fault of a family to the family's name, given which faults stand in for which in their own dimension."""
    named: dict[str, str] = {}
    for louder, quieter in (*stand_in.items(), *TOGETHER):
        members = {louder, *((quieter,) if isinstance(quieter, str) else quieter)}
        joined = {named[code] for code in members if code in named}
        name = min(joined | members)
        for code in (*members, *(code for code, was in named.items() if was in joined)):
            named[code] = name
    return named


def apart(spans: Iterable[tuple[int, int]]) -> int:
    """The most of these spans that do not overlap: never more when one of them is gone."""
    count, free = 0, 0
    for start, end in sorted(spans, key=lambda span: (span[1], span[0])):
        if start >= free:
            count, free = count + 1, max(end, start + 1)
    return count


_TOGETHER_ONLY = families({})


def scorecard(
    findings: Iterable[Finding], family: Mapping[str, str] = _TOGETHER_ONLY, charged: Iterable[Charge] = ()
) -> tuple[tuple[str, int], ...]:
    """The score of every dimension, in the order a letter is read.

    `findings` are all that stand in the text; `family` is a fault to its family's name; `charged` count once.
    """
    found = tuple(one for one in findings if COST[one.weight])
    spans: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    worst: dict[tuple[str, str], int] = defaultdict(int)
    for one in found:
        key = one.dimension, family.get(one.fault, one.fault)
        whole = one.start is None or one.end is None
        spans[key].append((0, EVERYWHERE) if whole else (one.start or 0, one.end or 0))
        worst[key] = max(worst[key], COST[one.weight])
    places = {key: apart(stand) for key, stand in spans.items()}
    for charge in charged:
        key = charge.dimension, family.get(charge.fault, charge.fault)
        places[key] = max(places.get(key, 0), 1)
        worst[key] = max(worst[key], COST[charge.weight])
    kindred = {family.get(code, code): some[0] for some in KINDRED for code in some}
    costs: dict[tuple[str, str], list[int]] = defaultdict(list)
    lost: Counter[str] = Counter()
    for (dimension, name), count in places.items():
        if cost := worst[dimension, name]:
            costs[dimension, kindred.get(name, name)].append(cost)
            lost[dimension] += AGAIN * (count - 1)
    for (dimension, _), some in costs.items():
        lost[dimension] += (sum(some) + max(some)) // 2
    return tuple((dimension, max(0, FULL - lost[dimension])) for dimension in DIMENSIONS)
