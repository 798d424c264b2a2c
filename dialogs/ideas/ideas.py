"""Ideas: what a trained classifier hears in sentences that no pattern of words would find.

It is loaded with the first question. Scores come from one pass over all sentences that are asked about: the
classifier is a bag of words, so a sentence costs some ten microseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from dialogs.answers import Language
from dialogs.content_error import ContentError, Files
from dialogs.ideas.classifier import unpacked
from dialogs.ideas.examples import IDEAS
from dialogs.ideas.features import Features
from dialogs.ideas.rows import Rows
from dialogs.lexicon import SentenceView
from dialogs.lexicon.words import load

Scores = Mapping[str, float]
"""Ideas to how surely a sentence says them, from 0 to 1."""


class Heard(NamedTuple):
    """What is heard in sentences: a row for each, and the most in any of them, the ideas in the order of IDEAS."""

    rows: Sequence[Sequence[float]]
    most: Sequence[float]


NOTHING = Heard((), ())


class Ideas:
    """The ideas of one language."""

    def __init__(self, files: Files, language: Language) -> None:
        self.language: Language = language
        self._files = files

    @cached_property
    def told(self) -> Mapping[str, Any]:
        """What the model's file says of it."""
        path = f"{self.language}/ideas/model.toml"
        data = load(path, self._files.get(path, ""))
        if data.get("ideas") != list(IDEAS):
            raise ContentError(path, 1, "the model knows other ideas", "python -m tests.ideas --train")
        return data

    @cached_property
    def features(self) -> Features:
        """How sentences become words."""
        return Features(self._files, self.language, self.told["words"].split(), self.told["pairs"].strip().splitlines())

    @cached_property
    def pipe(self) -> Any:
        """The classifier itself."""
        return unpacked(self.told["model"])

    def scores(self, sentences: Sequence[SentenceView]) -> tuple[Scores, ...]:
        """How surely each sentence says each idea. The same sentences always give the same scores."""
        return tuple(dict(zip(IDEAS, row, strict=True)) for row in self.heard(sentences).rows)

    def heard(self, sentences: Sequence[SentenceView]) -> Heard:
        """The same as rows of figures, with the most of each idea."""
        if not sentences:
            return NOTHING
        scores = self._rows.scores(sentences)
        return Heard(scores.tolist(), scores.max(axis=0).tolist())

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self.pipe, self.features)
