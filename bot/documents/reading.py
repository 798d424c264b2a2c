"""Reading: bytes in, a Document out, or a UnreadableError; quick and small whatever the bytes are."""

from __future__ import annotations

from bot.documents import plain
from bot.documents.bounded import unpacked
from bot.documents.kinds import kind
from bot.documents.nouns import Document, UnreadableError
from bot.documents.sizes import check_zip

MOST = 10_000_000
"""Bytes of a file that are looked at; a letter in Word with a picture in its head has a tenth of that."""

MOST_TEXT = 4_000_000
"""Bytes of a text file; a letter is a thousandth of it."""


def read(raw: bytes) -> Document:
    """The text of a file. Raises UnreadableError; never anything else, whatever the bytes are."""
    found = kind(raw)
    most = MOST_TEXT if found == "text" else MOST
    if len(raw) > most:
        raise UnreadableError("large", megabytes=most // 1_000_000)
    if found == "text":
        return plain.document(raw)
    if found == "zip":
        check_zip(raw)
        found = "docx"
    text = unpacked(raw, found)
    if not any(letter.isalnum() for letter in text):
        raise UnreadableError("scanned" if found == "pdf" else "empty")
    return Document(text, found, 0)
