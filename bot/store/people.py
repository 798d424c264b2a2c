"""People: their data keys and their logs, inside a transaction somebody else has begun."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import groupby

from bot.store.contract import Snapshot
from bot.store.errors import StoreDamaged
from bot.store.rows import open_entry, seal_entry
from bot.store.sealing import Seal, new_key
from bot.store.statements import statement
from dialogs.answers import Answer, LetterLog

Version = tuple[bytes, int] | None
"""What changes when a person's log does: their wrapped key, new with every life, and how many entries there are."""


def version(connection: sqlite3.Connection, person: int) -> Version:
    """The person's version, None where they are unknown."""
    row: Version = connection.execute(statement("people.find"), {"person": person}).fetchone()
    return row


def seal_of(master: Seal, person: int, version: Version) -> Seal:
    """The seal of a known person."""
    assert version is not None, "a row of a person stands without the person"
    return Seal(master.open(version[0], ("person", person)))


def welcome(connection: sqlite3.Connection, master: Seal, person: int, now: int) -> Seal:
    """The person's seal; a person who was unknown, or erased, begins a new life with a new key."""
    found = version(connection, person)
    if found is not None:
        return seal_of(master, person, found)
    key = new_key()
    wrapped = master.seal(key, ("person", person))
    connection.execute(statement("people.welcome"), {"person": person, "key": wrapped, "now": now})
    return Seal(key)


def snapshot(connection: sqlite3.Connection, master: Seal, person: int, at: Version) -> Snapshot:
    """Every letter of the person; StoreDamaged where an entry was altered, moved or taken away."""
    if at is None:
        return Snapshot(person)
    seal = seal_of(master, person, at)
    rows = connection.execute(statement("people.log"), {"person": person}).fetchall()
    letters: list[LetterLog] = []
    for letter, entries in groupby(rows, key=lambda row: row[0]):
        log: list[Answer] = []
        for expected, (_, position, body) in enumerate(entries, 1):
            if position != expected:
                raise _cut_short(person)
            log.append(open_entry(seal, person, letter, position, body))
        letters.append(LetterLog(letter, tuple(log)))
    if len(rows) != at[1]:
        raise _cut_short(person)
    return Snapshot(person, tuple(letters))


def keep(
    connection: sqlite3.Connection,
    seal: Seal,
    person: int,
    entries: Iterable[tuple[int, tuple[Answer, ...]]],
) -> None:
    """Put entries at the ends of the letters they belong to."""
    kept = 0
    for letter, answers in entries:
        place = {"person": person, "letter": letter}
        (first,) = connection.execute(statement("people.next_position"), place).fetchone()
        for position, answer in enumerate(answers, first):
            body = seal_entry(seal, person, letter, position, answer)
            connection.execute(statement("people.keep"), {**place, "position": position, "body": body})
        kept += len(answers)
    connection.execute(statement("people.count"), {"person": person, "kept": kept})


def erase(connection: sqlite3.Connection, house: Seal, person: int, now: int) -> bool:
    """Destroy the person's key and all that was sealed with it; what came keeps its id alone."""
    if version(connection, person) is None:
        return False
    whom = {"person": person, "now": now}
    connection.execute(statement("people.forget_arrivals"), whom)
    connection.execute(statement("people.forget_calls"), whom)
    connection.execute(statement("people.forget"), whom)
    digest = house.digest("person", person)
    connection.execute(statement("people.remember_erasure"), {"digest": digest, "now": now})
    return True


def _cut_short(person: int) -> StoreDamaged:
    return StoreDamaged(
        f"The log of person {person} is not whole: entries were taken away; restore the last backup with: "
        "coach restore FILE"
    )
