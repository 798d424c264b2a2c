"""Doubt: whether a token is refused by Telegram itself. A proxy may answer 401 or 404 in its place, and that passes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from telegram.error import InvalidToken, TelegramError


class Doubt:
    """Asks Telegram who we are, twice, some seconds `apart`, and calls `believed` where it refuses both times."""

    def __init__(
        self,
        ask: Callable[[], Awaitable[object]],
        believed: Callable[[], None],
        log: Callable[[str], None],
        apart: float,
    ) -> None:
        self._ask = ask
        self._believed = believed
        self._log = log
        self._apart = apart
        self._asking: asyncio.Task[bool] | None = None

    def raised(self) -> None:
        """A call was refused: find out, unless somebody is at it already."""
        self._task()

    async def settled(self) -> bool:
        """A call was refused: whether that is believed."""
        return await self._task()

    def cancel(self) -> None:
        """Nobody wants to know any more."""
        if self._asking:
            self._asking.cancel()

    def _task(self) -> asyncio.Task[bool]:
        if self._asking is None or self._asking.done():
            self._log("a call was answered as if the token were wrong; I ask again before I believe it")
            self._asking = asyncio.create_task(self._ask_twice())
        return self._asking

    async def _ask_twice(self) -> bool:
        if await self._refuses():
            await asyncio.sleep(self._apart)
            if await self._refuses():
                self._believed()
                return True
        return False

    async def _refuses(self) -> bool:
        try:
            await self._ask()
        except InvalidToken:
            return True
        except TelegramError:
            return False  # nobody knows; the next call that is refused asks again
        return False
