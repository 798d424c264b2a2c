"""Praise: what a letter does well, said only where it is true, and shown by the sentence that makes it so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dialogs.critique.kinds.gains import improves
from dialogs.critique.nouns import Finding, Weight
from dialogs.critique.view import View
from dialogs.lexicon import SentenceView
from dialogs.measures import Family

Merit = Callable[[View], Iterable[SentenceView]]
"""The sentences that show a merit, the first of them best."""


def _tie(view: View) -> Iterable[SentenceView]:
    return (s for s in view.opening if s.has("strong-tie", "company-tie"))


def _percentile(view: View) -> Iterator[SentenceView]:
    for s in view.prose:
        if any(m.before is not None and m.percentile.startswith("p") and m.family is Family.TIME for m in s.measures):
            yield s


def _cost(view: View) -> Iterator[SentenceView]:
    for s in view.prose:
        if any(m.before is not None and improves(s, m) for m in s.measures):
            yield from (o for o in (s, *view.after(s, 2)) if o.has("price-named") and not o.has("no-price"))


def _measured(view: View) -> Iterable[SentenceView]:
    found = view.holding("measurement-strong")
    return found if len(found) >= 2 else ()


def _weighed(view: View) -> Iterable[SentenceView]:
    return (s for s in view.holding("options-strong") if s.has("options-rejected"))


def _deferred(view: View) -> Iterable[SentenceView]:
    return view.holding("deferral-strong")


def _runs(view: View) -> Iterator[SentenceView]:
    if any(not s.has("not-mine") for s in view.holding("paper-named")):
        yield from (s for s in view.holding("on-call") if not s.has("not-mine"))


def _others(view: View) -> Iterable[SentenceView]:
    return (s for s in view.holding("with-others") if not s.has("others-denied"))


def _company(view: View) -> Iterable[SentenceView]:
    return (s for s in view.holding("company-source") if s.number in view.specific)


def _next(view: View) -> Iterator[SentenceView]:
    if not any(s.has("closing-filler") for s in view.closing):
        yield from (s for s in view.closing if s.has("next-step"))


MERITS: dict[str, tuple[Merit, tuple[str, ...]]] = {
    "tie": (_tie, ("opening-without-evidence", "opening-boilerplate", "buried-connection", "wrong-company")),
    "cost": (_cost, ("metric-without-trade-off",)),
    "percentile": (_percentile, ("latency-without-percentile", "average-latency")),
    "measured": (_measured, ("no-measurement",)),
    "weighed": (_weighed, ("no-options-weighed",)),
    "deferred": (_deferred, ("no-deferral", "argued-against-repeated")),
    "runs": (_runs, ("no-operations-evidence", "not-my-job")),
    "others": (_others, ("no-team-evidence", "team-hides-author", "portable-sentence", "cliche")),
    "company": (_company, ("no-company-fact", "wrong-company")),
    "next": (_next, ("closing-without-next-step", "closing-below-level", "closing-filler")),
}
"""What may be praised: the sentences that show it, and the findings of any weight that forbid saying it."""


def merits(view: View, findings: Iterable[Finding]) -> Iterator[tuple[str, SentenceView]]:
    """What is well done, in the order a letter is read, each with a sentence that shows it.

    No merit contradicts a finding, be it advice, and none is shown by words that should not go out at all.
    """
    found = tuple(findings)
    faults = {one.fault for one in found}
    blocked = [(one.start, one.end) for one in found if one.weight is Weight.BLOCK and one.start is not None]
    for name, (shows, against) in MERITS.items():
        if faults.isdisjoint(against):
            shown = next((s for s in shows(view) if not any(_meet(s, span) for span in blocked)), None)
            if shown is not None:
                yield name, shown


def _meet(sentence: SentenceView, span: tuple[int | None, int | None]) -> bool:
    start, end = span
    return start is not None and end is not None and start < sentence.end and sentence.start < end
