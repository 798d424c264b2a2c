"""parse_mode=HTML, read as Telegram reads it: a few tags, four named characters, and no stray angle bracket."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.botapi.json_types import Json
from tests.botapi.refusal import Refusal, bad_request
from tests.botapi.text import utf16

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_CHARACTER = re.compile(r"&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));?")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")


@dataclass(frozen=True, slots=True)
class Opened:
    """A start tag whose end has not come yet."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    offset: int


def parse(text: str, mode: str) -> tuple[str, list[Json]]:
    """The text without its markup, and the entities that the markup meant."""
    if mode.lower() == "html":
        return _html(text)
    if mode.lower() in {"markdown", "markdownv2"}:
        raise bad_request(f"can't parse entities: this test server reads HTML and entities, not {mode}")
    if mode:
        raise bad_request("unsupported parse_mode")
    return text, []


def _html(text: str) -> tuple[str, list[Json]]:
    out: list[str] = []
    entities: list[Json] = []
    opened: list[Opened] = []
    at = length = 0
    while at < len(text):
        if text[at] == "<":
            close = text.find(">", at)
            where = len(text[:at].encode())
            if text.startswith("</", at):
                if close < 0:
                    raise _unreadable(f"Unclosed end tag at byte offset {where}")
                _end(text[at + 2 : close].strip().lower(), where, opened, entities, length)
            else:
                opened.append(_start(text, at, close, where, length))
            at = close + 1
            continue
        match = _CHARACTER.match(text, at) if text[at] == "&" else None
        said = _character(match) if match else None
        step = len(match.group()) if match and said is not None else 1
        out.append(said if said is not None else text[at])
        length += utf16(out[-1])
        at += step
    if opened:
        raise _unreadable(f'Can\'t find end tag corresponding to start tag "{opened[-1].tag}"')
    return "".join(out), _pre_with_language(entities)


def _start(text: str, at: int, close: int, where: int, offset: int) -> Opened:
    name = re.match(r"<([^\s>/]*)", text[at:])
    tag = name.group(1).lower() if name else ""
    if tag not in TAGS:
        raise _unreadable(f'Unsupported start tag "{tag}" at byte offset {where}')
    if close < 0:
        raise _unreadable(f"Unclosed start tag at byte offset {where}")
    inside = text[at + 1 + len(tag) : close]
    found = tuple((m[1].lower(), m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(inside))
    if tag == "span" and dict(found).get("class") != "tg-spoiler":
        raise _unreadable(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
    return Opened(tag, found, offset)


def _end(tag: str, where: int, opened: list[Opened], entities: list[Json], length: int) -> None:
    if not opened:
        raise _unreadable(f"Unexpected end tag at byte offset {where}")
    start = opened.pop()
    if tag and tag != start.tag:
        raise _unreadable(f'Unmatched end tag at byte offset {where}, expected "</{start.tag}>", found "</{tag}>"')
    if length == start.offset:
        return
    attributes = dict(start.attributes)
    entity: Json = {"type": TAGS[start.tag], "offset": start.offset, "length": length - start.offset}
    if start.tag == "a":
        if not (url := attributes.get("href", "")):
            return
        entity["url"] = re.sub(_CHARACTER, lambda match: _character(match) or match.group(), url)
    if start.tag == "blockquote" and "expandable" in attributes:
        entity["type"] = "expandable_blockquote"
    if start.tag == "code" and attributes.get("class", "").startswith("language-"):
        entity["language"] = attributes["class"].removeprefix("language-")
    if start.tag == "tg-emoji":
        entity["custom_emoji_id"] = attributes.get("emoji-id", "")
    if start.tag == "tg-time":
        entity["unix_time"] = int(attributes.get("unix", "0"))
    entities.append(entity)


def _pre_with_language(entities: list[Json]) -> list[Json]:
    """`<pre><code class="language-x">` is one entity that knows its language."""
    coded = {(e["offset"], e["length"]): e.get("language") for e in entities if e["type"] == "code"}
    blocks = {(e["offset"], e["length"]) for e in entities if e["type"] == "pre"}
    kept = []
    for entity in entities:
        place = (entity["offset"], entity["length"])
        if entity["type"] == "code" and place in blocks:
            continue
        language = coded.get(place) if entity["type"] == "pre" else None
        plain = {key: value for key, value in entity.items() if key != "language"}
        kept.append(plain | ({"language": language} if language else {}))
    return kept


def _character(match: re.Match[str]) -> str | None:
    """The character that `&...;` stands for; None leaves it as it is."""
    if match[1] or match[2]:
        code = int(match[1]) if match[1] else int(match[2], 16)
        return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else None
    return NAMED.get(match[3])


def _unreadable(why: str) -> Refusal:
    return bad_request(f"can't parse entities: {why}")
