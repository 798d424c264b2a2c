"""What a turn says, as calls of the Bot API; texts go out with entities and never with a parse mode."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bot.store.contract import Outgoing
from bot.telegram.text import parts
from bot.telegram.updates import Incoming, Press
from bot.turn import Turn
from dialogs.effects import Choice, Say
from dialogs.rich import rich

TOAST = 200
"""Characters in the answer to a press: https://core.telegram.org/bots/api#answercallbackquery."""

DATA = 64
"""Bytes in the data of a button: https://core.telegram.org/bots/api#inlinekeyboardbutton."""


def calls(turn: Turn, incoming: Incoming) -> tuple[Outgoing, ...]:
    """Every call a turn comes to, in order: the press is answered, then come the messages.

    The first menu of a press takes the place of the message pressed. Where a press kept something without that, the
    buttons of its message are taken away, since they are stale now.
    """
    return tuple(_calls(turn, incoming))


def _calls(turn: Turn, incoming: Incoming) -> Iterator[Outgoing]:
    press = incoming.press
    if press:
        yield answered(incoming.chat, press, turn.toast)
    elif turn.toast:
        yield from _messages(incoming.chat, Say(rich(turn.toast)), None, turn)
    place = press.message if press else None
    for say in turn.says:
        yield from _messages(incoming.chat, say, place if say.menu else None, turn)
        if say.menu:
            place = None
    if place is not None and (turn.keep or turn.erase):
        yield _call(incoming.chat, "editMessageReplyMarkup", {"message_id": place}, quick=True)


def answered(chat: int, press: Press, toast: str = "") -> Outgoing:
    """The answer to a press: a toast, or nothing more than that it was heard."""
    params = {"callback_query_id": press.query} | ({"text": toast[:TOAST]} if toast else {})
    return Outgoing(chat, "answerCallbackQuery", json.dumps(params), quick=True)


def said(chat: int, text: str, topic: int | None = None) -> Outgoing:
    """One short plain message, in a topic of a forum where one is given."""
    return _call(chat, "sendMessage", {"text": text} | ({"message_thread_id": topic} if topic else {}))


def _messages(chat: int, say: Say, place: int | None, turn: Turn) -> Iterator[Outgoing]:
    """The parts of one message; the first takes the place given, the last carries the buttons."""
    shown = [part for part in parts(say.text) if part.text.strip()]
    for part in shown:
        params: dict[str, Any] = {"text": part.text, "link_preview_options": {"is_disabled": True}}
        if part.entities:
            params["entities"] = part.entities
        if part is shown[-1] and say.choices:
            params["reply_markup"] = {"inline_keyboard": [list(_row(row, turn)) for row in say.choices if row]}
        if part is shown[0] and place is not None:
            yield _call(chat, "editMessageText", {"message_id": place, **params})
        else:
            yield _call(chat, "sendMessage", params)


def _row(row: Iterable[Choice], turn: Turn) -> Iterator[dict[str, str]]:
    for choice in row:
        data = f"{turn.letter}.{turn.revision}.{choice.action}"
        if len(data.encode()) > DATA:
            raise ValueError(
                f"the action {choice.action!r} makes button data of over {DATA} bytes; give it a shorter id"
            )
        yield {"text": choice.label, "callback_data": data}


def _call(chat: int, method: str, params: dict[str, Any], *, quick: bool = False) -> Outgoing:
    return Outgoing(chat, method, json.dumps({"chat_id": chat, **params}), quick)
