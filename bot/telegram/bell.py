"""A bell: those who wait for work are woken, and a ring while they are busy is not missed."""

from __future__ import annotations

import asyncio


class Bell:
    """Every listener hears every ring, once for any number of them since it last listened."""

    def __init__(self) -> None:
        self._listeners: list[asyncio.Event] = []

    def listener(self) -> Listener:
        """A new listener, which hears all rings from now on."""
        event = asyncio.Event()
        self._listeners.append(event)
        return Listener(event)

    def ring(self) -> None:
        """Wake all listeners."""
        for event in self._listeners:
            event.set()


class Listener:
    """One who waits for the bell."""

    def __init__(self, rung: asyncio.Event) -> None:
        self._rung = rung

    async def heard(self, at_most: float) -> bool:
        """Wait for a ring since the last call, `at_most` that many seconds; False where none came."""
        try:
            async with asyncio.timeout(max(at_most, 0)):
                await self._rung.wait()
        except TimeoutError:
            return False
        self._rung.clear()
        return True
