"""Folds: cross-validation that leaves whole domains out, so that nothing can be known from its topic.

Every bound is chosen inside the training folds, on sentences whose domains the model that scored them had not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dialogs.answers import Language
from dialogs.ideas import IDEAS
from dialogs.ideas.ideas import linear
from tests.ideas.rows import Row, taught, words

OUTER, INNER = 5, 3
STEPS = tuple(number / 50 for number in range(1, 50))

RARE, EVEN = 0.002, 0.5
"""Share of the sentences without an idea that may be taken to say it; the score at which either is as likely."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Scores from which an idea is taken to be said: where a pattern found it too, and where none did."""

    backed: float
    alone: float


@dataclass(frozen=True, slots=True)
class Marks:
    """How often a way of deciding is right: precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Result:
    """One idea, decided by the patterns, by the classifier, by both; how many sentences say it and how many not."""

    idea: str
    says: int
    silent: int
    patterns: Marks
    classifier: Marks
    both: Marks
    shipped: Marks


def scored(language: Language, some: Sequence[Row], folds: int) -> Any:
    """The scores of rows by models that know nothing of their domains."""
    domains = sorted({row.example.domain for row in some})
    fold = [domains.index(row.example.domain) % folds for row in some]
    out = np.zeros((len(some), len(IDEAS)))
    for number in range(folds):
        inside = [row for row, mine in zip(some, fold, strict=True) if mine != number]
        outside = [at for at, mine in enumerate(fold) if mine == number]
        out[outside] = scores(language, inside, [some[at] for at in outside])
    return out


def scores(language: Language, inside: Sequence[Row], outside: Sequence[Row], wanted: Sequence[str] = IDEAS) -> Any:
    """The scores of some rows by a model that learned from others."""
    features, pipe = taught(language, inside, wanted)
    return linear(pipe)([words(features, row) for row in outside])


def cross_validated(language: Language, some: Sequence[Row]) -> Iterator[Result]:
    """Every idea, in order."""
    domains = sorted({row.example.domain for row in some})
    told = {way: np.zeros((len(some), len(IDEAS)), bool) for way in ("classifier", "both", "shipped")}
    for number in range(OUTER):
        inside = [row for row in some if domains.index(row.example.domain) % OUTER != number]
        outside = [at for at, row in enumerate(some) if domains.index(row.example.domain) % OUTER == number]
        seen = scored(language, inside, INNER)
        fresh = scores(language, inside, [some[at] for at in outside])
        for column, idea in enumerate(IDEAS):
            one, pair = alone(idea, inside, seen[:, column]), bounds(idea, inside, seen[:, column])
            low = quiet(idea, inside, seen[:, column])
            for at, score in zip(outside, fresh[:, column], strict=True):
                told["classifier"][at, column] = score >= one
                told["both"][at, column] = score >= (pair.backed if idea in some[at].found else pair.alone)
                told["shipped"][at, column] = score >= (low.backed if idea in some[at].found else low.alone)
    for column, idea in enumerate(IDEAS):
        sure = [at for at, row in enumerate(some) if idea not in row.example.unsure]
        right = np.array([idea in some[at].example.says for at in sure])
        found = np.array([idea in some[at].found for at in sure])
        yield Result(
            idea,
            int(right.sum()),
            int((~right).sum()),
            marks(found, right),
            marks(told["classifier"][sure, column], right),
            marks(told["both"][sure, column], right),
            marks(told["shipped"][sure, column], right),
        )


def marks(said: Any, right: Any) -> Marks:
    """How right it was to say so."""
    hits = int((said & right).sum())
    precision, recall = hits / max(1, int(said.sum())), hits / max(1, int(right.sum()))
    return Marks(precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0)


def alone(idea: str, some: Sequence[Row], given: Any) -> float:
    """The bound at which the classifier by itself does best."""
    return _best(idea, some, given, lambda bound: Bounds(bound, bound))[1].alone


def quiet(idea: str, some: Sequence[Row], given: Any) -> Bounds:
    """The bounds that the coach decides by: false in few sentences of those without it, and no right find is lost.

    A letter has some sixteen sentences, and one that is misheard silences a fault: so where no pattern found the idea,
    few unseen sentences without it may be taken to say it, and never one that more likely does not.
    """
    told = list(zip(some, given.tolist(), strict=True))
    wrong = sorted(
        (score for row, score in told if idea not in row.example.says | row.example.unsure | row.found), reverse=True
    )
    first = next(step for step in STEPS if step >= EVEN and step > wrong[int(RARE * len(wrong))])
    right = [score for row, score in told if idea in row.found & row.example.says]
    return Bounds(round(min(right, default=0.0) / 2, 3), first)


def bounds(idea: str, some: Sequence[Row], given: Any) -> Bounds:
    """The bounds at which patterns and classifier together do best: first where none was found, then where one was."""
    lone = _best(idea, some, given, lambda bound: Bounds(0.0, bound))
    both = _best(idea, some, given, lambda bound: Bounds(bound, lone[1].alone))
    again = _best(idea, some, given, lambda bound: Bounds(both[1].backed, bound))
    return max(lone, both, again, key=lambda one: one[0])[1]


def _best(idea: str, some: Sequence[Row], given: Any, rule: Callable[[float], Bounds]) -> tuple[float, Bounds]:
    sure = [at for at, row in enumerate(some) if idea not in row.example.unsure]
    right = np.array([idea in some[at].example.says for at in sure])
    found = np.array([idea in some[at].found for at in sure])
    score = given[sure]
    tried = []
    for step in (0.0, *STEPS, 1.01):
        one = rule(step)
        said = np.where(found, score >= one.backed, score >= one.alone)
        tried.append((marks(said, right).f1, one))
    return max(tried, key=lambda one: one[0])
