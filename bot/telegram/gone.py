"""Gone: the chats that took no message, so that what waited for them is not tried one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.store.contract import Queued

REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Refused:
    """A call that a chat did not take: the highest id there was then, and the moment its turn was kept."""

    newest: int
    created: datetime


class Gone:
    """What is lost with its chat: calls that were there when it refused one, and the rest of that call's turn.

    Ids only ever grow, so a reply to somebody who is back is never among them, whatever the clock does.
    """

    def __init__(self) -> None:
        self._refused: dict[int, Refused] = {}
        self._newest = 0

    def seen(self, calls: Iterable[Queued]) -> None:
        """These calls are in the outbox now."""
        self._newest = max(self._newest, *(each.id for each in calls))

    def add(self, queued: Queued) -> None:
        """The chat did not take this call."""
        self._refused.pop(queued.call.chat, None)
        self._refused[queued.call.chat] = Refused(self._newest, queued.created)
        if len(self._refused) > REMEMBERED:
            del self._refused[next(iter(self._refused))]

    def with_its_chat(self, queued: Queued) -> bool:
        """Whether the call is lost with its chat."""
        refused = self._refused.get(queued.call.chat)
        return refused is not None and (queued.id <= refused.newest or queued.created == refused.created)
