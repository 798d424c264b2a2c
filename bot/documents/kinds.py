"""Kinds: what a file is by its first bytes, whatever its name says."""

from __future__ import annotations

from bot.documents.nouns import UnreadableError

NEAR = 1024
"""Bytes at the start within which a PDF must say that it is one."""

_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00")
_ARCHIVES = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x28\xb5\x2f\xfd")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEALED = "EncryptedPackage".encode("utf-16-le")
_WEB = (b"<!doctype html", b"<html")


def kind(raw: bytes) -> str:
    """Whether these bytes are "zip", "pdf" or "text". Raises UnreadableError where they can hold no letter."""
    start = raw[:NEAR].lstrip()
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if b"%PDF-" in raw[:NEAR]:
        return "pdf"
    if raw.startswith(_OLE):
        raise UnreadableError("encrypted" if _SEALED in raw else "old-word")
    if start.startswith(b"{\\rtf"):
        raise UnreadableError("rich-text")
    if start.removeprefix(b"\xef\xbb\xbf").lower().startswith(_WEB):
        raise UnreadableError("web-page")
    if _image(raw):
        raise UnreadableError("image")
    if raw.startswith(_ARCHIVES):
        raise UnreadableError("archive")
    return "text"


def _image(raw: bytes) -> bool:
    """Whether these are the first bytes of a picture; two letters alone, as in BMP, count only where more is odd."""
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return True
    if raw[4:12] in (b"ftypheic", b"ftypheix", b"ftypavif", b"ftypmif1"):
        return True
    return raw.startswith(_IMAGES) and (not raw.startswith(b"BM") or b"\x00" in raw[:32])
