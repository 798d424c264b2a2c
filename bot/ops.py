"""Ops: what an operator does to a store; every failure is a StoreError that says what happened and what to do."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from bot.store import care, copies, keyfile
from bot.store.errors import StoreDamaged, StoreError, StoreKeyError
from bot.store.lock import Lock
from bot.store.opening import open_store
from bot.store.sqlite import SqliteStore


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore came to. `complete` is False where the replaced database could not tell who was erased since."""

    people: int
    erased: int
    complete: bool


async def backup(database: Path, master_key: bytes | Path, target: Path) -> None:
    """Copy the database to `target`, sealed as it is, also while Anchor runs; the master key is not in the copy."""
    if _same(target, database):
        raise StoreError(f"The backup {target} would be the database itself; name another file.")
    store = await _reading(database, master_key)
    try:
        await copies.copy(store.connection, target)
    finally:
        await store.close()


async def restore(saved: Path, database: Path, master_key: bytes | Path) -> Restored:
    """Put a backup in the database's place, once it has passed every check; whoever was erased since stays erased.

    The database that is replaced is not kept: somebody in it may ask to be forgotten tomorrow.
    """
    _must_be_there(saved)
    lock = Lock(database)
    draft = database.with_name(f"{database.name}.restoring")
    beside = tuple(draft.with_name(draft.name + end) for end in ("", "-wal", "-shm", ".lock"))
    try:
        await asyncio.to_thread(copies.refuse_foreign, database)
        _remove(*beside)  # a restore that was stopped may have left them
        await asyncio.to_thread(copies.take_in, saved, draft)
        known, complete = await _erasures(database, master_key)
        restored = await _made_good(saved, draft, master_key, known)
        await asyncio.to_thread(_put_in_place, draft, database)
        return Restored(restored.people, restored.erased, complete)
    finally:
        _remove(*beside)
        lock.release()


async def export(database: Path, master_key: bytes | Path, person: int) -> dict[str, object] | None:
    """All that is known of a person, ready for JSON, also while Anchor runs; None where nothing is."""
    store = await _reading(database, master_key)
    try:
        return await care.told(store, person)
    finally:
        await store.close()


async def forget(database: Path, master_key: bytes | Path, person: int) -> bool:
    """Erase a person; False where nothing was known. StoreTaken while Anchor runs: there, /forget does it."""
    _must_be_there(database)
    store = await open_store(database, master_key)
    try:
        return await store.erase(person)
    finally:
        await store.close()


async def rotate_key(database: Path, master_key: bytes | Path, next_key: bytes | None = None) -> int:
    """Change the master key; the number of people whose data keys were wrapped again. Older backups need the old key.

    Where the key is a file, a new one is made and takes its place, and a stop at any instant leaves one that opens.
    Where it is given, `next_key` is the one to change to, so that it is known before anything depends on it.
    """
    _must_be_there(database)
    if isinstance(master_key, bytes) and next_key is None:
        raise StoreKeyError(
            "The key is given in COACH_KEY, so the next one must be too: make one with openssl rand -base64 32, put it "
            "in COACH_KEY_NEXT, and run this again; then it belongs in COACH_KEY."
        )
    store = await open_store(database, master_key)
    try:
        if isinstance(master_key, bytes):
            assert next_key is not None
            return await care.rewrap(store, next_key)
        key = await asyncio.to_thread(keyfile.make, keyfile.pending(master_key))
        number = await care.rewrap(store, key)
        await asyncio.to_thread(keyfile.take_over, master_key)
        return number
    finally:
        await store.close()


async def _reading(database: Path, master_key: bytes | Path) -> SqliteStore:
    _must_be_there(database)
    return await open_store(database, master_key, reading=True)


async def _erasures(database: Path, master_key: bytes | Path) -> tuple[tuple[tuple[bytes, int], ...], bool]:
    """Who was erased from the database that is about to be replaced; and whether it could be read."""
    try:
        store = await open_store(database, master_key, reading=True)
    except StoreError:
        return (), False
    try:
        return await care.erasures(store), True
    except StoreError:
        return (), False
    finally:
        await store.close()


async def _made_good(
    saved: Path, draft: Path, master_key: bytes | Path, known: tuple[tuple[bytes, int], ...]
) -> Restored:
    try:
        store = await open_store(draft, master_key)
    except StoreKeyError:
        raise StoreKeyError(
            f"The backup {saved} was sealed with another key than the one in use; put back the key of that time, "
            "restore, and then change keys with: coach rotate-key"
        ) from None
    try:
        erased = await care.erase_again(store, known)
        found = await care.state(store)
    finally:
        await store.close()
    if found.problems:
        raise StoreDamaged(f"The backup {saved} is damaged ({found.problems[0]}); use another backup.")
    return Restored(found.people, erased, True)


def _put_in_place(draft: Path, database: Path) -> None:
    """Replace the database at one instant: before it the old one is whole, after it the new one, with no log beside."""
    for each in (draft, database):
        copies.fold_in(each)
    _remove(database.with_name(f"{database.name}-wal"), database.with_name(f"{database.name}-shm"))
    draft.replace(database)
    keyfile.flush_folder(database.parent)


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _must_be_there(path: Path) -> None:
    if not path.is_file():
        raise StoreError(f"There is no file {path}; name the one you mean.")


def _remove(*paths: Path) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
