"""The doctor: looks at a database, its key and its disk, and says what it found; it changes nothing."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock, SystemClock
from bot.store import care
from bot.store.errors import StoreError, StoreTaken
from bot.store.lock import Lock
from bot.store.opening import open_store

ROOM = 200 * 2**20  # bytes free below which the doctor speaks up
PATIENCE = 60  # seconds an update may wait before the doctor speaks up


@dataclass(frozen=True, slots=True)
class Check:
    """One thing the doctor looked at, and what was found in one sentence."""

    what: str
    fine: bool
    found: str


async def doctor(database: Path, master_key: bytes | Path, clock: Clock | None = None) -> tuple[Check, ...]:
    """What was looked at and found; changes nothing, also while Anchor runs."""
    checks = [*_files(database, master_key)]
    if not checks:
        return (Check("database", True, f"There is no database at {database} yet; the first start makes it."),)
    try:
        store = await open_store(database, master_key, reading=True)
    except StoreError as error:
        return (*checks, Check("database", False, str(error)))
    try:
        found = await care.state(store)
    except StoreError as error:
        return (*checks, Check("database", False, str(error)))
    finally:
        await store.close()
    return (*checks, *_inside(found, clock or SystemClock()))


def _inside(found: care.State, clock: Clock) -> list[Check]:
    waits = ""
    late = False
    if found.undone_since:
        seconds = (clock.now() - found.undone_since).total_seconds()
        late = seconds > PATIENCE
        waits = f", the oldest for {seconds:.0f} s"
    return [
        Check(
            "database", True, f"Schema {found.schema}, SQLite {found.sqlite}, {found.people} people; the key opens it."
        ),
        Check("whole", not found.problems, "; ".join(found.problems) or "Every page and every reference is whole."),
        Check("inbox", not late, f"{found.undone} updates wait{waits}; {found.given_up} were given up."),
        Check("outbox", True, f"{found.unsettled} calls wait to be sent."),
    ]


def _files(database: Path, master_key: bytes | Path) -> list[Check]:
    if not database.exists():
        return []
    free = shutil.disk_usage(database.parent).free
    keys = [_only_owner("key file", master_key)] if isinstance(master_key, Path) and master_key.exists() else []
    return [
        *keys,
        _only_owner("database file", database),
        Check("room", free >= ROOM, f"{free // 2**20} MiB are free on the disk of {database}."),
        _running(database),
    ]


def _only_owner(what: str, path: Path) -> Check:
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name != "posix" or not mode & 0o077:
        return Check(what, True, f"{path} is for its owner alone.")
    return Check(what, False, f"{path} can be read or changed by others (mode {mode:o}); run: chmod 600 {path}")


def _running(database: Path) -> Check:
    try:
        Lock(database).release()
    except StoreTaken as error:
        return Check("running", True, f"{error}.".partition(";")[0] + ".")
    except StoreError as error:
        return Check("running", False, str(error))
    return Check("running", True, "No Anchor runs on this database.")
