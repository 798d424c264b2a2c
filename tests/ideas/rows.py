"""Rows: the written examples, read as the critic reads them, with what its patterns find in each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from zlib import crc32

from bot.content import files
from dialogs.answers import Language, Profile
from dialogs.critique import Critic
from dialogs.critique.view import View
from dialogs.ideas import IDEAS, Example, examples
from dialogs.ideas.classifier import known
from dialogs.ideas.features import Features
from dialogs.lexicon import SentenceView
from tests.ideas.letters import opened, shown, told
from tests.ideas.patterns import finders
from tests.ideas.training import trained


@dataclass(frozen=True, slots=True)
class Row:
    """An example, its sentences, the ideas that patterns find in them."""

    example: Example
    sentences: tuple[SentenceView, ...]
    found: frozenset[str]
    lettered: bool = False
    """Whether it stands in a letter: there it has its neighbours already."""


@cache
def rows(language: Language) -> tuple[Row, ...]:
    """Every example of a language."""
    critic = Critic(files(), language)
    profile = Profile(language, "it" if language == "it" else "us", "mid")
    found_by = finders(critic)
    made = []
    for one in examples(files(), language):
        view = View(critic.read(one.text), profile, None, critic.read, critic.postings)
        found = {idea for idea in IDEAS for sentence in view.reading.sentences if found_by[idea](view, sentence)}
        made.append(Row(one, view.reading.sentences, frozenset(found)))
    return tuple(made)


@cache
def lettered(language: Language) -> tuple[Row, ...]:
    """Every sentence of the letters of a language that lie open, as far as a label decides what it says."""
    critic = Critic(files(), language)
    made = []
    for letter in opened(language):
        view = View(critic.read(letter.letter), letter.profile, None, critic.read, critic.postings)
        made += [Row(example, (sentence,), frozenset(), lettered=True) for example, sentence in told(letter, view)]
    made += [Row(example, (sentence,), frozenset(), lettered=True) for example, sentence in shown(critic)]
    return tuple(made)


def taught(language: Language, some: Sequence[Row], wanted: Sequence[str] = IDEAS) -> tuple[Features, Any]:
    """How sentences become features, and a classifier, both learned from these rows alone.

    Letters have longer sentences than the examples, so each example is also told together with another of its domain
    that says nothing.
    """
    every = Features(files(), language)
    stems = known((row.example.domain, set().union(*map(every.stems, row.sentences))) for row in some)
    paired = Features(files(), language, stems)
    pairs = known((row.example.domain, words(paired, row)) for row in some)
    features = Features(files(), language, stems, pairs)
    said = (*some, *_longer([row for row in some if not row.lettered]))
    return features, trained([words(features, row) for row in said], [row.example for row in said], wanted)


def words(features: Features, row: Row) -> list[str]:
    """An example as a model reads it."""
    return features.of(*row.sentences)


def _longer(some: Sequence[Row]) -> Iterator[Row]:
    """Each row followed or preceded by one of its domain that says nothing, always the same one.

    A mate with an idea of its own would make ideas likelier the longer a sentence is.
    """
    at_home: dict[str, list[Row]] = defaultdict(list)
    for row in some:
        if not row.example.says:
            at_home[row.example.domain].append(row)
    for row in some:
        mates = at_home[row.example.domain] or [row]
        number = crc32(row.example.text.encode())
        mate = mates[number % len(mates)]
        if mate is row:
            continue
        first, last = (row, mate) if number & 1024 else (mate, row)
        says = row.example.says | mate.example.says
        unsure = (row.example.unsure | mate.example.unsure) - says
        text = f"{first.example.text} {last.example.text}"
        yield Row(
            Example(text, row.example.domain, says, unsure),
            (*first.sentences, *last.sentences),
            row.found | mate.found,
        )
