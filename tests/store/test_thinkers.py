"""Thinking beside the loop: a slow thought delays its own chat, and neither others nor the end of the process."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from bot.store import sqlite
from bot.store.contract import Arrival, Decision, Snapshot
from bot.store.errors import StoreUnavailable
from bot.store.thinkers import Thinkers
from tests.store.making import arrival, echo, sqlite_store, texts, turns


async def test_a_slow_thought_keeps_nobody_else_waiting(path: Path) -> None:
    begun, free = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def think(arrived: Arrival, snapshot: Snapshot) -> Decision:
        if arrived.chat == 7:
            loop.call_soon_threadsafe(begun.set)
            free.wait(20)
        return echo(arrived, snapshot)

    async with sqlite_store(path) as store:
        for update_id, chat in ((1, 7), (2, 8), (3, 9), (4, 7)):
            await store.receive(arrival(update_id, chat=chat, person=chat))
        slow = asyncio.create_task(turns(store, think))
        async with asyncio.timeout(10):
            await begun.wait()
            assert await turns(store, think) == [2, 3]
        free.set()
        assert await slow == [1, 4]


HANGS = """
import asyncio, pathlib, sys, time
from bot.store import sqlite
from bot.store.opening import open_store
from tests.store.making import arrival, KEY

sqlite.PATIENCE = 0.2

async def main():
    store = await open_store(pathlib.Path(sys.argv[1]), KEY)
    await store.receive(arrival(1))
    turn = asyncio.create_task(store.take_turn(lambda came, seen: time.sleep(60)))
    await asyncio.sleep(0.2)
    if sys.argv[2] == "cancelled":
        turn.cancel()
    if sys.argv[2] != "abandoned":
        await store.close()
    await asyncio.gather(turn, return_exceptions=True) if turn.done() else None
    print("closed", flush=True)

asyncio.run(main())
"""


@pytest.mark.parametrize("how", ["closed", "cancelled", "abandoned"])
def test_a_process_ends_though_a_thought_hangs(path: Path, how: str) -> None:
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", HANGS, str(path), how], capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout == "closed\n"
    assert time.monotonic() - begun < 10


async def test_what_is_thought_about_at_the_end_is_taken_again_at_the_next_start(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
    free = threading.Event()

    def think(arrived: Arrival, snapshot: Snapshot) -> Decision:
        free.wait(20)
        return echo(arrived, snapshot)

    async with sqlite_store(path) as store:
        await store.receive(arrival(1, text="kept"))
        turn = asyncio.create_task(store.take_turn(think))
        await asyncio.sleep(0.05)
    with pytest.raises(StoreUnavailable, match="closed"):
        await turn
    free.set()  # the thought ends, and nobody asks for it any more
    async with sqlite_store(path) as store:
        assert await turns(store) == [1]
        assert await texts(store) == ["kept"]


async def test_a_thought_whose_awaiter_is_gone_is_not_begun() -> None:
    thinkers = Thinkers(1)
    free = threading.Event()
    thought: list[int] = []
    first = asyncio.create_task(thinkers.think(lambda: free.wait(20)))
    second = asyncio.create_task(thinkers.think(lambda: thought.append(2)))
    await asyncio.sleep(0.01)
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    free.set()
    await first
    assert await thinkers.think(lambda: 3) == 3
    assert thought == []
    thinkers.close()


@pytest.mark.parametrize("error", [StopIteration, ZeroDivisionError, SystemExit, KeyboardInterrupt])
async def test_a_thread_survives_whatever_a_thought_raises(error: type[BaseException]) -> None:
    def fail() -> None:
        raise error

    thinkers = Thinkers(1)
    if issubclass(error, Exception):
        with pytest.raises((error, RuntimeError)):
            await thinkers.think(fail)
    assert await thinkers.think(lambda: 3) == 3
    thinkers.close()
    with pytest.raises(StoreUnavailable):
        await thinkers.think(fail)


def test_a_thought_outlives_its_loop_without_a_word() -> None:
    thinkers = Thinkers(1)
    free = threading.Event()

    async def leave() -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.05):
                await thinkers.think(lambda: free.wait(20))

    asyncio.run(leave())
    free.set()
    assert asyncio.run(thinkers.think(lambda: 3)) == 3
    thinkers.close()
