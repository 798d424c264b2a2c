"""Every store keeps one contract: each test that asks for `store` runs over each of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.contract import Store
from tests.clock import SetClock
from tests.store.making import sqlite_store
from tests.store.memory import MemoryStore


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "anchor.sqlite3"


@pytest.fixture(params=["memory", "sqlite"])
async def store(request: pytest.FixtureRequest, path: Path, clock: SetClock) -> AsyncIterator[Store]:
    if request.param == "memory":
        yield MemoryStore(clock)
    else:
        async with sqlite_store(path, clock=clock) as opened:
            yield opened
