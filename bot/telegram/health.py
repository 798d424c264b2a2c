"""Health: a file that is touched while polling, the store and sending are alive, and the check that reads it."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path

from bot.store.errors import StoreDamaged, StoreError
from bot.telegram.logs import trail

log = logging.getLogger(__name__)

STALE = 60.0
"""Seconds after which a sign of life counts no more; a long poll takes 10, its timeouts 20."""

EVERY = 5.0


class Pulse:
    """The last signs of life of polling and sending, and whether the store works."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, stale: float = STALE) -> None:
        self._clock = clock
        self._stale = stale
        self._polled = self._sent = clock()
        self._failing: set[object] = set()

    def polled(self) -> None:
        """Telegram answered a poll."""
        self._polled = self._clock()

    def sending(self) -> None:
        """The sender went round."""
        self._sent = self._clock()

    def store_failed(self, who: object, what: str, error: Exception) -> None:
        """The store cannot do its part for `who` at the moment; written to the log once, until it works for all again.

        One row that does not open is no failure of the store: it is written down, and all stays well.
        """
        why = str(error) if isinstance(error, StoreError) else trail(error)
        if isinstance(error, StoreDamaged):
            log.error("%s: %s", what, why)
            return
        if not self._failing:
            log.warning("%s; it is tried until it works: %s", what, why)
        self._failing.add(who)

    def store_works(self, who: object) -> None:
        """The store did its part for `who`, which says nothing of others: a full disk can be read."""
        if self._failing:
            self._failing.discard(who)
            if not self._failing:
                log.warning("the store works again")

    def trouble(self) -> str:
        """What is wrong, or nothing where all is well."""
        now = self._clock()
        if self._failing:
            return "the database cannot be written"
        if now - self._polled > self._stale:
            return f"Telegram has not answered a poll for {now - self._polled:.0f} s"
        if now - self._sent > self._stale:
            return f"the sender has stood still for {now - self._sent:.0f} s"
        return ""


async def beat(pulse: Pulse, file: Path, every: float = EVERY) -> None:
    """Write what is wrong, or "well", to the file every few seconds, until cancelled."""
    while True:
        await asyncio.to_thread(_write, file, pulse.trouble() or "well")
        await asyncio.sleep(every)


def _write(file: Path, words: str) -> None:
    """Put the words in the file's place at one go, so that nobody reads half of them."""
    new = file.with_name(file.name + ".new")
    try:
        new.write_text(words + "\n", "utf-8")
        new.replace(file)
    except OSError:
        return  # a full disk: the file grows old, which says it


def trouble(file: Path, now: float | None = None, stale: float = STALE) -> str:
    """What is wrong with the coach that writes this file, or nothing; `now` in seconds since 1970."""
    try:
        words, age = file.read_text("utf-8").strip(), (time.time() if now is None else now) - file.stat().st_mtime
    except FileNotFoundError:
        return f"no coach runs here: {file} is missing; start one with `coach run`"
    except OSError as error:
        return f"{file} cannot be read: {error.strerror}"
    if age > stale:
        return f"the coach that writes {file} has given no sign of life for {age:.0f} s; restart it"
    if not words:
        return f"{file} is empty, so nobody knows how the coach is; look at the space on its disk"
    return "" if words == "well" else words
