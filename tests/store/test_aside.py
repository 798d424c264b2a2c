"""What nobody foresaw: one arrival, or one call, that fails for a reason of its own stops nobody else."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from bot.store import people
from bot.store.aside import LONGEST, Aside
from bot.store.contract import Arrival, Decision, Snapshot
from bot.store.errors import StoreDamaged, StoreError, StoreUnavailable
from bot.store.sqlite import SqliteStore
from tests.clock import NOON
from tests.store.making import always, arrival, echo, goodbye, message, said, sqlite_store, texts, turns

SECRET = "CANARY-of-a-newer-version"


async def written_by_a_newer_version(store: SqliteStore, person: int) -> None:
    """Put an entry of a kind nobody here knows at the end of a person's log, rightly sealed."""
    entry: Any = replace(said("old"), kind=SECRET)  # type: ignore[arg-type]
    await store.connection.write(
        lambda c: people.keep(
            c, people.welcome(c, store.ledger.master, person, store.ledger.now()), person, ((1, (entry,)),)
        )
    )


def later(store: SqliteStore, seconds: float) -> None:
    store.aside.clock = lambda: time.monotonic() + seconds


def unkept(store: SqliteStore, monkeypatch: pytest.MonkeyPatch, error: Exception, *update_ids: int) -> None:
    """Let the end of these turns fail."""
    end = store.ledger.end

    def fail(connection: sqlite3.Connection, arrival: Arrival, **more: Any) -> Any:
        if arrival.update_id in update_ids:
            raise error
        return end(connection, arrival, **more)

    monkeypatch.setattr(store.ledger, "end", fail)


async def test_a_log_of_a_newer_version_stops_its_person_and_nobody_else(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with sqlite_store(path) as store:
        await written_by_a_newer_version(store, 7)
        for update_id in range(12):
            person = 7 if update_id < 3 else 8 + update_id % 3
            await store.receive(arrival(update_id, chat=person, person=person, text=str(update_id)))
        taken = await asyncio.gather(*(turns(store) for _ in range(4)))
        assert sorted(chain.from_iterable(taken)) == list(range(3, 12))
        assert await store.waiting() == (3, 9)
        assert await turns(store) == []  # and nobody is told again and again
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(told) == 1
    assert "Update 0 of chat 7 is set aside" in told[0]
    assert "ValueError at " in told[0]
    assert SECRET not in caplog.text


async def test_what_was_set_aside_is_done_in_its_order_once_the_fault_has_passed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sqlite_store(path) as store:
        for update_id in (1, 2, 3):
            await store.receive(arrival(update_id, text=str(update_id)))
        with monkeypatch.context() as broken:
            unkept(store, broken, ValueError(SECRET), 1)
            assert await turns(store) == []
        assert await turns(store) == []  # not yet
        later(store, 1.1)
        assert await turns(store) == [1, 2, 3]
        assert await texts(store) == ["1", "2", "3"]


async def test_a_chat_goes_on_without_an_arrival_that_fails_again_and_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sqlite_store(path) as store:
        unkept(store, monkeypatch, ValueError(SECRET), 1)
        for update_id in (1, 2, 3):
            await store.receive(arrival(update_id, text=str(update_id)))
        taken = []
        for seconds in range(20):
            later(store, seconds)
            taken += await turns(store)
        assert taken == [2, 3]
        assert await store.waiting() == (1, 2)


async def test_what_cannot_be_given_up_is_set_aside(path: Path) -> None:
    async with sqlite_store(path) as store:
        for update_id in (1, 2):
            await store.receive(arrival(update_id, chat=update_id, person=update_id))
        with pytest.raises(OverflowError):
            await store.give_up(arrival(1, chat=1, person=1), "a bug", Decision(send=(message(2**70),)))
        assert await turns(store) == [2]
        later(store, 1.1)
        await store.give_up(arrival(1, chat=1, person=1), "a bug", Decision())
        assert await store.waiting() == (0, 1)


async def test_a_store_that_cannot_now_sets_nothing_aside(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sqlite_store(path) as store:
        await store.receive(arrival(1))
        with monkeypatch.context() as broken:
            unkept(store, broken, StoreUnavailable("full"), 1)
            with pytest.raises(StoreUnavailable):
                await store.take_turn(echo)
        assert await turns(store) == [1]


async def test_a_damaged_file_is_raised_and_the_arrival_waits(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sqlite_store(path) as store:
        for update_id in (1, 2):
            await store.receive(arrival(update_id, chat=update_id, person=update_id))
        unkept(store, monkeypatch, StoreError("it is damaged"), 1)
        with pytest.raises(StoreError, match="it is damaged"):
            await store.take_turn(echo)
        assert await turns(store) == [2]


async def test_a_thought_that_fails_is_the_callers_to_give_up_and_waits_for_nothing(path: Path) -> None:
    def fail(arrived: Arrival, snapshot: Snapshot) -> Decision:
        raise ZeroDivisionError

    async with sqlite_store(path) as store:
        await store.receive(arrival(1))
        for _ in range(3):
            with pytest.raises(ZeroDivisionError):
                await store.take_turn(fail)
        assert await turns(store) == [1]


def test_pauses_grow_to_an_hour_and_end_with_the_arrival() -> None:
    now = [0.0]
    aside = Aside(lambda: now[0])
    pauses = []
    for _ in range(15):
        aside.put(1, 7, ValueError())
        begun = now[0]
        while aside.now()[0]:
            now[0] += 0.5
        pauses.append(now[0] - begun)
    assert pauses == [min(2.0**times, LONGEST) for times in range(15)]
    aside.put(1, 7, ValueError())
    aside.done(1)
    assert aside.now() == ([], [])


def test_a_chat_does_not_wait_for_what_will_never_open() -> None:
    aside = Aside(lambda: 0.0)
    aside.put(1, 7, StoreDamaged("altered"))
    aside.put(2, 8, ValueError())
    assert aside.now() == ([1, 2], [8])


BROKEN_CALLS = [
    "UPDATE outbox SET params = zeroblob(40) WHERE id IN (1, 2)",  # overwritten
    "UPDATE outbox SET person = 99 WHERE id IN (1, 2)",  # a person there is not
    "UPDATE outbox SET created_at = 9223372036854775807 WHERE id IN (1, 2)",  # no time at all
]


@pytest.mark.parametrize("sql", BROKEN_CALLS)
async def test_a_call_that_does_not_open_is_dropped_and_those_behind_it_go(
    path: Path, sql: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with sqlite_store(path) as store:
        await store.receive(arrival(1))
        await store.take_turn(always(Decision(send=tuple(message(7, f"{SECRET} {n}") for n in (1, 2, 3)))))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)
    async with sqlite_store(path) as store:
        for _ in range(3):
            assert [queued.call for queued in await store.ready(NOON)] == [message(7, f"{SECRET} 3")]
        assert await store.waiting() == (0, 1)
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert [line.partition(" is never sent")[0] for line in told] == ["Call 1", "Call 2"]
    assert SECRET not in caplog.text


async def test_an_older_arrival_set_aside_goes_with_an_erasure_and_a_newer_one_does_not(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sqlite_store(path) as store:
        unkept(store, monkeypatch, ValueError(SECRET), 1)
        for update_id, chat in ((1, -5), (2, 7), (3, -5), (4, 7)):
            await store.receive(arrival(update_id, chat=chat, text=str(update_id)))
        assert [(await store.take_turn(goodbye)) is not None, *await turns(store)] == [True, 4]
        later(store, 1.1)
        assert await turns(store) == [3]
        assert await texts(store) == ["4", "3"]
        assert await store.waiting() == (0, 3)


async def test_an_erasure_is_done_though_what_came_after_it_does_not_open(path: Path) -> None:
    async with sqlite_store(path) as store:
        for update_id in (1, 2, 3):
            await store.receive(arrival(update_id, text=str(update_id)))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE inbox SET body = zeroblob(40) WHERE update_id = 2")
    async with sqlite_store(path) as store:
        assert await store.take_turn(goodbye)
        assert await turns(store) == [3]
        assert await texts(store) == ["3"]
