"""Notices in groups: whoever calls the bot there is told once a minute that it works in private chats.

Anybody in a group can call as often as they like, so a notice is dropped where the chat has just had one, or where one
of this minute already waits. It is dropped again before it is sent: those of an outage wait together.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import TypeVar

Value = TypeVar("Value")

MINUTE = timedelta(minutes=1)
REMEMBERED = 1_000


class Notices:
    """Which calls in groups are worth a notice; safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: dict[int, tuple[int, datetime]] = {}

    def wanted(self, chat: int, update_id: int, at: datetime) -> bool:
        """Whether this update is the one of its minute; the same answer however often it is thought about."""
        with self._lock:
            last = self._last.get(chat)
            if last and last[0] != update_id and abs(at - last[1]) < MINUTE:
                return False
            _remember(self._last, chat, (update_id, at))
            return True


class Shown:
    """What was last sent to each group, and when; `now` is of a clock that is never set back."""

    def __init__(self) -> None:
        self._last: dict[int, tuple[object, float]] = {}

    def sent(self, chat: int, text: object, now: float) -> None:
        """A message was sent; private chats are not looked at."""
        if chat < 0:
            _remember(self._last, chat, (text, now))

    def again(self, chat: int, text: object, now: float) -> bool:
        """Whether a group would get the same once more within a minute."""
        last = self._last.get(chat)
        return last is not None and last[0] == text and now - last[1] < MINUTE.total_seconds()


def _remember(kept: dict[int, Value], chat: int, value: Value) -> None:
    kept.pop(chat, None)
    kept[chat] = value
    if len(kept) > REMEMBERED:
        del kept[next(iter(kept))]
