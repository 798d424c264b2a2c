"""Text as Telegram counts, cleans and cuts it: lengths and offsets in UTF-16 code units."""

from __future__ import annotations

import re

from tests.botapi.json_types import Json

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_BYTES = 1 << 15  # before anything is parsed
SPACE = " \n"
HIDDEN = frozenset({"text_link", "text_mention"})  # may stand on space
UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]")
INVISIBLE = re.compile("[\\s\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3164\ufeff]")
LOOK_BACK = 300  # how far a client looks back for a good place to cut


def utf16(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def piece(text: str, offset: int, length: int) -> str:
    """The part of a text that an entity's offset and length name."""
    return text.encode("utf-16-le")[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def clean(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Text and entities as Telegram keeps them.

    Characters that Telegram removes are gone, control characters are spaces, and space is gone at both ends, unless a
    link stands on it. Entities begin with something visible; those that hold only space are gone, but for links.
    """
    text, entities = _without_unwanted(text, entities)
    body = text.rstrip(SPACE)
    end, kept = utf16(body), []
    for entity in entities:
        offset, until = entity["offset"], min(entity["offset"] + entity["length"], end)
        words = piece(text, offset, until - offset) if until > offset else ""
        if entity["type"] not in HIDDEN:
            offset += utf16(words) - utf16(words.lstrip(SPACE))
        if until > offset:
            kept.append({**entity, "offset": offset, "length": until - offset})
    lead = min([utf16(body) - utf16(body.lstrip(SPACE)), *(entity["offset"] for entity in kept)])
    return body[lead:], [{**entity, "offset": entity["offset"] - lead} for entity in kept]


def _without_unwanted(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    if not UNWANTED.search(text):
        return text, entities
    moved: list[int] = []  # old UTF-16 offset -> new one
    kept: list[str] = []
    at = 0
    for ch in text:
        width = 2 if ch > "\uffff" else 1
        moved += [at] * width
        if ch < " " and ch not in "\r\n":
            kept.append(" ")
        elif UNWANTED.match(ch):
            continue
        else:
            kept.append(ch)
        at += width
    moved.append(at)
    shifted = []
    for entity in entities:
        start, end = moved[entity["offset"]], moved[entity["offset"] + entity["length"]]
        shifted.append({**entity, "offset": start, "length": end - start})
    return "".join(kept), [entity for entity in shifted if entity["length"]]


def empty(text: str) -> bool:
    """Whether nothing of a text can be seen."""
    return not INVISIBLE.sub("", text)


def as_a_client_sends(text: str) -> tuple[str, ...]:
    """The messages that a person's long text becomes, each at most 4096 UTF-16 units and trimmed.

    The cut is where Telegram's Android client makes it: among the last 300 units an empty line, else a line end, else
    a space after a full stop, else a space, else exactly at the limit.
    """
    units = text.encode("utf-16-le")
    parts, start, total = [], 0, len(units) // 2
    while start < total:
        end = min(start + MAX_TEXT, total)
        if end < total:
            end = _cut(units, start, end)
        part = units[start * 2 : end * 2].decode("utf-16-le").strip()
        if part:
            parts.append(part)
        start = end
    return tuple(parts)


def _cut(units: bytes, start: int, limit: int) -> int:
    found: dict[str, int] = {}
    for at in range(limit - 1, max(start, limit - LOOK_BACK), -1):
        here, before = units[at * 2 : at * 2 + 2], units[at * 2 - 2 : at * 2]
        if here == b"\n\0" and before == b"\n\0":
            return at
        if here == b"\n\0":
            found.setdefault("line", at)
        elif here == b" \0":
            found.setdefault("sentence" if before == b".\0" else "word", at)
    for kind in ("line", "sentence", "word"):
        if kind in found:
            return found[kind]
    middle_of_a_pair = 0xD8 <= units[limit * 2 - 1] <= 0xDB
    return limit - 1 if middle_of_a_pair else limit
