"""Praise: what a letter does well, said only where it is true."""

from __future__ import annotations

from collections.abc import Callable, Collection

from dialogs.critique.kinds.figures import improves
from dialogs.critique.view import View
from dialogs.measures import Family

Merit = Callable[[View], bool]


def _tie(view: View) -> bool:
    return any(s.has("strong-tie", "company-tie") for s in view.opening)


def _percentile(view: View) -> bool:
    return any(
        m.before is not None and m.percentile.startswith("p") and m.family is Family.TIME for m in view.reading.measures
    )


def _cost(view: View) -> bool:
    return any(
        improves(s, m) and any(one.has("trade-off-cost") for one in (s, *view.after(s, 2)))
        for s in view.prose
        for m in s.measures
        if m.before is not None
    )


def _measured(view: View) -> bool:
    return sum(s.has("measurement-strong") for s in view.prose) >= 2


def _weighed(view: View) -> bool:
    return any(s.has("options-strong") and s.has("options-rejected") for s in view.prose)


def _deferred(view: View) -> bool:
    return any(s.has("deferral-strong") for s in view.prose)


def _runs(view: View) -> bool:
    return any(s.has("on-call") for s in view.prose) and any(s.has("operations-artifact") for s in view.prose)


def _others(view: View) -> bool:
    return any(s.has("team-specific") and s.has("first-person") for s in view.prose)


def _company(view: View) -> bool:
    return any(s.number in view.specific and s.has("company-source") for s in view.prose)


def _next(view: View) -> bool:
    return any(s.has("next-step") for s in view.closing) and not any(s.has("closing-filler") for s in view.closing)


MERITS: dict[str, tuple[Merit, tuple[str, ...]]] = {
    "tie": (_tie, ("opening-without-evidence", "opening-boilerplate", "buried-connection")),
    "cost": (_cost, ("metric-without-trade-off",)),
    "percentile": (_percentile, ("latency-without-percentile", "average-latency")),
    "measured": (_measured, ("no-measurement",)),
    "weighed": (_weighed, ("no-options-weighed",)),
    "deferred": (_deferred, ("no-deferral", "argued-against-repeated")),
    "runs": (_runs, ("no-operations-evidence", "not-my-job")),
    "others": (_others, ("no-team-evidence", "team-hides-author", "portable-sentence", "cliche")),
    "company": (_company, ("no-company-fact",)),
    "next": (_next, ("closing-without-next-step", "closing-below-level")),
}
"""What may be praised: when it is so, and the faults that forbid saying it."""


def merits(view: View, faults: Collection[str]) -> tuple[str, ...]:
    """The names of what is well done, in the order a letter is read."""
    return tuple(name for name, (holds, against) in MERITS.items() if not set(against) & set(faults) and holds(view))
