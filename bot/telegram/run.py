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
from bot.telegram.ending import Conflicts, Ending
from bot.telegram.health import Pulse
from bot.telegram.pace import Limits
from bot.telegram.queue import DurableQueue
from bot.telegram.requests import Line, PollingLine, caller
from bot.telegram.sender import Sender
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
    drain: float = 3.0  # how long turns and calls may go on after the signal; the whole end takes up to 5 more


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
    ending = ending or Ending()
    with ending.by_signals():
        pulse, inbox, outbox = Pulse(), Bell(), Bell()
        app = _application(setup, DurableQueue(store, clock, pulse, inbox), pulse, ending)
        beating = asyncio.create_task(health.beat(pulse, setup.health_file)) if setup.health_file else None
        try:
            if await _unless_ended(ending, _initialize(app, ending, say)):
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
                    revoked=ending.refused,
                )
                await _serve(Serving(app, setup, workers, sender, (inbox, outbox), ending, book))
        finally:
            if beating:
                beating.cancel()
            await _within(0.5, app.shutdown())
            await _within(0.5, app.bot.shutdown())  # which the application leaves out where it never got to know itself
    if ending.sentence:
        say(ending.sentence)
    return ending.code


def _application(setup: Setup, queue: DurableQueue, pulse: Pulse, ending: Ending) -> App:
    url = setup.api_url.rstrip("/")
    return (
        ApplicationBuilder()
        .token(setup.token)
        .base_url(f"{url}/bot")
        .base_file_url(f"{url}/file/bot")
        .request(Line(connection_pool_size=8, connect_timeout=5, read_timeout=10, write_timeout=10, pool_timeout=5))
        .get_updates_request(PollingLine(pulse.polled, ending.refused, connect_timeout=5, read_timeout=5))
        .update_queue(queue)
        .job_queue(None)
        .build()
    )


async def _initialize(app: App, ending: Ending, say: Callable[[str], None]) -> None:
    """Ask Telegram who we are until it answers; a token that is refused ends the run."""
    pause = 1.0
    while True:
        try:
            await app.initialize()
        except InvalidToken:
            ending.refused()
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


async def _serve(serving: Serving) -> None:
    """Poll, think and send until the end is asked for; then let what is under way finish."""
    app, ending, setup = serving.app, serving.ending, serving.setup
    assert app.updater is not None
    await app.start()
    turning = [asyncio.create_task(worker.run()) for worker in serving.workers]
    sending = asyncio.create_task(serving.sender.run())
    naming = asyncio.create_task(_set_commands(app.bot, serving.book))
    conflicts = Conflicts(ending, asyncio.get_running_loop().time, log.warning, setup.conflict_patience)
    polling = app.updater.start_polling(
        timeout=setup.poll, bootstrap_retries=-1, allowed_updates=SERVED, error_callback=conflicts.heard
    )
    try:
        if await _unless_ended(ending, polling):
            await ending.come.wait()
    except InvalidToken:
        ending.refused()
    finally:
        naming.cancel()
        await _within(1.5, app.updater.stop())
        await _drain(serving, turning, sending)
        for task in (*turning, sending):
            task.cancel()
        await asyncio.gather(*turning, sending, naming, return_exceptions=True)
        await _within(1, app.stop())


async def _drain(serving: Serving, turning: list[asyncio.Task[None]], sending: asyncio.Task[None]) -> None:
    """Take the turns that wait, then make the calls that wait, as far as there is time."""
    for worker in serving.workers:
        worker.stop()
    _ring(serving.bells)
    await asyncio.wait(turning, timeout=serving.setup.drain / 2)
    serving.sender.stop()
    _ring(serving.bells)
    await asyncio.wait([sending], timeout=serving.setup.drain / 2)
    serving.sender.halt()
    _ring(serving.bells)
    await asyncio.wait([sending], timeout=1)  # the call under way, so that it is not made again


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
    while not doing.done():
        doing.cancel()
        await asyncio.wait([doing], timeout=0.1)
    if not doing.cancelled() and (error := doing.exception()):
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
