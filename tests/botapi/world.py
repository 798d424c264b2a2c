"""All that Telegram knows about one bot: people, chats, messages, files, presses, and every call the bot made."""

from __future__ import annotations

import copy
import random
import time
from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from typing import Protocol

from tests.botapi.bell import Bell
from tests.botapi.faults import Weather
from tests.botapi.json_types import Json
from tests.botapi.queue import UpdateQueue

PRIVATE = "private"
GROUP = "group"
SUPERGROUP = "supergroup"
CHANNEL = "channel"


class Stoppable(Protocol):
    """Something that runs until it is stopped."""

    def stop(self) -> None:
        """Run no more."""


@dataclass(slots=True)
class Topic:
    """A forum topic. The General topic has no number and is not listed."""

    name: str
    closed: bool = False


@dataclass(slots=True)
class ChatRoom:
    """A chat as Telegram keeps it, with what stops the bot from writing in it."""

    id: int
    about: Json  # type, title or first_name, username
    messages: OrderedDict[int, Json] = field(default_factory=OrderedDict)
    members: dict[int, str] = field(default_factory=dict)  # user id -> creator, administrator, member, left, kicked
    bot_status: str = "member"
    topics: dict[int, Topic] = field(default_factory=dict)
    started: bool = True
    blocked: bool = False
    deactivated: bool = False
    moved_to: int | None = None
    last_number: int = 0

    @property
    def type(self) -> str:
        """private, group, supergroup or channel."""
        return str(self.about["type"])


@dataclass(slots=True)
class Press:
    """A callback query: it can be answered once, and not for long."""

    id: str
    chat_id: int
    at: float
    answer: Json | None = None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it was uploaded."""

    id: str
    unique: str
    name: str
    mime: str
    content: bytes
    path: str


@dataclass(slots=True)
class Call:
    """A call the bot made: what it asked and what it was told. `response` is the JSON text that was sent."""

    number: int
    method: str
    at: float
    parameters: Json
    chat_id: int | None
    status: int = 0
    response: str = ""
    seconds: float = 0.0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something a person could see: a message sent, edited or deleted, a press answered, an action shown."""

    number: int
    kind: str
    chat_id: int
    at: float
    message: Json | None = None
    details: Json | None = None


@dataclass(slots=True)
class World:
    """One bot and everybody it can meet."""

    token: str
    bot: Json
    users: dict[int, Json] = field(default_factory=dict)
    chats: dict[int, ChatRoom] = field(default_factory=dict)
    queue: UpdateQueue = field(default_factory=UpdateQueue)
    weather: Weather = field(default_factory=Weather)
    presses: dict[str, Press] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)  # (name | description | …, language) -> words
    rights: dict[bool, Json] = field(default_factory=dict)
    webhook: Json = field(default_factory=dict)
    pump: Stoppable | None = None  # what carries updates to the webhook
    calls: list[Call] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    press_lifetime: float = 150.0
    clock_ahead: float = 0.0
    last_number: int = 0
    under_way: Counter[int | None] = field(default_factory=Counter)  # calls by chat; None: about no chat
    active: dict[int | None, float] = field(default_factory=dict)  # monotonic time of the last beginning or end
    bell: Bell = field(default_factory=Bell)

    def now(self) -> float:
        """Telegram's clock, in seconds since 1970."""
        return time.time() + self.clock_ahead

    def new_number(self, chat: ChatRoom) -> int:
        """The next message id: a supergroup or channel counts for itself, all other chats count together."""
        if chat.type in (SUPERGROUP, CHANNEL):
            chat.last_number += 1
            return chat.last_number
        self.last_number += 1
        return self.last_number

    def happened(self, kind: str, chat_id: int, message: Json | None = None, details: Json | None = None) -> None:
        """Keep it for those who watch, as it is now, and wake them."""
        number = len(self.happenings) + 1
        self.happenings.append(Happening(number, kind, chat_id, self.now(), copy.deepcopy(message), details))
        self.bell.ring()

    def stir(self, change: int, call: Call) -> None:
        """Note that a call of the bot begins (+1) or ends (-1). Polling is no activity."""
        if call.method == "getUpdates":
            return
        press = self.presses.get(str(call.parameters.get("callback_query_id")))
        chat = press.chat_id if press else call.chat_id
        self.under_way[chat] += change
        self.active[chat] = time.monotonic()
        self.bell.ring()

    def busy(self, chat: int | None) -> bool:
        """Whether the bot has a call under way in a chat (None: anywhere), or an update of it unconfirmed."""
        chats = (chat, None) if chat is not None else tuple(self.under_way)
        return sum(self.under_way[one] for one in chats) > 0 or self.queue.waiting(chat) > 0

    def last_active(self, chat: int | None) -> float:
        """When (monotonic) the bot last began or ended a call in a chat (None: anywhere)."""
        chats = (chat, None) if chat is not None else tuple(self.active)
        return max((self.active.get(one, 0.0) for one in chats), default=0.0)


def new_world(token: str) -> World:
    """A bot that nobody has met yet."""
    number = int(token.split(":", maxsplit=1)[0])
    return World(token, {
        "id": number, "is_bot": True, "first_name": "Anchor", "username": f"anchor_{number}_bot",
        "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False,
        "can_connect_to_business": False, "has_main_web_app": False, "has_topics_enabled": False,
    })  # fmt: skip


def new_token() -> str:
    """A token in Telegram's form."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
    return f"{random.randrange(6_000_000_000, 8_000_000_000)}:AA{''.join(random.choices(letters, k=33))}"
