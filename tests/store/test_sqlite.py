"""What is SQLite's own: pragmas, one connection, concurrency between turns, cancelled awaiters."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from pathlib import Path

import pytest

from bot.store import people
from bot.store.contract import Arrival, Decision, Snapshot
from bot.store.errors import StoreUnavailable
from tests.store.making import arrival, echo, said, sqlite_store, texts, turns

KEPT_THROUGH_POWER_LOSS = [
    ("journal_mode", "wal"),
    ("synchronous", 2),  # FULL: every commit is flushed
    ("foreign_keys", 1),
    ("secure_delete", 1),
    ("busy_timeout", 2_000),
    ("temp_store", 2),  # in memory: nothing spills beside the database
]


@pytest.mark.parametrize(("name", "value"), KEPT_THROUGH_POWER_LOSS)
async def test_commits_survive_a_power_loss_and_deletions_are_overwritten(path: Path, name: str, value: object) -> None:
    async with sqlite_store(path) as store:
        assert await store.connection.run(lambda c: c.execute(f"PRAGMA {name}").fetchone()) == (value,)


async def test_every_table_is_strict(path: Path) -> None:
    async with sqlite_store(path) as store:
        tables = await store.connection.run(lambda c: c.execute("PRAGMA table_list").fetchall())
        ours = {row[1]: row[5] for row in tables if row[0] == "main" and not row[1].startswith(("sqlite_", "alembic_"))}
        assert ours == dict.fromkeys(("house", "person", "entry", "inbox", "outbox", "erased"), 1)


async def test_a_turn_is_thought_again_where_the_log_grew_meanwhile(path: Path) -> None:
    async with sqlite_store(path) as store:
        await store.receive(arrival(1, text="turn"))
        loop = asyncio.get_running_loop()
        seen: list[int] = []

        def think(arrived: Arrival, snapshot: Snapshot) -> Decision:
            seen.append(sum(len(letter.log) for letter in snapshot.letters))
            if seen == [0]:  # another process, or another chat of this person, is quicker
                between = store.connection.write(
                    lambda c: people.keep(c, store.ledger.seal_for(c, 7), 7, ((1, (said("between"),)),))
                )
                asyncio.run_coroutine_threadsafe(between, loop).result(5)
            return echo(arrived, snapshot)

        await store.take_turn(think)
        assert seen == [0, 1]
        assert await texts(store) == ["between", "turn"]


@pytest.mark.parametrize("steps", range(8))
async def test_a_cancelled_awaiter_leaves_no_half_turn_and_holds_no_chat(path: Path, steps: int) -> None:
    async with sqlite_store(path) as store:
        for update_id in range(6):
            await store.receive(arrival(update_id, text=str(update_id)))
        for _ in range(3):
            taking = asyncio.create_task(store.take_turn(echo))
            for _ in range(steps):
                await asyncio.sleep(0.0003 * steps)
            taking.cancel()
            await asyncio.gather(taking, return_exceptions=True)
        await turns(store)
        assert await texts(store) == [str(update_id) for update_id in range(6)]
        assert await store.waiting() == (0, 6)


async def test_a_cancelled_receive_is_kept_whole_or_not_at_all(path: Path) -> None:
    async with sqlite_store(path) as store:
        for update_id in range(10):
            receiving = asyncio.create_task(store.receive(arrival(update_id, text=str(update_id))))
            await asyncio.sleep(0)
            receiving.cancel()
            await asyncio.gather(receiving, return_exceptions=True)
            await store.receive(arrival(update_id, text=str(update_id)))
        await turns(store)
        assert await texts(store) == [str(update_id) for update_id in range(10)]


async def test_the_loop_stays_free_while_a_turn_is_thought_about(path: Path) -> None:
    async with sqlite_store(path) as store:
        await store.receive(arrival(1))
        loop = asyncio.get_running_loop()

        def think(arrived: Arrival, snapshot: Snapshot) -> Decision:
            asyncio.run_coroutine_threadsafe(store.receive(arrival(2)), loop).result(5)  # hangs where it does not
            return Decision()

        assert await store.take_turn(think)
        assert await store.waiting() == (1, 0)


async def test_a_closed_store_says_so(path: Path) -> None:
    async with sqlite_store(path) as store:
        pass
    with pytest.raises(StoreUnavailable, match="closed"):
        await store.receive(arrival(1))
    assert await store.take_turn(echo) is None
    await store.close()  # twice does no harm


async def test_nothing_of_an_update_is_logged_at_any_level(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        async with sqlite_store(path) as store:
            await store.receive(arrival(1, text="CANARY-in-a-draft", press="CANARY-press"))
            await turns(store)
            await store.give_up(arrival(2, text="CANARY-given-up"), "CANARY-reason", Decision())
            with pytest.raises(ZeroDivisionError):
                await store.converse(7, partial(_fail, "CANARY-thought"))
    assert caplog.records
    assert "CANARY" not in caplog.text


def _fail(_: str, snapshot: Snapshot) -> Decision:
    raise ZeroDivisionError
