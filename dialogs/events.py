"""Events: what a person can do to a conversation, wherever they do it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """A message of text."""

    text: str
    forwarded: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button. It names the letter and the revision (the step of that letter) it was made for."""

    action: str
    letter: int
    revision: int


@dataclass(frozen=True, slots=True)
class Commanded:
    """A command, without its slash, and what stood behind it."""

    name: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """An earlier message was changed; `text` is what it says now."""

    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that is no text: "photo", "sticker", "voice", "document", "location" or any other kind."""

    what: str


Event = Said | Pressed | Commanded | Edited | Sent
