"""Serve: `coach run`, put together."""

from __future__ import annotations

import functools

from bot import alive
from bot.app import make_coach
from bot.clock import SystemClock
from bot.settings import SettingsError
from bot.settings import settings as read_settings
from bot.store.opening import open_store
from bot.telegram import logs
from bot.telegram.run import Setup, run
from bot.telegram.words import phrasebook
from dialogs.interview import step


async def serve() -> int:
    """Be the bot until a signal comes; the exit code. Raises SettingsError, StoreError or ContentError at the start."""
    settings = read_settings()
    if settings.token is None:
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN is not set; get a token from @BotFather and run: TELEGRAM_BOT_TOKEN=… coach run"
        )
    if settings.webhook_url is not None:
        raise SettingsError(
            "COACH_WEBHOOK_URL is set, and this version asks Telegram for updates instead of being sent them; "
            "unset it and start again, nothing else is needed"
        )
    logs.set_up(settings.log, settings.token.get_secret_value())
    coach, thinking = make_coach()
    store = await open_store(settings.database, settings.master_key)
    try:
        thinking.warm()
        setup = Setup(
            token=settings.token.get_secret_value(),
            api_url=settings.api_url,
            health_file=alive.signs(settings.database),
        )
        return await run(setup, store, functools.partial(step, coach), phrasebook(coach.replies), SystemClock())
    finally:
        await store.close()
