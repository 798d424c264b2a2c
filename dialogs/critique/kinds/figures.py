"""figures: what is wrong with the shape of a figure, or with what stands around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator

from dialogs.critique.kinds.base import Check, Data, Span
from dialogs.critique.view import View
from dialogs.lexicon import SentenceView
from dialogs.measures import Family, Measure

COST_BACKED, COST_SURE, COST_BESIDE = 0.1, 0.5, 0.8
"""How sure the classifier has to be that a sentence tells what was given up: where its words say so too, alone, and
beside a gain in the same sentence, since gains compare and sound alike."""

Judge = Callable[[View, SentenceView, Measure], bool]

BEFORE, BEHIND = 7, 6
"""Words before and behind a figure that say what it measures."""

NOW, THEN = 7, 6
"""Words before a figure that say that it is the one of now, or that it is over."""

SECONDS = {"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1, "min": 60, "h": 3600, "day": 86400, "week": 604800}
"""How long each unit of time is."""

BESIDE = 30
"""Characters between a percentage and the before and after that explain it."""

SHORT = frozenset({"ns", "µs", "ms", "s"})
"""Units in which a request is answered."""


def figures(data: Data) -> Check:
    """A check by the name of its shape."""
    shape = data.one_of("shape", *SHAPES)
    data.done()
    judge = SHAPES[shape]

    def check(view: View) -> Iterator[Span]:
        for sentence in view.prose:
            for measure in sentence.measures:
                if judge(view, sentence, measure):
                    yield measure.start, measure.end

    return check


def near(sentence: SentenceView, measure: Measure, *classes: str, before: int = BEFORE, behind: int = BEHIND) -> bool:
    """Whether one of these word classes stands within so many words of a figure."""
    if not sentence.has(*classes):
        return False
    marks = sentence.of("figure")
    at = bisect_left(marks, measure.start, key=lambda mark: mark.start)
    if at >= len(marks):
        return True
    here = marks[at]
    return any(
        here.first - before <= mark.last and mark.first <= here.last + behind
        for mark in sentence.of(*classes)
        if not (mark.start >= measure.start and mark.end <= measure.end and mark.klass == "figure")
    )


def is_latency(sentence: SentenceView, measure: Measure) -> bool:
    """Whether a figure says how long a request takes: no job, no recovery, no time that somebody waits on purpose."""
    if measure.family is not Family.TIME or measure.after.unit not in SHORT:
        return False
    if near(sentence, measure, "not-latency", "recovery-word", before=6, behind=3):
        return False
    if measure.before is None and near(sentence, measure, "trade-off-cost", before=5, behind=0):
        return False
    if measure.before is not None or told_apart(sentence, measure):
        return measure.after.unit != "s" or sentence.has("latency-word", "request-unit", "improve-verb", "before-state")
    if measure.after.unit == "ms" and near(sentence, measure, "request-unit", before=5, behind=3):
        return True
    return near(sentence, measure, "latency-noun", before=5, behind=2)


def no_percentile(view: View, sentence: SentenceView, measure: Measure) -> bool:
    """A latency, and nothing says at which percentile."""
    del view
    return (
        not measure.percentile and is_latency(sentence, measure) and not sentence.has("percentile-word", "average-word")
    )


def average(view: View, sentence: SentenceView, measure: Measure) -> bool:
    """A latency that is a mean."""
    del view
    if measure.family is not Family.TIME or near(sentence, measure, "recovery-word"):
        return False
    if measure.percentile == "average":
        return True
    if measure.percentile or not near(sentence, measure, "average-word", before=BEFORE + 2):
        return False
    return is_latency(sentence, measure) or (measure.after.unit in SHORT and improves(sentence, measure))


def is_gain(sentence: SentenceView, measure: Measure) -> bool:
    """Whether a percentage or a factor is a claimed improvement: no share, no level, no uptime."""
    if measure.family is not Family.PERCENT or measure.before is not None or measure.after.value >= 1000:
        return False
    if near(sentence, measure, "recovery-word", "share-word", before=5, behind=3):
        return False
    if near(sentence, measure, "share-of", before=-1, behind=1):
        return False
    return near(sentence, measure, "gain-verb", before=8, behind=3)


def no_baseline(view: View, sentence: SentenceView, measure: Measure) -> bool:
    """A percentage of improvement with no before and after beside it."""
    if not is_gain(sentence, measure):
        return False
    around = [one for one in view.around(sentence, 0, 1) if one.paragraph == sentence.paragraph]
    return not any(
        one.before is not None
        and one.family in (Family.TIME, Family.RATE, Family.COUNT, Family.SIZE, Family.MONEY)
        and min(abs(one.start - measure.end), abs(measure.start - one.end)) < BESIDE
        for other in around
        for one in other.measures
    )


def false_precision(view: View, sentence: SentenceView, measure: Measure) -> bool:
    """A percentage of improvement with decimals, or with more than two figures that matter."""
    del view
    digits = measure.after.value.normalize().as_tuple()
    return is_gain(sentence, measure) and (int(digits.exponent) < 0 or len(digits.digits) > 2)


def no_cost(view: View, sentence: SentenceView, measure: Measure) -> bool:
    """An improvement, and neither its sentence nor the next two say what was given up for it.

    Minutes told after an incident, a pager or a runbook are a recovery, and no improvement.
    """
    if measure.family is Family.TIME and measure.after.unit in ("min", "h"):
        told = view.around(sentence, 1, 0)
        if any(one.has("incident-word", "on-call", "operations-artifact") for one in told):
            return False
    if not improves(sentence, measure):
        return False
    beside = (sentence, *view.after(sentence, 2))
    return not any(_priced(view, one) for one in beside)


def _priced(view: View, sentence: SentenceView) -> bool:
    """Whether a sentence says what a gain cost."""
    if sentence.has("trade-off-cost") and view.backs("trade-off", sentence, COST_BACKED):
        return True
    gains = any(improves(sentence, one) for one in sentence.measures)
    return view.sure("trade-off", sentence) >= (COST_BESIDE if gains else COST_SURE)


def improves(sentence: SentenceView, measure: Measure) -> bool:
    """Whether a figure is an improvement of the system: a change for the better, or a claimed percentage or factor."""
    if near(sentence, measure, "recovery-word", "people-change", before=8, behind=5):
        return False
    if measure.family is Family.TIME and measure.after.unit in ("min", "h") and sentence.has("incident-word"):
        return False
    if measure.before is not None:
        if measure.family in (Family.TIME, Family.PERCENT, Family.MONEY, Family.SIZE):
            factor = measure.factor
            return factor is None or factor > 1 or (measure.family is not Family.TIME and sentence.has("gain-verb"))
        return measure.family in (Family.RATE, Family.COUNT, Family.RATIO) and not sentence.has("testing")
    return is_gain(sentence, measure) or told_apart(sentence, measure)


def told_apart(sentence: SentenceView, measure: Measure) -> bool:
    """Whether a figure is what is now, and a worse one of its family stands where the sentence tells what was.

    "It rings in 40 seconds now; two years ago it took 26 minutes."
    """
    if measure.family is not Family.TIME or measure.before is not None or not sentence.has("now-state", "then-state"):
        return False
    now = near(sentence, measure, "now-state", before=NOW, behind=1)
    then = near(sentence, measure, "then-state", before=THEN, behind=0)
    if not now or then:
        return False
    return any(
        other.before is None
        and other.family is Family.TIME
        and _seconds(other) > _seconds(measure)
        and near(sentence, other, "then-state", before=THEN, behind=2)
        and not near(sentence, other, "now-state", before=2, behind=1)
        for other in sentence.measures
        if other is not measure
    )


def _seconds(measure: Measure) -> float:
    return float(measure.after.value) * SECONDS.get(measure.after.unit, 0)


SHAPES: dict[str, Judge] = {
    "latency-without-percentile": no_percentile,
    "average": average,
    "percent-without-baseline": no_baseline,
    "false-precision": false_precision,
    "improvement-without-cost": no_cost,
}
