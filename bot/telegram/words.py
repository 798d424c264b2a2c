"""The few words of the Telegram side, which stand in content/ and are handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """In one language: for a turn that failed by our fault, for a call in a group, and each command's one line."""

    apology: str
    private_only: str
    commands: tuple[tuple[str, str], ...]


Phrasebook = Mapping[str, Words]
"""Language codes to words; English is always there."""


def in_language(book: Phrasebook, code: str) -> Words:
    """The words in the language of a code such as "it" or "en-GB", English where it is not spoken."""
    return book.get(code.partition("-")[0].lower(), book["en"])
