"""Patterns: whether the word classes alone find an idea in a sentence. The classifiers are measured against them."""

from __future__ import annotations

from dialogs.critique import Critic
from dialogs.critique.kinds import check_for
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


def patterns_say(critic: Critic, idea: str, view: View, sentence: SentenceView) -> bool:
    """Whether the patterns of the faults find an idea in a sentence. The view must have no classifier."""
    if idea == "trade-off":
        return sentence.has("trade-off-cost")
    if idea == "company":
        return sentence.number in view.specific
    if idea == "tie":
        return sentence.has("strong-tie")
    code = ABSENT.get(idea) or WORDING[idea]
    fault = next(one for one in critic.faults if one.code == code)
    if idea in WORDING:
        spans = check_for(fault, frozenset(critic.lexicon.classes))(view)
        return any(span and span[0] < sentence.end and sentence.start < span[1] for span in spans)
    lacks, ignoring = patterns(fault.rule["lacks"]), patterns(fault.rule.get("ignoring", ()))
    return stands(lacks, sentence) and not stands(ignoring, sentence)
