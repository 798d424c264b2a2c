"""Bad weather: calls that Telegram refuses, delays, loses, or answers into the void."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import StrEnum

from tests.botapi.refusal import Refusal, too_many

EVERY = "*"
SENDS = "send*"  # every method that makes a message
WORDS = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 409: "Conflict",
         429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable",
         504: "Gateway Timeout"}  # fmt: skip


class Kind(StrEnum):
    """What happens to the call."""

    REFUSE = "refuse"  # answered with an error, not processed
    GARBLE = "garble"  # an error page in HTML as a proxy sends it, not processed
    LOSE_REQUEST = "lose_request"  # never processed, never answered
    LOSE_ANSWER = "lose_answer"  # processed, never answered
    SLOW = "slow"  # processed and answered after a while


@dataclass(slots=True)
class Fault:
    """What happens to the next `times` calls of a method (in a chat, if one is named). 0 times is: until healed."""

    method: str
    kind: Kind
    times: int = 1
    chat_id: int | None = None
    status: int = 500
    retry_after: int = 0
    description: str = ""
    seconds: float = 0.0
    hang: bool = True  # a lost call hangs until the client gives up; otherwise the connection closes at once
    after: int = 0  # so many matching calls go through first

    def matches(self, method: str, chat_id: int | None) -> bool:
        """Whether it is about this call."""
        by_name = self.method in (EVERY, method) or (self.method == SENDS and method.startswith("send"))
        return by_name and method != "sendChatAction" * (self.method == SENDS) and self.chat_id in (None, chat_id)

    def refusal(self) -> Refusal:
        """The error that Telegram would answer."""
        if self.status == 429:
            return too_many(self.retry_after or 1)
        return Refusal(self.status, self.description or WORDS.get(self.status, "Error"))


@dataclass(slots=True)
class Weather:
    """The faults that wait, and the gate: while it is closed every send is told to come back later."""

    faults: list[Fault] = field(default_factory=list)
    gate: float = 0.0  # monotonic time when it opens

    def strike(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault that hits this call, used up by it."""
        if method.startswith("send") and method != "sendChatAction" and (left := self.gate - time.monotonic()) > 0:
            return Fault(method, Kind.REFUSE, status=429, retry_after=int(left) + 1)
        for fault in self.faults:
            if not fault.matches(method, chat_id):
                continue
            if fault.after:
                fault.after -= 1
                continue
            if fault.times == 1:
                self.faults.remove(fault)
            elif fault.times > 1:
                fault.times -= 1
            return fault
        return None
