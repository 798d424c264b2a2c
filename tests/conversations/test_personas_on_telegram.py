"""The personas on Telegram, over HTTP, sloppy answers first: their letter is that of `coach draft`."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from bot.paper import draft_text
from dialogs.answers import Language, pending
from dialogs.interview import Case, next_question, step
from dialogs.script import Accepts
from tests.botapi.client import Telegram
from tests.botapi.people import User
from tests.coaching import PERSONAS, SHARED, answers_of, coach, persona
from tests.telegram.harness import Running, serving

pytestmark = pytest.mark.skipif(not PERSONAS, reason=f"no personas: {SHARED.name} is not laid beside the project")


async def answer_one(user: User, running: Running, answers: dict[str, str], vague: dict[str, str]) -> bool:
    """Answer the question that is open; False where none is."""
    log = Case(letters=(await running.store.snapshot(user.id)).letters).current.log
    question = next_question(coach().script, log)
    if question is None:
        return False
    if question.id not in answers:
        await user.aask("/skip")
    elif question.accepts is Accepts.CHOICE:
        language: Language = "it" if answers["language"] == "it" and question.id != "language" else "en"
        await user.atap(coach().script.section(language, question.id, f"choice {answers[question.id]}"))
    elif question.id in vague and not pending(log, question.id):
        await user.aask(vague[question.id])
    else:
        await user.aask(answers[question.id])
    return True


@pytest.mark.parametrize("path", PERSONAS, ids=lambda path: path.stem)
async def test_a_persona_gets_the_letter_of_coach_draft(path: Path, telegram: Telegram, tmp_path: Path) -> None:
    file = persona(path)
    answers = answers_of(file)
    telegram.patience = 30.0  # the critics of both languages may still be loading
    user = telegram.user("Robin", "", "")
    async with serving(telegram, tmp_path, functools.partial(step, coach())) as running:
        await user.aask("/start")
        while await answer_one(user, running, answers, file["vague_first"]):
            pass
        letter = draft_text(path, {}, "text")
        assert user.last.text == letter.strip()
        reply = await user.atap(coach().replies["it" if file["language"] == "it" else "en"].button("critique"))
        assert reply.text
    said = "\n".join(message.text for message in user.messages() if message.from_bot)
    for secret in file["secrets"]:
        assert secret.casefold() not in said.casefold(), secret
    assert len([m for m in user.messages() if m.from_bot]) < 60  # one message for one step, not a flood
