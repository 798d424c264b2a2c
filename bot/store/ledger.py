"""The ledger: what a turn, an arrival, an erasure change, each inside a transaction on the connection's thread."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from bot.store import calls, people
from bot.store.contract import Arrival, Decision, Snapshot
from bot.store.errors import StoreDamaged
from bot.store.logs import Logs
from bot.store.rows import about_reason, micros, open_arrival, seal_arrival
from bot.store.sealing import Seal
from bot.store.statements import statement

log = logging.getLogger(__name__)

HOUR = timedelta(hours=1) // timedelta(microseconds=1)
SILENCE = timedelta(days=6) // timedelta(microseconds=1)
"""After a week without updates Telegram's ids go on from a random number; a day less, to be sure to notice."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a turn is thought from, and the version that must still hold when it is kept."""

    version: people.Version
    snapshot: Snapshot


class Ledger:
    """Writes and reads rows with the keys they are sealed with; begins and ends no transaction."""

    def __init__(self, master: Seal, house: Seal, clock: Clock) -> None:
        self.master = master
        self.house = house
        self._clock = clock
        self._logs = Logs()
        self.wipe_due = True  # a crash may have come between an erasure and its wiping

    def open(self, connection: sqlite3.Connection, row: tuple[int, int, int, bytes, int]) -> tuple[Arrival, Seen]:
        """An undone arrival and what is known of its person; StoreDamaged where either does not open."""
        update_id, chat, person, body, at = row
        seal = self.seal_for(connection, person)
        arrival = open_arrival(seal, body, update_id=update_id, chat=chat, person=person, at=at)
        return arrival, self.see(connection, person)

    def receive(self, connection: sqlite3.Connection, arrival: Arrival) -> bool:
        """Keep what came, for its person, who is welcomed where they are unknown; False where it is known already."""
        press = None if arrival.press is None else self.house.digest("press", arrival.press)
        ids = {"update_id": arrival.update_id, "press": press}
        if connection.execute(statement("inbox.known"), ids).fetchone():
            return False
        at = micros(arrival.at)
        row = {"series": _series(connection, at), "chat": arrival.chat, "person": arrival.person, "at": at}
        try:
            seal = people.welcome(connection, self.master, arrival.person, self.now())
        except StoreDamaged as error:  # one damaged row must not stop what others send
            log.error("Update %s cannot be kept: %s", arrival.update_id, error)
            connection.execute(statement("inbox.turn_away"), {**ids, **row})
            return False
        connection.execute(statement("inbox.receive"), {**ids, **row, "body": seal_arrival(seal, arrival)})
        return True

    def see(self, connection: sqlite3.Connection, person: int) -> Seen:
        """The person as they are now; asked for before anything is changed, for what is seen is remembered."""
        version = people.version(connection, person)
        return Seen(version, self._logs.snapshot(connection, self.master, person, version))

    def end(self, connection: sqlite3.Connection, arrival: Arrival, seen: Seen, decision: Decision) -> Seen | None:
        """Keep a turn; the newer snapshot where it must be thought again; nothing where the arrival ended otherwise."""
        row = {"update_id": arrival.update_id, "now": self.now()}
        if not connection.execute(statement("inbox.is_undone"), row).fetchone():
            return None
        if people.version(connection, arrival.person) != seen.version:
            return self.see(connection, arrival.person)
        connection.execute(statement("inbox.done"), row)
        later = self._later(connection, arrival) if decision.erase else ()
        self._keep(connection, arrival.person, decision)
        self._keep_again(connection, later)
        self._send(connection, arrival.person, decision)
        return None

    def keep_talk(self, connection: sqlite3.Connection, person: int, seen: Seen, decision: Decision) -> Seen | None:
        """Keep what was said without an arrival; the newer snapshot where it must be thought again."""
        if people.version(connection, person) != seen.version:
            return self.see(connection, person)
        self._keep(connection, person, decision)
        return None

    def give_up(self, connection: sqlite3.Connection, arrival: Arrival, reason: str, decision: Decision) -> None:
        """End an arrival without a turn; nothing where it ended already."""
        row = {"update_id": arrival.update_id, "now": self.now()}
        if not connection.execute(statement("inbox.is_undone"), row).fetchone():
            return
        seal = people.seal_of(self.master, arrival.person, people.version(connection, arrival.person))
        sealed = seal.seal_text(reason, about_reason(arrival.person, arrival.update_id))
        connection.execute(statement("inbox.given_up"), {**row, "reason": sealed})
        self._send(connection, arrival.person, decision)

    def erase(self, connection: sqlite3.Connection, person: int) -> bool:
        """Erase a person; False where nothing was known."""
        self.wipe_due = True
        self._logs.drop(person)
        return people.erase(connection, self.house, person, self.now())

    def seal_for(self, connection: sqlite3.Connection, person: int | None) -> Seal:
        """The seal of a person's rows, or the house's own for rows that are nobody's."""
        if person is None:
            return self.house
        return people.seal_of(self.master, person, people.version(connection, person))

    def close(self) -> None:
        """Forget what was opened."""
        self._logs.clear()

    def now(self) -> int:
        """The time, in microseconds since 1970."""
        return micros(self._clock.now())

    def _keep(self, connection: sqlite3.Connection, person: int, decision: Decision) -> None:
        if decision.erase:
            self.erase(connection, person)
        if any(entries for _, entries in decision.keep):
            seal = people.welcome(connection, self.master, person, self.now())
            people.keep(connection, seal, person, decision.keep)

    def _later(self, connection: sqlite3.Connection, arrival: Arrival) -> tuple[Arrival, ...]:
        """What its person sent after an arrival and nobody answered yet; without what does not open."""
        found = []
        whose = {"update_id": arrival.update_id, "person": arrival.person}
        for update_id, chat, person, body, at in connection.execute(statement("inbox.newer"), whose).fetchall():
            try:
                seal = self.seal_for(connection, person)
                found.append(open_arrival(seal, body, update_id=update_id, chat=chat, person=person, at=at))
            except StoreDamaged as error:  # whoever wants to be forgotten is, whatever else fails
                log.error("Update %s is erased with what came before it: %s", update_id, error)
        return tuple(found)

    def _keep_again(self, connection: sqlite3.Connection, later: Iterable[Arrival]) -> None:
        """Seal what came after an erasure for the life that begins with it."""
        for arrival in later:
            seal = people.welcome(connection, self.master, arrival.person, self.now())
            body = seal_arrival(seal, arrival)
            row = {"update_id": arrival.update_id, "chat": arrival.chat, "person": arrival.person, "body": body}
            connection.execute(statement("inbox.keep_again"), row)

    def _send(self, connection: sqlite3.Connection, person: int, decision: Decision) -> None:
        if decision.send:
            version = people.version(connection, person)
            known = version is not None
            seal = people.seal_of(self.master, person, version) if known else self.house
            calls.put(connection, seal, person if known else None, decision.send, self.now())


def _series(connection: sqlite3.Connection, at: int) -> int:
    """The series an update belongs to that comes now: a new one after a silence so long that ids may restart."""
    _, series, last = connection.execute(statement("house.find")).fetchone()
    if last and at - last >= SILENCE:
        series += 1
    if abs(at - last) >= HOUR:  # a clock that was ahead and is set back counts its silences again
        connection.execute(statement("house.moved_on"), {"series": series, "at": at})
    return int(series)
