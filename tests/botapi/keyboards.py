"""Reply markup: what Telegram takes, and what a message shows of it."""

from __future__ import annotations

import json
import re

from tests.botapi.json_types import Json
from tests.botapi.refusal import Refusal, bad_request

MOST_BUTTONS = 100
LONGEST_MARKUP = 10_240  # bytes of JSON, about where Telegram says no
ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip


def check(markup: object, *, inline_only: bool = False) -> Json | None:
    """The inline keyboard that the message will carry, or None where it carries none."""
    if markup is None or markup == "":
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        if inline_only and markup:
            raise bad_request("inline keyboard expected")
        if "keyboard" in markup:
            _check_reply_keyboard(markup["keyboard"])
        return None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    if sum(len(row) for row in rows) > MOST_BUTTONS or len(json.dumps(markup).encode()) > LONGEST_MARKUP:
        raise bad_request("reply markup is too long")
    kept = [[_button(button) for button in row] for row in rows if row]
    return {"inline_keyboard": kept} if kept else None


def _button(button: object) -> Json:
    if not isinstance(button, dict):
        raise _unreadable("expected an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise _unreadable('Can\'t find field "text"' if text is None else 'Field "text" must be of type String')
    if not text.strip():
        raise _unreadable("Text is empty" if text else 'Field "text" must be non-empty')
    named = [action for action in ACTIONS if button.get(action) not in (None, "", False)]
    named += [action for action in ACTIONS if action.startswith("switch") and button.get(action) == ""]
    if not named:
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if "callback_data" in named:
        data = button["callback_data"]
        if not isinstance(data, str):
            raise _unreadable('Field "callback_data" must be of type String')
        if not 1 <= len(data.encode()) <= 64:
            raise bad_request("BUTTON_DATA_INVALID")
    if "url" in named:
        _check_url(str(button["url"]))
    return dict(button)


def _check_url(url: str) -> None:
    scheme = re.match(r"(\w+)://", url)
    if scheme and scheme.group(1).lower() not in {"http", "https", "tg", "ton", "tonsite"}:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if not scheme and not re.match(r"[\w-]+\.[\w.-]+", url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _check_reply_keyboard(rows: object) -> None:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('can\'t parse reply keyboard: Field "keyboard" must be an Array of Arrays')
    for button in (button for row in rows for button in row):
        text = button.get("text") if isinstance(button, dict) else button
        if not isinstance(text, str) or not text:
            raise bad_request("can't parse keyboard button: Text must be non-empty")


def _unreadable(why: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {why}")
