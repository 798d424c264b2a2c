"""The personas: vague answers are probed, real ones are not, and the letter does not remember the vague ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from dialogs.answers import of
from dialogs.interview import next_question
from tests.coaching import PERSONAS, SHARED, Person, answers_of, coach, persona

pytestmark = pytest.mark.skipif(not PERSONAS, reason=f"no personas: {SHARED.name} is not laid beside the project")
each = pytest.mark.parametrize("path", PERSONAS, ids=lambda path: path.stem)


@each
def test_no_real_answer_is_probed(path: Path) -> None:
    file = persona(path)
    person = Person(coach())
    person.goes_through(answers_of(file))
    probed = {entry.question: (entry.text, entry.probes) for entry in person.log if entry.probes}
    assert probed == {}


@each
def test_every_vague_answer_is_probed(path: Path) -> None:
    file = persona(path)
    person = Person(coach())
    person.goes_through(answers_of(file), file["vague_first"])
    probed = {entry.question for entry in person.log if entry.probes}
    assert probed == set(file["vague_first"])


@each
def test_a_probe_names_whose_advice_it_is(path: Path) -> None:
    file = persona(path)
    guides = {guide.name for guide in coach().guides.values()}
    for name, words in file["vague_first"].items():
        person = Person(coach())
        person.goes_through(answers_of(file), until=name)
        person.says(words)
        assert any(guide in person.heard for guide in guides), person.heard


@each
def test_sloppy_answers_first_give_the_same_letter(path: Path) -> None:
    file = persona(path)
    sloppy, clean = Person(coach()), Person(coach())
    sloppy.goes_through(answers_of(file), file["vague_first"])
    clean.goes_through(answers_of(file))
    assert sloppy.answers == clean.answers
    assert next_question(coach().script, sloppy.log) is None
    assert sloppy.turns[-1].says[-1].text == clean.turns[-1].says[-1].text


@each
def test_no_secret_is_shown_back(path: Path) -> None:
    """What a person called confidential is in their log and in nothing the coach says."""
    file = persona(path)
    person = Person(coach())
    person.goes_through(answers_of(file), file["vague_first"])
    person.presses("receipts")
    said = [part.text for turn in person.turns for say in turn.says for part in say.text]
    for secret in file["secrets"]:
        assert not any(secret.casefold() in text.casefold() for text in said), secret


@each
def test_the_questions_asked_are_numbered_without_a_gap(path: Path) -> None:
    file = persona(path)
    person = Person(coach())
    person.goes_through(answers_of(file))
    order = [entry.question for entry in person.log if entry.question and len(of(person.log, entry.question)) == 1]
    script = [question.id for question in coach().script.questions]
    assert order == sorted(order, key=script.index)
