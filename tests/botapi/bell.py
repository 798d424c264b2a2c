"""A bell: something happened, whoever waits may look again."""

from __future__ import annotations

import asyncio
import contextlib


class Bell:
    """Wakes every waiter at each ring. A ring that nobody waits for is forgotten, so look before you wait."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Wake everybody."""
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def wait(self, seconds: float) -> None:
        """Return at the next ring, or when the seconds are over."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(future, max(seconds, 0))
        finally:
            self._waiting.discard(future)
