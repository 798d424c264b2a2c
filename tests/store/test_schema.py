"""Migrations: at start, whole or not at all, and never backwards."""

# ruff: noqa: ASYNC240 - nothing else runs in these tests' loops

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import migrating, schema
from bot.store.contract import Decision, Outcome
from bot.store.errors import StoreError
from bot.store.migrations.script import statements
from bot.store.opening import open_store
from tests.clock import NOON
from tests.store.making import KEY, always, arrival, message, sqlite_store, texts, turns

ADDED = '''"""One more table."""
from pathlib import Path
from bot.store.migrations.script import run
revision = "0003"
down_revision = "0002"
def upgrade() -> None:
    run(Path(__file__).with_suffix(".sql"))
'''


def content(path: Path) -> list[object]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


@pytest.fixture
def next_release(tmp_path: Path) -> Path:
    """The migrations of a later release; its new step is still to be written."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrating.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "v0003_more.py").write_text(ADDED)
    return folder


async def made(path: Path) -> None:
    async with sqlite_store(path):
        """Made by this version."""


def migrate(path: Path, folder: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrating.migrate(connection, folder)


async def test_a_newer_schema_is_refused_and_left_alone(path: Path) -> None:
    await made(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    before, bytes_before = content(path), path.read_bytes()
    newest = schema.known()[-1]
    with pytest.raises(StoreError, match=rf"made by a newer Anchor \(schema 0999, this one knows {newest}\); install"):
        await open_store(path, KEY)
    assert content(path) == before
    assert path.read_bytes() == bytes_before


async def test_a_later_release_keeps_what_was_there(path: Path, next_release: Path) -> None:
    async with sqlite_store(path) as store:
        await store.receive(arrival(1, text="old"))
        await turns(store)
    (next_release / "versions" / "v0003_more.sql").write_text("CREATE TABLE more (a INTEGER) STRICT;\n")
    migrate(path, next_release)
    with closing(sqlite3.connect(path)) as connection:
        assert schema.version(connection) == "0003"
        connection.execute("UPDATE alembic_version SET version_num = '0002'")
        connection.commit()
    async with sqlite_store(path) as store:
        assert await texts(store) == ["old"]


async def test_the_calls_that_waited_before_heads_were_marked_still_go_in_order(path: Path, tmp_path: Path) -> None:
    sends = tuple(message(chat, str(n)) for n in range(3) for chat in (7, 8))
    async with sqlite_store(path) as store:
        await store.receive(arrival(1))
        await store.take_turn(always(Decision(send=(*sends, message(7, "q", quick=True)))))
        await store.connection.run(_back_to_the_first)
        assert not await store.connection.run(lambda c: c.execute("PRAGMA table_info(outbox)").fetchall()[10:])
    async with sqlite_store(path) as store:
        going = []
        while due := await store.ready(NOON):
            going += [queued.call for queued in due]
            for queued in due:
                await store.settle(queued.id, Outcome.SENT, NOON)
    assert going == [message(7, "q", quick=True), *sends]


def _back_to_the_first(connection: sqlite3.Connection) -> None:
    for undo in (
        "DROP TRIGGER outbox_came",
        "DROP TRIGGER outbox_went",
        "DROP INDEX outbox_heads",
        "ALTER TABLE outbox DROP COLUMN head",
        "DROP INDEX inbox_done",
        "UPDATE outbox SET due_at = created_at",
        "UPDATE alembic_version SET version_num = '0001'",
    ):
        connection.execute(undo)


async def test_a_migration_that_fails_halfway_leaves_the_database_as_it_was(path: Path, next_release: Path) -> None:
    await made(path)
    before = content(path)
    sql = "CREATE TABLE more (a INTEGER) STRICT;\nDROP TABLE entry;\nINSERT INTO nowhere VALUES (1);\n"
    (next_release / "versions" / "v0003_more.sql").write_text(sql)
    with pytest.raises(Exception, match="no such table: nowhere"):
        migrate(path, next_release)
    assert content(path) == before


async def test_a_failed_migration_is_one_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        raise ZeroDivisionError("by our fault")

    monkeypatch.setattr(migrating, "migrate", fail)
    with pytest.raises(StoreError, match=r"could not be migrated to schema .* and is as it was; use the version"):
        await open_store(path, KEY)


def test_reading_never_makes_a_database(path: Path) -> None:
    command = f"""
import asyncio, pathlib
from bot.store.contract import Decision, Outcome
from bot.store.errors import StoreError
from bot.store.opening import open_store
try:
    asyncio.run(open_store(pathlib.Path({str(path)!r}), bytes(32), reading=True))
except StoreError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert "cannot be opened" in done.stdout
    assert list(path.parent.iterdir()) == []


def test_starting_on_a_current_database_imports_no_migration_tool(path: Path) -> None:
    asyncio.run(made(path))
    command = f"""
import asyncio, pathlib, sys
from bot.store.opening import open_store
async def start():
    await (await open_store(pathlib.Path({str(path)!r}), bytes(range(32)))).close()
asyncio.run(start())
print(sorted(each for each in ("alembic", "sqlalchemy", "spacy", "telegram") if each in sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_every_revision_has_its_sql_and_follows_the_one_before() -> None:
    modules = sorted(schema.VERSIONS.glob("v*.py"))
    assert [path.with_suffix(".sql").is_file() for path in modules] == [True] * len(modules)
    assert list(schema.known()) == [f"{number:04}" for number in range(1, len(modules) + 1)]


SCRIPTS = [
    ("SELECT 1;\nSELECT 2;\n", ["SELECT 1;", "SELECT 2;"]),
    ("SELECT ';';\n", ["SELECT ';';"]),  # a semicolon in a text ends nothing
    ("-- a; remark\nSELECT 1; -- and; after\n", ["-- a; remark\nSELECT 1; -- and; after"]),
    (
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  SELECT 1;\nEND;\n",  # a trigger is one statement
        ["CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  SELECT 1;\nEND;"],
    ),
    ("SELECT 1", ["SELECT 1"]),
]


@pytest.mark.parametrize(("script", "expected"), SCRIPTS)
def test_a_script_is_split_where_its_statements_end(script: str, expected: list[str]) -> None:
    assert list(statements(script)) == expected
