"""The two lines to Telegram, one for polling and one for calls, and how a call of the outbox is made."""

from __future__ import annotations

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from telegram import Bot, Update
from telegram.error import NetworkError, TelegramError
from telegram.request import HTTPXRequest, RequestData

from bot.telegram.queue import UNREAD
from bot.telegram.sender import Call


class Line(HTTPXRequest):
    """The library's own line, which does not write an answer it cannot parse into the log."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as JSON; TelegramError where it is none."""
        try:
            answer = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            raise TelegramError("the server's answer is not JSON") from None
        if not isinstance(answer, dict):
            raise TelegramError("the server's answer is not an object")
        return answer


class PollingLine(Line):
    """The line for getUpdates; `heard` is called at each answer, `refused` where the token seems wrong.

    The library would poll no more then. It is told that the network failed instead, and tries on.
    An update that the library cannot parse would be asked for again and again, and nothing after it would ever arrive.
    It is handed on wrapped up whole, so that it can be kept like any other.
    """

    def __init__(self, heard: Callable[[], None], refused: Callable[[], None], **timeouts: float) -> None:
        super().__init__(connection_pool_size=1, **timeouts)  # type: ignore[arg-type]
        self._heard = heard
        self._refused = refused

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **timeouts: Any
    ) -> tuple[int, bytes]:
        """The answer to one poll, each of its updates such that the library can parse it."""
        code, payload = await super().do_request(url, method, request_data, *args, **timeouts)
        if code == HTTPStatus.OK:
            self._heard()
            payload = self._readable(payload)
        elif code in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            self._refused()
            raise NetworkError(f"a poll was answered with {code}")
        return code, payload

    def _readable(self, payload: bytes) -> bytes:
        try:
            answer = self.parse_json_payload(payload)
        except TelegramError:
            return payload
        updates = answer.get("result")
        if not isinstance(updates, list) or all(_parses(update) for update in updates):
            return payload
        wrapped = [
            update if _parses(update) else {"update_id": update["update_id"], UNREAD: update} for update in updates
        ]
        return json.dumps({**answer, "result": wrapped}).encode()


def _parses(update: dict[str, Any]) -> bool:
    try:
        Update.de_json(update, None)
    except Exception:
        return False
    return True


def caller(bot: Bot) -> Call:
    """Makes the calls of the outbox, whose parameters are Telegram's own JSON."""

    async def call(method: str, params: dict[str, Any]) -> object:
        rest = dict(params)
        match method:
            case "sendMessage":
                return await bot.send_message(rest.pop("chat_id"), rest.pop("text"), api_kwargs=rest)
            case "editMessageText":
                return await bot.edit_message_text(rest.pop("text"), api_kwargs=rest)
            case "editMessageReplyMarkup":
                return await bot.edit_message_reply_markup(api_kwargs=rest)
            case "answerCallbackQuery":
                return await bot.answer_callback_query(rest.pop("callback_query_id"), api_kwargs=rest)
            case "getMe":
                return await bot.get_me()
            case _:
                raise ValueError(f"no call of the Bot API is made by the name of {method}")

    return call
