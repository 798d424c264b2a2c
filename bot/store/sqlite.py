"""The store on SQLite: a turn is read in one transaction, thought about outside, and committed in another."""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.store import calls
from bot.store.aside import Aside, told
from bot.store.connection import OneConnection
from bot.store.contract import Arrival, Decision, Outcome, Queued, Snapshot, Think
from bot.store.errors import StoreDamaged, StoreError, StoreUnavailable
from bot.store.ledger import Ledger, Seen
from bot.store.lock import Lock
from bot.store.rows import micros, open_call
from bot.store.statements import statement
from bot.store.thinkers import Thinkers
from bot.store.tidying import Tidying

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds that closing waits for the turns under way; a turn that takes longer is taken again at the next start."""


@dataclass(slots=True)
class Claim:
    """One task's hold on a chat and an arrival of it; `over` where the task is gone."""

    chat: int | None = None
    update_id: int | None = None
    thinking: bool = False
    over: bool = False


class SqliteStore:
    """Fulfils bot.store.contract.Store; opened by bot.store.opening.open_store."""

    def __init__(self, connection: OneConnection, ledger: Ledger, lock: Lock | None = None) -> None:
        self.connection = connection
        self.ledger = ledger
        self.aside = Aside()
        self.tidying = Tidying(connection, ledger)
        self._lock = lock
        self._held: set[int] = set()  # chats whose turn is under way
        self._holding = threading.Lock()
        self._thinkers = Thinkers()
        self._turns = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing = False

    async def receive(self, arrival: Arrival) -> bool:
        """Keep an arrival; False where this update id or press is known already. Returns once it is on disk."""
        return await self.connection.write(partial(self.ledger.receive, arrival=arrival))

    async def take_turn(self, think: Think) -> Arrival | None:
        """Do the oldest undone arrival of a free chat and return it, or None where nothing waits.

        What fails for a reason of its own is set aside, and the next is done.
        """
        self._turn_begins()
        try:
            while not self._closing:
                claim = Claim()
                try:
                    return await self._turn(think, claim)
                except Exception as error:
                    if claim.thinking or claim.update_id is None or claim.chat is None or _passes(error):
                        raise
                    self.aside.put(claim.update_id, claim.chat, error)
                    if isinstance(error, StoreError) and not isinstance(error, StoreDamaged):
                        raise  # it may not be this arrival's own fault, and somebody must act
                finally:
                    self._let_go(claim)
            return None
        finally:
            self._turn_ends()

    async def _turn(self, think: Think, claim: Claim) -> Arrival | None:
        claimed = await self.connection.read(partial(self._claim, claim=claim))
        if claimed is None:
            await self.tidying.now_and_then()
            return None
        arrival, begun = claimed
        seen: Seen | None = begun
        while seen is not None:
            claim.thinking = True
            decision = await self._thinkers.think(partial(think, arrival, seen.snapshot))
            claim.thinking = False
            seen = await self.connection.write(partial(self.ledger.end, arrival=arrival, seen=seen, decision=decision))
        self.aside.done(arrival.update_id)
        await self.tidying.now_and_then(erased=decision.erase)
        return arrival

    async def give_up(self, arrival: Arrival, reason: str, decision: Decision) -> None:
        """End an arrival that no turn can be made of, keeping it and the reason, and send what `decision` sends.

        Where that fails for a reason of its own it is raised, and the arrival is set aside.
        """
        give_up = partial(self.ledger.give_up, arrival=arrival, reason=reason, decision=decision)
        try:
            await self.connection.write(give_up)
        except Exception as error:
            if not _passes(error):
                self.aside.put(arrival.update_id, arrival.chat, error)
            raise
        self.aside.done(arrival.update_id)

    async def converse(self, person: int, think: Callable[[Snapshot], Decision]) -> Decision:
        """A turn without inbox and outbox, for the terminal: think, keep, and give back the decision that was kept."""
        self._turn_begins()
        try:
            seen: Seen | None = await self.connection.read(partial(self.ledger.see, person=person))
            while seen is not None:
                decision = await self._thinkers.think(partial(think, seen.snapshot))
                seen = await self.connection.write(
                    partial(self.ledger.keep_talk, person=person, seen=seen, decision=decision)
                )
            await self.tidying.now_and_then(erased=decision.erase)
            return decision
        finally:
            self._turn_ends()

    async def ready(self, now: datetime, limit: int = 100) -> tuple[Queued, ...]:
        """The first unsettled call of each chat that is due, quick ones first, then oldest first."""
        at = micros(now)
        while True:
            found, broken, late = await self.connection.read(partial(self._ready, now=at, limit=limit))
            if not broken and not late:
                return found
            await self.connection.write(partial(self._drop, numbers=broken, now=at))

    async def settle(
        self, call: int, outcome: Outcome, at: datetime, *, until: datetime | None = None, counts: bool = True
    ) -> None:
        """Record what became of a call; a try that does not count is none of its `attempts`."""
        due = micros(until or at)
        await self.connection.write(partial(calls.settle, number=call, outcome=outcome, due=due, counts=counts))

    async def waiting(self) -> tuple[int, int]:
        """How many arrivals are undone and how many calls unsettled."""
        return await self.connection.read(_waiting)

    async def snapshot(self, person: int) -> Snapshot:
        """What is known of a person; an unknown person has no letters."""
        return (await self.connection.read(partial(self.ledger.see, person=person))).snapshot

    async def erase(self, person: int) -> bool:
        """Destroy everything of a person, data key first; False where nothing was known."""
        known = await self.connection.write(partial(self.ledger.erase, person=person))
        await self.tidying.wipe()
        return known

    async def close(self) -> None:
        """Finish what is under way and close; a thought that hangs is left to itself, and its arrival undone."""
        self._closing = True
        try:
            await asyncio.wait_for(self._idle.wait(), PATIENCE)
        except TimeoutError:
            log.warning("A turn takes too long to wait for; it is taken again at the next start.")
        self._thinkers.close()
        await self._idle.wait()
        await self.connection.close()
        self.ledger.close()
        if self._lock:
            self._lock.release()

    # On the connection's thread

    def _claim(self, connection: sqlite3.Connection, claim: Claim) -> tuple[Arrival, Seen] | None:
        updates, chats = self.aside.now()
        with self._holding:
            skip = {"held": json.dumps([*self._held, *chats]), "aside": json.dumps(updates)}
        row = connection.execute(statement("inbox.oldest"), skip).fetchone()
        if row is None:
            return None
        update_id, chat = row[:2]
        with self._holding:
            if claim.over:
                return None
            claim.chat, claim.update_id = chat, update_id
            self._held.add(chat)
        return self.ledger.open(connection, row)

    def _ready(
        self, connection: sqlite3.Connection, now: int, limit: int
    ) -> tuple[tuple[Queued, ...], tuple[int, ...], bool]:
        """What may go, what does not open, and whether there are calls that came too late."""
        found: list[Queued] = []
        broken: list[int] = []
        for row in calls.due(connection, now, limit):
            try:
                found.append(open_call(self.ledger.seal_for(connection, row[2]), row))
            except (StoreDamaged, ValueError, TypeError, OverflowError) as error:
                log.error("Call %s is never sent, and those behind it go on: %s", row[0], told(error))
                broken.append(row[0])
        return tuple(found[:limit]), tuple(broken), calls.any_late(connection, now)

    def _drop(self, connection: sqlite3.Connection, numbers: tuple[int, ...], now: int) -> None:
        calls.drop(connection, numbers)
        calls.drop_late(connection, now)

    def _let_go(self, claim: Claim) -> None:
        with self._holding:
            claim.over = True
            if claim.chat is not None:
                self._held.discard(claim.chat)

    def _turn_begins(self) -> None:
        self._turns += 1
        self._idle.clear()

    def _turn_ends(self) -> None:
        self._turns -= 1
        if not self._turns:
            self._idle.set()


def _passes(error: Exception) -> bool:
    """Whether the same may well succeed in a moment."""
    return isinstance(error, StoreUnavailable)


def _waiting(connection: sqlite3.Connection) -> tuple[int, int]:
    (undone,) = connection.execute(statement("inbox.undone")).fetchone()
    (unsettled,) = connection.execute(statement("outbox.unsettled")).fetchone()
    return undone, unsettled
