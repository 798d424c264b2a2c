"""figures: what is wrong with the shape of a figure, or with what stands around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dialogs.critique.kinds.base import Check, Data, Span
from dialogs.critique.kinds.gains import BEFORE, improves, is_gain, near, to_one, told_apart
from dialogs.critique.view import View
from dialogs.lexicon import Mark, SentenceView
from dialogs.measures import Family, Measure

COST_BACKED, COST_SURE, COST_BESIDE, COST_FAR = 0.1, 0.5, 0.95, 0.95
"""How sure the classifier has to be that a sentence tells what was given up: where its words say so too, alone, beside
a gain in the same sentence, since gains compare and sound alike, and two sentences on, where a letter may go on."""

Judge = Callable[[View, SentenceView, Measure], bool]

LOST = 30
"""Characters from a percentage to the loss that there is less of."""

REST = 6
"""Words behind the last gain of a sentence below which nothing else is told there."""

BESIDE = 40
"""Characters between a percentage and the before and after that explain it."""

_EXPLAINING = frozenset({Family.TIME, Family.RATE, Family.COUNT, Family.SIZE, Family.MONEY})

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


def is_latency(sentence: SentenceView, measure: Measure) -> bool:
    """Whether a figure says how long a request takes: no job, no recovery, no time that somebody waits on purpose."""
    if measure.family is not Family.TIME or measure.after.unit not in SHORT:
        return False
    if near(sentence, measure, "not-latency", "recovery-word", before=6, behind=3):
        return False
    if measure.before is None and near(sentence, measure, "trade-off-cost", before=5, behind=0):
        return False
    if measure.before is not None or told_apart(sentence, measure) or to_one(sentence, measure):
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


def no_baseline(view: View, sentence: SentenceView, measure: Measure) -> bool:
    """A percentage of improvement with no before and after beside it."""
    if not is_gain(sentence, measure):
        return False
    around = [one for one in view.around(sentence, 0, 1) if one.paragraph == sentence.paragraph]
    return not any(_explains(sentence, measure, one) for other in around for one in other.measures)


def _explains(sentence: SentenceView, measure: Measure, change: Measure) -> bool:
    """Whether a change beside a percentage is the before and after of it; behind an "and" it is another deed."""
    if change.before is None or change.family not in _EXPLAINING:
        return False
    if min(abs(change.start - measure.end), abs(measure.start - change.end)) >= BESIDE:
        return False
    between = [mark for mark in sentence.of("and-then") if measure.end <= mark.start and mark.end <= change.start]
    return not between


def false_precision(view: View, sentence: SentenceView, measure: Measure) -> bool:
    """A percentage of improvement with decimals, or with more than two figures that matter."""
    del view
    if not is_gain(sentence, measure):
        return False
    digits = measure.after.value.normalize().as_tuple()
    return int(digits.exponent) < 0 or len(digits.digits) > 2


def no_cost(view: View, sentence: SentenceView, measure: Measure) -> bool:
    """An improvement, and neither its sentence nor the next two say what was given up for it.

    Minutes told after an incident, a pager or a runbook are a recovery, and no improvement.
    """
    if not improves(sentence, measure) and not _told_beside(view, sentence, measure):
        return False
    if measure.family is Family.TIME and measure.after.unit in ("min", "h"):
        told = view.around(sentence, 1, 0)
        if any(one.has("incident-word", "on-call", "operations-artifact") for one in told):
            return False
    return not any(_priced(view, one, reach) for reach, one in enumerate((sentence, *view.after(sentence, 2))))


def _told_beside(view: View, sentence: SentenceView, measure: Measure) -> bool:
    """Whether a sentence on either side tells what was; none about an incident or about the reader does."""
    if measure.before is not None:
        return False
    beside = [
        one
        for one in view.around(sentence, 1, 1)
        if one is not sentence
        and one.measures
        and one.paragraph == sentence.paragraph
        and not one.has("second-person", "incident-word", "recovery-word", "work-change")
    ]
    return bool(beside) and told_apart(sentence, measure, beside)


def _priced(view: View, sentence: SentenceView, reach: int) -> bool:
    """Whether a sentence, the `reach`-th behind a gain, says what it cost; what somebody was spared is no cost."""
    sure = view.sure("trade-off", sentence)
    if any(not _spared(sentence, mark) for mark in sentence.of("trade-off-cost")):
        return view.backs("trade-off", sentence, COST_BACKED)
    if sentence.has("relief") or (sure < COST_BESIDE and view.sure("option", sentence) > sure):
        return False
    if not reach and not _told_behind(sentence):
        return False
    past = bool(sentence.measures) and sentence.has("then-state", "had-been")
    gains = not reach or past or any(improves(sentence, one) for one in sentence.measures)
    return sure >= (COST_FAR if reach > 1 else COST_BESIDE if gains else COST_SURE)


def _told_behind(sentence: SentenceView) -> bool:
    """Whether a sentence with a gain goes on: a comparison alone sounds like a trade."""
    last = max((one.end for one in sentence.measures if improves(sentence, one)), default=sentence.start)
    return len(sentence.page.text[last : sentence.end].split()) >= REST


def _spared(sentence: SentenceView, mark: Mark) -> bool:
    """Whether words of cost say what is over, or what there is less of: "no longer wait", "70% fewer lost parcels".

    Or they are the cost that fell: "the cost of a label fell from 1.9 cents to 0.4"; or they stand inside the gain:
    "it needed six hours and now needs 50 minutes".
    """
    if any(one.start < mark.end and mark.start < one.end for one in sentence.of("relief")):
        return True
    gained = (one for one in sentence.measures if one.start < mark.end and mark.end < one.end and one.before)
    if any(improves(sentence, one) for one in gained):
        return True
    if any(one.start < mark.end and mark.start < one.end for one in sentence.of("cost-noun")):
        fell = [one.start for one in sentence.of("fall-verb") if one.start >= mark.end]
        if any(_runs_on(sentence, mark.end, one) for one in fell):
            return True
    lost = any(one.start < mark.end and mark.start < one.end for one in sentence.of("loss-word"))
    text = sentence.page.text
    return lost and any(
        is_gain(sentence, one) and 0 <= mark.start - one.end < LOST and "," not in text[one.end : mark.start]
        for one in sentence.measures
    )


def _runs_on(sentence: SentenceView, start: int, end: int) -> bool:
    """Whether it is one clause from here to there."""
    return not any(stop in sentence.page.text[start:end] for stop in (",", ";", ":", "("))


SHAPES: dict[str, Judge] = {
    "latency-without-percentile": no_percentile,
    "average": average,
    "percent-without-baseline": no_baseline,
    "false-precision": false_precision,
    "improvement-without-cost": no_cost,
}
