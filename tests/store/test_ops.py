"""Copies that restore, exports that are complete, the erased who stay erased, and a doctor who sees."""
# ruff: noqa: ASYNC240 - nothing else runs in these tests' loops

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from bot import doctor, ops
from bot.store.contract import Decision
from bot.store.errors import StoreError, StoreKeyError, StoreTaken, StoreUnavailable
from bot.store.sealing import new_key
from tests.clock import NOON, SetClock
from tests.store.making import KEY, arrival, message, said, sqlite_store, texts, turns


async def remember(path: Path, *people: int, clock: SetClock | None = None) -> None:
    async with sqlite_store(path, clock=clock) as store:
        for person in people:
            for number in range(3):
                await store.converse(person, lambda seen, n=number: Decision(keep=((1, (said(f"{n}"),)),)))  # type: ignore[misc]


async def known(path: Path, *people: int) -> list[int]:
    async with sqlite_store(path) as store:
        return [len(await texts(store, person)) for person in people]


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return tmp_path / "saved.anchor"


async def test_a_backup_restores_what_was_there(path: Path, saved: Path) -> None:
    await remember(path, 1, 2)
    await ops.backup(path, KEY, saved)
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert KEY not in saved.read_bytes()
    await remember(path, 1, 3)
    assert await ops.restore(saved, path, KEY) == ops.Restored(people=2, erased=0, complete=True)
    assert await known(path, 1, 2, 3) == [3, 3, 0]
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, f"{path.name}.lock", saved.name]


async def test_a_backup_made_while_turns_are_taken_is_whole(path: Path, saved: Path) -> None:
    async with sqlite_store(path) as store:

        async def work() -> None:
            for update_id in range(300):
                await store.receive(arrival(update_id, text=str(update_id)))
                await turns(store)

        working = asyncio.create_task(work())
        sizes = []
        for number in range(5):
            copy = saved.with_name(f"copy-{number}")
            await ops.backup(path, KEY, copy)
            sizes.append(len(await _log_of(copy)))
        await working
    assert sizes == sorted(sizes)
    assert sizes[0] < 300


async def _log_of(copy: Path) -> list[str]:
    async with sqlite_store(copy, reading=True) as store:
        log = await texts(store)
        assert log == [str(number) for number in range(len(log))]
        return log


async def test_a_restore_where_nothing_was_makes_it_and_says_what_it_cannot_know(path: Path, saved: Path) -> None:
    await remember(path, 1)
    await ops.backup(path, KEY, saved)
    elsewhere = path.parent / "new" / "anchor.sqlite3"
    assert await ops.restore(saved, elsewhere, KEY) == ops.Restored(people=1, erased=0, complete=False)
    assert await known(elsewhere, 1) == [3]


async def test_who_was_erased_since_the_backup_stays_erased(path: Path, saved: Path) -> None:
    clock = SetClock()
    await remember(path, 1, 2, clock=clock)
    await ops.backup(path, KEY, saved)
    sealed = _bodies(path, 1)
    clock.move(days=1)
    async with sqlite_store(path, clock=clock) as store:
        await store.erase(1)
    assert await ops.restore(saved, path, KEY) == ops.Restored(people=1, erased=1, complete=True)
    assert await known(path, 1, 2) == [0, 3]
    assert not [body for body in sealed if body in path.read_bytes()]
    assert (await ops.restore(saved, path, KEY)).erased == 1  # and again, for the erasure is remembered


async def test_who_came_back_after_an_erasure_is_restored(path: Path, saved: Path) -> None:
    clock = SetClock()
    await remember(path, 1, clock=clock)
    clock.move(days=1)
    async with sqlite_store(path, clock=clock) as store:
        await store.erase(1)
    clock.move(days=1)
    await remember(path, 1, clock=clock)
    await ops.backup(path, KEY, saved)
    assert (await ops.restore(saved, path, KEY)).erased == 0
    assert await known(path, 1) == [3]


def _bodies(path: Path, person: int) -> list[bytes]:
    with closing(sqlite3.connect(path)) as connection:
        return [body for (body,) in connection.execute("SELECT body FROM entry WHERE person = ?", (person,))]


async def test_a_restore_takes_nothing_it_should_not(path: Path, saved: Path) -> None:
    await remember(path, 1)
    await ops.backup(path, KEY, saved)
    whole = saved.read_bytes()
    empty = sqlite3.connect(saved.with_name("empty"))
    empty.execute("PRAGMA user_version = 1")
    empty.close()
    foreign = sqlite3.connect(saved.with_name("foreign"))
    foreign.execute("CREATE TABLE songs (title TEXT)")
    foreign.close()
    saved.with_name("torn").write_bytes(whole[: len(whole) // 2])
    saved.with_name("text").write_text("no database" * 100)
    for name, reason in [
        ("absent", "There is no file"),
        ("empty", "it is empty; name another file"),
        ("foreign", "tables of another program"),
        ("torn", "is damaged|is not whole"),
        ("text", "is not a SQLite database"),
    ]:
        with pytest.raises(StoreError, match=reason):
            await ops.restore(saved.with_name(name), path, KEY)
    with pytest.raises(StoreKeyError, match="sealed with another key than the one in use"):
        await ops.restore(saved, path, new_key())
    async with sqlite_store(path):
        with pytest.raises(StoreTaken):
            await ops.restore(saved, path, KEY)
    assert await known(path, 1) == [3]
    assert not list(path.parent.glob("*restoring*"))


class Stopped(BaseException):
    """The machine stops here."""


async def killed(path: Path, *people: int) -> None:
    """Leave a database as a kill does: its last commits stand in the write-ahead log alone."""
    async with sqlite_store(path) as store:
        for person in people:
            await store.converse(person, lambda seen: Decision(keep=((1, (said("last"),)),)))
        left = {each: each.read_bytes() for each in (path, path.with_name(f"{path.name}-wal"))}
    for each, content in left.items():
        each.write_bytes(content)


@pytest.mark.parametrize("instant", ["before", "after"])
async def test_a_stop_while_the_database_is_replaced_leaves_the_old_one_or_the_new_one_whole(
    path: Path, saved: Path, monkeypatch: pytest.MonkeyPatch, instant: str
) -> None:
    await remember(path, 1)
    await ops.backup(path, KEY, saved)
    await killed(path, 2, 3)
    other = sqlite3.connect(path)  # somebody looks at it, so that closing another connection folds nothing in
    assert other.execute("SELECT count(*) FROM entry").fetchone() == (5,)
    replace = Path.replace
    found: dict[Path, bytes] = {}

    def stop(self: Path, target: Path) -> Path:
        if target != path:
            return replace(self, target)
        if instant == "after":
            replace(self, target)
        found.update({each: each.read_bytes() for each in (path, path.with_name(f"{path.name}-wal")) if each.exists()})
        raise Stopped

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", stop)
        with pytest.raises(Stopped):
            await ops.restore(saved, path, KEY)
    other.close()
    path.with_name(f"{path.name}-wal").unlink(missing_ok=True)
    for each, content in found.items():  # as the machine finds them when it starts again
        each.write_bytes(content)
    assert await known(path, 1, 2, 3) == ([3, 1, 1] if instant == "before" else [3, 0, 0])
    assert (await ops.restore(saved, path, KEY)).people == 1
    assert await known(path, 1, 2, 3) == [3, 0, 0]


async def test_a_database_that_is_being_read_is_not_replaced(path: Path, saved: Path) -> None:
    await remember(path, 1)
    await ops.backup(path, KEY, saved)
    await killed(path, 2)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM entry").fetchone()
        with pytest.raises(StoreUnavailable, match="is being read; wait until that is done"):
            await ops.restore(saved, path, KEY)
    assert await known(path, 1, 2) == [3, 1]
    assert (await ops.restore(saved, path, KEY)).people == 1


async def test_another_programs_database_is_not_replaced(path: Path, saved: Path) -> None:
    await remember(path, 1)
    await ops.backup(path, KEY, saved)
    foreign = path.with_name("songs")
    with closing(sqlite3.connect(foreign)) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    before = foreign.read_bytes()
    with pytest.raises(StoreError, match="is not replaced: it holds tables of another program"):
        await ops.restore(saved, foreign, KEY)
    assert foreign.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"no database" * 100, None])
async def test_a_damaged_database_is_replaced_whatever_it_holds(path: Path, saved: Path, content: bytes | None) -> None:
    await remember(path, 1)
    await ops.backup(path, KEY, saved)
    await killed(path, 2)
    path.write_bytes(path.read_bytes()[:3000] if content is None else content)
    assert await ops.restore(saved, path, KEY) == ops.Restored(people=1, erased=0, complete=False)
    assert await known(path, 1, 2) == [3, 0]


async def test_what_a_stopped_restore_left_beside_does_no_harm(path: Path, saved: Path) -> None:
    await remember(path, 1)
    await ops.backup(path, KEY, saved)
    other = path.with_name("other")
    await killed(other, 9)
    for end in ("", "-wal"):
        shutil.copy(other.with_name(f"other{end}"), path.with_name(f"{path.name}.restoring{end}"))
    assert (await ops.restore(saved, path, KEY)).people == 1
    assert await known(path, 1, 9) == [3, 0]


async def test_a_backup_over_the_database_itself_is_refused(path: Path) -> None:
    await remember(path, 1)
    with pytest.raises(StoreError, match="would be the database itself"):
        await ops.backup(path, KEY, path)
    with pytest.raises(StoreError, match=r"cannot be written \(.*\); name another file"):
        await ops.backup(path, KEY, path.parent / "nowhere" / "saved")
    with pytest.raises(StoreError, match="There is no file"):
        await ops.backup(path.with_name("absent"), KEY, path.with_name("saved"))


async def test_an_export_is_complete_and_of_one_person(path: Path) -> None:
    async with sqlite_store(path) as store:
        for person in (7, 8):
            await store.receive(arrival(person, chat=person, person=person, text=f"text of {person}"))
        await turns(store)
        await store.receive(arrival(9, text="waits"))
        await store.receive(arrival(10, text="fails"))
        await store.give_up(arrival(10, text="fails"), "a bug", Decision())
        told = await ops.export(path, KEY, 7)  # while it runs
    entry = {
        "question": "symptom",
        "kind": "said",
        "text": "text of 7",
        "when": NOON.isoformat(),
        "probes": [],
        "joins": False,
    }
    when = NOON.isoformat()
    assert told == {
        "person": 7,
        "since": when,
        "letters": [{"number": 1, "log": [entry]}],
        "arrivals": [
            {"update_id": 7, "chat": 7, "at": when, "done": when},
            {"update_id": 9, "chat": 7, "at": when, "done": None, "update": arrival(9, text="waits").body},
            {
                "update_id": 10,
                "chat": 7,
                "at": when,
                "done": when,
                "update": arrival(10, text="fails").body,
                "given_up": "a bug",
            },
        ],
        "calls": [{"chat": 7, "method": "sendMessage", "parameters": json.loads(message(7, "text of 7").params)}],
    }
    assert json.loads(json.dumps(told)) == told
    assert await ops.export(path, KEY, 99) is None


async def test_the_operator_can_erase(path: Path) -> None:
    await remember(path, 1, 2)
    assert await ops.forget(path, KEY, 1)
    assert not await ops.forget(path, KEY, 1)
    assert await known(path, 1, 2) == [0, 3]


async def examined(path: Path, key: bytes | Path = KEY) -> dict[str, tuple[bool, str]]:
    return {check.what: (check.fine, check.found) for check in await doctor.doctor(path, key, SetClock())}


async def test_the_doctor_finds_a_healthy_database_fine_also_while_it_runs(path: Path) -> None:
    async with sqlite_store(path):
        found = await examined(path)
    assert all(fine for fine, _ in found.values()), found
    assert "another Anchor runs" in found["running"][1]
    assert "the key opens it" in found["database"][1]


async def test_the_doctor_is_calm_before_the_first_start(path: Path) -> None:
    found = await examined(path)
    assert list(found) == ["database"]
    assert found["database"][0]
    assert not list(path.parent.iterdir())


async def test_the_doctor_names_what_ails(path: Path, tmp_path: Path) -> None:
    async with sqlite_store(path) as store:
        await store.receive(arrival(1))
    clock = SetClock()
    clock.move(minutes=5)
    checks = await doctor.doctor(path, KEY, clock)
    assert [check.found for check in checks if not check.fine] == [
        "1 updates wait, the oldest for 300 s; 0 were given up."
    ]
    path.chmod(0o644)
    assert not (await examined(path))["database file"][0]
    wrong = await examined(path, new_key())
    assert "sealed with another key" in wrong["database"][1]
    assert not wrong["database"][0]
    torn = tmp_path / "torn" / "anchor.sqlite3"
    torn.parent.mkdir()
    shutil.copy(path, torn)
    content = bytearray(torn.read_bytes())
    content[4096 * 3 :] = bytes(len(content) - 4096 * 3)
    torn.write_bytes(content)
    found = await examined(torn)
    assert not all(fine for fine, _ in found.values()), found
