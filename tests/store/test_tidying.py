"""Tidying and staying quick: old ids go, the log is wiped, and neither a long log nor a long queue costs more."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import logs, people, rows, tidying
from bot.store.connection import Work
from bot.store.contract import Decision
from bot.store.sqlite import SqliteStore
from bot.store.statements import statement
from tests.clock import NOON, SetClock
from tests.store.making import always, arrival, echo, goodbye, message, said, sqlite_store, texts, turns
from tests.store.test_secrets import on_disk


def later(store: SqliteStore, seconds: float) -> None:
    store.tidying.clock = lambda: time.monotonic() + seconds


async def ids(store: SqliteStore) -> list[int]:
    return await store.connection.read(
        lambda c: [row[0] for row in c.execute("SELECT update_id FROM inbox ORDER BY update_id")]
    )


async def test_ids_long_done_with_are_forgotten_a_few_at_a_time_and_the_rest_stay(
    path: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tidying, "BATCH", 10)
    async with sqlite_store(path, clock=clock) as store:
        for update_id in range(25):
            await store.receive(arrival(update_id, press=f"press-{update_id}"))
        await turns(store, always(Decision()))
        await store.receive(arrival(100))
        await store.give_up(arrival(100), "a bug", Decision())
        await store.receive(arrival(101))  # undone
        clock.move(days=8)
        await store.receive(arrival(200, chat=8, person=8))
        clock.move(seconds=1)
    async with sqlite_store(path, clock=clock) as store:
        assert await ids(store) == [*range(10, 25), 100, 101, 200]  # at the start
        await turns(store, always(Decision()))
        assert await ids(store) == [*range(10, 25), 100, 101, 200]  # not at every turn
        for seconds in (2, 4, 6):
            later(store, seconds)
            assert await store.take_turn(echo) is None
        assert await ids(store) == [100, 101, 200]
        assert await store.receive(arrival(5, text="another"))  # its id was given again
        assert await store.receive(arrival(6, press="press-6"))
        assert not await store.receive(arrival(101))
        later(store, 3700)
        clock.move(days=9)
        assert await store.take_turn(echo)  # also where it is never idle
        assert await ids(store) == [5, 6, 100]


async def test_old_ids_are_found_by_an_index(path: Path) -> None:
    async with sqlite_store(path) as store:
        plan = await store.connection.run(
            lambda c: c.execute(
                "EXPLAIN QUERY PLAN " + statement("inbox.forget_done"), {"before": 1, "limit": 1}
            ).fetchall()
        )
    assert any("inbox_done" in row[3] for row in plan), plan
    assert not any(row[3].startswith("SCAN") for row in plan), plan


async def test_a_reader_costs_the_turns_after_an_erasure_one_try_in_half_a_minute(path: Path) -> None:
    tried: list[str] = []
    async with sqlite_store(path) as store:
        await store.receive(arrival(1))
        await turns(store)
        (sealed,) = await store.connection.run(lambda c: c.execute("SELECT body FROM entry").fetchone())
        await store.connection.run(
            lambda c: c.set_trace_callback(lambda sql: tried.append(sql) if "checkpoint" in sql else None)
        )
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM entry").fetchone()
            await store.receive(arrival(2))
            begun = time.monotonic()
            await store.take_turn(goodbye)
            for update_id in range(10, 20):
                await store.receive(arrival(update_id, chat=8, person=8))
                await turns(store)
            assert time.monotonic() - begun < 2
            assert len(tried) == 1
            reader.execute("ROLLBACK")
        assert sealed in on_disk(path)
        later(store, 31)
        assert await store.take_turn(echo) is None  # nobody writes any more
        assert sealed not in on_disk(path)
        later(store, 62)
        assert await store.take_turn(echo) is None
        assert len(tried) == 2


async def steps(store: SqliteStore, work: Work[object]) -> int:
    """How many of SQLite's own steps it takes, in tens."""
    counted = [0]

    def count() -> int:
        counted[0] += 1
        return 0

    def run(connection: sqlite3.Connection) -> None:
        connection.set_progress_handler(count, 10)
        try:
            work(connection)
        finally:
            connection.set_progress_handler(None, 0)

    await store.connection.run(run)
    return counted[0]


async def test_the_next_calls_are_found_as_quickly_in_a_long_queue_as_in_a_short_one(path: Path) -> None:
    async with sqlite_store(path) as store:
        look: Work[object] = lambda c: store._ready(c, rows.micros(NOON), 40)  # noqa: E731
        taken = []
        for queued in (3, 300):
            sends = tuple(message(chat, str(n)) for n in range(queued) for chat in range(1, 11))
            await store.receive(arrival(queued))
            await store.take_turn(always(Decision(send=sends)))
            assert [each.call.chat for each in await store.ready(NOON)] == list(range(1, 11))
            taken.append(await steps(store, look))
        assert taken[1] <= taken[0] * 1.1


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts the entries that are opened."""
    counted: list[int] = []
    open_entry = rows.open_entry

    def count(*args: object) -> object:
        counted.append(1)
        return open_entry(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(people, "open_entry", count)
    return counted


async def test_a_turn_costs_the_same_at_any_length_of_the_log(path: Path, opened: list[int]) -> None:
    async with sqlite_store(path) as store:
        for letter in (1, 2, 3):
            entries = tuple(said(str(n)) for n in range(300))
            await store.receive(arrival(letter))
            await store.take_turn(always(Decision(keep=((letter, entries),))))
            assert await store.snapshot(7)
            opened.clear()
            for update_id in range(letter * 100, letter * 100 + 5):
                await store.receive(arrival(update_id, text="more"))
            await turns(store)
            assert len(opened) <= 5
    async with sqlite_store(path) as store:
        assert (await texts(store))[-15:] == ["more"] * 15


async def test_nothing_is_remembered_of_the_erased_nor_when_closed(path: Path, opened: list[int]) -> None:
    async with sqlite_store(path) as store:
        for person in (7, 8):
            await store.receive(arrival(person, chat=person, person=person))
        await turns(store)
        await store.snapshot(7)
        await store.snapshot(8)
        await store.erase(7)
        assert list(store.ledger._logs._kept) == [8]
        await store.receive(arrival(9))
        await store.take_turn(goodbye)
        assert list(store.ledger._logs._kept) == [8]
        assert store.ledger._logs._weight == sum(kept.weight for kept in store.ledger._logs._kept.values())
    assert not store.ledger._logs._kept


async def test_what_was_not_committed_is_not_remembered(path: Path) -> None:
    async with sqlite_store(path) as store:
        await store.receive(arrival(1))
        assert await store.take_turn(always(Decision(keep=((1, (said("no"),)),), send=(message(2**70),)))) is None
        assert await texts(store) == []
        store.aside.clock = lambda: time.monotonic() + 2
        assert await store.take_turn(always(Decision(keep=((1, (said("yes"),)),))))
        assert await texts(store) == ["yes"]


BOUNDS: list[tuple[str, int, Callable[[int], str]]] = [
    ("PEOPLE", 3, lambda person: "x"),  # many people
    ("ROOM", 4_000, lambda person: "x" * 500),  # much text
]


@pytest.mark.parametrize(("name", "bound", "text"), BOUNDS)
async def test_what_is_remembered_is_bounded(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str, bound: int, text: Callable[[int], str]
) -> None:
    monkeypatch.setattr(logs, name, bound)
    async with sqlite_store(path) as store:
        for update_id in range(40):
            person = update_id % 10
            await store.receive(arrival(update_id, chat=person, person=person, text=text(person)))
        await turns(store)
        for person in range(10):
            assert await texts(store, person) == [text(person)] * 4
        kept = store.ledger._logs._kept
        assert store.ledger._logs._weight == sum(each.weight for each in kept.values()) <= logs.ROOM
        assert 0 < len(kept) <= logs.PEOPLE
        assert len(kept) < 10


async def test_letters_begun_between_others_are_seen(path: Path) -> None:
    async with sqlite_store(path) as store:
        for update_id, letter in enumerate((1, 5, 3, 3, 1, 4, 9)):
            await store.receive(arrival(update_id))
            await store.take_turn(always(Decision(keep=((letter, (said(str(update_id)),)),))))
        cached = await store.snapshot(7)
    async with sqlite_store(path) as store:
        assert await store.snapshot(7) == cached
    assert [(each.number, [entry.text for entry in each.log]) for each in cached.letters] == [
        (1, ["0", "4"]),
        (3, ["2", "3"]),
        (4, ["5"]),
        (5, ["1"]),
        (9, ["6"]),
    ]
