"""Text as Telegram counts, cleans and cuts it: lengths and offsets in UTF-16 code units."""

from __future__ import annotations

from tests.botapi.json_types import Json

MAX_TEXT = 4096
MAX_CAPTION = 1024
LOOK_BACK = 300  # how far a client looks back for a good place to cut


def utf16(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def piece(text: str, offset: int, length: int) -> str:
    """The part of a text that an entity's offset and length name."""
    return text.encode("utf-16-le")[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def clean(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Text and entities as Telegram keeps them.

    Carriage returns are gone, other control characters are spaces, space at the end is gone, and so is space at the
    beginning unless an entity covers it. Entities that hold nothing but space are gone.
    """
    text, entities = _without_controls(text, entities)
    text = text.rstrip(" \n")
    end = utf16(text)
    first = min((entity["offset"] for entity in entities), default=end)
    lead = 0
    while lead < len(text) and lead < first and text[lead] in " \n":
        lead += 1
    kept = []
    for entity in entities:
        length = min(entity["offset"] + entity["length"], end) - entity["offset"]
        if length > 0 and piece(text, entity["offset"], length).strip(" \n"):
            kept.append({**entity, "offset": entity["offset"] - lead, "length": length})
    return text[lead:], kept


def _without_controls(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    if text.isprintable() or not any(ch < " " and ch != "\n" for ch in text):
        return text, entities
    moved: list[int] = []  # old UTF-16 offset -> new one
    kept: list[str] = []
    at = 0
    for ch in text:
        width = 2 if ch > "\uffff" else 1
        moved += [at] * width
        if ch == "\r":
            continue
        kept.append(" " if ch < " " and ch != "\n" else ch)
        at += width
    moved.append(at)
    shifted = []
    for entity in entities:
        start, end = moved[entity["offset"]], moved[entity["offset"] + entity["length"]]
        shifted.append({**entity, "offset": start, "length": end - start})
    return "".join(kept), shifted


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
