"""Sentences of the labelled letters that lie open, as examples: what a careful reader said of a letter says it of them.

A sentence at fault says the fault's idea; in a letter without the fault no sentence says it. Where a letter lacks the
evidence of something, none of its sentences is evidence. What no label decides is left open. The strong letters of
tests/letters/good are such letters too, and the faults' own examples teach in the same way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from dialogs.answers import Language
from dialogs.critique import Critic
from dialogs.critique.view import View
from dialogs.ideas import IDEAS, Example
from dialogs.lexicon import SentenceView
from tests.letters.labelled import LABELLED, Labelled, read, strong

AT_FAULT = {
    "apology": "apology",
    "buzzword-without-example": "buzzword",
    "cliche": "cliche",
    "closing-filler": "filler",
    "confidential-figure": "confidential",
    "hedging": "hedging",
    "layoff-editorialised": "layoff-blame",
    "not-my-job": "not-my-job",
    "open-source-without-evidence": "open-source",
    "opening-biography": "biography",
    "opening-boilerplate": "boilerplate",
    "outage-wording": "outage",
    "passion-claim": "passion",
    "portable-sentence": "portable",
    "responsibility-not-impact": "responsibility",
    "rest-as-skill": "rest-skill",
    "salary-expectation": "salary",
    "scalable-without-scale": "scalable",
    "sql-as-skill": "sql-skill",
}
"""Faults whose sentence says an idea."""

LACKING = {
    "no-deferral": "deferral",
    "no-options-weighed": "option",
    "no-measurement": "measurement",
    "no-operations-evidence": "operations",
    "no-team-evidence": "team",
    "no-testing-evidence": "testing",
    "no-company-fact": "company",
    "closing-without-next-step": "next-step",
}
"""Faults of a letter none of whose sentences says an idea."""

PLACES = {"biography": "opening", "boilerplate": "opening", "filler": "closing"}
"""Where a fault is looked for: elsewhere its idea may stand and be none."""

GAIN, COST, REACH = "metric-without-trade-off", "trade-off", 2
"""A gain without a price, the price, and how many sentences after the gain do not tell it."""


def opened(language: Language) -> tuple[Labelled, ...]:
    """The letters of a language that lie open, labelled ones and strong ones."""
    return tuple(one for one in (*read(LABELLED / "open"), *strong()) if one.profile.language == language)


def fingerprint(critic: Critic) -> str:
    """A hash of all that letters and the faults' own examples teach a model."""
    told = hashlib.sha256()
    for one in opened(critic.language):
        told.update(f"{one.id}\n{one.letter}\n{one.must}\n{sorted(one.may)}\n".encode())
    for example, sentence in shown(critic):
        told.update(f"{example.domain}\n{sentence.text}\n{sorted(example.says)}\n".encode())
    return told.hexdigest()[:16]


def shown(critic: Critic) -> Iterator[tuple[Example, SentenceView]]:
    """The faults' own examples. Of several sentences nobody knows which one says it: they teach only what none says."""
    for fault in critic.faults:
        accuses = fault.code in AT_FAULT
        idea = AT_FAULT.get(fault.code) or LACKING.get(fault.code)
        if not idea:
            continue
        says, silent = (fault.bad, fault.good) if accuses else (fault.good, fault.bad)
        for one in says:
            sentences = critic.read(one.text).sentences
            if len(sentences) == 1:
                yield _lone(sentences[0].text, fault.code, {idea}), sentences[0]
        for one in silent:
            for sentence in critic.read(one.text).sentences:
                yield _lone(sentence.text, fault.code, set(), {idea}), sentence


def _lone(text: str, domain: str, says: set[str], silent: Iterable[str] = ()) -> Example:
    return Example(text, domain, frozenset(says), frozenset(set(IDEAS) - says - set(silent)))


def told(letter: Labelled, view: View) -> Iterator[tuple[Example, SentenceView]]:
    """Each sentence of a letter with what its labels decide."""
    labels = {label.fault for label in letter.must}
    lacking = {LACKING[fault] for fault in labels & set(LACKING)}
    unpaid = 0
    for sentence in view.reading.sentences:
        here = {label.fault for label in letter.must if label.quote and _stands(letter.letter, label.quote, sentence)}
        unpaid = REACH + 1 if GAIN in here else max(unpaid - 1, 0)
        says = {AT_FAULT[fault] for fault in here & set(AT_FAULT)}
        silent = set(lacking) | ({COST} if unpaid else set())
        if not says:
            silent |= set(_without(letter, labels, view, sentence))
        unsure = set(IDEAS) - says - silent
        yield Example(sentence.text, letter.id, frozenset(says), frozenset(unsure)), sentence


def _without(letter: Labelled, labels: Iterable[str], view: View, sentence: SentenceView) -> Iterator[str]:
    """The ideas that a sentence does not say because its letter has been read and the fault was not found there."""
    for fault, idea in AT_FAULT.items():
        anywhere = any(label.fault == fault and label.quote is None for label in letter.must)
        place = PLACES.get(idea, "")
        if fault in letter.may or anywhere or (place and sentence not in view.sentences(place)):
            continue
        yield idea


def _stands(text: str, quote: str, sentence: SentenceView) -> bool:
    at = text.index(quote)
    return at < sentence.end and sentence.start < at + len(quote)
