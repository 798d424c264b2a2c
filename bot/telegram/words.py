"""The few words of the Telegram side, which stand in content/ and are handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.answers import Language
from dialogs.replies import Replies


@dataclass(frozen=True, slots=True)
class Words:
    """In one language: for a turn that failed by our fault, for a call in a group, and each command's one line."""

    apology: str
    private_only: str
    commands: tuple[tuple[str, str], ...]


Phrasebook = Mapping[str, Words]
"""Language codes to words; English is always there."""


def phrasebook(replies: Mapping[Language, Replies]) -> Phrasebook:
    """The words of every language, as content/ has them; commands in the order in which English lists them."""
    names = [key for group, key in replies["en"].sentences if group == "commands"]
    return {
        language: Words(
            apology=known.say("trouble"),
            private_only=known.say("groups"),
            commands=tuple((name, known.command(name)) for name in names),
        )
        for language, known in replies.items()
    }


def in_language(book: Phrasebook, code: str) -> Words:
    """The words in the language of a code such as "it" or "en-GB", English where it is not spoken."""
    return book.get(code.partition("-")[0].lower(), book["en"])
