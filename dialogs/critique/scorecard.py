"""The scorecard: from 0 to 100 for each dimension.

Each dimension begins at 100. A fault takes 30 the first time it is found and 5 for each further place; a block takes
60; advice takes nothing, since it never counts against the writer. Below 0 it stays 0. Fewer findings therefore never
give a lower score; and a finding that another one silences stands in the same dimension with the same weight, so that
mending the louder one never lowers it either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dialogs.critique.nouns import DIMENSIONS, Finding, Weight

FULL = 100
COST = {Weight.BLOCK: 60, Weight.FAULT: 30, Weight.ADVICE: 0}
AGAIN = 5


def scorecard(findings: Iterable[Finding]) -> tuple[tuple[str, int], ...]:
    """The score of every dimension, in the order a letter is read."""
    places = Counter((one.dimension, one.fault, one.weight) for one in findings)
    lost: Counter[str] = Counter()
    for (dimension, _, weight), count in places.items():
        if COST[weight]:
            lost[dimension] += COST[weight] + AGAIN * (count - 1)
    return tuple((dimension, max(0, FULL - lost[dimension])) for dimension in DIMENSIONS)
