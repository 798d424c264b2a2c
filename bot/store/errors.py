"""What can go wrong with a store: each error is one sentence that says what happened, where, and what to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class StoreError(Exception):
    """The store cannot be used as it is; trying again does not help until somebody acts."""


class StoreUnavailable(StoreError):  # noqa: N818 - a state that passes, not a mistake
    """The store cannot do this now (full, locked, not writable); nothing was changed, and a later try may succeed."""


class StoreTaken(StoreError):  # noqa: N818 - says what is the case
    """Another Anchor holds this database."""


class StoreKeyError(StoreError):
    """The master key is missing, malformed, or not the one this database was made with."""


class StoreDamaged(StoreError):  # noqa: N818 - says what is the case
    """What was kept does not open: it was altered, swapped or cut short. Nothing of it is used."""


PASSING = {
    sqlite3.SQLITE_FULL: "the disk (or the space allowed) is full; free some space, work goes on by itself",
    sqlite3.SQLITE_IOERR: "reading or writing failed; look at the disk and its free space, work goes on by itself",
    sqlite3.SQLITE_BUSY: "another program has locked it; close that program, work goes on by itself",
    sqlite3.SQLITE_LOCKED: "another program has locked it; close that program, work goes on by itself",
    sqlite3.SQLITE_READONLY: "it is read-only; give this user the right to write to the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; let its folder exist and give this user the right to write there",
    sqlite3.SQLITE_PERM: "it may not be opened; give this user the right to read and write it",
    sqlite3.SQLITE_NOMEM: "memory ran out; free some memory, work goes on by itself",
}
LASTING = {
    sqlite3.SQLITE_NOTADB: "it is not a SQLite database; name another file in COACH_DATABASE, or restore a backup",
    sqlite3.SQLITE_CORRUPT: "it is damaged; stop Anchor and restore the last backup with: coach restore FILE",
}


def explained(error: sqlite3.Error, database: Path) -> StoreError | None:
    """The error in one sentence, or None where it is not the database's fault but ours."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the primary code; SQLite puts detail in the higher bits
    if code in PASSING:
        return StoreUnavailable(f"The database {database} cannot be used now: {PASSING[code]}.")
    if code in LASTING:
        return StoreError(f"The database {database} cannot be used: {LASTING[code]}.")
    return None
