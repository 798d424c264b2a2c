"""Text and entities: rich text as Telegram takes it, cut into messages that fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TypedDict
from unicodedata import category, combining

from dialogs.rich import Rich, Style, plain, utf16

LIMIT = 4096
"""UTF-16 units in a message, after entities: https://core.telegram.org/bots/api#sendmessage."""

KIND = {
    Style.BOLD: "bold",
    Style.ITALIC: "italic",
    Style.CODE: "code",
    Style.QUOTE: "blockquote",
    Style.FOLDED: "expandable_blockquote",
}

# Where a text may be cut, best first: after a paragraph, after a sentence or a line, after a word.
CUTS = (
    re.compile(r"\n\s*\n\s*"),
    re.compile(r"(?:[.!?…][\"'”’»)\]]*\s+|\n\s*)"),
    re.compile(r"\s+"),
)
LEAST = 3  # a part is filled to at least a third before a worse kind of cut is taken
JOINER = "\u200d"


class Entity(TypedDict):
    """A styled stretch of a message; offset and length in UTF-16 units."""

    type: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Part:
    """One message: its text and the styles in it."""

    text: str
    entities: tuple[Entity, ...]


def parts(text: Rich, limit: int = LIMIT) -> tuple[Part, ...]:
    """The text in messages of at most `limit` UTF-16 units; joined they are the text, each with its own entities."""
    words = plain(text)
    bounds = [0, *_ends(words, limit)]
    return tuple(Part(words[start:end], tuple(_entities(text, words, start, end))) for start, end in pairwise(bounds))


def _entities(text: Rich, words: str, start: int, end: int) -> Iterator[Entity]:
    """The entities of one stretch, without the white space at their edges, which Telegram would not style."""
    at = 0
    for span in text:
        first, last = max(at, start), min(at + len(span.text), end)
        at += len(span.text)
        styled = words[first:last]
        if span.style is Style.PLAIN or not styled.strip():
            continue
        first += len(styled) - len(styled.lstrip())
        yield Entity(type=KIND[span.style], offset=utf16(words[start:first]), length=utf16(styled.strip()))


def _ends(words: str, limit: int) -> Iterator[int]:
    """Where each part ends, the last at the end of the text; nothing for no text."""
    units = [0, *accumulate(2 if char > "\uffff" else 1 for char in words)]
    start = furthest = 0
    while start < len(words):
        while furthest < len(words) and units[furthest + 1] - units[start] <= limit:
            furthest += 1
        end = furthest if furthest == len(words) else _cut(words, start, furthest)
        yield end
        start = end


def _cut(words: str, start: int, furthest: int) -> int:
    """The best place to cut in (start, furthest], which holds as much as fits."""
    for kind in CUTS:
        ends = [found.end() for found in kind.finditer(words, start, furthest)]
        if ends and ends[-1] - start >= (furthest - start) // LEAST:
            return ends[-1]
    end = furthest
    while end > start + 1 and _clings(words[end - 1], words[end]):
        end -= 1
    return end if end > start + 1 else furthest


def _clings(before: str, char: str) -> bool:
    """Whether a character belongs to the one before it: accents, skin tones, joined emoji."""
    return (
        JOINER in (before, char)
        or bool(combining(char))
        or category(char) == "Mn"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
    )
