"""Entities: those a bot hands in, checked as Telegram checks them, and those Telegram finds by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tests.botapi.json_types import Json
from tests.botapi.refusal import bad_request
from tests.botapi.text import clean, utf16

STYLES = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote", "code", "pre"}
    | {"text_link", "text_mention", "custom_emoji", "date_time"}
)
FOUND = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card", "bank_card_number"}
)
FLAT = frozenset({"code", "pre"})  # nothing nests in these
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
MOST = 100  # Telegram keeps no more

_DETECTED = (
    (
        "url",
        re.compile(
            r"(?<![\w@.])(?:https?://[^\s<>\"]+|(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|me|it|eu)\b(?:/[^\s<>\"]*)?)",
            re.I,
        ),
    ),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("bot_command", re.compile(r"(?<![\w/@.])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w/@.])@[A-Za-z0-9_]{4,32}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,255}")),
)


def settle(text: str, entities: Iterable[Json]) -> tuple[str, list[Json]]:
    """The text and all its entities as the sent message carries them; refuses entities that do not fit the text."""
    given = [_checked(entity, text) for entity in entities]
    text, given = clean(text, [entity for entity in given if entity["length"] and entity["type"] in STYLES])
    given = _nested(sorted(given, key=lambda entity: (entity["offset"], -entity["length"])))
    found = [entity for entity in detect(text) if not any(_overlap(entity, other) for other in given)]
    return text, sorted([*given, *found], key=lambda entity: (entity["offset"], -entity["length"]))[:MOST]


def detect(text: str) -> list[Json]:
    """The commands, links, mentions and hashtags that Telegram marks by itself, in order, without overlaps."""
    if not any(mark in text for mark in "/@#."):
        return []
    found: list[Json] = []
    for kind, pattern in _DETECTED:
        for match in pattern.finditer(text):
            words = match.group().rstrip(".,;:!?)") if kind == "url" else match.group()
            entity = {"type": kind, "offset": utf16(text[: match.start()]), "length": utf16(words)}
            if not any(_overlap(entity, other) for other in found):
                found.append(entity)
    return sorted(found, key=lambda entity: entity["offset"])


def _checked(entity: object, text: str) -> Json:
    if not isinstance(entity, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
    if kind not in STYLES | FOUND:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    for name, number in (("offset", offset), ("length", length)):
        if type(number) is not int:
            raise bad_request(f'can\'t parse MessageEntity: Field "{name}" must be of type Number')
    assert isinstance(offset, int)
    assert isinstance(length, int)
    if offset < 0 or offset > 1_000_000:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    if length < 0 or length > 1_000_000:
        raise bad_request(f"receive an entity with incorrect length {length}")
    _check_bounds(text, offset, length)
    return {"type": kind, "offset": offset, "length": length} | _details(entity)


def _check_bounds(text: str, offset: int, length: int) -> None:
    if not length:
        return
    units = text.encode("utf-16-le")
    if offset * 2 >= len(units):
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if (offset + length) * 2 > len(units):
        where = f"entity beginning at UTF-16 offset {offset} ends after the end of the text"
        raise bad_request(f"{where} at UTF-16 offset {offset + length}")
    if 0xDC <= units[offset * 2 + 1] <= 0xDF:
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at UTF-16 offset {offset}")
    after = (offset + length) * 2
    if after < len(units) and 0xDC <= units[after + 1] <= 0xDF:
        raise bad_request(f"entity beginning at UTF-16 offset {offset} ends in a middle of a UTF-16 symbol")


def _details(entity: Json) -> Json:
    kind = entity["type"]
    if kind == "text_link":
        url = entity.get("url", "")
        if not url:
            raise bad_request("entity URL '' is invalid: URL host is empty")
        if not re.match(r"(?:https?|tg|ton|tonsite|mailto|tel):|[\w-]+\.[\w.-]+", str(url)):
            raise bad_request(f"entity URL '{url}' is invalid: Wrong HTTP URL")
        return {"url": url}
    if kind == "text_mention":
        user = entity.get("user")
        if not isinstance(user, dict) or not user.get("id"):
            raise bad_request("user not found")
        return {"user": user}
    if kind == "custom_emoji":
        if not str(entity.get("custom_emoji_id", "")).isdigit():
            raise bad_request('can\'t parse MessageEntity: Field "custom_emoji_id" must be a valid Number')
        return {"custom_emoji_id": entity["custom_emoji_id"]}
    if kind == "date_time":
        return {name: entity[name] for name in ("unix_time", "date_time_format") if name in entity}
    return {"language": entity["language"]} if kind == "pre" and entity.get("language") else {}


def _nested(entities: list[Json]) -> list[Json]:
    """Entities that nest: what crosses another's end is cut in two there; code holds nothing, a quote no quote."""
    kept: list[Json] = []
    waiting = list(entities)
    while waiting:
        entity = waiting.pop(0)
        end = entity["offset"] + entity["length"]
        crossed = [o["offset"] + o["length"] for o in kept if o["offset"] + o["length"] < end and _overlap(o, entity)]
        if crossed and (cut := min(crossed)) > entity["offset"]:
            waiting.insert(0, {**entity, "offset": cut, "length": end - cut})
            entity = {**entity, "length": cut - entity["offset"]}
        around = [other for other in kept if _overlap(other, entity)]
        if any(other["type"] in FLAT for other in around):
            continue
        if entity["type"] in QUOTES and any(other["type"] in QUOTES for other in around):
            continue
        kept.append(entity)
    return kept


def _overlap(one: Json, other: Json) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])
