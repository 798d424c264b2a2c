"""Runs a .sql file inside the migration's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from alembic import op


def run(path: Path) -> None:
    """Do every statement of a file; the driver's own executescript would commit halfway."""
    connection = op.get_bind()
    for sql in statements(path.read_text("utf-8")):
        connection.exec_driver_sql(sql)


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one, triggers whole."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if pending.strip():
        yield pending.strip()
