"""What the bot did in a chat, as a test waits for it and reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tests.botapi.json_types import Json
from tests.botapi.views import Message, message_with_button


@dataclass(frozen=True, slots=True)
class Seen:
    """What happened in a chat: a message `sent`, `edited` or `deleted`, a press `answered`, an `action` shown.

    In a transcript also what a person `said`, `altered` or `pressed`.
    """

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
        return transcript(self.seen)


def transcript(happenings: Iterable[Seen]) -> str:
    """What happened, line by line, each with a mark for what it was; actions and answers without words are left out."""
    marks = {"sent": "<", "edited": "~", "deleted": "x", "answered": "!", "said": ">", "altered": ">~", "pressed": ">"}
    lines = []
    for happening in happenings:
        words = str(happening.message) if happening.message else happening.text
        if happening.kind in marks and words:
            lines.append(f"{marks[happening.kind]} " + words.replace("\n", "\n  "))
    return "\n".join(lines)


def seen(raw: Json) -> Seen:
    """A happening as the server tells it."""
    message = Message(raw["message"]) if raw["message"] else None
    return Seen(raw["number"], raw["kind"], raw["chat_id"], raw["at"], message, raw["details"] or {})
