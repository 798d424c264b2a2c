"""The test server behaves as Telegram does: facts, and a real PTB application over real HTTP."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
from telegram import BotCommandScopeAllPrivateChats, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters, Update
from telegram.error import BadRequest, Forbidden, RetryAfter, TimedOut
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from tests.botapi.client import ROOT, NoReply, Telegram
from tests.botapi.history import busiest
from tests.botapi.people import User

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big") + b"\x08\x06\0\0\0"
Bot = Application[Any, Any, Any, Any, Any, Any]


async def _echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.effective_message
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Again", callback_data="again")]])
    await update.effective_message.reply_text(f"You said: {update.effective_message.text}", reply_markup=keyboard)


async def _again(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query
    await update.callback_query.answer("Once more")
    await update.callback_query.edit_message_text("You pressed")


@pytest.fixture
async def echo(telegram: Telegram) -> AsyncIterator[Bot]:
    """An echo bot that polls."""
    bot = (
        ApplicationBuilder()
        .token(telegram.token)
        .base_url(telegram.base_url)
        .base_file_url(telegram.base_file_url)
        .read_timeout(0.5)
        .build()
    )
    bot.add_handler(MessageHandler(filters.TEXT, _echo))
    bot.add_handler(CallbackQueryHandler(_again))
    async with bot:
        assert bot.updater
        await bot.updater.start_polling(timeout=5)
        await bot.start()
        yield bot
        await bot.updater.stop()
        await bot.stop()


async def test_a_real_bot_talks_over_long_polling(telegram: Telegram, ada: User, echo: Bot) -> None:
    reply = await ada.aask("hello")
    assert reply.text == "You said: hello"
    assert reply.labels == ("Again",)
    reply = await ada.atap("Again")
    assert reply.toasts == ("Once more",)
    assert reply.text == "You pressed"
    assert [message.text for message in telegram.messages(ada)] == ["hello", "You pressed"]
    assert [c.method for c in telegram.history(chat=ada)] == ["sendMessage", "editMessageText"]
    assert telegram.sends(ada) == 1
    assert telegram.transcript(ada) == ("> hello\n< You said: hello\n  [Again]\n> [Again]\n! Once more\n~ You pressed")
    await telegram.aconfirmed()


async def test_a_wait_in_vain_says_what_the_bot_did(telegram: Telegram, ada: User, echo: Bot) -> None:
    ada.say("hello")
    with pytest.raises(NoReply, match="You said: hello"):
        await ada.areply(until="goodbye", timeout=0.5)


async def test_a_thousand_turns_would_take_seconds(telegram: Telegram, ada: User, echo: Bot) -> None:
    begun = time.monotonic()
    for number in range(20):
        await ada.aask(str(number), until=f"You said: {number}")
    assert time.monotonic() - begun < 5


async def test_faults_reach_the_bot_as_telegram_makes_them(
    telegram: Telegram, ada: User, echo: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # without it PTB warns at each retry_after
    telegram.fail("sendMessage", status=429, retry_after=7)
    with pytest.raises(RetryAfter, match=r"0:00:07|7 s"):
        await echo.bot.send_message(ada.id, "refused")
    telegram.lose_request("send*")
    with pytest.raises(TimedOut):
        await echo.bot.send_message(ada.id, "never came")
    telegram.lose_answer("sendMessage", chat_id=ada.id)
    with pytest.raises(TimedOut):
        await echo.bot.send_message(ada.id, "came, but who knows")
    telegram.slow("sendMessage", 0.2)
    await echo.bot.send_message(ada.id, "late")
    assert [message.text for message in telegram.messages(ada)] == ["came, but who knows", "late"]
    telegram.close_gate(30)
    with pytest.raises(RetryAfter):
        await echo.bot.send_message(ada.id, "too soon")
    telegram.heal()
    ada.block_bot()
    with pytest.raises(Forbidden):
        await echo.bot.send_message(ada.id, "blocked")
    assert [c.fault for c in telegram.history("sendMessage")] == [
        "refuse",
        "lose_request",
        "lose_answer",
        "slow",
        "refuse",
        "",
    ]


async def test_files_go_both_ways(telegram: Telegram, ada: User, echo: Bot) -> None:
    sent = await echo.bot.send_document(ada.id, b"Dear team", filename="letter.txt", caption="Your letter")
    await echo.bot.send_photo(ada.id, PNG)
    document, photo = telegram.messages(ada)
    assert (document.file_name, document.text, telegram.file(document)) == ("letter.txt", "Your letter", b"Dear team")
    assert telegram.file(photo) == PNG
    assert photo.raw["photo"][-1]["width"] == 640
    assert sent.document
    fetched = await (await echo.bot.get_file(sent.document.file_id)).download_as_bytearray()
    assert bytes(fetched) == b"Dear team"
    with pytest.raises(BadRequest, match=r"(?i)image_process_failed"):
        await echo.bot.send_photo(ada.id, b"no picture")
    theirs = ada.send_document("cv.docx", b"PK")
    file = await echo.bot.get_file(theirs.file_id)
    assert bytes(await file.download_as_bytearray()) == b"PK"


async def test_ptb_reads_every_shape(telegram: Telegram, ada: User, echo: Bot) -> None:
    bot = echo.bot
    group = telegram.chat("Cohort", ada, bot_status="administrator")
    assert (await bot.get_chat(ada.id)).first_name == "Ada"
    assert (await bot.get_chat(group.id)).title == "Cohort"
    assert [member.status for member in await bot.get_chat_administrators(group.id)] == ["creator", "administrator"]
    assert (await bot.get_chat_member(group.id, ada.id)).user.id == ada.id
    assert await bot.get_chat_member_count(group.id) == 2
    assert await bot.send_chat_action(ada.id, "typing")
    sent = await bot.send_message(ada.id, "x", reply_parameters=ReplyParameters(ada.say("said").id, quote="said"))
    assert sent.quote
    assert (await bot.copy_message(ada.id, ada.id, sent.message_id)).message_id > sent.message_id
    assert await bot.delete_messages(ada.id, [sent.message_id])
    scope = BotCommandScopeAllPrivateChats()
    assert await bot.set_my_commands([("start", "Begin")], scope=scope, language_code="it")
    assert [c.command for c in await bot.get_my_commands(scope=scope, language_code="it")] == ["start"]
    assert await bot.get_my_commands() == ()
    assert telegram.commands("all_private_chats", "it") == ("start",)
    assert await bot.delete_my_commands(scope=scope, language_code="it")
    assert await bot.set_my_description("Coaches", language_code="en")
    assert (await bot.get_my_description("en")).description == "Coaches"
    assert await bot.set_my_short_description("Coach")
    assert await bot.set_my_name("Anchor")
    assert await bot.set_my_default_administrator_rights()
    assert (await bot.get_webhook_info()).url == ""


def test_telegram_outlives_a_bot_that_is_killed(telegram: Telegram, ada: User) -> None:
    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "tests.botapi.echo", telegram.url, telegram.token], cwd=ROOT)

    bot = start()
    try:
        assert ada.ask("one").text == "You said: one"
        telegram.slow("sendMessage", 30)
        ada.say("two")
        assert ada.wait_for_reply(until="two")  # on the phone, but the bot does not know
        bot.kill()
        bot.wait()
        ada.say("three")
        assert telegram.pending() >= 1
        bot = start()
        ada.wait_for_reply(until="three")
    finally:
        bot.kill()
        bot.wait()

    assert [message.text for message in telegram.messages(ada) if message.from_bot][-1] == "You said: three"


async def test_the_busiest_second_is_what_a_rate_limit_sees(telegram: Telegram, ada: User, echo: Bot) -> None:
    for text in ("one", "two", "three"):
        await echo.bot.send_message(ada.id, text)
    assert busiest(telegram.history("sendMessage", ada), 1.0) == 3
    assert busiest(telegram.history("sendMessage", telegram.user()), 1.0) == 0
