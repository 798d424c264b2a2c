"""The pace of sending: Telegram's limits, and one gate that everything waits at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds between two calls: at all, in one private chat, in one group.

    The defaults are Telegram's: about 30 a second, one a second in a chat, 20 a minute in a group
    (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this).
    """

    any: float = 1 / 30
    private: float = 1.0
    group: float = 3.0


class Pace:
    """When the next call may leave; all times are of the monotonic clock given."""

    REMEMBERED = 10_000

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self._limits = limits
        self._clock = clock
        self._gate = 0.0
        self._any = 0.0
        self._chats: dict[int, float] = {}

    def wait(self, chat: int, *, quick: bool = False) -> float:
        """Seconds until a call may go to the chat; answers to presses do not count as messages of the chat."""
        at = max(self._gate, self._any, 0.0 if quick else self._chats.get(chat, 0.0))
        return max(at - self._clock(), 0.0)

    def went(self, chat: int, *, quick: bool = False) -> None:
        """A call to the chat has just been answered."""
        now = self._clock()
        self._any = now + self._limits.any
        if quick:
            return
        if len(self._chats) >= self.REMEMBERED:
            self._chats = {known: until for known, until in self._chats.items() if until > now}
        self._chats[chat] = now + (self._limits.private if chat > 0 else self._limits.group)

    def close(self, seconds: float) -> None:
        """Nothing leaves for so many seconds from now; a gate that is closed for longer stays closed."""
        self._gate = max(self._gate, self._clock() + seconds)
