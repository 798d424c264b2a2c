"""The one connection: whole transactions handed to aiosqlite's thread, each as one function.

One hop to the thread and back for a transaction, and no awaiter in the middle of it: a task that is cancelled while it
waits leaves no half transaction, for what was handed over runs to its commit.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import aiosqlite

from bot.store.errors import StoreUnavailable, explained

Result = TypeVar("Result")
Work = Callable[[sqlite3.Connection], Result]

BUSY_MILLISECONDS = 2_000
PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
)


class OneConnection:
    """A SQLite connection on its own thread."""

    def __init__(self, database: Path, connection: aiosqlite.Connection) -> None:
        self.database = database
        self._connection = connection
        self._closed = False

    @classmethod
    async def open(
        cls, database: Path, check: Callable[[sqlite3.Connection], object], *, reading: bool = False
    ) -> OneConnection:
        """A connection with its pragmas set; the file is made, for its owner alone, where there is none.

        `check` raises where the file is none of ours, before anything in it is changed.
        """
        opening = aiosqlite.connect(_uri(database) if reading else _made(database), uri=True, isolation_level=None)
        opening._thread.daemon = True  # a process that fails elsewhere must end, as safely as by kill -9
        try:
            opened = cls(database, await opening)
        except sqlite3.Error as error:
            await asyncio.to_thread(opening._thread.join)  # its thread still has a word for this loop
            if reason := explained(error, database):
                raise reason from error
            raise
        try:
            await opened.run(_set_up_reading if reading else _set_up)
            await opened.run(check)
            if not reading:
                await opened.run(_set_up_writing)
        except BaseException:
            await opened.close()
            raise
        return opened

    async def write(self, work: Work[Result]) -> Result:
        """What `work` gives, committed to disk; where it raises, nothing was changed."""
        return await self.run(lambda connection: _transaction(connection, "BEGIN IMMEDIATE", work))

    async def read(self, work: Work[Result]) -> Result:
        """What `work` gives, all of it seen at one moment."""
        return await self.run(lambda connection: _transaction(connection, "BEGIN", work))

    async def run(self, work: Work[Result]) -> Result:
        """What `work` gives; it looks after transactions itself."""
        if self._closed:
            raise StoreUnavailable(f"The database {self.database} is closed; start Anchor again.")

        def run() -> Result:  # without arguments: aiosqlite logs what it is handed, and drafts are never logged
            return work(self._connection._conn)

        try:
            result: Result = await self._connection._execute(run)  # type: ignore[no-untyped-call]
        except sqlite3.Error as error:
            if reason := explained(error, self.database):
                raise reason from error
            raise
        return result

    async def close(self) -> None:
        """Finish what was handed over and close."""
        self._closed = True
        await self._connection.close()


def _made(database: Path) -> str:
    """The file's URI; it is there, for its owner alone, unless it cannot be, which SQLite then says better."""
    with contextlib.suppress(OSError):
        database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        database.touch(mode=0o600, exist_ok=False)
    return _uri(database)


def _uri(database: Path) -> str:
    return f"{database.absolute().as_uri()}?mode=rw"


def _set_up(connection: sqlite3.Connection) -> None:
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _set_up_writing(connection: sqlite3.Connection) -> None:
    """Raise where the file is read-only, which opens, and begins transactions, without complaint."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("PRAGMA user_version = 1")
    finally:
        connection.execute("ROLLBACK")


def _set_up_reading(connection: sqlite3.Connection) -> None:
    for pragma in (*PRAGMAS, "PRAGMA query_only = ON", "PRAGMA wal_autocheckpoint = 0"):
        connection.execute(pragma)


def _transaction(connection: sqlite3.Connection, begin: str, work: Work[Result]) -> Result:
    connection.execute(begin)
    try:
        result = work(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite rolls back by itself where the disk is full
            connection.execute("ROLLBACK")
        raise
    return result
