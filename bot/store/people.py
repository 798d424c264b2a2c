"""People: their data keys and their logs, inside a transaction somebody else has begun."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
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
    """The seal of a known person; StoreDamaged where a row stands without its person."""
    if version is None:
        raise StoreDamaged(
            f"A row of person {person} stands without them; restore the last backup with: coach restore FILE"
        )
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


def snapshot(connection: sqlite3.Connection, seal: Seal, person: int, at: tuple[bytes, int]) -> Snapshot:
    """Every letter of a known person; StoreDamaged where an entry was altered, moved or taken away."""
    rows = connection.execute(statement("people.log"), {"person": person}).fetchall()
    if len(rows) != at[1]:
        raise _cut_short(person)
    return Snapshot(person, _letters(seal, person, rows, {}))


def gained(connection: sqlite3.Connection, seal: Seal, known: Snapshot) -> tuple[LetterLog, ...]:
    """What the letters of a snapshot have gained, and the letters after its last, opened as in `snapshot`."""
    rows: list[tuple[int, int, bytes]] = []
    for letter in known.letters:
        after = {"person": known.person, "letter": letter.number, "position": len(letter.log)}
        rows += connection.execute(statement("people.log_after"), after).fetchall()
    last = {"person": known.person, "letter": known.letters[-1].number if known.letters else 0}
    rows += connection.execute(statement("people.letters_after"), last).fetchall()
    return _letters(seal, known.person, rows, {letter.number: len(letter.log) for letter in known.letters})


def joined(known: Snapshot, more: tuple[LetterLog, ...]) -> Snapshot:
    """A snapshot with what its letters have gained."""
    logs = {letter.number: letter.log for letter in known.letters}
    for letter in more:
        logs[letter.number] = (*logs.get(letter.number, ()), *letter.log)
    return Snapshot(known.person, tuple(LetterLog(number, logs[number]) for number in sorted(logs)))


def _letters(
    seal: Seal, person: int, rows: Iterable[tuple[int, int, bytes]], lengths: Mapping[int, int]
) -> tuple[LetterLog, ...]:
    """Rows opened, letter by letter; they must follow each other, each letter's after the length it has already."""
    letters: list[LetterLog] = []
    for letter, entries in groupby(rows, key=lambda row: row[0]):
        log: list[Answer] = []
        for expected, (_, position, body) in enumerate(entries, lengths.get(letter, 0) + 1):
            if position != expected:
                raise _cut_short(person)
            log.append(open_entry(seal, person, letter, position, body))
        letters.append(LetterLog(letter, tuple(log)))
    return tuple(letters)


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
