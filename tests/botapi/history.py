"""The bot's calls, as a test audits them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.botapi.json_types import Json


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the bot: when (seconds since 1970), what it asked, what it was told, what struck it."""

    number: int
    method: str
    at: float
    parameters: Json
    chat_id: int | None
    status: int
    response: Any
    seconds: float
    fault: str

    @property
    def ok(self) -> bool:
        """Whether it was done."""
        return self.status == 200


def busiest(calls: Iterable[Call], seconds: float) -> int:
    """The most calls that lie within so many seconds: what a rate limit looks at."""
    times = sorted(call.at for call in calls)
    return max((sum(1 for at in times[n:] if at < begin + seconds) for n, begin in enumerate(times)), default=0)
