"""`coach run`: a stock python-telegram-bot Application whose update queue is the store."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder

from bot.clock import Clock
from bot.store.contract import Store
from bot.telegram import health, logs
from bot.telegram.bell import Bell
from bot.telegram.doubt import Doubt
from bot.telegram.ending import Conflicts, Ending
from bot.telegram.health import Pulse
from bot.telegram.pace import Limits
from bot.telegram.queue import DurableQueue
from bot.telegram.requests import Line, PollingLine, caller
from bot.telegram.sender import Sender
from bot.telegram.threads import Daemons
from bot.telegram.updates import SERVED
from bot.telegram.verdicts import verdict
from bot.telegram.words import Phrasebook
from bot.telegram.worker import Worker, thinker
from bot.turn import Step

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]

LONGEST_PAUSE = 30.0


@dataclass(frozen=True, slots=True)
class Setup:
    """Where and how to run; seconds throughout."""

    token: str = field(repr=False)
    api_url: str = "https://api.telegram.org"
    health_file: Path | None = None
    limits: Limits = field(default_factory=Limits)
    workers: int = 4
    poll: int = 10
    conflict_patience: float = 15.0
    doubt: float = 5.0  # between two questions whether the token is refused indeed
    drain: float = 6.0  # from the signal to the end, in which what is under way is finished as far as it goes


async def run(
    setup: Setup,
    store: Store,
    step: Step,
    book: Phrasebook,
    clock: Clock,
    *,
    say: Callable[[str], None] = lambda sentence: click.echo(sentence, err=True),
    ending: Ending | None = None,
) -> int:
    """Serve Telegram until a signal or `ending` comes; the exit code. The store stays open: it is the caller's."""
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(logs.report)
    loop.set_default_executor(Daemons())
    ending = ending or Ending()
    with ending.by_signals():
        pulse, inbox, outbox = Pulse(), Bell(), Bell()

        def refused() -> None:
            doubt.raised()

        app = _application(setup, DurableQueue(store, clock, pulse, inbox), pulse, refused)
        doubt = Doubt(app.bot.get_me, ending.refused, log.warning, setup.doubt)
        beating = asyncio.create_task(health.beat(pulse, setup.health_file)) if setup.health_file else None
        if beating:
            ending.watch(beating, "heartbeat")
        try:
            if await _unless_ended(ending, _initialize(app, doubt, say)):
                think = thinker(step, book, app.bot.username)
                workers = tuple(
                    Worker(store, think, book, pulse=pulse, inbox=inbox, outbox=outbox)
                    for _ in range(max(setup.workers, 1))
                )
                sender = Sender(
                    store,
                    caller(app.bot),
                    clock,
                    limits=setup.limits,
                    pulse=pulse,
                    bell=outbox,
                    revoked=doubt.raised,
                )
                await _serve(Serving(app, setup, workers, sender, (inbox, outbox), ending, book, doubt))
        finally:
            ending.end(1)  # where an error goes through here
            doubt.cancel()
            if beating:
                beating.cancel()
            await _within(ending.left(setup.drain - 0.2), app.shutdown())
            await _within(ending.left(setup.drain), app.bot.shutdown())  # left out where it never got to know itself
    if ending.sentence:
        say(ending.sentence)
    return ending.code


def _application(setup: Setup, queue: DurableQueue, pulse: Pulse, refused: Callable[[], None]) -> App:
    url = setup.api_url.rstrip("/")
    return (
        ApplicationBuilder()
        .token(setup.token)
        .base_url(f"{url}/bot")
        .base_file_url(f"{url}/file/bot")
        .request(Line(connection_pool_size=8, connect_timeout=5, read_timeout=10, write_timeout=10, pool_timeout=5))
        .get_updates_request(PollingLine(pulse.polled, refused, connect_timeout=5, read_timeout=5))
        .update_queue(queue)
        .job_queue(None)
        .build()
    )


async def _initialize(app: App, doubt: Doubt, say: Callable[[str], None]) -> None:
    """Ask Telegram who we are until it answers; a token that is refused ends the run."""
    pause = 1.0
    while True:
        try:
            await app.initialize()
        except InvalidToken:
            if await doubt.settled():
                return
        except TelegramError as error:
            if pause == 1.0:
                say(f"Telegram cannot be reached ({verdict(error).reason}); I keep trying.")
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, LONGEST_PAUSE)
        else:
            log.info("serving as @%s", app.bot.username)
            return


@dataclass(frozen=True, slots=True)
class Serving:
    """What works together while the coach serves."""

    app: App
    setup: Setup
    workers: tuple[Worker, ...]
    sender: Sender
    bells: tuple[Bell, Bell]
    ending: Ending
    book: Phrasebook
    doubt: Doubt


async def _serve(serving: Serving) -> None:
    """Poll, think and send until the end is asked for; then let what is under way finish."""
    app, ending = serving.app, serving.ending
    await app.start()
    turning = [asyncio.create_task(worker.run()) for worker in serving.workers]
    sending = asyncio.create_task(serving.sender.run())
    naming = asyncio.create_task(_set_commands(app.bot, serving.book))
    for task in turning:
        ending.watch(task, "worker")
    ending.watch(sending, "sender")
    try:
        if await _unless_ended(ending, _poll(serving)):
            await ending.come.wait()
    finally:
        ending.end(1)  # where an error goes through here
        naming.cancel()
        await _stop(serving, turning, sending)


async def _poll(serving: Serving) -> None:
    """Begin to poll; a token that is refused ends the run."""
    app, setup = serving.app, serving.setup
    assert app.updater is not None
    clock = asyncio.get_running_loop().time
    conflicts = Conflicts(serving.ending, clock, log.warning, setup.conflict_patience)
    while True:
        try:
            await app.updater.start_polling(
                timeout=setup.poll, bootstrap_retries=-1, allowed_updates=SERVED, error_callback=conflicts.heard
            )
        except InvalidToken:
            if await serving.doubt.settled():
                return
            await asyncio.sleep(1)
        else:
            return


async def _stop(serving: Serving, turning: list[asyncio.Task[None]], sending: asyncio.Task[None]) -> None:
    """Take the turns that wait and make the calls that wait, as far as there is time, and stop polling meanwhile."""

    def left(keep: float) -> float:
        """Seconds left, but for those that are kept for what comes after."""
        return serving.ending.left(serving.setup.drain - keep)

    assert serving.app.updater is not None
    listening = asyncio.create_task(_within(left(0.6), serving.app.updater.stop()))
    for worker in serving.workers:
        worker.stop()
    _ring(serving.bells)
    await asyncio.wait(turning, timeout=left(4))
    serving.sender.stop()
    _ring(serving.bells)
    await asyncio.wait([sending], timeout=left(2))
    serving.sender.halt()
    _ring(serving.bells)
    await asyncio.wait([sending], timeout=left(1))  # the call under way, so that it is not made again
    for task in (*turning, sending):
        task.cancel()
    await asyncio.wait([*turning, sending], timeout=left(0.7))
    await listening
    await _within(left(0.4), serving.app.stop())


async def _unless_ended(ending: Ending, work: Coroutine[Any, Any, object]) -> bool:
    """Whether the work was done before the end was asked for; if not, it is cancelled."""
    doing, over = asyncio.ensure_future(work), asyncio.ensure_future(ending.come.wait())
    try:
        await asyncio.wait((doing, over), return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            doing.result()
        return not ending.come.is_set()
    finally:
        doing.cancel()
        over.cancel()
        await asyncio.gather(doing, over, return_exceptions=True)


async def _within(seconds: float, work: Coroutine[Any, Any, object]) -> None:
    """Do the work, at most so long; what fails in it does not matter any more.

    The library's own stop sleeps through its pauses between polls and swallows one cancellation, so it may need two.
    """
    doing = asyncio.ensure_future(work)
    await asyncio.wait([doing], timeout=seconds)
    for _ in range(5):
        if doing.done():
            break
        doing.cancel()
        await asyncio.wait([doing], timeout=0.1)
    if doing.done() and not doing.cancelled() and (error := doing.exception()):
        log.debug("while stopping: %s", logs.trail(error))


async def _set_commands(bot: Bot, book: Phrasebook) -> None:
    """Show each language its commands, in private chats; tried until it succeeds."""
    pause = 1.0
    for code, words in book.items():
        commands = [BotCommand(name, description) for name, description in words.commands]
        language = None if code == "en" else code
        while True:
            try:
                await bot.set_my_commands(commands, BotCommandScopeAllPrivateChats(), language)
            except TelegramError as error:
                log.warning("the commands cannot be set, I try again: %s", verdict(error).reason)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                break


def _ring(bells: tuple[Bell, ...]) -> None:
    for bell in bells:
        bell.ring()
