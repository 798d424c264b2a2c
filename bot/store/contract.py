"""The contract every store keeps: what arrives is kept, a turn is one transaction, what goes out is not forgotten.

Written for SQLite and PostgreSQL alike: a store claims the oldest undone arrival of a chat that nobody holds, lets the
caller think about it on a snapshot, and commits entries, outgoing messages and the arrival's end together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from dialogs.answers import Answer, LetterLog


@dataclass(frozen=True, slots=True)
class Arrival:
    """A raw update as it came. `press` is the id of a button press, which may come again under a new update id."""

    update_id: int
    chat: int
    person: int
    body: str  # the update as JSON; encrypted at rest
    at: datetime
    press: str | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is known of a person when a turn begins: every letter, oldest first."""

    person: int
    letters: tuple[LetterLog, ...] = ()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A call to make: a Bot API method and its parameters as JSON (encrypted at rest).

    `quick` calls (answers to presses) wait for nobody and are dropped when they are late.
    """

    chat: int
    method: str
    params: str
    quick: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What a turn comes to: entries for letters (by number; a new number begins one), calls to make, or erasure.

    An erasure takes what its person wrote up to the arrival that asks for it; what came after that is still answered.
    """

    keep: tuple[tuple[int, tuple[Answer, ...]], ...] = ()
    send: tuple[Outgoing, ...] = ()
    erase: bool = False


Think = Callable[[Arrival, Snapshot], Decision]
"""Pure and quick; runs outside the transaction, and again where the snapshot no longer held at commit."""


class Outcome(StrEnum):
    """What became of a call."""

    SENT = "sent"
    RETRY = "retry"  # try again at `until`
    UNCERTAIN = "uncertain"  # the request left and no answer came; resent once
    DEAD = "dead"  # blocked, gone or refused for good


@dataclass(frozen=True, slots=True)
class Queued:
    """A row of the outbox, ready to go: first of its chat's queue. `attempts` counts the tries that counted."""

    id: int
    call: Outgoing
    attempts: int
    uncertain: bool
    created: datetime


class Store(Protocol):
    """Everything that lasts. Every method is one transaction; all times are aware UTC."""

    async def receive(self, arrival: Arrival) -> bool:
        """Keep an arrival; False where this update id or press is known already. Returns once it is on disk."""

    async def take_turn(self, think: Think) -> Arrival | None:
        """Do the oldest undone arrival of a free chat and return it, or None where nothing waits.

        If `think` raises, nothing is kept, the error is raised, and the arrival stays undone until `give_up`. An
        arrival that fails for any other reason of its own is set aside for a while, and the next one is done.
        """

    async def give_up(self, arrival: Arrival, reason: str, decision: Decision) -> None:
        """End an arrival that no turn can be made of, keeping it and the reason, and send what `decision` sends."""

    async def converse(self, person: int, think: Callable[[Snapshot], Decision]) -> Decision:
        """A turn without inbox and outbox, for the terminal: think, keep, and give back the decision that was kept."""

    async def ready(self, now: datetime, limit: int = 100) -> tuple[Queued, ...]:
        """The first unsettled call of each chat that is due, quick ones first, then oldest first."""

    async def settle(
        self, call: int, outcome: Outcome, at: datetime, *, until: datetime | None = None, counts: bool = True
    ) -> None:
        """Record what became of a call; a try that does not count, such as one while offline, is none of `attempts`."""

    async def waiting(self) -> tuple[int, int]:
        """How many arrivals are undone and how many calls unsettled."""

    async def snapshot(self, person: int) -> Snapshot:
        """What is known of a person; an unknown person has no letters."""

    async def erase(self, person: int) -> bool:
        """Destroy everything of a person, data key first; False where nothing was known."""

    async def close(self) -> None:
        """Finish what is under way and close; a thought that hangs is left to itself, and its arrival undone."""
