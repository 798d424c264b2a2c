"""The SQL: read from the .sql files beside this one, each statement under a line `-- name: …`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "sql"
NAME = re.compile(r"^-- name: (\w+)[^\n]*\n", re.MULTILINE)


@cache
def statement(name: str) -> str:
    """The statement `file.name`; KeyError where there is none."""
    file, _, which = name.partition(".")
    return _statements(file)[which]


@cache
def _statements(file: str) -> dict[str, str]:
    parts = NAME.split((FOLDER / f"{file}.sql").read_text("utf-8"))
    return {name: sql.strip() for name, sql in zip(parts[1::2], parts[2::2], strict=True)}
