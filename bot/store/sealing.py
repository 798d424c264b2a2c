"""Sealing: AES-256-GCM for what is kept, bound to the place it is kept in.

A blob is twelve random bytes and the ciphertext with its tag. `about` says whose it is and where it stands; a blob that
was altered, or moved to another person, table or row, does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.store.errors import StoreDamaged, StoreKeyError

KEY_BYTES = 32
NONCE_BYTES = 12

About = tuple[str | int | None, ...]
"""Where a blob stands: its table first, then whatever tells this row and its plain columns from every other."""


class Seal:
    """Seals and opens with one key."""

    __slots__ = ("_aead", "_key")

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise StoreKeyError(f"A key has {KEY_BYTES} bytes, not {len(key)}; make one with: openssl rand -base64 32")
        self._key = key
        self._aead = AESGCM(key)

    def __repr__(self) -> str:
        return "Seal(…)"

    def seal(self, plain: bytes, about: About) -> bytes:
        """The blob that opens to `plain` under the same `about` only."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._aead.encrypt(nonce, plain, _bound(about))

    def open(self, blob: bytes, about: About) -> bytes:
        """What was sealed; StoreDamaged where the blob is not what was sealed here under this key."""
        try:
            return self._aead.decrypt(blob[:NONCE_BYTES], blob[NONCE_BYTES:], _bound(about))
        except (InvalidTag, ValueError):
            raise StoreDamaged(
                f"The store refuses what stands in {about[0]} (row {', '.join(map(str, about[1:]))}): it was altered, "
                "or is not what was kept there; restore the last backup with: coach restore FILE"
            ) from None

    def seal_text(self, text: str, about: About) -> bytes:
        """The blob that opens to `text`."""
        return self.seal(text.encode("utf-8", "surrogatepass"), about)

    def open_text(self, blob: bytes, about: About) -> str:
        """The text that was sealed."""
        return self.open(blob, about).decode("utf-8", "surrogatepass")

    def digest(self, purpose: str, value: str | int) -> bytes:
        """16 bytes that are the same for the same value, and say nothing about it without the key."""
        derived = hmac.digest(self._key, b"digest", hashlib.sha256)
        return hmac.digest(derived, json.dumps([purpose, value]).encode(), hashlib.sha256)[:16]


def new_key() -> bytes:
    """A key that nobody has: 32 random bytes."""
    return os.urandom(KEY_BYTES)


def _bound(about: About) -> bytes:
    return json.dumps(["anchor", 1, *about], separators=(",", ":")).encode()
