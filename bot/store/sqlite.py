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
from datetime import datetime
from functools import partial

from bot.store import calls
from bot.store.connection import BUSY_MILLISECONDS, OneConnection
from bot.store.contract import Arrival, Decision, Outcome, Queued, Snapshot, Think
from bot.store.errors import StoreDamaged, StoreError
from bot.store.ledger import Ledger, Seen
from bot.store.lock import Lock
from bot.store.rows import micros, open_call
from bot.store.statements import statement

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Claim:
    """One task's hold on a chat; `over` where the task is gone."""

    chat: int | None = None
    over: bool = False


class SqliteStore:
    """Fulfils bot.store.contract.Store; opened by bot.store.opening.open_store."""

    def __init__(self, connection: OneConnection, ledger: Ledger, lock: Lock | None = None) -> None:
        self.connection = connection
        self.ledger = ledger
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

    async def receive(self, arrival: Arrival) -> bool:
        """Keep an arrival; False where this update id or press is known already. Returns once it is on disk."""
        return await self.connection.write(partial(self.ledger.receive, arrival=arrival))

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
                seen = await self.connection.write(
                    partial(self.ledger.end, arrival=arrival, seen=seen, decision=decision)
                )
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
        await self.connection.write(partial(self.ledger.give_up, arrival=arrival, reason=reason, decision=decision))

    async def converse(self, person: int, think: Callable[[Snapshot], Decision]) -> Decision:
        """A turn without inbox and outbox, for the terminal: think, keep, and give back the decision that was kept."""
        self._turn_begins()
        try:
            seen: Seen | None = await self.connection.read(partial(self.ledger.see, person=person))
            while seen is not None:
                decision = await self._think(partial(think, seen.snapshot))
                seen = await self.connection.write(
                    partial(self.ledger.keep_talk, person=person, seen=seen, decision=decision)
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
        return (await self.connection.read(partial(self.ledger.see, person=person))).snapshot

    async def erase(self, person: int) -> bool:
        """Destroy everything of a person, data key first; False where nothing was known."""
        known = await self.connection.write(partial(self.ledger.erase, person=person))
        await self.wipe()
        return known

    async def wipe(self) -> None:
        """Where somebody was erased: empty the write-ahead log, in which what was erased may still stand."""
        if self.ledger.wipe_due:
            try:
                await self.connection.run(self._wipe)
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

    # On the connection's thread

    def _claim(self, connection: sqlite3.Connection, claim: Claim) -> tuple[Arrival, Seen] | None:
        with self._holding:
            skip = {"held": json.dumps(list(self._held)), "refused": json.dumps(list(self._refused))}
        row = connection.execute(statement("inbox.oldest"), skip).fetchone()
        if row is None:
            return None
        update_id, chat = row[:2]
        with self._holding:
            if claim.over:
                return None
            claim.chat = chat
            self._held.add(chat)
        try:
            return self.ledger.open(connection, row)
        except StoreDamaged:
            self._refused.add(update_id)
            raise

    def _ready(self, connection: sqlite3.Connection, now: int, limit: int) -> tuple[Queued, ...]:
        found: list[Queued] = []
        for row in calls.due(connection, now, limit):
            try:
                found.append(open_call(self.ledger.seal_for(connection, row[2]), row))
            except StoreDamaged as error:
                if row[0] not in self._refused_calls:
                    self._refused_calls.add(row[0])
                    log.error("A call is not sent: %s", error)
        return tuple(found[:limit])

    def _wipe(self, connection: sqlite3.Connection) -> None:
        connection.execute(
            "PRAGMA busy_timeout = 0"
        )  # while a backup reads there is no use in waiting: the next turn tries
        try:
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        self.ledger.wipe_due = bool(busy)

    async def _think(self, think: Callable[[], Decision]) -> Decision:
        return await asyncio.get_running_loop().run_in_executor(self._thinking, think)

    def _turn_begins(self) -> None:
        self._turns += 1
        self._idle.clear()

    def _turn_ends(self) -> None:
        self._turns -= 1
        if not self._turns:
            self._idle.set()


def _waiting(connection: sqlite3.Connection) -> tuple[int, int]:
    (undone,) = connection.execute(statement("inbox.undone")).fetchone()
    (unsettled,) = connection.execute(statement("outbox.unsettled")).fetchone()
    return undone, unsettled
