"""People and gatherings, as a test has them act."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.botapi.json_types import Json
from tests.botapi.replies import Reply
from tests.botapi.views import Message, message_with_button

if TYPE_CHECKING:
    from tests.botapi.client import Telegram


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press on its way to the bot."""

    id: str
    update_id: int | None


class User:
    """A person. Without `chat` they act in their private chat with the bot."""

    def __init__(self, telegram: Telegram, about: Json) -> None:
        self.telegram = telegram
        self.about = about
        self.id = int(about["id"])
        self.name = str(about["first_name"])
        self.mark = 0  # wait_for_reply looks at what happened after this

    def say(self, text: str, chat: Chat | None = None, **circumstances: Any) -> Message:
        """Write; a text over 4096 UTF-16 units becomes several messages, of which the last is returned.

        circumstances: thread, reply_to (message id), quote, anonymously, forwarded_from (a name or a MessageOrigin).
        """
        return self._sent("say", text=text, chat=_id(chat), **circumstances)

    def command(self, name: str, rest: str = "", chat: Chat | None = None, **circumstances: Any) -> Message:
        """`/name rest`."""
        return self.say(f"/{name.lstrip('/')} {rest}".rstrip(), chat, **circumstances)

    def forward(self, text: str, origin: str = "A friend", chat: Chat | None = None) -> Message:
        """Forward somebody's text."""
        return self.say(text, chat, forwarded_from=origin)

    def send_photo(self, name: str = "photo.jpg", content: bytes = b"photo", **more: Any) -> Message:
        """Send a picture. more: caption, chat, thread, reply_to."""
        return self._thing("photo", name, content, **more)

    def send_document(self, name: str = "letter.txt", content: bytes = b"letter", **more: Any) -> Message:
        """Send a file."""
        return self._thing("document", name, content, **more)

    def send_sticker(self, name: str = "sticker.webp", content: bytes = b"sticker", **more: Any) -> Message:
        """Send a sticker."""
        return self._thing("sticker", name, content, **more)

    def send_voice(self, name: str = "voice.ogg", content: bytes = b"voice", **more: Any) -> Message:
        """Send a voice message."""
        return self._thing("voice", name, content, **more)

    def send_location(self, chat: Chat | None = None) -> Message:
        """Send where they are."""
        return self._sent("send", what="location", chat=_id(chat))

    def send(self, what: str, name: str = "", content: bytes = b"content", **more: Any) -> Message:
        """Send anything else: video, video_note, audio, contact."""
        return self._thing(what, name, content, **more) if what != "contact" else self._sent("send", what=what)

    def edit(self, message: Message | int, text: str, chat: Chat | None = None) -> Message:
        """Change an own message."""
        number = message if isinstance(message, int) else message.id
        return self._sent("edit", message=number, text=text, chat=_id(chat))

    def press(self, button: str, message: Message | int | None = None, chat: Chat | None = None) -> Pressed:
        """Press a button by its label or data, on a message as it stands now (None: the last that has it)."""
        standing = self.messages(chat)
        if message is not None:
            number = message if isinstance(message, int) else message.id
            standing = tuple(one for one in standing if one.id == number)
        found = message_with_button(standing, button)
        return self._pressed(message=found.id, data=found.button(button).data, chat=_id(chat))

    def press_stale(self, message: Message, button: str, chat: Chat | None = None) -> Pressed:
        """Press a button that a message had when it was looked at, though it may be gone since."""
        return self.forge(message.button(button).data, message, chat)

    def forge(self, data: str, message: Message | int, chat: Chat | None = None) -> Pressed:
        """Press with any data on any message of the chat, as a modified client could; a deleted one is inaccessible."""
        number = message if isinstance(message, int) else message.id
        return self._pressed(message=number, data=data, chat=_id(chat), forged=True)

    def toast(self, press: Pressed) -> str | None:
        """What the bot answered to a press; None while it has not."""
        answer = self.telegram.control("press_result", press=press.id)
        return None if answer is None else str(answer["text"])

    def block_bot(self) -> None:
        """From now on the bot gets 403 here, and is told."""
        self.telegram.control("block", user=self.id)

    def unblock_bot(self) -> None:
        """Let the bot write again."""
        self.telegram.control("block", user=self.id, blocked=False)

    def delete_account(self) -> None:
        """The bot gets 403 "user is deactivated"."""
        self.telegram.control("set_room", chat=self.id, deactivated=True)

    def messages(self, chat: Chat | None = None) -> tuple[Message, ...]:
        """What stands in the chat now."""
        return self.telegram.messages(self.id if chat is None else chat)

    @property
    def last(self) -> Message:
        """The bot's last message in the private chat."""
        return next(message for message in reversed(self.messages()) if message.from_bot)

    def wait_for_reply(
        self,
        until: Callable[[Reply], bool] | str | None = None,
        chat: Chat | None = None,
        count: int = 1,
        quiet: float | None = None,
        timeout: float | None = None,
    ) -> Reply:
        """What the bot did since the last wait; see Telegram.wait_for_reply."""
        place = self.id if chat is None else chat.id
        reply = self.telegram.wait_for_reply(place, self.mark, count, until, quiet, timeout)
        self.mark = max(happening.number for happening in reply.seen)
        return reply

    def ask(self, text: str, **waiting: Any) -> Reply:
        """Write in private and wait for the reply to it."""
        self.mark = self.telegram.mark()
        self.say(text)
        return self.wait_for_reply(**waiting)

    def tap(self, button: str, message: Message | int | None = None, **waiting: Any) -> Reply:
        """Press in private and wait for what comes of it."""
        self.mark = self.telegram.mark()
        self.press(button, message)
        return self.wait_for_reply(**waiting)

    async def areply(self, *args: Any, **kwargs: Any) -> Reply:
        """wait_for_reply for a bot in the same event loop."""
        return await asyncio.to_thread(self.wait_for_reply, *args, **kwargs)

    async def aask(self, text: str, **waiting: Any) -> Reply:
        """Ask for a bot in the same event loop."""
        return await asyncio.to_thread(self.ask, text, **waiting)

    async def atap(self, button: str, message: Message | int | None = None, **waiting: Any) -> Reply:
        """Tap for a bot in the same event loop."""
        return await asyncio.to_thread(self.tap, button, message, **waiting)

    def _thing(self, what: str, name: str, content: bytes, chat: Chat | None = None, **more: Any) -> Message:
        encoded = base64.b64encode(content).decode()
        return self._sent("send", what=what, name=name, content=encoded, chat=_id(chat), **more)

    def _sent(self, verb: str, **wishes: Any) -> Message:
        told = self.telegram.control(verb, user=self.id, **wishes)
        return Message(told["messages"][-1], told["update_ids"][-1])

    def _pressed(self, **wishes: Any) -> Pressed:
        told = self.telegram.control("press", user=self.id, **wishes)
        return Pressed(told["press"], told["update_ids"][0])


class Chat:
    """A group, supergroup or channel."""

    def __init__(self, telegram: Telegram, number: int, owner: User) -> None:
        self.telegram = telegram
        self.id = number
        self.owner = owner

    def post(self, text: str, **circumstances: Any) -> Message:
        """The owner writes here (in a channel: the channel does)."""
        return self.owner.say(text, self, **circumstances)

    def topic(self, name: str) -> int:
        """A new topic of a forum; its number is what `thread=` takes."""
        return int(self.telegram.control("new_topic", chat=self.id, by=self.owner.id, name=name))

    def close_topic(self, topic: int, closed: bool = True) -> None:
        """Close a topic, or open it again."""
        self.telegram.control("close_topic", chat=self.id, topic=topic, closed=closed)

    def set_member(self, user: User, status: str = "member") -> None:
        """member, administrator, left or kicked."""
        self.telegram.control("set_member", chat=self.id, user=user.id, status=status)

    def set_bot(self, status: str) -> None:
        """The owner makes the bot administrator or member, or kicks it ("kicked")."""
        self.telegram.control("set_bot_status", chat=self.id, by=self.owner.id, status=status)

    def migrate(self) -> Chat:
        """The supergroup that this plain group becomes."""
        about = self.telegram.control("migrate", chat=self.id, by=self.owner.id)
        return Chat(self.telegram, about["id"], self.owner)

    def messages(self) -> tuple[Message, ...]:
        """What stands here now."""
        return self.telegram.messages(self)


def _id(chat: Chat | None) -> int | None:
    return None if chat is None else chat.id
