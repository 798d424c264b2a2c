"""How a run ends: by a signal, or for a reason that its operator must hear in one sentence."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import Callable, Iterator

from telegram.error import Conflict, TelegramError

from bot.telegram.logs import trail
from bot.telegram.verdicts import verdict

log = logging.getLogger(__name__)


class Ending:
    """The end of a run: an exit code and a sentence, the first that was given."""

    FAILED = "A part of the coach failed, and its log says where; a supervisor may start it again, nothing is lost."

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._at: float | None = None
        self.code = 0
        self.sentence = ""
        self.come = asyncio.Event()

    def end(self, code: int, sentence: str = "") -> None:
        """Ask for the end; a later call changes nothing."""
        if not self.come.is_set():
            self.code, self.sentence = code, sentence
            self._at = self._clock()
            self.come.set()

    def left(self, budget: float) -> float:
        """Seconds left of a budget that began when the end was asked for, or now where nobody did."""
        if self._at is None:
            self._at = self._clock()
        return max(self._at + budget - self._clock(), 0.0)

    def watch(self, task: asyncio.Task[None], name: str) -> None:
        """End where a task that should go on for ever does not, so that a supervisor can start everything again."""
        task.add_done_callback(lambda done: self._stopped(done, name))

    def _stopped(self, task: asyncio.Task[None], name: str) -> None:
        if self.come.is_set():
            return
        error = None if task.cancelled() else task.exception()
        log.error("the %s stopped: %s", name, trail(error) if error else "without an error")
        self.end(1, self.FAILED)

    def refused(self) -> None:
        """End because Telegram does not accept the token."""
        self.end(2, "Telegram does not accept this token; check TELEGRAM_BOT_TOKEN, or ask @BotFather for a new one.")

    @contextlib.contextmanager
    def by_signals(self) -> Iterator[None]:
        """Let SIGTERM and SIGINT end the run, as long as the block lasts; a second one is not waited for."""
        loop = asyncio.get_running_loop()
        signals = (signal.SIGTERM, signal.SIGINT)
        with contextlib.suppress(NotImplementedError):  # a system whose loops know no signals
            for each in signals:
                loop.add_signal_handler(each, self.end, 0)
        try:
            yield
        finally:
            with contextlib.suppress(NotImplementedError):
                for each in signals:
                    loop.remove_signal_handler(each)


class Conflicts:
    """Watches for a second coach on one token: both are told so by Telegram, each time the other one polls.

    A conflict that passes is what a restart looks like. One that lasts ends this run: soon where this coach came
    second, later where it was there first, so that of two only the newcomer goes.
    """

    NEWCOMER = 60.0
    QUIET = 45.0
    SENTENCE = (
        "Another coach is polling with this token, and Telegram serves only one; "
        "stop that one, or give this one a token of its own."
    )

    def __init__(self, ending: Ending, clock: Callable[[], float], log: Callable[[str], None], patience: float) -> None:
        self._ending = ending
        self._clock = clock
        self._log = log
        self._patience = patience
        self._began = clock()
        self._first = self._last = float("-inf")

    def heard(self, error: TelegramError) -> None:
        """A poll failed; python-telegram-bot tries again by itself."""
        self._log(f"a poll failed, I try again: {verdict(error).reason}")
        if not isinstance(error, Conflict):
            return
        now = self._clock()
        if now - self._last > self.QUIET:
            self._first = now
        self._last = now
        newcomer = self._first - self._began < self.NEWCOMER
        if now - self._first >= self._patience * (1 if newcomer else 4):
            self._ending.end(1, self.SENTENCE)
