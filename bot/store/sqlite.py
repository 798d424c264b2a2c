"""The store on SQLite: a turn is read in one transaction, thought about outside, and committed in another."""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.clock import Clock
from bot.store import calls, people
from bot.store.connection import OneConnection
from bot.store.contract import Arrival, Decision, Outcome, Queued, Snapshot, Think
from bot.store.errors import StoreDamaged, StoreError
from bot.store.lock import Lock
from bot.store.rows import about_reason, micros, open_arrival, open_call, seal_arrival
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


@dataclass(slots=True)
class Claim:
    """One task's hold on a chat; `over` where the task is gone."""

    chat: int | None = None
    over: bool = False


class SqliteStore:
    """Fulfils bot.store.contract.Store; opened by bot.store.opening.open_store."""

    def __init__(
        self, connection: OneConnection, master: Seal, house: Seal, clock: Clock, lock: Lock | None = None
    ) -> None:
        self.connection = connection
        self.master = master
        self.house = house
        self._clock = clock
        self._lock = lock
        self._held: set[int] = set()  # chats whose turn is under way
        self._holding = threading.Lock()
        self._refused: set[int] = set()  # updates that do not open: left as they are, others go on
        self._refused_calls: set[int] = set()
        self._thinking = ThreadPoolExecutor(1, "thinking")  # one at a time, and the loop stays free meanwhile
        self._turns = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing = False
        self.wipe_due = True  # a crash may have come between an erasure and its wiping

    async def receive(self, arrival: Arrival) -> bool:
        """Keep an arrival; False where this update id or press is known already. Returns once it is on disk."""
        return await self.connection.write(partial(self._receive, arrival=arrival))

    async def take_turn(self, think: Think) -> Arrival | None:
        """Do the oldest undone arrival of a free chat and return it, or None where nothing waits."""
        claim = Claim()
        self._turn_begins()
        try:
            claimed = None if self._closing else await self.connection.read(partial(self._claim, claim=claim))
            if claimed is None:
                return None
            arrival, begun = claimed
            seen: Seen | None = begun
            while seen is not None:
                decision = await self._think(partial(think, arrival, seen.snapshot))
                seen = await self.connection.write(partial(self._end, arrival=arrival, seen=seen, decision=decision))
            await self.wipe()
            return arrival
        finally:
            with self._holding:
                claim.over = True
                if claim.chat is not None:
                    self._held.discard(claim.chat)
            self._turn_ends()

    async def give_up(self, arrival: Arrival, reason: str, decision: Decision) -> None:
        """End an arrival that no turn can be made of, keeping it and the reason, and send what `decision` sends."""
        await self.connection.write(partial(self._give_up, arrival=arrival, reason=reason, decision=decision))

    async def converse(self, person: int, think: Callable[[Snapshot], Decision]) -> Decision:
        """A turn without inbox and outbox, for the terminal: think, keep, and give back the decision that was kept."""
        self._turn_begins()
        try:
            seen: Seen | None = await self.connection.read(partial(self._see, person=person))
            while seen is not None:
                decision = await self._think(partial(think, seen.snapshot))
                seen = await self.connection.write(
                    partial(self._keep_talk, person=person, seen=seen, decision=decision)
                )
            await self.wipe()
            return decision
        finally:
            self._turn_ends()

    async def ready(self, now: datetime, limit: int = 100) -> tuple[Queued, ...]:
        """The first unsettled call of each chat that is due, quick ones first, then oldest first."""
        at = micros(now)
        if await self.connection.read(partial(calls.any_late, now=at)):
            await self.connection.write(partial(calls.drop_late, now=at))
        return await self.connection.read(partial(self._ready, now=at, limit=limit))

    async def settle(self, call: int, outcome: Outcome, at: datetime, *, until: datetime | None = None) -> None:
        """Record what became of a call."""
        due = micros(until or at)
        await self.connection.write(partial(calls.settle, number=call, outcome=outcome, due=due))

    async def waiting(self) -> tuple[int, int]:
        """How many arrivals are undone and how many calls unsettled."""
        return await self.connection.read(_waiting)

    async def snapshot(self, person: int) -> Snapshot:
        """What is known of a person; an unknown person has no letters."""
        return (await self.connection.read(partial(self._see, person=person))).snapshot

    async def erase(self, person: int) -> bool:
        """Destroy everything of a person, data key first; False where nothing was known."""
        known = await self.connection.write(partial(self._erase, person=person))
        await self.wipe()
        return known

    async def wipe(self) -> None:
        """Where somebody was erased: empty the write-ahead log, in which what was erased may still stand."""
        if self.wipe_due:
            try:
                busy, _, _ = await self.connection.run(_empty_log)
                self.wipe_due = bool(busy)
            except StoreError as error:
                log.warning("An erased person's sealed rows are not wiped from the disk yet: %s", error)

    async def close(self) -> None:
        """Finish what is under way and close."""
        self._closing = True
        await self._idle.wait()
        self._thinking.shutdown(wait=False)
        await self.connection.close()
        if self._lock:
            self._lock.release()

    # Inside a transaction, on the connection's thread

    def _receive(self, connection: sqlite3.Connection, arrival: Arrival) -> bool:
        press = None if arrival.press is None else self.house.digest("press", arrival.press)
        ids = {"update_id": arrival.update_id, "press": press}
        if connection.execute(statement("inbox.known"), ids).fetchone():
            return False
        at = micros(arrival.at)
        row = {"series": _series(connection, at), "chat": arrival.chat, "person": arrival.person, "at": at}
        try:
            seal = people.welcome(connection, self.master, arrival.person, self._now())
        except StoreDamaged as error:  # one damaged row must not stop what others send
            log.error("Update %s cannot be kept: %s", arrival.update_id, error)
            connection.execute(statement("inbox.turn_away"), {**ids, **row})
            return False
        connection.execute(statement("inbox.receive"), {**ids, **row, "body": seal_arrival(seal, arrival)})
        return True

    def _claim(self, connection: sqlite3.Connection, claim: Claim) -> tuple[Arrival, Seen] | None:
        with self._holding:
            skip = {"held": json.dumps(list(self._held)), "refused": json.dumps(list(self._refused))}
        row = connection.execute(statement("inbox.oldest"), skip).fetchone()
        if row is None:
            return None
        update_id, chat, person, body, at = row
        with self._holding:
            if claim.over:
                return None
            claim.chat = chat
            self._held.add(chat)
        try:
            seal = people.seal_of(self.master, person, people.version(connection, person))
            return open_arrival(seal, body, update_id=update_id, chat=chat, person=person, at=at), self._see(
                connection, person
            )
        except StoreDamaged:
            self._refused.add(update_id)
            raise

    def _see(self, connection: sqlite3.Connection, person: int) -> Seen:
        version = people.version(connection, person)
        return Seen(version, people.snapshot(connection, self.master, person, version))

    def _end(self, connection: sqlite3.Connection, arrival: Arrival, seen: Seen, decision: Decision) -> Seen | None:
        """Keep a turn; the newer snapshot where it must be thought again; nothing where the arrival ended otherwise."""
        row = {"update_id": arrival.update_id, "now": self._now()}
        if not connection.execute(statement("inbox.is_undone"), row).fetchone():
            return None
        if people.version(connection, arrival.person) != seen.version:
            return self._see(connection, arrival.person)
        connection.execute(statement("inbox.done"), row)
        self._keep(connection, arrival.person, decision)
        self._send(connection, arrival.person, decision)
        return None

    def _keep_talk(self, connection: sqlite3.Connection, person: int, seen: Seen, decision: Decision) -> Seen | None:
        if people.version(connection, person) != seen.version:
            return self._see(connection, person)
        self._keep(connection, person, decision)
        return None

    def _give_up(self, connection: sqlite3.Connection, arrival: Arrival, reason: str, decision: Decision) -> None:
        row = {"update_id": arrival.update_id, "now": self._now()}
        if not connection.execute(statement("inbox.is_undone"), row).fetchone():
            return
        seal = people.seal_of(self.master, arrival.person, people.version(connection, arrival.person))
        sealed = seal.seal_text(reason, about_reason(arrival.person, arrival.update_id))
        connection.execute(statement("inbox.given_up"), {**row, "reason": sealed})
        self._send(connection, arrival.person, decision)

    def _keep(self, connection: sqlite3.Connection, person: int, decision: Decision) -> None:
        if decision.erase:
            self._erase(connection, person)
        if any(entries for _, entries in decision.keep):
            seal = people.welcome(connection, self.master, person, self._now())
            people.keep(connection, seal, person, decision.keep)

    def _send(self, connection: sqlite3.Connection, person: int, decision: Decision) -> None:
        if decision.send:
            version = people.version(connection, person)
            known = version is not None
            seal = people.seal_of(self.master, person, version) if known else self.house
            calls.put(connection, seal, person if known else None, decision.send, self._now())

    def _erase(self, connection: sqlite3.Connection, person: int) -> bool:
        self.wipe_due = True
        return people.erase(connection, self.house, person, self._now())

    def _ready(self, connection: sqlite3.Connection, now: int, limit: int) -> tuple[Queued, ...]:
        found: list[Queued] = []
        for row in calls.due(connection, now, limit):
            try:
                found.append(open_call(self.seal_for(connection, row[2]), row))
            except StoreDamaged as error:
                if row[0] not in self._refused_calls:
                    self._refused_calls.add(row[0])
                    log.error("A call is not sent: %s", error)
        return tuple(found[:limit])

    def seal_for(self, connection: sqlite3.Connection, person: int | None) -> Seal:
        """The seal of a person's rows, or the house's own for rows that are nobody's."""
        if person is None:
            return self.house
        return people.seal_of(self.master, person, people.version(connection, person))

    # Outside

    async def _think(self, think: Callable[[], Decision]) -> Decision:
        return await asyncio.get_running_loop().run_in_executor(self._thinking, think)

    def _turn_begins(self) -> None:
        self._turns += 1
        self._idle.clear()

    def _turn_ends(self) -> None:
        self._turns -= 1
        if not self._turns:
            self._idle.set()

    def _now(self) -> int:
        return micros(self._clock.now())


def _series(connection: sqlite3.Connection, at: int) -> int:
    """The series an update belongs to that comes now: a new one after a silence so long that ids may restart."""
    _, series, last = connection.execute(statement("house.find")).fetchone()
    if last and at - last >= SILENCE:
        series += 1
    if at - last >= HOUR:
        connection.execute(statement("house.moved_on"), {"series": series, "at": at})
    return int(series)


def _waiting(connection: sqlite3.Connection) -> tuple[int, int]:
    (undone,) = connection.execute(statement("inbox.undone")).fetchone()
    (unsettled,) = connection.execute(statement("outbox.unsettled")).fetchone()
    return undone, unsettled


def _empty_log(connection: sqlite3.Connection) -> tuple[int, int, int]:
    found: tuple[int, int, int] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return found
