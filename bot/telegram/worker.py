"""Workers: take turns from the inbox, think, and ring for the sender; several chats side by side, each in order."""

from __future__ import annotations

import asyncio
import json
import logging

from bot.store.contract import Arrival, Decision, Snapshot, Store, Think
from bot.telegram import updates
from bot.telegram.bell import Bell
from bot.telegram.calls import answered, calls, said
from bot.telegram.health import Pulse
from bot.telegram.logs import trail
from bot.telegram.notices import Notices
from bot.telegram.words import Phrasebook, Words, in_language
from bot.turn import Step, decision, take
from dialogs.answers import profile
from dialogs.interview import Case

log = logging.getLogger(__name__)

IDLE = 1.0
PAUSE = 1.0


class TurnError(Exception):
    """Thinking about an arrival failed by our fault; its cause says how. The arrival is given up with an apology."""

    def __init__(self, arrival: Arrival, snapshot: Snapshot) -> None:
        super().__init__(f"update {arrival.update_id}")
        self.arrival = arrival
        self.snapshot = snapshot


def thinker(step: Step, book: Phrasebook, username: str) -> Think:
    """How an arrival becomes a decision; `username` is the bot's own. Raises nothing but TurnError."""
    notices = Notices()

    def think(arrival: Arrival, snapshot: Snapshot) -> Decision:
        try:
            return _think(arrival, snapshot, step, book, username, notices)
        except Exception as error:
            raise TurnError(arrival, snapshot) from error

    return think


def _think(
    arrival: Arrival, snapshot: Snapshot, step: Step, book: Phrasebook, username: str, notices: Notices
) -> Decision:
    incoming = updates.read(json.loads(arrival.body), username)
    if incoming.event is not None:
        case = Case(snapshot.letters, incoming.name, incoming.language)
        turn = take(step, case, incoming.event, arrival.at)
        return decision(turn, calls(turn, incoming))
    if incoming.called:
        wanted = notices.wanted(incoming.chat, arrival.update_id, arrival.at)
        return Decision(send=(said(incoming.chat, book["en"].private_only, incoming.topic),) if wanted else ())
    if incoming.press:
        return Decision(send=(answered(incoming.chat, incoming.press),))
    return Decision()


class Worker:
    """One task that takes turns until it is stopped and nothing waits."""

    def __init__(
        self, store: Store, think: Think, book: Phrasebook, *, pulse: Pulse, inbox: Bell, outbox: Bell
    ) -> None:
        self._store = store
        self._think = think
        self._book = book
        self._pulse = pulse
        self._inbox = inbox.listener()
        self._outbox = outbox
        self._stopping = False

    def stop(self) -> None:
        """Let `run` return once no arrival waits that this worker could take."""
        self._stopping = True

    async def run(self) -> None:
        """Take turns; a turn that fails is given up with an apology, and the store's errors are waited out."""
        while True:
            try:
                done = await self._store.take_turn(self._think)
            except TurnError as error:
                await self._give_up(error)
                continue
            except Exception as error:
                self._pulse.store_failed(self, "no turn can be taken", error)
                await asyncio.sleep(PAUSE)
                continue
            self._pulse.store_works(self)
            if done is not None:
                self._outbox.ring()
            elif self._stopping:
                return
            else:
                await self._inbox.heard(IDLE)

    async def _give_up(self, error: TurnError) -> None:
        arrival = error.arrival
        reason = trail(error.__cause__ or error)
        log.error("update %s of chat %s could not be answered: %s", arrival.update_id, arrival.chat, reason)
        try:
            await self._store.give_up(arrival, reason, apology(arrival, error.snapshot, self._book))
        except Exception as unkept:
            self._pulse.store_failed(self, f"update {arrival.update_id} cannot be given up", unkept)
            await asyncio.sleep(PAUSE)
        else:
            self._pulse.store_works(self)
            self._outbox.ring()


def apology(arrival: Arrival, snapshot: Snapshot, book: Phrasebook) -> Decision:
    """What is said where a turn failed: in a private chat, one sentence in the person's language."""
    try:
        incoming = updates.read(json.loads(arrival.body))
    except ValueError:
        return Decision()
    press = (answered(incoming.chat, incoming.press),) if incoming.press else ()
    if not incoming.private:
        return Decision(send=press)
    return Decision(send=(*press, said(incoming.chat, _words(book, snapshot, incoming.language).apology)))


def _words(book: Phrasebook, snapshot: Snapshot, code: str) -> Words:
    current = Case(snapshot.letters).current
    return in_language(book, profile(current.log).language if current.log else code)
