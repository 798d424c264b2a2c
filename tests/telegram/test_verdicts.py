"""What each failure of a call means, through the library's own line and its own errors."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from telegram import Bot

from bot.telegram.requests import Line
from bot.telegram.verdicts import Fate, Verdict, verdict

TOKEN = "42:canary-of-the-token"
TEXT = "canary of an answer"


async def failing(answer: Callable[[httpx.Request], httpx.Response]) -> Verdict:
    """The verdict on a sendMessage that gets this answer."""
    line = Line(httpx_kwargs={"transport": httpx.MockTransport(answer)})
    bot = Bot(TOKEN, request=line, get_updates_request=Line())
    await line.initialize()
    try:
        await bot.send_message(1, TEXT)
    except Exception as error:
        return verdict(error)
    finally:
        await bot.shutdown()
        await line.shutdown()
    raise AssertionError("the call did not fail")


def raising(kind: type[httpx.HTTPError]) -> Callable[[httpx.Request], httpx.Response]:
    def answer(request: httpx.Request) -> httpx.Response:
        raise kind(f"{TEXT} {request.url}")

    return answer


@pytest.mark.parametrize(
    ("kind", "fate"),
    [
        # no byte of the request reached Telegram: always tried again
        (httpx.ConnectError, Fate.OFFLINE),
        (httpx.ConnectTimeout, Fate.OFFLINE),
        (httpx.PoolTimeout, Fate.OFFLINE),
        (httpx.ProxyError, Fate.OFFLINE),
        # it left, in part or whole, and nobody knows: once more
        (httpx.ReadTimeout, Fate.UNCERTAIN),
        (httpx.WriteTimeout, Fate.UNCERTAIN),
        (httpx.ReadError, Fate.UNCERTAIN),
        (httpx.WriteError, Fate.UNCERTAIN),
        (httpx.CloseError, Fate.UNCERTAIN),
        (httpx.RemoteProtocolError, Fate.UNCERTAIN),
        (httpx.LocalProtocolError, Fate.UNCERTAIN),
        (httpx.DecodingError, Fate.UNCERTAIN),
    ],
)
async def test_a_failure_of_the_line(kind: type[httpx.HTTPError], fate: Fate) -> None:
    assert (await failing(raising(kind))).fate is fate


@pytest.mark.parametrize(
    ("status", "description", "fate"),
    [
        (400, "Bad Request: message is not modified: specified new message content …", Fate.DONE),
        (400, "Bad Request: query is too old and response timeout expired or query ID is invalid", Fate.LATE),
        (400, "Bad Request: message to edit not found", Fate.TARGET_GONE),
        (400, "Bad Request: message can't be edited", Fate.TARGET_GONE),
        (400, "Bad Request: MESSAGE_ID_INVALID", Fate.TARGET_GONE),
        (400, "Bad Request: chat not found", Fate.CHAT_GONE),
        (400, "Bad Request: message is too long", Fate.REFUSED),
        (400, "Bad Request: BUTTON_DATA_INVALID", Fate.REFUSED),
        (401, "Unauthorized", Fate.REVOKED),
        (403, "Forbidden: bot was blocked by the user", Fate.CHAT_GONE),
        (403, "Forbidden: user is deactivated", Fate.CHAT_GONE),
        (403, "Forbidden: bot was kicked from the supergroup chat", Fate.CHAT_GONE),
        (404, "Not Found", Fate.REVOKED),
        (409, "Conflict", Fate.BUSY),
        (500, "Internal Server Error", Fate.BUSY),
        (502, "Bad Gateway", Fate.BUSY),
        (503, "Service Unavailable", Fate.BUSY),
        (504, "Gateway Timeout", Fate.BUSY),
    ],
)
async def test_a_refusal_of_telegram(status: int, description: str, fate: Fate) -> None:
    body = {"ok": False, "error_code": status, "description": description}
    assert (await failing(lambda _: httpx.Response(status, json=body))).fate is fate


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"retry_after": 17}, (Fate.FLOOD, 17.0)),
        ({"migrate_to_chat_id": -100}, (Fate.CHAT_GONE, 0.0)),
    ],
)
async def test_a_refusal_with_parameters(parameters: dict[str, Any], expected: tuple[Fate, float]) -> None:
    body = {"ok": False, "error_code": 429, "description": "no", "parameters": parameters}
    found = await failing(lambda _: httpx.Response(429, json=body))
    assert (found.fate, found.wait) == expected


@pytest.mark.parametrize(
    ("status", "body", "fate"),
    [
        (200, b"<html>", Fate.UNCERTAIN),  # done, perhaps; the answer was lost on its way
        (200, b"[]", Fate.UNCERTAIN),
        (200, b'{"ok": true, "result": {"odd": 1}}', Fate.UNCERTAIN),
        (502, b"<html>nginx</html>", Fate.BUSY),
        (403, b"<html>a proxy</html>", Fate.CHAT_GONE),
    ],
)
async def test_an_answer_that_is_not_telegrams(status: int, body: bytes, fate: Fate) -> None:
    assert (await failing(lambda _: httpx.Response(status, content=body))).fate is fate


@pytest.mark.parametrize("kind", [httpx.ConnectError, httpx.ReadTimeout, httpx.RemoteProtocolError])
async def test_the_reason_holds_neither_token_nor_text(kind: type[httpx.HTTPError]) -> None:
    reason = (await failing(raising(kind))).reason
    assert TOKEN not in reason
    assert TEXT not in reason


async def test_a_description_that_quotes_the_call_is_cut_before_the_quote() -> None:
    body = {"ok": False, "error_code": 400, "description": f'Bad Request: wrong URL "{TEXT}" given'}
    found = await failing(lambda _: httpx.Response(400, content=json.dumps(body).encode()))
    assert found.reason == "BadRequest: Wrong url"
