"""Sentences: where the sentences of a chat message begin and end, capitals or not."""

from __future__ import annotations

import re
from dataclasses import dataclass

# After these a full stop ends nothing.
ABBREVIATIONS = frozenset(
    ["e.g", "i.e", "eg", "ie", "vs", "approx", "ca", "es", "cfr", "mr", "mrs", "ms", "dr", "prof", "sig", "dott", "ing", "st", "no", "nr", "art", "pag", "fig", "a.m", "p.m", "u.s", "u.k", "ecc"]
)
CLOSERS = "\"'”’»)]"
STOP = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*(?=\s|$))|\n+")
LAST_WORD = re.compile(r"[\w.]{1,8}$")
BULLET = re.compile(r"(?:[-*•·]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence as it was typed: `text` is exactly what stands from `start` to `end`."""

    text: str
    start: int
    end: int


def split(text: str) -> tuple[Part, ...]:
    """The sentences of a text, each without blanks around it; together they hold every word of it.

    A stop inside brackets ends nothing, nor does one after an abbreviation, in a figure ("6.2 s") or in a name ("Node.js").
    """
    parts: list[Part] = []
    begin = 0
    closed = _brackets(text)
    for stop in STOP.finditer(text):
        at = stop.start()
        newline = text[at] == "\n"
        if closed[at] or (not newline and _goes_on(text, begin, stop)):
            continue
        _append(parts, text, begin, at if newline else stop.end())
        begin = stop.end()
    _append(parts, text, begin, len(text))
    return tuple(parts)


def _goes_on(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether the sentence goes on after this full stop."""
    word = LAST_WORD.search(text, max(begin, stop.start() - 8), stop.start())
    if stop[0].startswith(".") and not stop[0].startswith("..") and word:
        last = word[0].lower().lstrip(".")
        after = text[stop.end() : stop.end() + 2].lstrip()
        if last in ABBREVIATIONS and not (
            last in ("no", "es", "st", "art", "fig", "ms", "us", "ecc", "a.m", "p.m")
            and not after[:1].isdigit()
            and last not in ("es", "a.m", "p.m")
        ):
            return True
        if len(last) == 1 and last.isupper():
            return True
    return False


def _brackets(text: str) -> list[bool]:
    """For each character whether it stands inside round brackets that are closed later."""
    inside = [False] * len(text)
    opened: list[int] = []
    for at, char in enumerate(text):
        if char == "(":
            opened.append(at)
        elif char == ")" and opened:
            begin = opened.pop()
            if at - begin < 400:
                inside[begin:at] = [True] * (at - begin)
    return inside


def _append(parts: list[Part], text: str, begin: int, end: int) -> None:
    while begin < end and text[begin].isspace():
        begin += 1
    if bullet := BULLET.match(text, begin, end):
        begin = bullet.end()
    while end > begin and text[end - 1].isspace():
        end -= 1
    if any(char.isalnum() for char in text[begin:end]):
        parts.append(Part(text[begin:end], begin, end))
