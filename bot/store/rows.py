"""Rows: how a noun becomes a sealed blob and comes back, each bound to the row it stands in."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.store.contract import Arrival, Outgoing, Queued
from bot.store.sealing import Seal
from dialogs.answers import Answer, Kind

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Row = tuple[int, int, int | None, str, bytes, int, int, int, int]
"""An outbox row: id, chat, person, method, params, quick, created_at, attempts, uncertain."""


def micros(moment: datetime) -> int:
    """Microseconds since 1970 in UTC, exactly; ValueError for a naive time."""
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone cannot be kept: {moment.isoformat()}")
    return (moment - EPOCH) // timedelta(microseconds=1)


def moment(value: int) -> datetime:
    """The aware UTC time of so many microseconds."""
    return EPOCH + timedelta(microseconds=value)


def seal_entry(seal: Seal, person: int, letter: int, position: int, entry: Answer) -> bytes:
    """An entry of a log, for its place in it."""
    told = [entry.question, str(entry.kind), entry.text, micros(entry.when), list(entry.probes), entry.joins]
    return seal.seal(json.dumps(told).encode(), ("entry", person, letter, position))


def open_entry(seal: Seal, person: int, letter: int, position: int, blob: bytes) -> Answer:
    """The entry at this place; StoreDamaged where the blob was not sealed for it."""
    question, kind, text, when, probes, joins = json.loads(seal.open(blob, ("entry", person, letter, position)))
    return Answer(question, Kind(kind), text, moment(when), tuple(probes), joins)


def seal_arrival(seal: Seal, arrival: Arrival) -> bytes:
    """What came, with the press's id, for its row."""
    return seal.seal(json.dumps([arrival.body, arrival.press]).encode(), _about_arrival(arrival))


def open_arrival(seal: Seal, blob: bytes, *, update_id: int, chat: int, person: int, at: int) -> Arrival:
    """What came; StoreDamaged where the row was altered."""
    arrival = Arrival(update_id, chat, person, "", moment(at))
    body, press = json.loads(seal.open(blob, _about_arrival(arrival)))
    return Arrival(update_id, chat, person, body, arrival.at, press)


def about_reason(person: int, update_id: int) -> tuple[str | int, ...]:
    """What the reason of an arrival that was given up is bound to."""
    return ("inbox.reason", person, update_id)


def seal_call(seal: Seal, number: int, person: int | None, call: Outgoing, created: int) -> bytes:
    """A call's parameters, for its row and for whom it goes to."""
    return seal.seal_text(call.params, _about_call(number, person, call, created))


def open_call(seal: Seal, row: Row) -> Queued:
    """A call as it waits; StoreDamaged where its row was altered, its chat or method included."""
    number, chat, person, method, blob, quick, created, attempts, uncertain = row
    call = Outgoing(chat, method, "", bool(quick))
    params = seal.open_text(blob, _about_call(number, person, call, created))
    return Queued(number, replace(call, params=params), attempts, bool(uncertain), moment(created))


def _about_arrival(arrival: Arrival) -> tuple[str | int, ...]:
    return ("inbox", arrival.person, arrival.update_id, arrival.chat, micros(arrival.at))


def _about_call(number: int, person: int | None, call: Outgoing, created: int) -> tuple[str | int | None, ...]:
    return ("outbox", person, number, call.chat, call.method, int(call.quick), created)
