"""Probes: what an answer still lacks, by what is said in it and by its shape.

A probe's classes are word classes of the lexicon, or one of these, taken from the figures of the answer:
"#figure" (any figure but dates, times of day and ages), "#change" (from what to what), "#absolute" (a figure that is
no percentage), "#latency" (a time somebody waits for changed), "#percentile" (one is named).
"""

from __future__ import annotations

import re

from dialogs.lexicon import Reading
from dialogs.measures import Family, Measure, magnitude
from dialogs.script import Probe, Question

FIGURES = frozenset({"#figure", "#change", "#absolute", "#latency", "#percentile"})
NO_OUTCOME = frozenset({Family.YEAR, Family.CLOCK, Family.AGE})
A_REQUEST = 60  # seconds
NAMED = re.compile(r"\bp(?:50|75|9\d(?:\.\d{1,3})?)\b|percentil", re.IGNORECASE)
RELATIVE = frozenset({Family.PERCENT, Family.RATIO, Family.WINDOW})


def of_a_request(measure: Measure) -> bool:
    """Whether a time is what somebody waits for, not how long a job runs: under a minute, once it got better."""
    size = magnitude(measure.after)
    return size is not None and size[0] < A_REQUEST


def figures_of(measures: tuple[Measure, ...]) -> frozenset[str]:
    """The classes that the figures of a text give."""
    found: set[str] = set()
    for measure in measures:
        if measure.family in NO_OUTCOME:
            continue
        found.add("#figure")
        if measure.before is not None:
            found.add("#change")
            if measure.family is Family.TIME and of_a_request(measure):
                found.add("#latency")
        if measure.family not in RELATIVE:
            found.add("#absolute")
    return frozenset(found)


def classes_of(reading: Reading) -> frozenset[str]:
    """Every class that a text has: those of its words and those of its figures."""
    named = {"#percentile"} if NAMED.search(reading.text) else set()
    return frozenset(mark.klass for mark in reading.marks) | figures_of(reading.measures) | named


def fires(probe: Probe, classes: frozenset[str], words: int) -> bool:
    """Whether a probe has cause, for a text of these classes and so many words."""
    return (
        (not probe.says or not classes.isdisjoint(probe.says))
        and classes.isdisjoint(probe.lacks)
        and classes.isdisjoint(probe.unless)
        and (not probe.words or words < probe.words)
    )


def probe_for(question: Question, reading: Reading, asked: tuple[str, ...] = ()) -> Probe | None:
    """The first probe of a question that this answer gives cause for and that was not asked yet, else None."""
    classes, words = classes_of(reading), len(reading.text.split())
    for probe in question.probes:
        if probe.name not in asked and fires(probe, classes, words):
            return probe
    return None
