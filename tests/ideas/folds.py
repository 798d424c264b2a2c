"""Folds: cross-validation that leaves whole domains out, so that nothing can be known from its topic.

No bound is chosen here, so no folds are needed inside the folds: the regression is balanced, hence one half is where
either is as likely. What a pattern found counts unless the classifier is all but sure that it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dialogs.answers import Language
from dialogs.ideas import IDEAS
from tests.ideas.rows import Row, lettered, taught, words
from tests.ideas.training import linear

FOLDS = 5

EVEN, BACKED = 0.5, 0.1
"""Scores from which an idea is taken to be said: by the classifier alone, and where a pattern found it too."""


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


def cross_validated(language: Language, some: Sequence[Row]) -> Iterator[Result]:
    """Every idea, in order, each row scored by a model that knows nothing of its domain."""
    domains = sorted({row.example.domain for row in some})
    fold = [domains.index(row.example.domain) % FOLDS for row in some]
    given = np.zeros((len(some), len(IDEAS)))
    for number in range(FOLDS):
        inside = [row for row, mine in zip(some, fold, strict=True) if mine != number]
        outside = [at for at, mine in enumerate(fold) if mine == number]
        given[outside] = scores(language, (*inside, *lettered(language)), [some[at] for at in outside])
    return (result(idea, some, given) for idea in IDEAS)


def scores(language: Language, inside: Sequence[Row], outside: Sequence[Row], wanted: Sequence[str] = IDEAS) -> Any:
    """The scores of some rows by a model that learned from others."""
    features, pipe = taught(language, inside, wanted)
    return linear(pipe)([words(features, row) for row in outside])


def result(idea: str, some: Sequence[Row], given: Any) -> Result:
    """What the scores of some rows are worth for one idea. What an example leaves open is not counted."""
    sure = [at for at, row in enumerate(some) if idea not in row.example.unsure]
    right = np.array([idea in some[at].example.says for at in sure])
    found = np.array([idea in some[at].found for at in sure])
    score = given[sure, IDEAS.index(idea)]
    return Result(
        idea,
        int(right.sum()),
        int((~right).sum()),
        marks(found, right),
        marks(score >= EVEN, right),
        marks(np.where(found, score >= BACKED, score >= EVEN), right),
    )


def marks(said: Any, right: Any) -> Marks:
    """How right it was to say so."""
    hits = int((said & right).sum())
    precision, recall = hits / max(1, int(said.sum())), hits / max(1, int(right.sum()))
    return Marks(precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0)


def mean(several: Sequence[Marks]) -> Marks:
    """The mean of each figure; every idea weighs the same."""
    count = len(several)
    return Marks(*(sum(getattr(one, name) for one in several) / count for name in ("precision", "recall", "f1")))
