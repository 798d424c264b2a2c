"""Figures of a bench: durations with their median and tail, printed as a table with ratios."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """How long something took, in seconds, once for each time it was done."""

    what: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.seconds)

    @property
    def p99(self) -> float:
        """Ninety-nine of a hundred were quicker."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]

    @property
    def rate(self) -> float:
        """How many in a second, one after another."""
        return len(self.seconds) / sum(self.seconds)


def told(seconds: float) -> str:
    """A duration with its unit."""
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} us"
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"


def table(timings: Sequence[Timing], against: Sequence[int] = ()) -> str:
    """One line each: median, p99, rate, and the median as a ratio to that of the timings numbered in `against`."""
    width = max(len(timing.what) for timing in timings)
    heads = "".join(f"{f'/ ({number + 1})':>9}" for number in against)
    lines = [f"    {'':{width}}{'median':>10}{'p99':>10}{'a second':>10}{heads}"]
    for number, timing in enumerate(timings, 1):
        ratios = "".join(f"{timing.median / timings[other].median:9.2f}" for other in against)
        figures = f"{told(timing.median):>10}{told(timing.p99):>10}{timing.rate:>10.0f}"
        lines.append(f"({number}) {timing.what:{width}}{figures}{ratios}")
    return "\n".join(lines)
