"""A coach of a few lines on the real store, the real Application and the tests' Bot API server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.clock import SystemClock
from bot.store.opening import open_store
from bot.store.sqlite import SqliteStore
from bot.telegram.ending import Ending
from bot.telegram.pace import Limits
from bot.telegram.run import Setup, run
from bot.telegram.words import Words
from bot.turn import Step
from dialogs.answers import Answer, Kind, revision
from dialogs.effects import Choice, Effect, Erase, Keep, Say, Toast
from dialogs.events import Commanded, Edited, Event, Pressed, Said, Sent
from dialogs.interview import Case
from dialogs.rich import Span, Style, rich
from tests.botapi.client import Telegram

KEY = bytes(range(32))
AT_ONCE = Limits(any=0.0, private=0.0, group=0.0)
BOOK = {
    "en": Words("Sorry, that was our fault.", "I work in private chats.", (("start", "Begin"), ("help", "Help"))),
    "it": Words("Scusa, colpa nostra.", "Lavoro in privato.", (("start", "Inizia"), ("help", "Aiuto"))),
}


class BoomError(Exception):
    """What the fake engine raises; its message quotes the person, as errors do."""


def echo(case: Case, event: Event, now: datetime) -> tuple[Effect, ...]:
    """An engine that keeps what it is told and says how many things it was told."""
    letter = case.current
    told = len(letter.log) + 1
    match event:
        case Commanded("forget"):
            return (Erase(), Say(rich("Forgotten.")))
        case Commanded(name, rest):
            return (Say(rich(f"/{name} {rest}".strip())),)
        case Said(text) if text.startswith("boom"):
            raise BoomError(text)
        case Said(text):
            entry = Answer(f"q{told}", Kind.SAID, text, now)
            buttons = ((Choice("Menu", "menu"), Choice("Keep", "keep")),)
            more = f"\n\n{text}" if len(text) > 2000 else ""  # too much for one message
            return (Keep(letter.number, (entry,)), Say(rich(f"{told}. ", Span(text, Style.QUOTE), more), buttons))
        case Pressed(_, number, step) if (number, step) != (letter.number, revision(letter.log)):
            return (Toast("An old button."),)
        case Pressed("menu"):
            return (Say(rich("The menu."), ((Choice("Menu", "menu"),),), menu=True),)
        case Pressed("keep"):
            return (Keep(letter.number, (Answer(f"q{told}", Kind.CHOSEN, "keep", now),)), Say(rich(f"{told}. kept")))
        case Pressed(action):
            return (Toast(f"No {action}."),)
        case Edited(text):
            return (Say(rich(f"changed to {text}")),)
        case Sent(what):
            return (Say(rich(f"a {what}")),)


@dataclass(frozen=True, slots=True)
class Running:
    """A coach that serves: its store, how to end it, and what it said to its operator."""

    store: SqliteStore
    ending: Ending
    task: asyncio.Task[int]
    heard: list[str]

    async def over(self, within: float = 10.0) -> int:
        """The exit code, once it is there."""
        return await asyncio.wait_for(asyncio.shield(self.task), within)


@asynccontextmanager
async def serving(
    telegram: Telegram, folder: Path, step: Step = echo, setup: Setup | None = None
) -> AsyncIterator[Running]:
    """A coach serving this bot in this loop, until the block ends."""
    store = await open_store(folder / "coach.sqlite3", KEY)
    ending, heard = Ending(), list[str]()
    setup = setup or Setup(telegram.token, telegram.url, limits=AT_ONCE, conflict_patience=0.5, doubt=0.1)
    task = asyncio.create_task(run(setup, store, step, BOOK, SystemClock(), say=heard.append, ending=ending))
    try:
        yield Running(store, ending, task, heard)
    finally:
        ending.end(0)
        try:
            await asyncio.wait_for(task, 10)
        finally:
            await store.close()


def setup_for(telegram: Telegram, **changes: object) -> Setup:
    """The usual setup with something changed."""
    return replace(Setup(telegram.token, telegram.url, limits=AT_ONCE, doubt=0.1), **changes)  # type: ignore[arg-type]
