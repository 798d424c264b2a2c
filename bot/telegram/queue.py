"""The durable queue: an update is on disk before the library may acknowledge it.

python-telegram-bot awaits `put()` before it moves the polling offset, so a `put()` that returns only once the store
has committed makes stock polling lose nothing. Any error out of `put()` would end polling: there is none.
"""

from __future__ import annotations

import asyncio

from telegram import Update

from bot.clock import Clock
from bot.store.contract import Store
from bot.telegram import updates
from bot.telegram.bell import Bell
from bot.telegram.health import Pulse

UNREAD = "unread"
"""The key under which an update travels that the library could not parse, whole and as it came."""

LONGEST_PAUSE = 5.0


class DurableQueue(asyncio.Queue[object]):
    """An update queue whose updates go to the store; workers take them from there, not from here."""

    def __init__(self, store: Store, clock: Clock, pulse: Pulse, bell: Bell, pause: float = 0.1) -> None:
        super().__init__()
        self._store = store
        self._clock = clock
        self._pulse = pulse
        self._bell = bell
        self._pause = pause

    async def put(self, item: object) -> None:
        """Return once the update is on disk, however long the store takes to come back."""
        if not isinstance(item, Update):
            await super().put(item)  # the library's own signal to stop
            return
        at = self._clock.now()
        pause = self._pause
        while True:
            try:
                raw = item.to_dict()
                await self._store.receive(updates.arrival(raw.get(UNREAD, raw), at))
            except Exception as error:
                self._pulse.store_failed(self, f"update {item.update_id} cannot be kept", error)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                self._pulse.store_works(self)
                self._bell.ring()
                return
