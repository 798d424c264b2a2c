"""Closed numbers: those that a language writes as one word, such as "duecentocinquanta"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogs.measures.words import NumberWords


def closed(word: str, table: NumberWords) -> Decimal | None:
    """A number in words written as one: "duecentocinquanta", "ventuno", "tremila"; None where the word is none."""
    if not word:
        return None
    total, rest = Decimal(0), word
    for group in (table.thousands, table.hundreds):
        for stem, value in ((key, Decimal(entries[0][1])) for key, entries in group.by_first.items()):
            at = rest.find(stem)
            if at < 0:
                continue
            head = closed(rest[:at], table) if at else Decimal(1) if stem in table.alone else None
            if head is None or (group is table.hundreds and head > 9):
                return None
            total, rest = total + head * value, rest[at + len(stem) :]
            break
    if not rest:
        return total
    below = _below_hundred(rest, table)
    return None if below is None else total + below


def _below_hundred(word: str, table: NumberWords) -> Decimal | None:
    for group in (table.ones, table.tens):
        if entries := group.by_first.get(word):
            return Decimal(entries[0][1])
    for stem, entries in table.tens.by_first.items():
        for length in (len(stem), len(stem) - 1):  # the last vowel falls away before a vowel: "ventuno"
            one = table.ones.by_first.get(word[length:]) if word.startswith(stem[:length]) else None
            if one and Decimal(one[0][1]) < 10:
                return Decimal(entries[0][1]) + Decimal(one[0][1])
    return None
