"""The sender: takes calls from the outbox and makes them, one at a time.

One call in flight means that a crash repeats at most one message: the Bot API knows no idempotency key, so whatever was
sent and not yet marked goes out again. Telegram's own limit of 30 calls a second leaves 33 ms for each.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from bot.clock import Clock
from bot.store.contract import Outcome, Queued, Store
from bot.telegram.bell import Bell
from bot.telegram.gone import Gone
from bot.telegram.health import Pulse
from bot.telegram.notices import Shown
from bot.telegram.pace import Limits, Pace
from bot.telegram.verdicts import Fate, Verdict, verdict

log = logging.getLogger(__name__)

Call = Callable[[str, dict[str, Any]], Awaitable[object]]
"""Makes one call of the Bot API; raises what python-telegram-bot raises."""

AT_A_TIME = 40
IDLE = 1.0
FIRST_PAUSE = 0.25
LONGEST_PAUSE = 30.0
FLOOD_MARGIN = 0.1
ROUND = 10.0
"""The longest wait without a sign of life."""

SERVER_TRIES = 64
"""How often a call is tried that the server fails on while it answers others: with growing pauses, about an hour."""


class Sender:
    """Sends what the outbox holds: in order in each chat, within the limits, nothing before a gate opens."""

    def __init__(
        self,
        store: Store,
        call: Call,
        clock: Clock,
        *,
        limits: Limits,
        pulse: Pulse,
        bell: Bell,
        revoked: Callable[[], None],
    ) -> None:
        self._store = store
        self._call = call
        self._clock = clock
        self._pace = Pace(limits, asyncio.get_running_loop().time)
        self._pulse = pulse
        self._bell = bell.listener()
        self._revoked = revoked
        self._gone = Gone()
        self._shown = Shown()
        self._now = asyncio.get_running_loop().time
        self._away = 0
        self._stopping = self._halted = False

    def stop(self) -> None:
        """Let `run` return once the outbox has nothing more to send now."""
        self._stopping = True

    def halt(self) -> None:
        """Let `run` return after the call under way."""
        self._halted = True

    async def run(self) -> None:
        """Send until stopped; errors of the store are waited out."""
        while not self._halted:
            self._pulse.sending()
            try:
                calls = await self._store.ready(self._clock.now(), AT_A_TIME)
            except Exception as error:
                await self._unavailable("the outbox cannot be read", error)
                continue
            self._pulse.store_works(self)
            if calls:
                self._gone.seen(calls)
                await self._next(calls)
            elif self._stopping:
                return
            else:
                await self._bell.heard(IDLE)

    async def _next(self, calls: tuple[Queued, ...]) -> None:
        """Send the first call that may leave now, or wait until one may, or something new has come."""
        waits = [self._pace.wait(each.call.chat, quick=each.call.quick) for each in calls]
        for queued, wait in zip(calls, waits, strict=True):
            if wait == 0:
                await self._send(queued)
                return
        await self._bell.heard(min(*waits, ROUND))

    async def _send(self, queued: Queued) -> None:
        chat, method = queued.call.chat, queued.call.method
        try:
            params = dict(json.loads(queued.call.params))
        except (ValueError, TypeError):
            log.error("call %s (%s) has no parameters that can be read; it is never sent", queued.id, method)
            await self._settle(queued, Outcome.DEAD)
            return
        if self._gone.with_its_chat(queued) or self._shown.again(chat, params.get("text"), self._now()):
            await self._settle(queued, Outcome.DEAD)
            return
        result = await self._try(queued, method, params)
        if result and result.fate is Fate.TARGET_GONE and method == "editMessageText":
            params.pop("message_id", None)
            result = await self._try(queued, "sendMessage", params)
        if result is None:
            self._shown.sent(chat, params.get("text"), self._now())
        await self._settle_by(queued, result)

    async def _try(self, queued: Queued, method: str, params: dict[str, Any]) -> Verdict | None:
        """Make the call: None where it is done, else what its failure means."""
        try:
            await self._call(method, params)
        except Exception as error:
            result = verdict(error)
            level = logging.DEBUG if result.fate in (Fate.DONE, Fate.LATE) else logging.WARNING
            log.log(level, "call %s (%s): %s, %s", queued.id, method, result.fate, result.reason)
            return result
        else:
            self._away = 0
            return None
        finally:
            self._pace.went(queued.call.chat, quick=queued.call.quick)

    async def _settle_by(self, queued: Queued, result: Verdict | None) -> None:
        match result.fate if result else Fate.DONE:
            case Fate.DONE:
                await self._settle(queued, Outcome.SENT)
            case Fate.UNCERTAIN:
                # The store lets an uncertain call go once more; an answer to a press is not worth it.
                await self._settle(queued, Outcome.DEAD if queued.call.quick else Outcome.UNCERTAIN)
                await self._until_answered()
            case Fate.FLOOD:
                assert result is not None
                self._pace.close(result.wait + FLOOD_MARGIN)
                await self._settle(queued, Outcome.RETRY, after=result.wait)
            case Fate.BUSY:
                await self._busy(queued)
            case Fate.OFFLINE:
                self._stand_back()
                await self._settle(queued, Outcome.RETRY)
            case Fate.REVOKED:
                self._revoked()
                self._stand_back()
                await self._settle(queued, Outcome.RETRY)
            case Fate.CHAT_GONE:
                self._gone.add(queued)
                await self._settle(queued, Outcome.DEAD)
            case _:
                await self._settle(queued, Outcome.DEAD)

    async def _busy(self, queued: Queued) -> None:
        """The server failed on a call. Only where it answers another meanwhile does the try count against this one."""
        asked = await self._asked()
        if asked is not None:
            if asked.fate is Fate.FLOOD:
                self._pace.close(asked.wait + FLOOD_MARGIN)
            self._stand_back()
            await self._settle(queued, Outcome.RETRY)
        elif queued.attempts + 1 >= SERVER_TRIES:
            log.error("call %s (%s) failed %s times; it is given up", queued.id, queued.call.method, SERVER_TRIES)
            await self._settle(queued, Outcome.DEAD)
        else:
            pause = min(FIRST_PAUSE * 2 ** min(queued.attempts, 10), 2 * LONGEST_PAUSE)
            await self._settle(queued, Outcome.RETRY, after=pause, counts=True)

    def _stand_back(self) -> None:
        """Nothing leaves for a while, longer each time until something gets through."""
        self._pace.close(min(FIRST_PAUSE * 2**self._away, LONGEST_PAUSE))
        self._away = min(self._away + 1, 10)

    async def _asked(self) -> Verdict | None:
        """None where Telegram answers a call that changes nothing, else what its failure means."""
        try:
            await self._call("getMe", {})
        except Exception as error:
            return verdict(error)
        self._away = 0
        return None

    async def _until_answered(self) -> None:
        """Wait until Telegram answers a call that changes nothing, so that the one other try is not wasted."""
        pause = FIRST_PAUSE
        while not self._halted:
            self._pulse.sending()
            asked = await self._asked()
            if asked is None or asked.fate not in (Fate.UNCERTAIN, Fate.OFFLINE, Fate.BUSY, Fate.REVOKED):
                return
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _settle(self, queued: Queued, outcome: Outcome, *, after: float = 0.0, counts: bool = False) -> None:
        """Have it on record before anything else is sent: what is not marked would go out again.

        Only what is the call's own fault counts among its tries.
        """
        now = self._clock.now()
        until = now + timedelta(seconds=after) if outcome is Outcome.RETRY else None
        while True:
            try:
                await self._store.settle(queued.id, outcome, now, until=until, counts=counts)
            except Exception as error:
                await self._unavailable(f"call {queued.id} cannot be marked {outcome}", error)
            else:
                self._pulse.store_works(self)
                return

    async def _unavailable(self, what: str, error: Exception) -> None:
        self._pulse.store_failed(self, what, error)
        await asyncio.sleep(IDLE)
