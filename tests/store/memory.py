"""The store's twin in memory: the same contract, nothing kept; for tests that are not about keeping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.clock import Clock, SystemClock
from bot.store.contract import Arrival, Decision, Outcome, Outgoing, Queued, Snapshot, Think
from dialogs.answers import Answer, LetterLog

LATE = timedelta(seconds=150)
SILENCE = timedelta(days=6)
DAY = timedelta(days=1)
KEPT = timedelta(days=8)
AT_ONCE = datetime.min.replace(tzinfo=UTC)


@dataclass
class Waiting:
    """A call in the outbox."""

    queued: Queued
    due: datetime
    person: int | None


class MemoryStore:
    """Fulfils bot.store.contract.Store."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._lives: dict[int, dict[int, tuple[Answer, ...]]] = {}
        self._undone: dict[tuple[int, int], Arrival] = {}
        self._known: dict[int, str | None] = {}  # with the press of each
        self._done: dict[int, datetime] = {}
        self._series = 0
        self._last: datetime | None = None
        self._held: set[int] = set()
        self._calls: dict[int, Waiting] = {}
        self._numbers = count(1)
        self._given_up: dict[int, tuple[int, datetime]] = {}  # whose, and when

    async def receive(self, arrival: Arrival) -> bool:
        if arrival.update_id in self._known or (arrival.press and arrival.press in self._known.values()):
            return False
        if self._last and arrival.at - self._last >= SILENCE:
            self._series += 1
        self._last = max(self._last or arrival.at, arrival.at)
        self._known[arrival.update_id] = arrival.press
        self._lives.setdefault(arrival.person, {})
        self._undone[self._series, arrival.update_id] = arrival
        return True

    async def take_turn(self, think: Think) -> Arrival | None:
        waiting = (key for key in sorted(self._undone) if self._undone[key].chat not in self._held)
        key = next(waiting, None)
        if key is None:
            return None
        arrival = self._undone[key]
        self._held.add(arrival.chat)
        try:
            decision = think(arrival, self._snapshot(arrival.person))
        finally:
            self._held.discard(arrival.chat)
        self._end(key)
        self._keep(arrival.person, decision, after=key)
        self._send(arrival.person, decision.send)
        return arrival

    async def give_up(self, arrival: Arrival, reason: str, decision: Decision) -> None:
        for key, undone in tuple(self._undone.items()):
            if undone.update_id == arrival.update_id:
                del self._undone[key]
                self._given_up[arrival.update_id] = (arrival.person, self._clock.now())
                self._send(arrival.person, decision.send)

    async def converse(self, person: int, think: Callable[[Snapshot], Decision]) -> Decision:
        decision = think(self._snapshot(person))
        self._keep(person, decision)
        return decision

    async def ready(self, now: datetime, limit: int = 100) -> tuple[Queued, ...]:
        for number, waiting in tuple(self._calls.items()):
            if waiting.queued.call.quick and waiting.queued.created < now - LATE:
                del self._calls[number]
        rows = [self._calls[number] for number in sorted(self._calls)]
        heads: dict[int, Waiting] = {}
        for row in rows:
            if not row.queued.call.quick:
                heads.setdefault(row.queued.call.chat, row)
        found = [row for row in rows if row.queued.call.quick] + sorted(heads.values(), key=lambda row: row.queued.id)
        return tuple(row.queued for row in found if row.due <= now or row.due > now + DAY)[:limit]

    async def settle(
        self, call: int, outcome: Outcome, at: datetime, *, until: datetime | None = None, counts: bool = True
    ) -> None:
        row = self._calls.get(call)
        if row is None:
            return
        uncertain = outcome is Outcome.UNCERTAIN
        if outcome is Outcome.RETRY or (uncertain and not row.queued.uncertain):
            row.due = until or at
            attempts = row.queued.attempts + counts
            row.queued = replace(row.queued, attempts=attempts, uncertain=row.queued.uncertain or uncertain)
        else:
            del self._calls[call]

    async def waiting(self) -> tuple[int, int]:
        return len(self._undone), len(self._calls)

    async def snapshot(self, person: int) -> Snapshot:
        return self._snapshot(person)

    async def erase(self, person: int) -> bool:
        return self._erase(person)

    async def close(self) -> None:
        """There is nothing to close."""

    def forget_done(self) -> None:
        """Forget the ids of what is long done with."""
        for update_id, done in tuple(self._done.items()):
            if done < self._clock.now() - KEPT:
                del self._known[update_id], self._done[update_id]

    def _end(self, key: tuple[int, int]) -> None:
        self._done[self._undone.pop(key).update_id] = self._clock.now()

    def _erase(self, person: int, after: tuple[int, int] | None = None) -> bool:
        if person not in self._lives:
            return False
        del self._lives[person]
        for key, arrival in tuple(self._undone.items()):
            if arrival.person == person:
                if after and key > after:
                    self._lives[person] = {}
                else:
                    self._end(key)
        for update_id, (whose, when) in tuple(self._given_up.items()):
            if whose == person:
                self._done[update_id] = when
                del self._given_up[update_id]
        self._calls = {
            number: row
            for number, row in self._calls.items()
            if row.person != person and row.queued.call.chat != person
        }
        return True

    def _snapshot(self, person: int) -> Snapshot:
        letters = self._lives.get(person, {})
        return Snapshot(person, tuple(LetterLog(number, letters[number]) for number in sorted(letters)))

    def _keep(self, person: int, decision: Decision, after: tuple[int, int] | None = None) -> None:
        if decision.erase:
            self._erase(person, after)
        for number, entries in decision.keep:
            if entries:
                letters = self._lives.setdefault(person, {})
                letters[number] = (*letters.get(number, ()), *entries)

    def _send(self, person: int, calls: tuple[Outgoing, ...]) -> None:
        now = self._clock.now()
        whose = person if person in self._lives else None
        for call in calls:
            number = next(self._numbers)
            self._calls[number] = Waiting(Queued(number, call, 0, False, now), AT_ONCE, whose)
