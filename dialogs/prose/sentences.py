"""Sentences: where the sentences of a chat message begin and end, capitals or not."""

from __future__ import annotations

import re
from dataclasses import dataclass

# After these a full stop ends nothing.
ABBREVIATIONS = frozenset(
    """e.g i.e eg ie vs approx ca es cfr mr mrs dr prof sig dott ing nr pag u.s u.k incl""".split()  # noqa: SIM905
)
# After these it ends nothing where a figure goes on, or (those of the second row) a small letter.
BEFORE_FIGURES = frozenset(["no", "ms", "st", "art", "fig"])
BEFORE_SMALL = frozenset(["a.m", "p.m", "etc", "ecc"])
CLOSERS = "\"'”’»)]"
STOP = re.compile(r"(?:\s+(?=\d\)\s))|(?:[.!?…]+[\"'”’»)\]]*(?=\s|$))|\n+")
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

    A stop inside brackets ends nothing, nor does one after an abbreviation, in a figure or in a name such as Node.js.
    """
    parts: list[Part] = []
    begin = 0
    closed = _brackets(text)
    for stop in STOP.finditer(text):
        at = stop.start()
        newline = text[at].isspace()
        if closed[at] or (not newline and _goes_on(text, begin, stop)):
            continue
        _append(parts, text, begin, at if newline else stop.end())
        begin = stop.end()
    _append(parts, text, begin, len(text))
    return tuple(parts)


def _goes_on(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether the sentence goes on after this full stop."""
    if stop[0][-1] in CLOSERS and re.match(r"\s+[a-z]", text[stop.end() : stop.end() + 3]):
        return True  # "a page called 'Why?' and it explains"
    word = LAST_WORD.search(text, max(begin, stop.start() - 8), stop.start())
    if stop[0].startswith(".") and not stop[0].startswith("..") and word:
        last = word[0].lower().lstrip(".")
        after = text[stop.end() : stop.end() + 2].lstrip()
        if last in ABBREVIATIONS or (last in BEFORE_FIGURES and after[:1].isdigit()):
            return True
        if last in BEFORE_SMALL and after[:1].islower():
            return True
        return len(word[0]) == 1 and word[0].isupper() and word[0] != "I"
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
