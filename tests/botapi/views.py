"""Messages as a test sees them."""

from __future__ import annotations

from dataclasses import dataclass

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
        kinds = [
            kind for kind in ("document", "photo", "sticker", "voice", "location", "video", "audio") if kind in self.raw
        ]
        things = [f"({kind} {self.file_name}".rstrip() + ")" for kind in kinds]
        return "\n".join(part for part in (*things, self.text, buttons) if part)


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
