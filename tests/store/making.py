"""What store tests are made of: arrivals, entries and thoughts, each in one short line."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.store.contract import Arrival, Decision, Outgoing, Snapshot, Store, Think
from bot.store.opening import open_store
from bot.store.sqlite import SqliteStore
from dialogs.answers import Answer, Kind
from tests.clock import NOON, SetClock

KEY = bytes(range(32))


def arrival(update_id: int, *, chat: int = 7, person: int = 7, text: str = "hi", press: str | None = None) -> Arrival:
    return Arrival(update_id, chat, person, json.dumps({"text": text}), NOON, press)


def said(text: str, question: str = "symptom") -> Answer:
    return Answer(question, Kind.SAID, text, NOON)


def message(chat: int, text: str = "reply", *, quick: bool = False) -> Outgoing:
    return Outgoing(chat, "answerCallbackQuery" if quick else "sendMessage", json.dumps({"text": text}), quick)


def text_of(arrived: Arrival) -> str:
    return str(json.loads(arrived.body)["text"])


def echo(arrived: Arrival, snapshot: Snapshot) -> Decision:
    """Keep the text in the first letter and send it back."""
    text = text_of(arrived)
    return Decision(keep=((1, (said(text),)),), send=(message(arrived.chat, text),))


def goodbye(arrived: Arrival, snapshot: Snapshot) -> Decision:
    return Decision(send=(message(arrived.chat, "goodbye"),), erase=True)


def always(decision: Decision) -> Think:
    return lambda arrived, snapshot: decision


async def turns(store: Store, think: Think = echo) -> list[int]:
    """Take turns until nothing waits; the update ids in the order they were taken."""
    taken = []
    while (done := await store.take_turn(think)) is not None:
        taken.append(done.update_id)
    return taken


async def texts(store: Store, person: int = 7, letter: int = 1) -> list[str]:
    """What stands in a person's log."""
    letters = {each.number: each.log for each in (await store.snapshot(person)).letters}
    return [entry.text for entry in letters.get(letter, ())]


@asynccontextmanager
async def sqlite_store(
    path: Path, *, key: bytes | Path = KEY, clock: SetClock | None = None, reading: bool = False
) -> AsyncIterator[SqliteStore]:
    store = await open_store(path, key, clock=clock or SetClock(), reading=reading)
    try:
        yield store
    finally:
        await store.close()
