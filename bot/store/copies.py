"""Copies of a database: made while it is used, taken in once they proved whole, and put in its place."""

from __future__ import annotations

import contextlib
import sqlite3
from functools import partial
from pathlib import Path

from bot.store import keyfile
from bot.store.connection import BUSY_MILLISECONDS, OneConnection
from bot.store.errors import StoreError, StoreUnavailable, explained
from bot.store.schema import version


async def copy(connection: OneConnection, target: Path) -> None:
    """Write the whole database, as it is at one moment, to a file that is whole or not there; for its owner alone."""
    await connection.run(partial(_copy_whole, target=target))


def take_in(backup: Path, target: Path) -> None:
    """Copy a backup to a file, once it has proved to be a whole database of Anchor's."""
    try:
        with contextlib.closing(sqlite3.connect(_uri(backup, "ro"), uri=True)) as connection:
            if version(connection) is None:
                raise StoreError("it is empty; name another file")
            _copy_whole(connection, target)
    except sqlite3.Error as error:
        if reason := explained(error, backup):
            raise reason from error
        raise
    except StoreError as error:
        raise StoreError(f"The backup {backup} cannot be used: {error}") from None


def fold_in(database: Path) -> None:
    """Fold the write-ahead log into its database, so that one file is all there is; a damaged one stays as it is."""
    try:
        with contextlib.closing(sqlite3.connect(_uri(database, "rw"), uri=True)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error as error:
        reason = explained(error, database)
        if isinstance(reason, StoreUnavailable) and database.exists():
            raise reason from error
    else:
        if busy:
            raise StoreUnavailable(f"The database {database} is being read; wait until that is done, and try again.")


def refuse_foreign(database: Path) -> None:
    """StoreError where a file is another program's database; one that is absent, or damaged, is nobody's."""
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(_uri(database, "rw"), uri=True)) as connection,
    ):
        try:
            version(connection)
        except StoreError as error:
            raise StoreError(f"The database {database} is not replaced: {error}.") from None


def _uri(database: Path, mode: str) -> str:
    return f"{database.absolute().as_uri()}?mode={mode}"


def _copy_whole(connection: sqlite3.Connection, target: Path) -> None:
    draft = target.with_name(f".{target.name}.part")
    try:
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600)
        _copy(connection, draft)
        draft.replace(target)
        keyfile.flush_folder(target.parent)
    except OSError as error:
        raise StoreError(f"The backup {target} cannot be written ({error.strerror}); name another file.") from None
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


def _copy(connection: sqlite3.Connection, target: Path) -> None:
    try:
        with contextlib.closing(sqlite3.connect(target, isolation_level=None)) as copied:
            copied.execute("PRAGMA synchronous = FULL")
            connection.backup(copied)
            (verdict,) = copied.execute("PRAGMA quick_check(1)").fetchone()
            copied.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
    except sqlite3.Error as error:
        if reason := explained(error, target):
            raise reason from error
        raise
    if verdict != "ok":
        raise StoreError(f"{target} is not whole ({verdict}); look at the database with: coach doctor")
