"""Hyphens: words that a line's end took apart are whole again, and words with a hyphen of their own keep it."""

from __future__ import annotations

import re
from collections.abc import Collection

SOFT = "\u00ad"
_HARD = "-\u2010"

_OWN = re.compile(
    r"all|anti|back|cloud|cost|cross|double|east|eight|event|ex|five|four|front|full|half|"
    r"hand|hard|high|key|large|legacy|long|low|mid|multi|near|nine|non|north|off|old|on|"
    r"one|open|part|peer|real|second|self|semi|seven|short|single|six|small|soft|south|"
    r"step|ten|third|three|top|two|vice|week|well|wide|world|year|zero"
)
"""First parts of words that are written with a hyphen in English; Italian hardly writes any."""

_ENDING = re.compile(r"able|ed|en|ers?|es|est|ful|ings?|less|ly|ments?|ness|ty|wards?")
"""What behind such a part is no word of its own."""


def joined(said: str, line: str, vocabulary: Collection[str]) -> str:
    """A line set behind what was said before it, in the same paragraph.

    A soft hyphen at the end goes. Another hyphen there goes too, between small letters, unless the text writes the
    word with it elsewhere, or the part before it is one that English sets a hyphen behind.
    """
    said = said.rstrip()
    if said.endswith(SOFT):
        return said[:-1] + line
    before = said.rsplit(" ", 1)[-1].casefold()
    part = before.rstrip(_HARD)
    if not said or said[-1] not in _HARD or not part or before == part:
        return f"{said} {line}"
    first = line.split(" ", 1)[0]
    after = "".join(letter if letter.isalpha() else " " for letter in first).split(" ")[0].casefold()
    lower = part[-1].isalpha() and line[0].isalpha() and line[0].islower()
    if not lower or "-" in part or f"{part}-{after}" in vocabulary:
        return said + line
    stem = "".join(letter if letter.isalpha() else " " for letter in part).split(" ")[-1]
    if stem + after in vocabulary or not _OWN.fullmatch(stem) or _ENDING.fullmatch(after):
        return said[:-1] + line
    return said + line
