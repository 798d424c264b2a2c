"""Letter files: texts read from a file or standard input, and written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
import tomllib
from pathlib import Path

from bot import content
from bot.documents import MOST, Document, UnreadableError, read


class LetterFileError(Exception):
    """A text cannot be read or written. The message says which, why, and what to do."""


def read_document(path: Path, language: str | None = None) -> Document:
    """What a file holds, or standard input for `-`; refused in this language. Raises LetterFileError."""
    stdin = str(path) == "-"
    try:
        if stdin:
            raw = sys.stdin.buffer.read(MOST + 1)
        else:
            with path.open("rb") as file:
                raw = file.read(MOST + 1)
    except FileNotFoundError:
        raise LetterFileError(f"{path}: there is no such file") from None
    except IsADirectoryError:
        raise LetterFileError(f"{path}: that is a folder; name a letter in it") from None
    except (OSError, ValueError) as error:
        raise LetterFileError(f"{path}: it cannot be read: {getattr(error, 'strerror', None) or error}") from None
    try:
        return read(raw)
    except UnreadableError as refusal:
        sentences = tomllib.loads(content.files()[f"{language or 'en'}/terminal.toml"])["refusals"]
        raise LetterFileError(f"{'standard input' if stdin else path}: {refusal.told(sentences)}") from None


def write_whole(path: Path, text: str) -> None:
    """Write a file so that nobody ever finds half of it. Raises LetterFileError."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise LetterFileError(f"{path}: it cannot be written: {error.strerror}") from None
