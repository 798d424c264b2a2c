"""Patterns: whether the word classes alone find an idea in a sentence. The classifiers are measured against them."""

from __future__ import annotations

from collections.abc import Callable

from dialogs.critique import Critic
from dialogs.critique.fault import Fault
from dialogs.critique.kinds import Check, check_for
from dialogs.critique.patterns import patterns, stands
from dialogs.critique.view import View
from dialogs.lexicon import SentenceView

ABSENT = {
    "option": "no-options-weighed",
    "deferral": "no-deferral",
    "measurement": "no-measurement",
    "operations": "no-operations-evidence",
    "next-step": "closing-without-next-step",
    "team": "no-team-evidence",
    "testing": "no-testing-evidence",
}
"""Ideas to the fault that is said where nothing holds them."""

WORDING = {
    "portable": "portable-sentence",
    "apology": "apology",
    "biography": "opening-biography",
    "boilerplate": "opening-boilerplate",
    "cliche": "cliche",
    "filler": "closing-filler",
    "hedging": "hedging",
    "not-my-job": "not-my-job",
    "passion": "passion-claim",
    "responsibility": "responsibility-not-impact",
    "against": "argued-against-repeated",
    "buzzword": "buzzword-without-example",
    "confidential": "confidential-figure",
    "layoff": "layoff-in-opening",
    "layoff-blame": "layoff-editorialised",
    "open-source": "open-source-without-evidence",
    "outage": "outage-wording",
    "rest-skill": "rest-as-skill",
    "salary": "salary-expectation",
    "scalable": "scalable-without-scale",
    "split": "microservices-without-boundary",
    "sql-skill": "sql-as-skill",
}
"""Ideas to the fault that a sentence with them is."""


Finder = Callable[[View, SentenceView], bool]
"""Whether an idea is found in a sentence of a view, which must have no classifier."""


def finders(critic: Critic) -> dict[str, Finder]:
    """Every idea to how the patterns of the faults find it."""
    faults = {fault.code: fault for fault in critic.faults}
    classes = frozenset(critic.lexicon.classes)
    found: dict[str, Finder] = {
        "trade-off": lambda _, sentence: sentence.has("trade-off-cost"),
        "company": lambda view, sentence: sentence.number in view.specific,
        "tie": lambda _, sentence: sentence.has("strong-tie"),
    }
    found |= {idea: _evidence(faults[code]) for idea, code in ABSENT.items()}
    return found | {idea: _wording(check_for(faults[code], classes)) for idea, code in WORDING.items()}


def _evidence(fault: Fault) -> Finder:
    lacks, ignoring = patterns(fault.rule["lacks"]), patterns(fault.rule.get("ignoring", ()))
    return lambda _, sentence: stands(lacks, sentence) and not stands(ignoring, sentence)


def _wording(check: Check) -> Finder:
    def found(view: View, sentence: SentenceView) -> bool:
        return any(span and span[0] < sentence.end and sentence.start < span[1] for span in check(view))

    return found
