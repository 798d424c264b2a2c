"""Logs in memory: what was opened for a turn is not opened again for the next, so a turn costs the same at any length.

Looked up inside a transaction that has changed nothing yet, on the connection's thread. A version names a life by its
key and counts its entries, so what is kept here is used for that life alone, and only what it has gained is opened.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.store import people
from bot.store.contract import Snapshot
from bot.store.sealing import Seal
from dialogs.answers import LetterLog

PEOPLE = 256
ROOM = 16_000_000
ENTRY = 500
"""How many people are remembered, how much of what they wrote, in characters, and what an entry weighs besides."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A person's letters as they were at a version."""

    version: tuple[bytes, int]
    snapshot: Snapshot
    weight: int


class Logs:
    """The letters of the people who wrote last, within bounds."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, Kept] = OrderedDict()
        self._weight = 0

    def snapshot(self, connection: sqlite3.Connection, master: Seal, person: int, at: people.Version) -> Snapshot:
        """Every letter of the person at the version that holds now; StoreDamaged where what is read does not open."""
        kept = self._kept.get(person)
        if kept is not None and kept.version == at:
            self._kept.move_to_end(person)
            return kept.snapshot
        self.drop(person)
        if at is None:
            return Snapshot(person)
        seal = people.seal_of(master, person, at)
        grown = None if kept is None else _grown(connection, seal, kept, at)
        if grown is None:
            found = people.snapshot(connection, seal, person, at)
            grown = Kept(at, found, _weight(found.letters))
        self._kept[person] = grown
        self._weight += grown.weight
        while self._weight > ROOM or len(self._kept) > PEOPLE:
            self.drop(next(iter(self._kept)))
        return grown.snapshot

    def drop(self, person: int) -> None:
        """Forget what is remembered of a person."""
        kept = self._kept.pop(person, None)
        if kept is not None:
            self._weight -= kept.weight

    def clear(self) -> None:
        """Forget everybody."""
        self._kept.clear()
        self._weight = 0


def _grown(connection: sqlite3.Connection, seal: Seal, kept: Kept, at: tuple[bytes, int]) -> Kept | None:
    """What was kept and what came after it; None where that is not all, or where another life has begun."""
    if kept.version[0] != at[0]:
        return None
    gained = people.gained(connection, seal, kept.snapshot)
    if kept.version[1] + sum(len(letter.log) for letter in gained) != at[1]:
        return None
    return Kept(at, people.joined(kept.snapshot, gained), kept.weight + _weight(gained))


def _weight(letters: Iterable[LetterLog]) -> int:
    return sum(ENTRY + len(entry.text) for letter in letters for entry in letter.log)
