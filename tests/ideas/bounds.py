"""Bounds: what each fault that asks a classifier finds in the open letters, from which score on.

A letter's own sentences teach the shipped model, so each letter is heard here by one that has not read it. For every
bound, `sure` and `backed`, stands found/labels/false/false on strong letters; the one in the fault's file has a star.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.content import files
from dialogs.answers import Language
from dialogs.critique import Critic
from dialogs.critique.fault import Fault
from dialogs.critique.kinds import Span, check_for
from dialogs.critique.view import View
from dialogs.ideas import Ideas
from tests.ideas.folds import FOLDS
from tests.ideas.letters import opened
from tests.ideas.rows import lettered, rows, taught
from tests.letters.labelled import Label, Labelled
from tests.letters.scoring import stands_at

SURE = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995)
BACKED = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6)


@dataclass(frozen=True, slots=True)
class Heard:
    """A letter as the critic sees it, by a model that has not read it."""

    letter: Labelled
    view: View


def bounds(language: Language) -> Iterator[str]:
    """A paragraph for every fault that asks a classifier."""
    critic = Critic(files(), language)
    heard = tuple(_heard(critic, language))
    for fault in critic.faults:
        if not fault.rule.get("idea"):
            continue
        yield f"{language} {fault.code}: {_found(critic, fault, heard, {})}"
        for key, several in (("sure", SURE), ("backed", BACKED)):
            now = fault.rule.get(key)
            told = sorted({*several, *([now] if now is not None else [])})
            marks = (f"{at}{'*' * (at == now)} {_found(critic, fault, heard, {key: at})}" for at in told)
            yield f"  {key}: {'  '.join(marks)}"


def _heard(critic: Critic, language: Language) -> Iterator[Heard]:
    """Every open letter, read by the model of a fold that it is no part of."""
    letters = opened(language)
    for number in range(FOLDS):
        mine = {one.id for at, one in enumerate(letters) if at % FOLDS == number}
        others = (row for row in lettered(language) if row.example.domain not in mine)
        features, pipe = taught(language, (*rows(language), *others))
        ideas = Ideas(files(), language)
        ideas.__dict__ |= {"features": features, "pipe": pipe}
        for one in letters:
            if one.id in mine:
                posting = critic.postings.read(one.posting) if one.posting else None
                reading = critic.read(one.letter)
                view = View(reading, one.profile, posting, critic.read, critic.postings, ideas=ideas)
                yield Heard(one, view)


def _found(critic: Critic, fault: Fault, heard: Iterable[Heard], changed: Mapping[str, Any]) -> str:
    """found/labels/false/false on strong letters, with a rule so changed."""
    check = check_for(replace(fault, rule={**fault.rule, **changed}), frozenset(critic.lexicon.classes))
    found = labels = false = strong = 0
    for one in heard:
        if not fault.when.holds(one.letter.profile, one.letter.posting is not None):
            continue
        spans = tuple(check(one.view))
        wanted = [label for label in one.letter.must if label.fault == fault.code]
        labels += len(wanted)
        found += sum(any(_meets(one.letter, label, span) for span in spans) for label in wanted)
        if fault.code not in one.letter.may:
            wrong = sum(not any(_meets(one.letter, label, span) for label in wanted) for span in spans)
            false += wrong
            strong += wrong * one.letter.strong
    return f"{found}/{labels}/{false}/{strong}"


def _meets(letter: Labelled, label: Label, span: Span) -> bool:
    return span is None or stands_at(letter.letter, label, *span)
