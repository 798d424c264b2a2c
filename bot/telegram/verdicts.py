"""What the failure of a call means: whether it may have been done, and what to do about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

# Failures in which no byte of the request reached Telegram.
NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)

SAME = re.compile(r"message is not modified", re.IGNORECASE)
LATE = re.compile(r"query is too old|query id is invalid|QUERY_ID_INVALID", re.IGNORECASE)
TARGET_GONE = re.compile(
    r"message to edit not found|message can't be edited|message_id_invalid|message to be replied not found",
    re.IGNORECASE,
)
CHAT_GONE = re.compile(
    r"chat not found|user not found|peer_id_invalid|group chat was deactivated|chat_write_forbidden|no rights to send",
    re.IGNORECASE,
)


class Fate(StrEnum):
    """What became of a call that failed."""

    DONE = "done"  # it is as the call wanted it already
    OFFLINE = "offline"  # it never left; everything waits
    BUSY = "busy"  # the server failed; this call waits
    FLOOD = "flood"  # too many; everything waits as long as Telegram says
    UNCERTAIN = "uncertain"  # it left, and no answer came
    LATE = "late"  # nobody waits for it any more
    TARGET_GONE = "target gone"  # the message to edit is no more
    CHAT_GONE = "chat gone"  # blocked, deactivated, kicked, migrated
    REFUSED = "refused"  # wrong for good, and our fault
    REVOKED = "revoked"  # the token is not valid any more


@dataclass(frozen=True, slots=True)
class Verdict:
    """A fate, how many seconds to wait where it says so, and the reason in words that hold nothing of the call."""

    fate: Fate
    reason: str = ""
    wait: float = 0.0


def verdict(error: Exception) -> Verdict:
    """What an error out of a Bot API call means; one nobody foresaw counts as uncertain."""
    reason = (
        f"{type(error).__name__}: {_discreet(str(error))}" if isinstance(error, TelegramError) else type(error).__name__
    )
    if isinstance(error, RetryAfter):
        return Verdict(Fate.FLOOD, reason, _seconds(error.retry_after))
    return Verdict(_fate(error), reason)


def _fate(error: Exception) -> Fate:
    fate = Fate.UNCERTAIN
    match error:
        case BadRequest():
            fate = _refusal(str(error))
        case Forbidden() | ChatMigrated():
            fate = Fate.CHAT_GONE
        case InvalidToken():
            fate = Fate.REVOKED
        case Conflict():
            fate = Fate.BUSY
        case NetworkError():
            fate = _network(error)
    return fate


def _refusal(description: str) -> Fate:
    if SAME.search(description):
        return Fate.DONE
    if LATE.search(description):
        return Fate.LATE
    if TARGET_GONE.search(description):
        return Fate.TARGET_GONE
    return Fate.CHAT_GONE if CHAT_GONE.search(description) else Fate.REFUSED


def _network(error: NetworkError) -> Fate:
    cause = error.__cause__
    if isinstance(cause, NEVER_LEFT):
        return Fate.OFFLINE
    # An answer with a status of 5xx has no cause; whatever else has one failed on its way.
    return Fate.BUSY if cause is None or isinstance(cause, TelegramError) else Fate.UNCERTAIN


def _seconds(wait: Any) -> float:
    return float(wait.total_seconds() if hasattr(wait, "total_seconds") else wait)


def _discreet(description: str) -> str:
    """A description without what it may quote of the call."""
    return re.split(r"[\"'`“«:]", description, maxsplit=1)[0].strip()[:100]
