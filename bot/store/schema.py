"""The schema's version: read with plain SQL, so that Alembic is imported only where a migration is due."""

from __future__ import annotations

import importlib
import re
import sqlite3
from pathlib import Path

from bot.store.errors import StoreError, explained

VERSIONS = Path(__file__).resolve().parent / "migrations" / "versions"
REVISION = re.compile(r"v(\d{4})_\w+\.py")


def known() -> tuple[str, ...]:
    """The revisions this code knows, oldest first."""
    found = (REVISION.fullmatch(path.name) for path in VERSIONS.iterdir())
    return tuple(sorted(match[1] for match in found if match))


def version(connection: sqlite3.Connection) -> str | None:
    """The revision a database is at; None for an empty one; StoreError where its tables are not ours."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    if {"alembic_version", "house"} <= tables and (
        row := connection.execute("SELECT version_num FROM alembic_version").fetchone()
    ):
        return str(row[0])
    if tables:
        raise StoreError("it holds tables of another program; name another file in COACH_DATABASE")
    return None


def check(connection: sqlite3.Connection, database: Path) -> bool:
    """Whether a migration is due; StoreError where the schema is newer than this code, or not ours."""
    newest = known()[-1]
    try:
        at = version(connection)
    except StoreError as error:
        raise StoreError(f"The database {database} cannot be used: {error}.") from None
    if at is not None and at not in known():
        raise StoreError(
            f"The database {database} was made by a newer Anchor (schema {at}, this one knows {newest}); "
            "install the newer version, or restore a backup made by this one."
        )
    return at != newest


def must_be_current(connection: sqlite3.Connection, database: Path) -> None:
    """StoreError where the schema is not exactly this code's."""
    if check(connection, database):
        raise StoreError(f"The database {database} is not set up for this version; run Anchor on it once.")


def bring_up(connection: sqlite3.Connection, database: Path) -> None:
    """Migrate where that is due; StoreError where the schema is newer than this code, or not ours."""
    if not check(connection, database):
        return
    try:
        importlib.import_module("bot.store.migrating").migrate(connection)
    except Exception as error:
        fault = error if isinstance(error, sqlite3.Error) else getattr(error, "orig", None)
        if isinstance(fault, sqlite3.Error) and (reason := explained(fault, database)):
            raise reason from error
        raise StoreError(
            f"The database {database} could not be migrated to schema {known()[-1]} and is as it was; use the version "
            f"of Anchor you had, and report this: {error}"
        ) from error
