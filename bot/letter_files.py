"""Letter files: texts read from a file or standard input, and written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

MOST = 4_000_000  # bytes; a letter is a thousandth of it


class LetterFileError(Exception):
    """A text cannot be read or written. The message says which, why, and what to do."""


def read_text(path: Path) -> str:
    """The text of a file, or of standard input for `-`. Raises LetterFileError."""
    if str(path) == "-":
        return _decoded("standard input", sys.stdin.buffer.read(MOST + 1))
    try:
        with path.open("rb") as file:
            return _decoded(str(path), file.read(MOST + 1))
    except FileNotFoundError:
        raise LetterFileError(f"{path}: there is no such file") from None
    except IsADirectoryError:
        raise LetterFileError(f"{path}: that is a folder; name a text file in it") from None
    except OSError as error:
        raise LetterFileError(f"{path}: it cannot be read: {error.strerror}") from None


def _decoded(name: str, raw: bytes) -> str:
    if len(raw) > MOST:
        raise LetterFileError(f"{name}: over {MOST // 1_000_000} MB, so it is no letter; send the letter's text alone")
    if b"\x00" in raw[:4096] and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise LetterFileError(f"{name}: that is not a text file; save the letter as plain text (.txt)")
    for encoding in ("utf-16",) if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
        if not any(letter.isalnum() for letter in text):
            raise LetterFileError(f"{name}: there is nothing to read in it; it should hold a letter's text")
        return text
    raise LetterFileError(f"{name}: that is not text in UTF-8; save the letter as plain text in UTF-8")


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
