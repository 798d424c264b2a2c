"""The durable queue and the line that feeds it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest
from telegram import Bot, Update

from bot.clock import SystemClock
from bot.store.contract import Arrival
from bot.store.errors import StoreUnavailable
from bot.telegram.bell import Bell
from bot.telegram.health import Pulse
from bot.telegram.queue import DurableQueue
from bot.telegram.requests import Line, PollingLine
from bot.telegram.updates import read
from dialogs.events import Said

MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "from": {"id": 7, "is_bot": False}}
READABLE = {
    "update_id": 1,
    "message": {**MESSAGE, "from": {"id": 7, "is_bot": False, "first_name": "Ada"}, "text": "a"},
}
UNREADABLE = {"update_id": 2, "message": {**MESSAGE, "text": "b", "entities": [{"type": "bold"}]}}  # no offset


class Inbox:
    """The part of a store that a queue needs; fails so often before it works."""

    def __init__(self, *failures: Exception) -> None:
        self.kept: list[Arrival] = []
        self._failures = list(failures)

    async def receive(self, arrival: Arrival) -> bool:
        """Keep, or fail."""
        if self._failures:
            raise self._failures.pop()
        self.kept.append(arrival)
        return True


def queue(inbox: Any, pulse: Pulse, bell: Bell | None = None) -> DurableQueue:
    return DurableQueue(inbox, SystemClock(), pulse, bell or Bell(), pause=0.001)


def update(raw: dict[str, Any]) -> Update:
    found = Update.de_json(raw, None)
    assert found
    return found


async def test_put_returns_only_after_the_update_is_kept_however_often_the_store_fails() -> None:
    inbox, pulse, bell = Inbox(*(StoreUnavailable("full") for _ in range(5))), Pulse(), Bell()
    rung = bell.listener()
    await queue(inbox, pulse, bell).put(update(READABLE))
    assert [(arrival.update_id, arrival.person) for arrival in inbox.kept] == [(1, 7)]
    assert read(json.loads(inbox.kept[0].body)).event == Said("a")
    assert not pulse.trouble()
    assert await rung.heard(0.1)


@pytest.mark.parametrize("failure", [StoreUnavailable("full"), OSError(), ValueError("a bug of ours")])
async def test_while_the_store_fails_it_is_red_and_no_error_leaves_put(failure: Exception) -> None:
    inbox, pulse = Inbox(*([failure] * 10_000)), Pulse()
    putting = asyncio.create_task(queue(inbox, pulse).put(update(READABLE)))
    await asyncio.sleep(0.05)
    assert not putting.done()
    assert "database" in pulse.trouble()
    putting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await putting


async def test_the_librarys_own_signals_pass_through() -> None:
    signal = object()
    inbox = Inbox()
    own = queue(inbox, Pulse())
    await own.put(signal)
    assert own.get_nowait() is signal
    assert not inbox.kept


async def polled(*updates: dict[str, Any]) -> list[Arrival]:
    """What is kept of updates that come by the polling line and through the library."""
    body = json.dumps({"ok": True, "result": list(updates)})
    heard: list[bool] = []
    line = PollingLine(lambda: heard.append(True), lambda: None)
    line._client = httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(200, text=body)))
    bot = Bot("42:a", request=Line(), get_updates_request=line)
    inbox = Inbox()
    own = queue(inbox, Pulse())
    try:
        for each in await bot.get_updates():
            await own.put(each)
    finally:
        await line._client.aclose()
    assert heard == [True]
    return inbox.kept


async def test_an_update_that_the_library_cannot_read_is_kept_whole_and_holds_up_nobody() -> None:
    with pytest.raises(TypeError):
        Update.de_json(UNREADABLE, None)
    kept = await polled(UNREADABLE, {**READABLE, "update_id": 3})
    assert [(arrival.update_id, arrival.chat) for arrival in kept] == [(2, 7), (3, 7)]
    assert json.loads(kept[0].body) == UNREADABLE


async def test_the_library_hands_on_fields_that_it_does_not_know() -> None:
    newer = {**READABLE, "message": {**READABLE["message"], "invented_later": {"a": 1}}}  # type: ignore[dict-item]
    (kept,) = await polled(newer)
    assert json.loads(kept.body)["message"]["invented_later"] == {"a": 1}
