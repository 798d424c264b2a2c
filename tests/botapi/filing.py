"""Files kept by Telegram, and how messages show them."""

from __future__ import annotations

import mimetypes
import random
import struct

from tests.botapi.json_types import Json
from tests.botapi.refusal import bad_request
from tests.botapi.world import StoredFile, World

LARGEST_DOCUMENT = 50 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024
FOLDERS = {"document": "documents", "photo": "photos", "voice": "voice", "sticker": "stickers", "audio": "music",
           "video": "videos", "video_note": "video_notes", "animation": "animations"}  # fmt: skip


def keep(world: World, kind: str, name: str, content: bytes, mime: str = "") -> StoredFile:
    """The file, stored under a new id."""
    number = len(world.files) + 1
    unique = f"AQAD{number:08x}{random.randrange(16**6):06x}"
    suffix = "." + name.rsplit(".", 1)[-1] if "." in name else ""
    mime = mime if mime and mime != "application/octet-stream" else mimetypes.guess_type(name)[0] or mime
    file = StoredFile(
        id=f"BQACAgIAAxkB{unique}{random.randrange(16**12):012x}",
        unique=unique,
        name=name,
        mime=mime or "application/octet-stream",
        content=content,
        path=f"{FOLDERS.get(kind, 'documents')}/file_{number}{suffix}",
    )
    world.files[file.id] = file
    return file


def basics(file: StoredFile) -> Json:
    """What every kind of file says of itself."""
    return {"file_id": file.id, "file_unique_id": file.unique, "file_size": len(file.content)}


def document(file: StoredFile) -> Json:
    """A Document."""
    return basics(file) | {"file_name": file.name, "mime_type": file.mime}


def photo(file: StoredFile) -> list[Json]:
    """PhotoSizes, smallest first, of which the last is the picture itself."""
    width, height = size(file.content)
    small = max(width, height) / 90
    thumb = basics(file) | {"width": max(int(width / small), 1), "height": max(int(height / small), 1)}
    thumb |= {"file_unique_id": file.unique + "s"}
    return [thumb, basics(file) | {"width": width, "height": height}]


def size(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG; refuses what Telegram could not process."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
    elif content.startswith(b"\xff\xd8"):
        width, height = _jpeg_size(content)
    else:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    raise bad_request("IMAGE_PROCESS_FAILED")
