"""The disk is full, the file is not ours, somebody else holds it: one clear sentence, nothing lost, and on it goes."""

# ruff: noqa: ASYNC240 - nothing else runs in these tests' loops

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.store.contract import Decision
from bot.store.errors import StoreError, StoreTaken, StoreUnavailable
from bot.store.lock import Lock
from bot.store.opening import open_store
from bot.store.sqlite import SqliteStore
from tests.store.making import KEY, always, arrival, echo, message, sqlite_store, texts, turns


async def allow_pages(store: SqliteStore, more: int) -> None:
    """Let the database grow by so many pages and no further."""
    (pages,) = await store.connection.run(lambda c: c.execute("PRAGMA page_count").fetchone())
    await store.connection.run(lambda c: c.execute(f"PRAGMA max_page_count = {pages + more}").fetchone())


async def test_a_full_disk_loses_nothing_and_work_goes_on_by_itself(path: Path) -> None:
    big = "x" * 20_000
    async with sqlite_store(path) as store:
        await allow_pages(store, 12)
        refused = {}
        for update_id in range(8):
            try:
                await store.receive(arrival(update_id, text=f"{update_id}{big}"))
            except StoreUnavailable as error:
                refused[update_id] = str(error)
        sentence = f"The database {path} cannot be used now: the disk (or the space allowed) is full; free some space"
        assert 0 < len(refused) < 8
        assert all(told.startswith(sentence) for told in refused.values())
        with pytest.raises(StoreUnavailable, match="full"):
            await store.take_turn(lambda came, seen: Decision(send=(message(7, big * 10),)))
        assert await store.waiting() == (8 - len(refused), 0)  # reading still works, and the turn left nothing
        await allow_pages(store, 10_000)
        for update_id in refused:  # whoever was not told yes tries again
            assert await store.receive(arrival(update_id, text=f"{update_id}{big}"))
        assert sorted(await turns(store)) == list(range(8))
        assert sorted(text[0] for text in await texts(store)) == list("01234567")


async def test_another_program_that_locks_the_file_is_named_and_waited_out(path: Path) -> None:
    async with sqlite_store(path) as store:
        await store.connection.run(lambda c: c.execute("PRAGMA busy_timeout = 10"))
        with closing(sqlite3.connect(path, isolation_level=None)) as intruder:
            intruder.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreUnavailable, match="another program has locked it; close that program"):
                await store.receive(arrival(1))
            intruder.execute("ROLLBACK")
        assert await store.receive(arrival(1))


async def test_a_second_anchor_is_refused_and_told_who_was_first(path: Path) -> None:
    async with sqlite_store(path):
        with pytest.raises(StoreTaken, match=rf"another Anchor runs on this database \(pid {os.getpid()}\): {path}"):
            await open_store(path, KEY)
    async with sqlite_store(path):
        """Free again."""


def test_the_lock_dies_with_its_process(path: Path) -> None:
    holds = f"""
import pathlib, time
from bot.store.lock import Lock
lock = Lock(pathlib.Path({str(path)!r}))
print("held", flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", holds], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(StoreTaken, match=f"pid {other.pid}"):
            Lock(path)
        other.kill()
        other.wait()
        Lock(path).release()


async def test_reading_needs_no_lock_and_changes_nothing(path: Path) -> None:
    async with sqlite_store(path) as store:
        await store.receive(arrival(1, text="seen"))
        await turns(store)
        async with sqlite_store(path, reading=True) as reader:
            assert await texts(reader) == ["seen"]
            with pytest.raises(StoreUnavailable, match="read-only"):
                await reader.receive(arrival(2))


NOT_OURS = [
    (
        "a text",
        b"This is not a database, however long one looks at it. " * 40,
        "is not a SQLite database; name another",
    ),
    ("a torn header", b"SQLite format 3\0" + b"\xff" * 2000, "is not a SQLite database|is damaged"),
]


@pytest.mark.parametrize(("what", "content", "said"), NOT_OURS)
async def test_a_file_that_is_no_database_is_named_and_left_alone(
    path: Path, what: str, content: bytes, said: str
) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreError, match=said) as caught:
        await open_store(path, KEY)
    assert str(path) in str(caught.value)
    assert path.read_bytes() == content


FOREIGN = [
    "CREATE TABLE songs (title TEXT)",
    "CREATE TABLE songs (title TEXT); CREATE TABLE alembic_version (version_num TEXT); "
    "INSERT INTO alembic_version VALUES ('0001')",  # which migrates with the same tool, and counts alike
]


@pytest.mark.parametrize("script", FOREIGN)
@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
async def test_another_programs_database_is_left_alone_to_the_byte(path: Path, script: str, mode: str) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        other.executescript(script)
    before, changed = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(StoreError, match="tables of another program; name another file in COACH_DATABASE"):
        await open_store(path, KEY)
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == changed
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, f"{path.name}.lock"]


async def test_a_folder_is_not_taken_for_a_database(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        await open_store(path, KEY)


async def test_a_place_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(
        StoreUnavailable, match=r"file.anchor\.sqlite3\.lock cannot be opened \(.*\); let its folder exist"
    ):
        await open_store(tmp_path / "file" / "anchor.sqlite3", KEY)


@contextmanager
def unprivileged() -> Iterator[Path]:
    """A folder this process may read and not write in, even where tests run as root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        root = os.geteuid() == 0
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o700)


def give_up_rights(folder: Path, mode: int) -> None:
    folder.chmod(mode)
    if os.geteuid() == 0:
        os.seteuid(65_534)


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
async def test_a_folder_one_may_not_write_in_is_named() -> None:
    with unprivileged() as folder:
        give_up_rights(folder, 0o555)
        with pytest.raises(
            StoreUnavailable, match=r"lock file .* \(Permission denied\); let its folder exist and give this user"
        ):
            await open_store(folder / "anchor.sqlite3", KEY)


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
async def test_a_database_one_may_not_write_is_named() -> None:
    with unprivileged() as folder:
        path = folder / "anchor.sqlite3"
        async with sqlite_store(path):
            """Made while it may be."""
        path.chmod(0o444)
        path.with_name("anchor.sqlite3.lock").chmod(0o666)
        give_up_rights(folder, 0o777)
        with pytest.raises(StoreUnavailable, match=r"give this user the right to (write|read and write)"):
            await open_store(path, KEY)


async def test_what_fails_inside_a_transaction_changes_nothing(path: Path) -> None:
    async with sqlite_store(path) as store:
        await store.receive(arrival(1))
        not_a_name = Decision(keep=((0, ()),), send=(message(7), message(2**70)))  # the second cannot be kept
        assert await store.take_turn(always(not_a_name)) is None
        assert await store.waiting() == (1, 0)
        store.aside.clock = lambda: time.monotonic() + 2
        await store.take_turn(echo)
        assert await texts(store) == ["hi"]
