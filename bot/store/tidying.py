"""Tidying between turns: the write-ahead log is emptied after an erasure, and ids that are long done with are deleted.

Neither delays a turn: both are tried, and tried again later where they cannot be done now.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable
from datetime import timedelta

from bot.store.connection import BUSY_MILLISECONDS, OneConnection
from bot.store.errors import StoreError
from bot.store.ledger import Ledger
from bot.store.statements import statement

log = logging.getLogger(__name__)

WIPE_AGAIN = 30.0
KEPT = timedelta(days=8) // timedelta(microseconds=1)
"""How long an id is known after its arrival ended: Telegram repeats an update for a day, and after an idle week may
give its id to another."""
BATCH = 200
SOON = 1.0
SELDOM = 3600.0


class Tidying:
    """When to tidy, and how."""

    def __init__(self, connection: OneConnection, ledger: Ledger, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._connection = connection
        self._ledger = ledger
        self._wipe_at = self._forget_at = clock()

    async def now_and_then(self, *, erased: bool = False) -> None:
        """Do what is due; at once where somebody was just `erased`."""
        if self._ledger.wipe_due and (erased or self.clock() >= self._wipe_at):
            await self.wipe()
        if self.clock() >= self._forget_at:
            await self.forget_done()

    async def wipe(self) -> None:
        """Where somebody was erased: empty the write-ahead log, in which what was erased may still stand."""
        if not self._ledger.wipe_due:
            return
        self._wipe_at = self.clock() + WIPE_AGAIN
        try:
            await self._connection.run(self._wipe)
        except (StoreError, sqlite3.Error) as error:
            log.warning("An erased person's sealed rows are not wiped from the disk yet: %s", error)

    async def forget_done(self) -> None:
        """Delete some ids of what is long done with; soon again where there are more."""
        self._forget_at = self.clock() + SELDOM
        try:
            number = await self._connection.write(self._forget_done)
        except (StoreError, sqlite3.Error) as error:
            log.warning("Old update ids are not deleted yet: %s", error)
        else:
            if number == BATCH:
                self._forget_at = self.clock() + SOON

    def _wipe(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA busy_timeout = 0")  # while a backup reads there is no use in waiting
        try:
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        self._ledger.wipe_due = bool(busy)

    def _forget_done(self, connection: sqlite3.Connection) -> int:
        row = {"before": self._ledger.now() - KEPT, "limit": BATCH}
        return connection.execute(statement("inbox.forget_done"), row).rowcount
