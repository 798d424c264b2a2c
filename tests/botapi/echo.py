"""An echo bot as a process of its own, for tests that kill it: `python -m tests.botapi.echo URL TOKEN`."""

from __future__ import annotations

import sys

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say it again."""
    assert update.effective_message
    await update.effective_message.reply_text(f"You said: {update.effective_message.text}")


def main(url: str, token: str) -> None:
    """Poll until the process ends."""
    bot = ApplicationBuilder().token(token).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot").build()
    bot.add_handler(MessageHandler(filters.TEXT, echo))
    bot.run_polling(timeout=10)


if __name__ == "__main__":
    main(*sys.argv[1:])
