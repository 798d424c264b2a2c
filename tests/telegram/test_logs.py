"""Logs at any level hold neither the token nor what anybody wrote."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.telegram import logs
from tests.botapi.client import Telegram
from tests.botapi.people import User
from tests.telegram.harness import serving

CANARY = "canary-of-an-answer"
TOKEN = "42:canary-of-the-token"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Where the logs go, at DEBUG; everything is put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    levels = {name: logging.getLogger(name).level for name in logs.TALKATIVE}
    written = io.StringIO()
    logs.set_up("debug", TOKEN, written)
    yield written
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)


async def test_a_whole_conversation_with_everything_going_wrong_tells_nothing(
    telegram: Telegram, ada: User, tmp_path: Path, stream: io.StringIO
) -> None:
    async with serving(telegram, tmp_path):
        logs.set_up("debug", telegram.token, stream)
        first = (await ada.aask(f"{CANARY} one")).last
        ada.forge(CANARY, first)
        await ada.aask(f"boom {CANARY}")
        telegram.control("fault", method="sendMessage", kind="refuse", status=400, description=f"Bad: '{CANARY}'")
        telegram.garble("getUpdates")
        ada.say(f"{CANARY} two")
        ada.edit(ada.say(f"{CANARY} three"), f"{CANARY} four")
        await ada.areply("changed")
    told = stream.getvalue()
    assert "BoomError" in told
    assert CANARY not in told
    assert telegram.token.partition(":")[2] not in told


def test_of_a_librarys_line_only_the_template_is_written(stream: io.StringIO) -> None:
    logging.getLogger("telegram.ext.ExtBot").critical("Received data was %r", {"text": CANARY})
    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot%s/getMe", TOKEN)
    logging.getLogger("aiosqlite").debug("executing %s", CANARY)
    logging.getLogger("asyncio").error(f"Task exception was never retrieved\nfuture: <Task {CANARY}>")
    assert "Received data was %r" in stream.getvalue()
    assert "never retrieved" in stream.getvalue()
    assert CANARY not in stream.getvalue()
    assert "HTTP Request" not in stream.getvalue()


def test_of_an_error_only_its_kind_and_its_way_are_written(stream: io.StringIO) -> None:
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as error:
            raise ValueError(CANARY) from error
    except ValueError:
        logging.getLogger("bot.somewhere").exception("It failed")
    told = stream.getvalue()
    assert CANARY not in told
    assert "ValueError at test_logs.py:" in told
    assert "from KeyError at test_logs.py:" in told


@pytest.mark.parametrize("words", [TOKEN, "canary-of-the-token", f"https://api.telegram.org/bot{TOKEN}/getMe"])
def test_the_token_is_never_written(stream: io.StringIO, words: str) -> None:
    logging.getLogger("bot.somewhere").warning("It says %s", words)
    assert "It says" in stream.getvalue()
    assert "canary-of-the-token" not in stream.getvalue()


async def test_an_error_that_nobody_awaits_is_told_without_its_message(stream: io.StringIO) -> None:
    asyncio.get_running_loop().set_exception_handler(logs.report)

    async def fails() -> None:
        raise RuntimeError(CANARY)

    task = asyncio.create_task(fails())
    await asyncio.sleep(0.01)
    del task
    assert "RuntimeError" in stream.getvalue()
    assert CANARY not in stream.getvalue()
