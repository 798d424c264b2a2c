"""A turn, update in to reply ready: python-telegram-bot's own ways beside ours. Nothing goes over a network.

Every way begins with the update as Telegram's JSON. The library's echo and its ConversationHandler keep nothing on disk
or a pickle without fsync; ours returns when inbox, answer and outbox are committed with synchronous=FULL.
"""

from __future__ import annotations

import functools
import itertools
import time
import tomllib
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    ConversationHandler,
    MessageHandler,
    PersistenceInput,
    PicklePersistence,
    filters,
)

from bot import content
from bot.app import make_coach
from bot.clock import SystemClock
from bot.store.opening import open_store
from bot.store.sqlite import SqliteStore
from bot.telegram.bell import Bell
from bot.telegram.health import Pulse
from bot.telegram.queue import DurableQueue
from bot.telegram.words import phrasebook
from bot.telegram.worker import thinker
from bot.turn import Step
from dialogs.interview import Case, Coach, next_question, step
from tests.bench.figures import Timing
from tests.telegram.harness import KEY, echo

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
PEOPLE = 100
TURNS = 1000
TALKERS = 20  # who hold a whole interview

App = Application[Any, Any, Any, Any, Any, Any]
ids = itertools.count(1)


def message(person: int, text: str) -> dict[str, object]:
    """An update as Telegram sends it."""
    number = next(ids)
    who = {"id": person, "is_bot": False, "first_name": "Ada", "language_code": "en"}
    said: dict[str, object] = {
        "message_id": number,
        "date": 1_780_000_000,
        "chat": {"id": person, "type": "private", "first_name": "Ada"},
        "from": who,
        "text": text,
    }
    if text.startswith("/"):
        said["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
    return {"update_id": number, "message": said}


def messages() -> Iterator[dict[str, object]]:
    """Everybody says something, again and again."""
    for number in range(TURNS):
        yield message(1000 + number % PEOPLE, f"the sync timed out every morning, {number} riders could not book")


async def timed(what: str, turn: Callable[[dict[str, object]], Awaitable[object]]) -> Timing:
    """Each of the messages through one way."""
    seconds = []
    for raw in messages():
        begun = time.perf_counter()
        await turn(raw)
        seconds.append(time.perf_counter() - begun)
    return Timing(what, tuple(seconds))


async def bare_echo() -> Timing:
    """PTB with one handler that answers with what it was told."""
    app: App = ApplicationBuilder().token(TOKEN).updater(None).job_queue(None).build()
    replies: list[str] = []

    async def reply(update: Update, _: object) -> None:
        assert update.message
        replies.append(update.message.text or "")

    app.add_handler(MessageHandler(filters.TEXT, reply))
    app._initialized = True  # without asking Telegram who we are
    timing = await timed(
        "PTB, echo handler, nothing kept", lambda raw: app.process_update(Update.de_json(raw, app.bot))
    )
    assert len(replies) == TURNS
    return timing


async def conversation_handler(folder: Path) -> Timing:
    """PTB with a ConversationHandler and PicklePersistence, flushed after every update."""
    kept = PicklePersistence(folder / "conversations.pickle", PersistenceInput(bot_data=False, chat_data=False))
    app: App = ApplicationBuilder().token(TOKEN).updater(None).job_queue(None).persistence(kept).build()
    replies: list[str] = []

    async def ask(update: Update, context: Any) -> int:
        assert update.message
        context.user_data[f"answer {len(context.user_data) % 25}"] = update.message.text
        replies.append("And then?")
        return (len(context.user_data) + 1) % 2

    on: Any = MessageHandler(filters.TEXT, ask)
    app.add_handler(
        ConversationHandler([on], {0: [on], 1: [on]}, [], name="interview", persistent=True, allow_reentry=True)
    )
    await app._initialize_persistence()
    await app._add_ch_to_persistence(app.handlers[0][0])  # type: ignore[arg-type]
    app._initialized = True

    async def turn(raw: dict[str, object]) -> None:
        await app.process_update(Update.de_json(raw, app.bot))
        await app.update_persistence()

    timing = await timed(f"PTB, ConversationHandler, pickle flushed, {PEOPLE} people", turn)
    assert len(replies) == TURNS
    return timing


async def anchor_store(folder: Path) -> Timing:
    """Ours with an engine of one line: what receiving, keeping and the outbox cost."""
    store = await open_store(folder / "echo.sqlite3", KEY)
    try:
        turn = _turn(store, echo)
        return await timed("Anchor, an engine of one line, committed", turn)
    finally:
        await store.close()


async def anchor_interview(folder: Path) -> Timing:
    """Ours with the real engine: whole interviews, from the first question to the letter."""
    coach, _ = make_coach()
    coach.critic.read("Warm.", "en")
    answers = tomllib.loads(content.files()["en/demo.toml"])["answers"]
    store = await open_store(folder / "interview.sqlite3", KEY)
    seconds = []
    try:
        turn = _turn(store, functools.partial(step, coach))
        for person in range(1, TALKERS + 1):
            text: str | None = "/start"
            while text is not None:
                raw = message(person, text)
                begun = time.perf_counter()
                await turn(raw)
                seconds.append(time.perf_counter() - begun)
                text = await _next(store, coach, person, answers)
    finally:
        await store.close()
    return Timing("Anchor, whole interviews to the letter, committed", tuple(seconds))


def _turn(store: SqliteStore, engine: Step) -> Callable[[dict[str, object]], Awaitable[object]]:
    """Receive an update and take its turn, as `coach run` does."""
    queue = DurableQueue(store, SystemClock(), Pulse(), Bell())
    think = thinker(engine, phrasebook(make_coach()[0].replies), "anchor_bot")
    app: App = ApplicationBuilder().token(TOKEN).updater(None).job_queue(None).build()

    async def turn(raw: dict[str, object]) -> None:
        await queue.put(Update.de_json(raw, app.bot))
        assert await store.take_turn(think)

    return turn


async def _next(store: SqliteStore, coach: Coach, person: int, answers: dict[str, str]) -> str | None:
    """What the candidate says to the question that is open; None once none is."""
    log = Case((await store.snapshot(person)).letters).current.log
    question = next_question(coach.script, log)
    return None if question is None else answers.get(question.id, "/skip")
