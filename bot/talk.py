"""Talk: `coach chat`, put together."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

from bot.answer_files import read_answers
from bot.app import choices_of, make_coach
from bot.clock import SystemClock
from bot.settings import settings as read_settings
from bot.store.opening import open_store
from bot.terminal.chat import LOCAL, Chat
from bot.terminal.reader import PipeReader, PromptReader, Reader
from bot.terminal.screen import Screen
from dialogs.answers import Language, profile
from dialogs.interview import Case, next_question, step

TERMINAL = "terminal.sqlite3"


class Later:
    """A reader that is made when the first line is waited for, so that the first question waits for nothing.

    `first` is called then: what it sets going runs while the person reads.
    """

    def __init__(self, make: Callable[[], Reader], first: Callable[[], None]) -> None:
        self._make = make
        self._first = first
        self._reader: Reader | None = None

    async def line(self) -> str | None:
        """The next line, or None at the end."""
        if self._reader is None:
            self._first()
            self._reader = self._make()
        return await self._reader.line()


async def talk(given: Mapping[str, str], answers: Path | None) -> int:
    """Hold a conversation here until the lines end; 0. What was said is kept, and the next call goes on from there."""
    coach, thinking = make_coach()
    questions = [question.id for question in coach.script.questions]
    choices = choices_of(coach.script)
    told = (read_answers(answers, questions, choices) if answers else {}) | dict(given)
    settings = read_settings()
    named = "database" in settings.model_fields_set
    database = settings.database if named else settings.database.with_name(TERMINAL)  # the bot holds its own
    store = await open_store(database, settings.master_key)
    try:
        person = sys.stdin.isatty()
        screen = Screen(sys.stdout, styled=sys.stdout.isatty())
        reader = Later(PromptReader if person else functools.partial(PipeReader, sys.stdin.buffer), thinking.warm)
        if person:
            screen.line(coach.replies[cast(Language, told.get("language", "en"))].say("leaving"))
        chat = Chat(functools.partial(step, coach), store, SystemClock(), screen, echo=not person)
        current = Case(letters=(await store.snapshot(LOCAL)).letters).current
        written = bool(current.log) and next_question(coach.script, current.log) is None
        done = await chat.hold(reader, told, frozenset(choices), afresh=bool(answers) or (written and not person))
        if done and not person:
            await chat.press("critique")
        kept = Case(letters=(await store.snapshot(LOCAL)).letters).current
        screen.line()
        screen.line(coach.replies[profile(kept.log).language].say("saved", command="coach chat"))
    finally:
        await store.close()
    return 0
