"""The master key's file: base64 text, readable by its owner alone, made once and never written over in place."""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
import secrets
from pathlib import Path

from bot.store.errors import StoreKeyError
from bot.store.sealing import KEY_BYTES, new_key


def read_key(text: str, where: str) -> bytes:
    """The 32 bytes that `text` says in base64; an error names its origin, `where`, and never shows the text."""
    try:
        key = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise StoreKeyError(
            f"The key in {where} is not {KEY_BYTES} bytes in base64; put the right key there, or make a first one "
            "with: openssl rand -base64 32"
        )
    return key


def load(path: Path) -> bytes | None:
    """The key in a file, or None where there is no such file."""
    try:
        text = path.read_text("ascii")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        text = ""
    except OSError as error:
        raise StoreKeyError(
            f"The key file {path} cannot be read ({error.strerror}); give this user the right."
        ) from None
    return read_key(text, f"the file {path}")


def make(path: Path) -> bytes:
    """The key in a file, made now unless somebody was quicker; whole on disk, mode 0600, in a folder of mode 0700."""
    key = new_key()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = _draft(path, key)
        try:
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)  # unlike a rename, a link never replaces a key that is there
        finally:
            draft.unlink()
        flush_folder(path.parent)
    except OSError as error:
        raise StoreKeyError(
            f"The key file {path} cannot be made ({error.strerror}); name another place in COACH_KEY_FILE, or give the "
            "key itself in COACH_KEY."
        ) from None
    return load(path) or key


def pending(path: Path) -> Path:
    """Where the next key waits while keys are changed."""
    return path.with_name(path.name + ".next")


def take_over(path: Path) -> None:
    """Put the pending key in the key file's place."""
    pending(path).replace(path)
    flush_folder(path.parent)


def _draft(path: Path, key: bytes) -> Path:
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(base64.b64encode(key) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return draft


def flush_folder(folder: Path) -> None:
    """Make a new name in a folder last through a loss of power."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
