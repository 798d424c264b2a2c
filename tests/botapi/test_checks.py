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
