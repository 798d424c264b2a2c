"""Calls: the outbox, inside a transaction somebody else has begun."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import timedelta

from bot.store.contract import Outcome, Outgoing
from bot.store.rows import Row, seal_call
from bot.store.sealing import Seal
from bot.store.statements import statement

DAY = timedelta(days=1) // timedelta(microseconds=1)
"""A call that would be due later than this is due now: nobody puts one off for so long, so the clock was set back."""

LATE = timedelta(seconds=150) // timedelta(microseconds=1)
"""How long a press waits for its answer: Telegram forgets it after 150 seconds."""


def put(connection: sqlite3.Connection, seal: Seal, person: int | None, calls: Iterable[Outgoing], now: int) -> None:
    """Put calls at the end of their chats' queues, sealed for `person`, or by the house where that is None."""
    (number,) = connection.execute(statement("outbox.next_id")).fetchone()
    for offset, call in enumerate(calls):
        row = {"id": number + offset, "chat": call.chat, "person": person, "method": call.method, "now": now}
        params = seal_call(seal, number + offset, person, call, now)
        connection.execute(statement("outbox.put"), {**row, "params": params, "quick": int(call.quick)})


def due(connection: sqlite3.Connection, now: int, limit: int) -> Iterator[Row]:
    """The rows that may go now: quick ones first, then the first of each chat."""
    for which in ("outbox.quick", "outbox.heads"):
        yield from connection.execute(statement(which), {"now": now, "never": now + DAY, "limit": limit}).fetchall()


def any_late(connection: sqlite3.Connection, now: int) -> bool:
    """Whether quick calls wait that came too late to be of use."""
    return connection.execute(statement("outbox.any_late"), {"latest": now - LATE}).fetchone() is not None


def drop_late(connection: sqlite3.Connection, now: int) -> None:
    """Drop quick calls that came too late to be of use."""
    connection.execute(statement("outbox.late"), {"latest": now - LATE})


def drop(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Drop calls that no try can be made of."""
    connection.executemany(statement("outbox.settled"), [{"id": number} for number in numbers])


def settle(connection: sqlite3.Connection, number: int, outcome: Outcome, due: int, counts: bool) -> None:
    """Record what became of a call: it is done with, or goes again at `due`. A second uncertain try is the last."""
    found = connection.execute(statement("outbox.is_uncertain"), {"id": number}).fetchone()
    if found is None:
        return
    again = outcome is Outcome.RETRY or (outcome is Outcome.UNCERTAIN and not found[0])
    if again:
        row = {"id": number, "due": due, "uncertain": int(outcome is Outcome.UNCERTAIN), "counts": int(counts)}
        connection.execute(statement("outbox.again"), row)
    else:
        connection.execute(statement("outbox.settled"), {"id": number})
