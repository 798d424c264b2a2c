"""Calls are checked against the documentation, and a test's own mistakes are said in words."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.botapi.calls import call, result
from tests.botapi.client import Telegram
from tests.botapi.people import User
from tests.botapi.schema import documentation
from tests.botapi.wire import ControlError

ENTITY = ".entities[0]: MessageEntity needs length"
BUTTON = ".reply_markup.inline_keyboard[0][0]: InlineKeyboardButton has no field data"


@pytest.mark.skipif(documentation() is None, reason="no copy of the Bot API's documentation lies beside the project")
@pytest.mark.parametrize(
    ("method", "parameters", "fault"),
    [
        ("sendMessage", {"text": "x"}, ": chat_id is required"),
        ("sendMessage", {"chat_id": 1, "text": "x", "colour": "red"}, ": unknown parameter colour"),
        ("sendMessage", {"chat_id": 1, "text": 5}, ".text: 5 is no String"),
        ("sendMessage", {"chat_id": 1, "text": "x", "entities": [{"type": "bold", "offset": 0}]}, ENTITY),
        ("editMessageText", {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "b", "data": "x"}]]}}, BUTTON),
    ],
)
def test_a_call_that_is_not_as_documented_is_noted(
    unchecked_telegram: Telegram, method: str, parameters: dict[str, Any], fault: str
) -> None:
    call(unchecked_telegram, method, **parameters)
    assert unchecked_telegram.violations() == (method + fault,)


def test_a_mistake_of_a_test_is_said_in_words(telegram: Telegram, ada: User) -> None:
    with pytest.raises(ControlError, match="empty message"):
        ada.say("  ")
    ada.block_bot()
    with pytest.raises(ControlError, match="unblock it first"):
        ada.say("hello?")


def test_a_server_of_ones_own_starts_and_stops() -> None:
    with Telegram.start("42:fixed-token") as own:
        assert own.token == "42:fixed-token"
        assert result(own, "getMe")["id"] == 42
    with pytest.raises(ControlError, match="does not answer"):
        own.mark()


async def test_waits_do_not_block_the_loop(telegram: Telegram, ada: User) -> None:
    waiting = asyncio.create_task(ada.areply(timeout=5))
    await asyncio.sleep(0.05)
    await asyncio.to_thread(result, telegram, "sendMessage", chat_id=ada.id, text="at last")
    assert (await waiting).text == "at last"


@pytest.mark.skipif(documentation() is None, reason="no copy of the Bot API's documentation lies beside the project")
def test_what_the_server_answers_is_as_documented_too(telegram: Telegram, ada: User) -> None:
    known = documentation()
    assert known
    group = telegram.chat("Cohort", ada, forum=True, bot_status="administrator")
    channel = telegram.chat("News", ada, kind="channel", bot_status="administrator", username="news")
    plain = telegram.chat("Small", ada, kind="group")
    topic = group.topic("Week 1")
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}, {"text": "Web", "url": "https://a.org"}]]}
    said = ada.say("My *letter*: https://a.org /start @somebody #tag")
    markup = {"text": '<b>x</b> <a href="https://a.org">y</a> <pre>z</pre>', "parse_mode": "HTML"}
    sent = result(telegram, "sendMessage", chat_id=ada.id, **markup, reply_markup=keyboard)
    result(telegram, "sendMessage", chat_id=group.id, text="x", message_thread_id=topic)
    result(telegram, "sendMessage", chat_id="@news", text="x")
    quote = {"message_id": said.id, "quote": "letter"}
    result(telegram, "sendMessage", chat_id=ada.id, text="x", reply_parameters=quote)
    result(telegram, "editMessageText", chat_id=ada.id, message_id=sent["message_id"], text="y", reply_markup=keyboard)
    result(telegram, "forwardMessage", chat_id=ada.id, from_chat_id=ada.id, message_id=said.id)
    result(telegram, "copyMessage", chat_id=ada.id, from_chat_id=ada.id, message_id=said.id)
    ada.press("Go")
    ada.forge("no", 4321)
    for act in (ada.send_photo, ada.send_document, ada.send_sticker, ada.send_voice, ada.send_location):
        act()
    for thing in ("video", "video_note", "audio", "contact"):
        ada.send(thing)
    file = ada.send_document("a.txt", b"a", caption="mine").file_id
    result(telegram, "getFile", file_id=file)
    result(telegram, "sendDocument", chat_id=ada.id, document=file, caption="yours")
    ada.edit(ada.forward("theirs"), "mine")
    ada.say("/help", group, anonymously=True, thread=topic)
    ada.say("answer", reply_to=said.id, quote="letter")
    channel.post("news")
    group.set_member(telegram.user("Bo"))
    plain.migrate()
    ada.block_bot()
    for chat in (ada, group, channel):
        result(telegram, "getChat", chat_id=chat.id)
    for method in ("getChatAdministrators", "getChatMemberCount"):
        result(telegram, method, chat_id=group.id)
    for user in (ada.id, result(telegram, "getMe")["id"], telegram.user("Cy").id):
        result(telegram, "getChatMember", chat_id=group.id, user_id=user)
    result(telegram, "setMyCommands", commands=[{"command": "start", "description": "Begin"}])
    for method in ("getMyCommands", "getMyName", "getMyDescription", "getMyShortDescription", "getWebhookInfo"):
        result(telegram, method)
    assert len(result(telegram, "getUpdates")) > 20
    answers = [(c.method, c.response["result"]) for c in telegram.history(polls=True)]
    assert [fault for method, answer in answers for fault in known.result_faults(method, answer)] == []
