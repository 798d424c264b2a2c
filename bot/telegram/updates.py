"""Reading an update: who did what where, from Telegram's JSON as it came.

It reads the raw JSON, so that an update kept by one release can be read by the next, and one that the library cannot
parse is not lost. Nothing here raises: what cannot be understood is an update without an event.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.store.contract import Arrival
from dialogs.events import Commanded, Edited, Event, Pressed, Said, Sent

Raw = Mapping[str, Any]

SERVED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update asked of Telegram; any other that comes all the same is kept and ended without a word."""

# What a message can hold besides text, most telling first: an animation carries a document too.
KINDS = (
    "animation", "audio", "document", "photo", "sticker", "video", "video_note", "voice", "venue", "location",
    "contact", "poll", "dice", "game", "story", "paid_media", "checklist", "live_photo", "rich_message", "invoice",
    "gift", "unique_gift",
)  # fmt: skip

COMMAND = re.compile(r"/(?P<name>[A-Za-z0-9_]{1,32})(?:@(?P<bot>\w{1,64}))?(?:\s+(?P<rest>.*))?", re.DOTALL)
PRESS = re.compile(r"(?P<letter>[0-9]{1,6})\.(?P<revision>[0-9]{1,18})\.(?P<action>[!-~]{1,40})")

NOWHERE = 0
NOBODY = -1
"""Whose what comes from groups and channels is: no person's id, and not the terminal's 0."""

GENERAL = 1
"""The number of a forum's General topic, which cannot be named in a call."""

LARGEST = 2**63


@dataclass(frozen=True, slots=True)
class Press:
    """The pressed button's question to answer, and the message it stands under where that can still be edited."""

    query: str
    message: int | None


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update understood. Outside private chats there is never an event, and nobody is known.

    `called` says that a command in a group named this bot; `topic` is the forum topic where that was.
    """

    chat: int
    person: int
    private: bool
    event: Event | None = None
    press: Press | None = None
    name: str = ""
    language: str = ""
    called: bool = False
    topic: int | None = None


def arrival(raw: Raw, at: datetime) -> Arrival:
    """What the inbox keeps of an update: all of it from a private chat, and of any other only what a reply needs."""
    update_id = raw.get("update_id")
    incoming = read(raw)
    query = raw.get("callback_query")
    return Arrival(
        update_id=_int(update_id),
        chat=incoming.chat,
        person=incoming.person,
        body=json.dumps(raw if incoming.private else _bare(raw), separators=(",", ":")),
        at=at,
        press=str(query["id"]) if isinstance(query, dict) and query.get("id") else None,
    )


def read(raw: Raw, username: str = "") -> Incoming:
    """Who did what in an update; `username` is the bot's own, without @."""
    for kind in SERVED:
        body = raw.get(kind)
        if isinstance(body, dict):
            break
    else:
        return Incoming(NOWHERE, NOBODY, private=False)
    sender = _dict(body.get("from"))
    message = _dict(body.get("message")) if kind == "callback_query" else body
    chat = _dict(message.get("chat")) or (
        {"id": sender.get("id"), "type": "private"} if kind == "callback_query" else {}
    )
    chat_id, person = _int(chat.get("id")), max(_int(sender.get("id")), NOWHERE) or NOBODY
    press = _press(body, message) if kind == "callback_query" else None
    if chat.get("type") != "private":
        called = kind == "message" and _called(message, username)
        return Incoming(chat_id, NOBODY, private=False, press=press, called=called, topic=_topic(message))
    return Incoming(
        chat=chat_id,
        person=person,
        private=True,
        event=_event(kind, body, message) if person != NOBODY and not sender.get("is_bot") else None,
        press=press,
        name=_clean(sender.get("first_name")),
        language=_clean(sender.get("language_code")),
    )


def _event(kind: str, body: Raw, message: Raw) -> Event | None:
    text = _clean(message.get("text"))
    if kind == "callback_query":
        return _pressed(body, message)
    if kind == "edited_message":
        return Edited(text) if text else None
    if kind == "my_chat_member":
        return None
    if not text:
        return next((Sent(what) for what in KINDS if message.get(what) not in (None, False, [])), None)
    forwarded = "forward_origin" in message
    if not forwarded and (command := COMMAND.fullmatch(text.strip())):
        return Commanded(command["name"].lower(), (command["rest"] or "").strip())
    return Said(text, forwarded)


def _pressed(query: Raw, message: Raw) -> Pressed:
    """The press, or one without an action where its data is not ours or its sender does not own the button."""
    owned = _dict(query.get("from")).get("id") == _dict(message.get("chat")).get("id")
    data = PRESS.fullmatch(_clean(query.get("data")))
    if not owned or not data:
        return Pressed("", 0, 0)
    return Pressed(data["action"], int(data["letter"]), int(data["revision"]))


def _press(query: Raw, message: Raw) -> Press | None:
    if not query.get("id"):
        return None
    editable = bool(message.get("date"))  # Telegram dates a message that is out of reach 0
    return Press(str(query["id"]), _int(message.get("message_id")) if editable else None)


def _called(message: Raw, username: str) -> bool:
    command = COMMAND.fullmatch(_clean(message.get("text")).strip())
    return bool(command and username and (command["bot"] or "").lower() == username.lower())


def _topic(message: Raw) -> int | None:
    """The forum topic that a message stands in; in a plain group the same field only counts replies."""
    topic = message.get("message_thread_id") if message.get("is_topic_message") is True else None
    return topic if isinstance(topic, int) and topic != GENERAL else None


def _bare(raw: Raw) -> Raw:
    """An update from elsewhere without its words: in a message, nothing but a command is left."""
    bare: dict[str, Any] = {"update_id": raw.get("update_id")}
    message = _dict(raw.get("message"))
    if message:
        command = COMMAND.fullmatch(_clean(message.get("text")).strip())
        bare["message"] = {"chat": _place(message)}
        if command and command["bot"]:
            bare["message"]["text"] = f"/{command['name']}@{command['bot']}"
            if topic := _topic(message):
                bare["message"] |= {"message_thread_id": topic, "is_topic_message": True}
    query = _dict(raw.get("callback_query"))
    if query:
        bare["callback_query"] = {"id": query.get("id"), "message": {"chat": _place(_dict(query.get("message")))}}
    return bare


def _place(message: Raw) -> Raw:
    chat = _dict(message.get("chat"))
    return {"id": chat.get("id"), "type": chat.get("type")}


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _int(value: object) -> int:
    return value if isinstance(value, int) and -LARGEST <= value < LARGEST else NOWHERE


def _clean(value: object) -> str:
    """The text, whole code points only: half a surrogate pair can be received but neither kept nor sent."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(value, str) else ""
