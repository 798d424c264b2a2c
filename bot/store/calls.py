"""Calls: the outbox, inside a transaction somebody else has begun."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import timedelta

from bot.store.contract import Outcome, Outgoing
from bot.store.rows import Row, seal_call
from bot.store.sealing import Seal
from bot.store.statements import statement

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
        yield from connection.execute(statement(which), {"now": now, "limit": limit}).fetchall()


def any_late(connection: sqlite3.Connection, now: int) -> bool:
    """Whether quick calls wait that came too late to be of use."""
    return connection.execute(statement("outbox.any_late"), {"latest": now - LATE}).fetchone() is not None


def drop_late(connection: sqlite3.Connection, now: int) -> None:
    """Drop quick calls that came too late to be of use."""
    connection.execute(statement("outbox.late"), {"latest": now - LATE})


def settle(connection: sqlite3.Connection, number: int, outcome: Outcome, due: int) -> None:
    """Record what became of a call: it is done with, or goes again at `due`. A second uncertain try is the last."""
    found = connection.execute(statement("outbox.is_uncertain"), {"id": number}).fetchone()
    if found is None:
        return
    again = outcome is Outcome.RETRY or (outcome is Outcome.UNCERTAIN and not found[0])
    if again:
        uncertain = int(outcome is Outcome.UNCERTAIN)
        connection.execute(statement("outbox.again"), {"id": number, "due": due, "uncertain": uncertain})
    else:
        connection.execute(statement("outbox.settled"), {"id": number})
