"""Set aside: arrivals that failed in a way nobody foresaw wait, longer each time, while everything else goes on."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.store.errors import StoreDamaged, StoreError

log = logging.getLogger(__name__)

FIRST = 1.0
LONGEST = 3600.0
TOGETHER = 3
"""How many times a chat waits with an arrival that failed, so that its order is kept where the fault passes."""


@dataclass(slots=True)
class Waiting:
    """An arrival that failed: how often, and until when it waits; `alone` where its chat goes on without it."""

    chat: int
    times: int
    until: float
    alone: bool


class Aside:
    """The arrivals set aside, safe from any thread. Forgotten with the process: a new version tries them at once."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._waiting: dict[int, Waiting] = {}
        self._lock = threading.Lock()

    def put(self, update_id: int, chat: int, error: Exception) -> None:
        """Let an arrival wait, twice as long as the last time; the log says it once, with nothing anybody wrote."""
        with self._lock:
            before = self._waiting.get(update_id)
            times = before.times + 1 if before else 1
            until = self.clock() + min(FIRST * 2.0 ** min(times - 1, 20), LONGEST)
            alone = times > TOGETHER or isinstance(error, StoreDamaged)  # what does not open never will
            self._waiting[update_id] = Waiting(chat, times, until, alone)
        level = logging.DEBUG if before else logging.ERROR
        log.log(level, "Update %s of chat %s is set aside, others go on: %s", update_id, chat, told(error))

    def done(self, update_id: int) -> None:
        """The arrival ended after all."""
        with self._lock:
            self._waiting.pop(update_id, None)

    def now(self) -> tuple[list[int], list[int]]:
        """The updates, and the chats, that wait now."""
        with self._lock:
            at = self.clock()
            late = [(update_id, each) for update_id, each in self._waiting.items() if each.until > at]
        return [update_id for update_id, _ in late], [each.chat for _, each in late if not each.alone]


def told(error: Exception) -> str:
    """The store's own sentence, or what failed and where; other errors' words may hold what somebody wrote."""
    if isinstance(error, StoreError):
        return str(error)
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}{place}"
