"""gains: which figures are an improvement of the writer's system, however the old and the new value are told.

A change in one breath ("from 4 s to 300 ms"), a percentage or a multiple with a word of gain ("40% less", "three times
faster"), and two values told apart, in a sentence or in two ("It used to need 14 s. It needs 2 today").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dialogs.lexicon import SentenceView
from dialogs.measures import Family, Measure

BEFORE, BEHIND = 7, 6
"""Words before and behind a figure that say what it measures."""

NOW, THEN, WAS = 7, 6, 4
"""Words before a figure that say that it is the one of now, that it is over, and a verb of the past it belongs to."""

ONE = 8
"""Words behind an old value to where a bare "one" is told as the new: "it took eight seconds, and it now takes one"."""

CLOSE = 4
"""Figures on either side of one that may be its old value."""

SECONDS = {"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1, "min": 60, "h": 3600, "day": 86400, "week": 604800}
"""How long each unit of time is."""

_OFTEN = frozenset({"second", "minute", "hour"})
"""Periods by which a system's throughput is told; what is counted by the month is more often the trade itself."""

_PLAIN = frozenset({Family.TIME, Family.SIZE})
"""What "it had been" alone puts in the past: "It holds 700 MB. It had been 5 GB."."""

_GAINED = ("gain-verb", "fall-verb")
"""Words of gain, and of them those by which something fell."""

_SAVED = frozenset({Family.TIME, Family.MONEY, Family.SIZE})
_OF_MACHINES = frozenset({Family.TIME, Family.SIZE, Family.MONEY})
"""What somebody may save, and what is never a number of people."""

_DURATIONS = frozenset({Family.TIME, Family.WINDOW})
_TOLD_APART = _DURATIONS | {Family.SIZE, Family.MONEY, Family.PERCENT, Family.COUNT, Family.RATE}


def near(sentence: SentenceView, measure: Measure, *classes: str, before: int = BEFORE, behind: int = BEHIND) -> bool:
    """Whether one of these word classes stands within so many words of a figure."""
    if not sentence.has(*classes):
        return False
    if measure.end > sentence.end:
        return True  # the sentence was cut within it
    token = sentence.page.token
    first, last = token(measure.start) - before, token(measure.end) + behind
    return any(first <= mark.last and mark.first <= last for mark in sentence.of(*classes))


def is_gain(sentence: SentenceView, measure: Measure) -> bool:
    """Whether a percentage is a claimed improvement: no share, no level, no uptime."""
    if measure.family is not Family.PERCENT or measure.before is not None or measure.after.value >= 1000:
        return False
    if near(sentence, measure, "recovery-word", "share-word", before=5, behind=3):
        return False
    if near(sentence, measure, "gain-noun", before=2, behind=0):
        return True
    if near(sentence, measure, "share-of", before=-1, behind=1):
        return False
    return near(sentence, measure, *_GAINED, before=8, behind=3)


def multiplies(sentence: SentenceView, measure: Measure) -> bool:
    """Whether a multiple or a fraction is a claimed improvement: "three times faster", "a third of what it was".

    So is what a thing fell by ("cut by a third"), or is all that it needs ("takes a quarter of the time").
    """
    if measure.family is not Family.RATIO or measure.before is not None:
        return False
    if near(sentence, measure, "multiple-gain", before=0, behind=1):
        return True
    if measure.after.value >= 1 or measure.after.unit != "x":
        return False
    by = near(sentence, measure, "by-how-much", before=3, behind=-1) and near(sentence, measure, "fall-verb", before=8)
    return by or near(sentence, measure, "need-only", before=2, behind=0)


def saves(sentence: SentenceView, measure: Measure) -> bool:
    """Whether a figure is what is saved each time: "shaved 900 ms off every search"; what might have been is not."""
    if measure.family not in _SAVED or measure.before is not None or measure.after.unit in ("day", "week"):
        return False
    return near(sentence, measure, "save-verb", before=4, behind=0) and not sentence.has("might-have")


def improves(sentence: SentenceView, measure: Measure) -> bool:
    """Whether a figure is an improvement of the system: a change for the better, a claimed percentage or multiple."""
    if sentence.has("second-person") and not sentence.has("first-person", "plural-person", "own-act"):
        return False
    if measure.family is Family.TIME and measure.after.unit in ("min", "h") and sentence.has("incident-word"):
        return False
    if not (_betters(sentence, measure) if measure.before is not None else _gains(sentence, measure)):
        return False
    if near(sentence, measure, "recovery-word", "work-change", before=8, behind=5):
        return False
    return not _of_people(sentence, measure)


def _gains(sentence: SentenceView, measure: Measure) -> bool:
    """Whether a figure without its old value beside it is told as a gain."""
    apart = told_apart(sentence, measure) or to_one(sentence, measure)
    return apart or is_gain(sentence, measure) or multiplies(sentence, measure) or saves(sentence, measure)


def _betters(sentence: SentenceView, measure: Measure) -> bool:
    """Whether a change is for the better, and of the system: what only grew with the trade is no improvement."""
    factor = measure.factor
    if measure.family in (Family.TIME, Family.PERCENT, Family.MONEY, Family.SIZE):
        return factor is None or factor > 1 or (measure.family is not Family.TIME and sentence.has(*_GAINED))
    if measure.family not in (Family.RATE, Family.COUNT, Family.RATIO) or sentence.has("testing"):
        return False
    grows = factor is not None and factor < 1 and (measure.per not in _OFTEN or sentence.has("demand-grew"))
    return not grows or near(sentence, measure, "raise-verb", before=8, behind=2)


def _of_people(sentence: SentenceView, measure: Measure) -> bool:
    """Whether a figure counts people; a team that acts ("the team cut … by 70%") is not counted."""
    if measure.family in _OF_MACHINES and measure.after.unit not in ("day", "week"):
        return False
    if not near(sentence, measure, "people-change", before=8, behind=5):
        return False
    acts = max((mark.first for mark in sentence.of(*_GAINED) if mark.end <= measure.start), default=-1)
    return any(mark.first > acts for mark in sentence.of("people-change"))


def to_one(sentence: SentenceView, measure: Measure) -> bool:
    """Whether a figure is the old value, and the new one a bare "one": "from 5 seconds to under one"."""
    if measure.before is not None or measure.family not in _DURATIONS:
        return False
    if any(0 <= mark.start - measure.end <= 1 for mark in sentence.of("down-to-one")):
        return True
    return near(sentence, measure, "one-now", before=-1, behind=ONE) and not _was_now(sentence, measure)


def _was_now(sentence: SentenceView, measure: Measure) -> bool:
    return near(sentence, measure, "now-state", before=3, behind=0)


def told_apart(sentence: SentenceView, measure: Measure, beside: Sequence[SentenceView] = ()) -> bool:
    """Whether a figure is what is now, and a worse one of its family stands where it is told what was.

    In its sentence, or in one `beside` it: "It rings in 40 seconds now; two years ago it took 26 minutes."
    """
    if measure.before is not None or measure.family not in _TOLD_APART:
        return False
    around = [one for one in (sentence, *beside) if one.has("then-state", "had-been", "was-state")]
    worse = [(one, other) for one in around for other in _close(one, measure) if _worse(other, measure)]
    if not worse:
        return False  # as most are: nothing here tells what was
    if near(sentence, measure, "then-state", before=THEN, behind=0) or _was(sentence, measure):
        return False
    now = near(sentence, measure, "now-state", before=NOW, behind=2)
    fell = near(sentence, measure, *_GAINED, before=WAS, behind=0)
    plain = not now and not fell
    told = [(one, other) for one, other in worse if now or one.has("then-state", "had-been")]
    if not told or (plain and measure.family not in _PLAIN):
        return False
    return any(
        _over(one, other, said_now=now, apart=one is not sentence)
        and (not plain or near(one, other, "had-been", before=WAS, behind=0))
        for one, other in told
    )


def _close(sentence: SentenceView, measure: Measure) -> Sequence[Measure]:
    """The figures of a sentence around a place, or nearest to it: who tells of two values tells them together."""
    at = bisect_left(sentence.measures, measure.start, key=lambda one: one.start)
    return sentence.measures[max(0, at - CLOSE) : at + CLOSE]


def _over(sentence: SentenceView, measure: Measure, *, said_now: bool, apart: bool) -> bool:
    """Whether a figure is told as what was; a bare past ("it took") says so only beside a "now"."""
    if near(sentence, measure, "now-state", before=2, behind=1):
        return False
    if near(sentence, measure, "then-state", before=THEN, behind=2):
        return True
    if near(sentence, measure, "had-been", before=WAS, behind=0):
        return True
    return said_now and _was(sentence, measure) and not (apart and sentence.has("now-state"))


def _was(sentence: SentenceView, measure: Measure) -> bool:
    return near(sentence, measure, "was-state", "had-been", before=WAS, behind=0)


def _worse(other: Measure, measure: Measure) -> bool:
    """Whether another figure is more of the same: time, space, money or things that nobody wants."""
    if other is measure or other.before is not None:
        return False
    if measure.family in _DURATIONS:
        return measure.family is Family.TIME and other.family in _DURATIONS and _seconds(other) > _seconds(measure)
    alike = other.family is measure.family and (other.per == measure.per or not measure.per)
    if not alike or other.after.value == measure.after.value:
        return False
    if measure.family is Family.SIZE:
        factor = measure._replace(before=other.after).factor
        return factor is not None and factor > 1
    return other.after.unit == measure.after.unit and other.after.value > measure.after.value


def _seconds(measure: Measure) -> float:
    return float(measure.after.value) * SECONDS.get(measure.after.unit, 0)
