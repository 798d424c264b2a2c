"""A stolen file tells nothing, an altered one is refused, and what was erased is gone from every byte."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.contract import Arrival, Decision, Outcome, Snapshot
from bot.store.errors import StoreDamaged
from bot.store.sealing import About, Seal, new_key
from tests.clock import NOON
from tests.store.making import arrival, echo, goodbye, message, said, sqlite_store, texts, turns

CANARY = "CANARY-7f3a"
PRESS = f"{CANARY}-press"


def on_disk(path: Path) -> bytes:
    """Every byte of the database, its write-ahead log and its index."""
    files = [path.with_name(path.name + end) for end in ("", "-wal", "-shm", "-journal")]
    return b"".join(file.read_bytes() for file in files if file.exists())


def canaries(path: Path) -> int:
    found = on_disk(path)
    return sum(found.count(CANARY.encode(coding)) for coding in ("utf-8", "utf-16-le", "utf-16-be"))


async def test_no_word_of_anybody_stands_on_the_disk_at_any_time(path: Path) -> None:
    counted: list[int] = []
    async with sqlite_store(path) as store:
        await store.receive(arrival(1, text=CANARY, press=PRESS))
        counted.append(canaries(path))

        def think(came: Arrival, snapshot: Snapshot) -> Decision:
            counted.append(canaries(path))
            entry = (said(CANARY, question=f"{CANARY}-question"),)
            return Decision(keep=((1, entry),), send=(message(7, CANARY), message(7, CANARY, quick=True)))

        await store.take_turn(think)
        counted.append(canaries(path))
        await store.receive(arrival(2, text=CANARY))
        await store.give_up(arrival(2, text=CANARY), f"{CANARY}-reason", Decision(send=(message(7, CANARY),)))
        counted.append(canaries(path))
        for queued in await store.ready(NOON):
            await store.settle(queued.id, Outcome.RETRY, NOON)
        counted.append(canaries(path))
    counted.append(canaries(path))
    assert counted == [0] * 6


async def test_what_came_is_wiped_when_it_is_done_and_its_id_remains(path: Path) -> None:
    async with sqlite_store(path) as store:
        await store.receive(arrival(1, press=PRESS))
        await turns(store)
        rows = await store.connection.run(
            lambda c: c.execute("SELECT update_id, chat, person, body, done_at > 0 FROM inbox").fetchall()
        )
        assert rows == [(1, 7, 7, None, 1)]


BLOBS = [
    "SELECT key FROM person WHERE id = 7",
    "SELECT body FROM entry WHERE person = 7",
    "SELECT reason FROM inbox WHERE person = 7 AND reason IS NOT NULL",
    "SELECT body FROM inbox WHERE person = 7 AND body IS NOT NULL",
    "SELECT params FROM outbox WHERE person = 7",
]


@pytest.mark.parametrize("by_turn", [False, True])
async def test_what_is_erased_is_gone_from_every_byte_and_others_stay(path: Path, by_turn: bool) -> None:
    async with sqlite_store(path) as store:
        for person in (8, 7):
            for number in range(20):
                update_id = person * 100 + number
                await store.receive(arrival(update_id, chat=person, person=person, text=f"{number} " + "x" * 300))
                if number < 18:
                    await turns(store)
            await store.give_up(arrival(person * 100 + 18, chat=person, person=person), "a bug", Decision())
        sealed = await store.connection.run(lambda c: [blob for sql in BLOBS for (blob,) in c.execute(sql)])
        assert len(sealed) == 1 + 18 + 1 + 2 + 18
        before = on_disk(path)
        assert all(blob in before for blob in sealed)
        if by_turn:
            await store.take_turn(goodbye)
        else:
            await store.erase(7)
        after = on_disk(path)
        assert [blob for blob in sealed if blob in after] == []
        assert len(await texts(store, 8)) == 19
    after = on_disk(path)
    assert [blob for blob in sealed if blob in after] == []


async def test_nothing_names_the_erased(path: Path) -> None:
    person = 0x5EC2E7
    async with sqlite_store(path) as store:
        await store.receive(arrival(1, chat=person, person=person, press=PRESS))
        await turns(store)
        assert person.to_bytes(3, "big") in on_disk(path)
        await store.erase(person)
        assert person.to_bytes(3, "big") not in on_disk(path)


async def test_a_reader_delays_the_wiping_and_nothing_else(path: Path) -> None:
    async with sqlite_store(path) as store:
        await store.receive(arrival(1))
        await turns(store)
        (sealed,) = await store.connection.run(lambda c: c.execute("SELECT body FROM entry").fetchone())
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM entry").fetchone()
            begun = time.monotonic()
            assert await store.erase(7)
            assert time.monotonic() - begun < 1
            assert sealed in on_disk(path)
            reader.execute("ROLLBACK")
        await store.receive(arrival(2, chat=8, person=8))
        store.tidying.clock = lambda: time.monotonic() + 31
        assert await store.take_turn(echo)  # the next turn that ends wipes
        assert sealed not in on_disk(path)


def alter(path: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql, values)


TAMPERED = [
    ("UPDATE entry SET body = x'00'", "cut short"),
    ("UPDATE entry SET body = CAST(body || x'00' AS BLOB)", "made longer"),
    ("UPDATE entry SET body = zeroblob(length(body))", "overwritten"),
    ("UPDATE entry SET body = (SELECT body FROM entry WHERE person = 8) WHERE person = 7", "another person's"),
    ("UPDATE entry SET body = (SELECT body FROM entry WHERE person = 7 AND position = 2) WHERE person = 7", "doubled"),
    ("UPDATE entry SET body = (SELECT body FROM entry AS e WHERE e.position = 4 - entry.position)", "swapped"),
    ("UPDATE entry SET letter = 2 WHERE person = 7 AND position = 3", "moved to another letter"),
    ("DELETE FROM entry WHERE person = 7 AND position = 3", "the last taken away"),
    ("DELETE FROM entry WHERE person = 7 AND position = 1", "the first taken away"),
    ("UPDATE person SET key = (SELECT key FROM person WHERE id = 8) WHERE id = 7", "another person's key"),
    ("UPDATE person SET key = (SELECT key FROM house) WHERE id = 7", "the house's key"),
]


@pytest.mark.parametrize(("sql", "what"), TAMPERED)
async def test_a_log_that_was_tampered_with_is_refused(path: Path, sql: str, what: str) -> None:
    async with sqlite_store(path) as store:
        for update_id in range(6):
            person = 7 + update_id % 2
            await store.receive(arrival(update_id, chat=person, person=person, text=str(update_id)))
        await turns(store)
    alter(path, sql)
    async with sqlite_store(path) as store:
        with pytest.raises(StoreDamaged, match=r"altered|taken away"):
            await store.snapshot(7)


async def test_a_damaged_arrival_is_refused_and_the_others_go_on(path: Path) -> None:
    async with sqlite_store(path) as store:
        for update_id in (1, 2, 3):
            await store.receive(arrival(update_id, text=str(update_id)))
    alter(path, "UPDATE inbox SET body = (SELECT body FROM inbox WHERE update_id = 2) WHERE update_id = 1")
    async with sqlite_store(path) as store:
        assert await turns(store) == [2, 3]
        assert await texts(store) == ["2", "3"]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE outbox SET chat = 666 WHERE id = 1",  # a letter led astray
        "UPDATE outbox SET method = 'sendDocument' WHERE id = 1",
        "UPDATE outbox SET params = (SELECT params FROM outbox WHERE id = 2) WHERE id = 1",
        "UPDATE outbox SET quick = 1 WHERE id = 1",
        "UPDATE outbox SET person = 8 WHERE id = 1",
    ],
)
async def test_a_call_that_was_tampered_with_is_not_made_and_the_others_are(path: Path, sql: str) -> None:
    async with sqlite_store(path) as store:
        for update_id, person in ((1, 7), (2, 8)):
            await store.receive(arrival(update_id, chat=person, person=person, text=str(person)))
        await turns(store)
    alter(path, sql)
    async with sqlite_store(path) as store:
        assert [queued.call for queued in await store.ready(NOON)] == [message(8, "8")]


async def test_a_person_whose_key_is_damaged_stops_nobody_else(path: Path) -> None:
    async with sqlite_store(path) as store:
        await store.receive(arrival(1))
        await turns(store)
    alter(path, "UPDATE person SET key = zeroblob(60) WHERE id = 7")
    async with sqlite_store(path) as store:
        assert not await store.receive(arrival(2))  # not kept, and not asked for again for ever
        assert await store.receive(arrival(3, chat=8, person=8))
        assert await turns(store) == [3]
        assert await store.erase(7)  # they can always leave
        assert await store.receive(arrival(4))
        assert await turns(store) == [4]


async def test_a_damaged_log_stops_nobody_else_in_the_chat(path: Path) -> None:
    async with sqlite_store(path) as store:
        await store.converse(7, lambda snapshot: Decision(keep=((1, (said("mine"),)),)))
        await store.receive(arrival(1, chat=-5, person=7))
        await store.receive(arrival(2, chat=-5, person=8))
    alter(path, "UPDATE entry SET body = zeroblob(60)")
    async with sqlite_store(path) as store:
        assert await turns(store) == [2]


ABOUT = st.lists(st.integers() | st.text(max_size=8) | st.none(), min_size=1, max_size=4).map(tuple)


@given(text=st.text(), about=ABOUT, other=ABOUT, at=st.integers(0), bit=st.integers(0, 7))
def test_a_seal_opens_where_it_was_made_and_nowhere_else(
    text: str, about: About, other: About, at: int, bit: int
) -> None:
    seal = Seal(new_key())
    blob = seal.seal_text(text, about)
    assert seal.open_text(blob, about) == text
    flipped = bytearray(blob)
    flipped[at % len(blob)] ^= 1 << bit
    refused: list[Callable[[], object]] = [
        lambda: seal.open(bytes(flipped), about),
        lambda: seal.open(blob[:-1], about),
        lambda: Seal(new_key()).open(blob, about),
    ]
    if other != about:
        refused.append(lambda: seal.open(blob, other))
    for attempt in refused:
        with pytest.raises(StoreDamaged):
            attempt()


def test_a_key_is_never_shown() -> None:
    key = new_key()
    assert repr(Seal(key)) == "Seal(…)"
    assert key.hex() not in repr(vars(Seal)) + str(Seal(key))
