"""Sizes: what a .docx says of itself, looked at before anything is unpacked. What it says is checked again later."""

from __future__ import annotations

import io
import zipfile

from bot.documents.nouns import UnreadableError

ENTRIES = 500
"""Files in a .docx; Word writes some twenty, and one for each picture."""

PARTS = 12_000_000
"""Bytes of all its XML, unpacked; a letter's XML is a hundredth of that, with Word's own styles and themes."""


INDEX = 300_000
"""Bytes of the index at its end, which is read whole; an entry takes a hundred."""

_END, _END_64 = b"PK\x05\x06", b"PK\x06\x07"


def check_zip(raw: bytes) -> None:
    """Raises UnreadableError where a zip file is no .docx, is sealed, or says of itself that it is far too large."""
    end = raw.rfind(_END)
    if end < 0 or end + 22 > len(raw):
        raise UnreadableError("broken", kind="Word")
    if raw[max(0, end - 20) :].startswith(_END_64) or int.from_bytes(raw[end + 12 : end + 16], "little") > INDEX:
        raise UnreadableError("bomb")
    try:
        entries = zipfile.ZipFile(io.BytesIO(raw)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, UnicodeError):
        raise UnreadableError("broken", kind="Word") from None
    names = [entry.filename for entry in entries]
    if len(entries) > ENTRIES:
        raise UnreadableError("bomb")
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        known = any(name.startswith(("xl/", "ppt/", "META-INF/manifest", "content.xml", "Index/")) for name in names)
        raise UnreadableError("office" if known else "archive")
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableError("encrypted")
    if sum(entry.file_size for entry in entries if is_part(entry.filename)) > PARTS:
        raise UnreadableError("bomb")


def is_part(name: str) -> bool:
    """Whether a file in a .docx is of the XML that says what stands in it, and no picture, font or object."""
    return name.endswith((".xml", ".rels"))
