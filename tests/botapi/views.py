"""What a test gets to see: messages, replies, calls, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.botapi.json_types import Json
from tests.botapi.text import piece


@dataclass(frozen=True, slots=True)
class Button:
    """A button of an inline keyboard."""

    label: str
    data: str
    url: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it was when it was looked at. `raw` is Telegram's JSON object."""

    raw: Json
    update_id: int | None = None  # of the update that brought a person's message to the bot

    @property
    def id(self) -> int:
        """The message's number in its chat."""
        return int(self.raw["message_id"])

    @property
    def chat_id(self) -> int:
        """Where it stands."""
        return int(self.raw["chat"]["id"])

    @property
    def text(self) -> str:
        """Its text, else its caption, else nothing."""
        return str(self.raw.get("text") or self.raw.get("caption") or "")

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it."""
        return bool(self.raw.get("from", {}).get("is_bot")) and "sender_chat" not in self.raw

    @property
    def edited(self) -> bool:
        """Whether it says something else than at first."""
        return "edit_date" in self.raw

    @property
    def rows(self) -> tuple[tuple[Button, ...], ...]:
        """Its buttons, row by row."""
        rows = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return tuple(
            tuple(Button(b["text"], b.get("callback_data", ""), b.get("url", "")) for b in row) for row in rows
        )

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Its buttons in reading order."""
        return tuple(button for row in self.rows for button in row)

    @property
    def labels(self) -> tuple[str, ...]:
        """What its buttons say."""
        return tuple(button.label for button in self.buttons)

    @property
    def entities(self) -> tuple[tuple[str, str], ...]:
        """Kind and words of each entity."""
        found = self.raw.get("entities") or self.raw.get("caption_entities") or []
        return tuple((e["type"], piece(self.text, e["offset"], e["length"])) for e in found)

    @property
    def quote(self) -> str:
        """The words of the other message that it quotes."""
        return str(self.raw.get("quote", {}).get("text", ""))

    @property
    def reply_to(self) -> int | None:
        """The number of the message it replies to."""
        number: int | None = self.raw.get("reply_to_message", {}).get("message_id")
        return number

    @property
    def file_name(self) -> str:
        """The name of its document."""
        return str(self.raw.get("document", {}).get("file_name", ""))

    @property
    def file_id(self) -> str:
        """The id of its document or picture (the largest size), or nothing."""
        photo = self.raw.get("photo") or [{}]
        return str(self.raw.get("document", {}).get("file_id") or photo[-1].get("file_id", ""))

    def button(self, label_or_data: str) -> Button:
        """The button with this label, else with this data, else the one whose label contains it."""
        for matches in (
            lambda b: b.label == label_or_data,
            lambda b: b.data == label_or_data,
            lambda b: label_or_data.lower() in b.label.lower(),
        ):
            found = [button for button in self.buttons if matches(button)]
            if found:
                return found[0]
        raise LookupError(f"message {self.id} has no button {label_or_data!r}; it has {list(self.labels)}")

    def __str__(self) -> str:
        buttons = " ".join(f"[{label}]" for label in self.labels)
        return f"{self.text or '(' + self.file_name + ')'}{chr(10) + buttons if buttons else ''}"


@dataclass(frozen=True, slots=True)
class Seen:
    """What happened in a chat: a message `sent`, `edited` or `deleted`, a press `answered`, an `action` shown."""

    number: int
    kind: str
    chat_id: int
    at: float
    message: Message | None
    details: Json

    @property
    def text(self) -> str:
        """The message's text, or the toast's."""
        return self.message.text if self.message else str(self.details.get("text", ""))


@dataclass(frozen=True, slots=True)
class Reply:
    """All that the bot did in a chat since a mark."""

    seen: tuple[Seen, ...]

    @property
    def messages(self) -> tuple[Message, ...]:
        """Messages sent or edited, each as it stood last, in the order in which they last changed."""
        last: dict[int, Message] = {}
        for seen in self.seen:
            if seen.message:
                last.pop(seen.message.id, None)
                if seen.kind in ("sent", "edited"):
                    last[seen.message.id] = seen.message
        return tuple(last.values())

    @property
    def new(self) -> tuple[Message, ...]:
        """Messages sent, as they were sent."""
        return tuple(seen.message for seen in self.seen if seen.kind == "sent" and seen.message)

    @property
    def edits(self) -> tuple[Message, ...]:
        """Messages edited, as each edit left them."""
        return tuple(seen.message for seen in self.seen if seen.kind == "edited" and seen.message)

    @property
    def toasts(self) -> tuple[str, ...]:
        """What answers to presses said; an answer without words is left out."""
        return tuple(seen.text for seen in self.seen if seen.kind == "answered" and seen.text)

    @property
    def text(self) -> str:
        """All messages' text, an empty line between them."""
        return "\n\n".join(message.text for message in self.messages)

    @property
    def last(self) -> Message:
        """The message that changed last."""
        if not self.messages:
            raise LookupError(f"the reply has no message, only {[(s.kind, s.text) for s in self.seen]}")
        return self.messages[-1]

    @property
    def labels(self) -> tuple[str, ...]:
        """What all buttons of the reply say."""
        return tuple(label for message in self.messages for label in message.labels)

    def with_button(self, label_or_data: str) -> Message:
        """The last message that has this button."""
        return message_with_button(self.messages, label_or_data)

    def __contains__(self, words: str) -> bool:
        return words in self.text

    def __str__(self) -> str:
        marks = {"sent": "<", "edited": "~", "deleted": "x", "answered": "!", "action": "…"}
        return "\n".join(f"{marks[s.kind]} {s.message or s.text or s.details}" for s in self.seen)


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the bot: when (seconds since 1970), what it asked, what it was told, what struck it."""

    number: int
    method: str
    at: float
    parameters: Json
    chat_id: int | None
    status: int
    response: Any
    seconds: float
    fault: str

    @property
    def ok(self) -> bool:
        """Whether it was done."""
        return self.status == 200


def busiest(calls: Iterable[Call], seconds: float) -> int:
    """The most calls that lie within so many seconds: what a rate limit looks at."""
    times = sorted(call.at for call in calls)
    return max((sum(1 for at in times[n:] if at < begin + seconds) for n, begin in enumerate(times)), default=0)


def message_with_button(messages: tuple[Message, ...], label_or_data: str) -> Message:
    """The last of these messages that has the button."""
    for message in reversed(messages):
        try:
            message.button(label_or_data)
        except LookupError:
            continue
        return message
    shown = [list(message.labels) for message in messages if message.labels]
    raise LookupError(f"no message has a button {label_or_data!r}; buttons here: {shown}")


def seen(raw: Json) -> Seen:
    """A happening as the server tells it."""
    message = Message(raw["message"]) if raw["message"] else None
    return Seen(raw["number"], raw["kind"], raw["chat_id"], raw["at"], message, raw["details"] or {})
