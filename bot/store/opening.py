"""Opening a store: lock, connection, migrations, key, in this order; every failure is one clear sentence."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path

from bot.clock import Clock, SystemClock
from bot.store import keyfile, schema
from bot.store.connection import OneConnection
from bot.store.errors import StoreDamaged, StoreKeyError
from bot.store.ledger import Ledger
from bot.store.lock import Lock
from bot.store.sealing import Seal, new_key
from bot.store.sqlite import SqliteStore
from bot.store.statements import statement

HOUSE = ("house",)


async def open_store(
    database: Path, master_key: bytes | Path, *, clock: Clock | None = None, reading: bool = False
) -> SqliteStore:
    """An open store. `master_key` is the key's 32 bytes, or its file, which is made where the database is new.

    A store opened for `reading` takes no lock and changes nothing, so it may be opened beside a running one.
    Raises StoreError: StoreTaken, StoreKeyError, StoreUnavailable, or as it says.
    """
    lock = None
    if not reading:
        lock = Lock(database)
    try:
        check = schema.must_be_current if reading else schema.check
        connection = await OneConnection.open(database, partial(check, database=database), reading=reading)
        try:
            if not reading:
                await connection.run(partial(schema.bring_up, database=database))
            master, house = await connection.run(partial(_unlock, database=database, master_key=master_key))
        except BaseException:
            await connection.close()
            raise
    except BaseException:
        if lock:
            lock.release()
        raise
    store = SqliteStore(connection, Ledger(master, house, clock or SystemClock()), lock)
    if not reading:
        await store.tidying.now_and_then()
    return store


def _unlock(connection: sqlite3.Connection, database: Path, master_key: bytes | Path) -> tuple[Seal, Seal]:
    """The master's seal and the house's; that the house's key opens proves that the master key is the right one."""
    found = connection.execute(statement("house.find")).fetchone()
    if found is None:
        return _found_house(connection, master_key)
    wrapped = found[0]
    if isinstance(master_key, bytes):
        opened = _opens(master_key, wrapped)
        where = "the key given in COACH_KEY"
    else:
        opened = _open_from_file(master_key, wrapped)
        where = f"the key file {master_key}" + ("" if master_key.exists() else " (there is none)")
    if opened is None:
        raise StoreKeyError(
            f"The database {database} was sealed with another key than {where}; put back the key it was made with, or "
            "begin a new database by naming another file in COACH_DATABASE."
        )
    return opened


def _open_from_file(path: Path, wrapped: bytes) -> tuple[Seal, Seal] | None:
    key = keyfile.load(path)
    if key and (opened := _opens(key, wrapped)):
        return opened
    following = keyfile.load(keyfile.pending(path))  # keys were being changed when the machine stopped
    if following and (opened := _opens(following, wrapped)):
        keyfile.take_over(path)
        return opened
    return None


def _opens(key: bytes, wrapped: bytes) -> tuple[Seal, Seal] | None:
    master = Seal(key)
    try:
        return master, Seal(master.open(wrapped, HOUSE))
    except StoreDamaged:
        return None


def _found_house(connection: sqlite3.Connection, master_key: bytes | Path) -> tuple[Seal, Seal]:
    key = master_key if isinstance(master_key, bytes) else keyfile.load(master_key) or keyfile.make(master_key)
    master, house = Seal(key), new_key()
    connection.execute(statement("house.found"), {"key": master.seal(house, HOUSE)})
    return master, Seal(house)
