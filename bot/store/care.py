"""Care for a store beyond its daily work: keys, what is known of one person, and how it is doing."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.store import people
from bot.store.opening import HOUSE
from bot.store.rows import about_reason, moment, open_arrival, open_call
from bot.store.schema import version
from bot.store.sealing import Seal
from bot.store.sqlite import SqliteStore
from bot.store.statements import statement


async def rewrap(store: SqliteStore, key: bytes) -> int:
    """Wrap every data key with another master key, all or none; the number of people. Old wrappings are wiped."""
    new = Seal(key)
    number = await store.connection.write(partial(_rewrap, store=store, new=new))
    store.ledger.master = new
    store.ledger.wipe_due = True
    await store.tidying.wipe()
    return number


async def erasures(store: SqliteStore) -> tuple[tuple[bytes, int], ...]:
    """Who was erased and when, as keyed digests."""
    return tuple(await store.connection.read(lambda connection: connection.execute(ERASURES).fetchall()))


async def erase_again(store: SqliteStore, known: tuple[tuple[bytes, int], ...]) -> int:
    """Erase whoever was erased since their life in this database began; the number of people."""
    number = await store.connection.write(partial(_erase_again, store=store, known=known))
    store.ledger.wipe_due = True
    await store.tidying.wipe()
    return number


async def told(store: SqliteStore, person: int) -> dict[str, object] | None:
    """All that is known of a person, ready for JSON; None where nothing is."""
    return await store.connection.read(partial(_told, store=store, person=person))


@dataclass(frozen=True, slots=True)
class State:
    """How a database is doing. `problems` are SQLite's own words on what is broken; `pragmas` what it runs with."""

    schema: str
    sqlite: str
    people: int
    undone: int
    undone_since: datetime | None
    given_up: int
    unsettled: int
    problems: tuple[str, ...]
    pragmas: dict[str, int | str]


async def state(store: SqliteStore) -> State:
    """How the database is doing; reads all of it once."""
    return await store.connection.read(_state)


ERASURES = statement("people.erasures")


def _rewrap(connection: sqlite3.Connection, store: SqliteStore, new: Seal) -> int:
    (house, *_) = connection.execute(statement("house.find")).fetchone()
    connection.execute(statement("house.rewrap"), {"key": new.seal(store.ledger.master.open(house, HOUSE), HOUSE)})
    everybody = connection.execute(statement("people.keys")).fetchall()
    for person, key, _ in everybody:
        about = ("person", person)
        wrapped = new.seal(store.ledger.master.open(key, about), about)
        connection.execute(statement("people.rewrap"), {"person": person, "key": wrapped})
    return len(everybody)


def _erase_again(connection: sqlite3.Connection, store: SqliteStore, known: tuple[tuple[bytes, int], ...]) -> int:
    erased = dict(known)
    number = 0
    for person, _, since in connection.execute(statement("people.keys")).fetchall():
        at = erased.get(store.ledger.house.digest("person", person))
        if at is not None and since < at:
            people.erase(connection, store.ledger.house, person, at)
            number += 1
    for digest, at in known:
        connection.execute(statement("people.remember_erasure"), {"digest": digest, "now": at})
    return number


def _told(connection: sqlite3.Connection, store: SqliteStore, person: int) -> dict[str, object] | None:
    at = people.version(connection, person)
    if at is None:
        return None
    seal = people.seal_of(store.ledger.master, person, at)
    snapshot = people.snapshot(connection, seal, person, at)
    (since,) = connection.execute(statement("people.since"), {"person": person}).fetchone()
    return {
        "person": person,
        "since": moment(since).isoformat(),
        "letters": [
            {
                "number": letter.number,
                "log": [
                    {
                        "question": entry.question,
                        "kind": str(entry.kind),
                        "text": entry.text,
                        "when": entry.when.isoformat(),
                        "probes": list(entry.probes),
                        "joins": entry.joins,
                    }
                    for entry in letter.log
                ],
            }
            for letter in snapshot.letters
        ],
        "arrivals": [
            _arrival(seal, person, row)
            for row in connection.execute(statement("inbox.of_person"), {"person": person}).fetchall()
        ],
        "calls": [
            {"chat": queued.call.chat, "method": queued.call.method, "parameters": json.loads(queued.call.params)}
            for row in connection.execute(statement("outbox.of_person"), {"person": person}).fetchall()
            for queued in (open_call(seal, row),)
        ],
    }


def _arrival(seal: Seal, person: int, row: tuple[int, int, bytes | None, bytes | None, int, int | None]) -> object:
    update_id, chat, body, reason, at, done = row
    told: dict[str, object] = {"update_id": update_id, "chat": chat, "at": moment(at).isoformat()}
    told["done"] = None if done is None else moment(done).isoformat()
    if body is not None:
        told["update"] = open_arrival(seal, body, update_id=update_id, chat=chat, person=person, at=at).body
    if reason is not None:
        told["given_up"] = seal.open_text(reason, about_reason(person, update_id))
    return told


def _state(connection: sqlite3.Connection) -> State:
    def one(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0] or 0)

    since = one(statement("care.undone_since"))
    broken = [str(row[0]) for row in connection.execute("PRAGMA quick_check(10)").fetchall() if row[0] != "ok"]
    broken += [f"{row[0]} points at nothing" for row in connection.execute("PRAGMA foreign_key_check").fetchmany(10)]
    return State(
        schema=version(connection) or "none",
        sqlite=sqlite3.sqlite_version,
        people=one(statement("care.people")),
        undone=one(statement("inbox.undone")),
        undone_since=moment(since) if since else None,
        given_up=one(statement("care.given_up")),
        unsettled=one(statement("outbox.unsettled")),
        problems=tuple(broken),
        pragmas={
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
        },
    )
