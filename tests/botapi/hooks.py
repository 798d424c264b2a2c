"""Webhook delivery: an update is posted until the bot says 200, a chat's messages in order, its presses beside them."""

from __future__ import annotations

import asyncio
import time
from urllib.parse import urlsplit, urlunsplit

import aiohttp

from tests.botapi.queue import Passage
from tests.botapi.world import World

SECRET = "X-Telegram-Bot-Api-Secret-Token"
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds before the next try; Telegram's own are longer
PATIENCE = 60.0
WIDE_AWAKE = 0.5


class Pump:
    """Carries updates to the address that the bot's webhook names, over plain HTTP to where a test says it listens."""

    def __init__(self, world: World, base: str) -> None:
        self._world = world
        self._base = urlsplit(base)
        self._lanes: set[tuple[int, bool]] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._run = asyncio.create_task(self._carry())

    def stop(self) -> None:
        """Deliver no more."""
        for task in (self._run, *self._tasks):
            task.cancel()

    async def _carry(self) -> None:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
            while True:
                queue = self._world.queue
                for number in () if queue.held else (*queue.again, *queue.pending):
                    if self._send_off(session, queue.passages[number], number) and number in queue.again:
                        queue.again.remove(number)
                await queue.bell.wait(WIDE_AWAKE)

    def _send_off(self, session: aiohttp.ClientSession, passage: Passage, number: int) -> bool:
        """Whether the update could leave: its lane was free."""
        lane = (passage.chat_id, "callback_query" in passage.update)
        room = len(self._lanes) < self._world.webhook.get("max_connections", 40)
        if lane in self._lanes or not room or not self._world.webhook:
            return False
        self._lanes.add(lane)
        task = asyncio.create_task(self._deliver(session, passage, number, lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def _deliver(
        self, session: aiohttp.ClientSession, passage: Passage, number: int, lane: tuple[int, bool]
    ) -> None:
        try:
            for attempt in range(1000):
                passage.delivered += 1
                status = await self._post(session, passage)
                if 200 <= status < 300:
                    self._world.queue.confirm_one(number)
                    break
                self._world.webhook["last_error_date"] = int(time.time())
                self._world.webhook["last_error_message"] = f"Wrong response from the webhook: {status}"
                await asyncio.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
        finally:
            self._lanes.discard(lane)
            self._world.queue.bell.ring()
            self._world.bell.ring()

    async def _post(self, session: aiohttp.ClientSession, passage: Passage) -> int:
        """The status of one try; 0 where nobody listens."""
        hook = self._world.webhook
        named = urlsplit(hook.get("url", ""))
        url = urlunsplit((self._base.scheme, self._base.netloc, named.path, named.query, ""))
        headers = {SECRET: hook["secret_token"]} if hook.get("secret_token") else {}
        try:
            async with session.post(url, json=passage.update, headers=headers) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError):
            return 0
