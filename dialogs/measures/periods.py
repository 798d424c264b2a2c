"""Periods: what a rate is for: "a second", "/day", "al mese", "daily", "every two months"."""

from __future__ import annotations

from dialogs.measures.bits import DAILY, EVERY, PER
from dialogs.measures.numerals import read_numeral
from dialogs.measures.tokens import Tokens
from dialogs.measures.words import Words

_MANY = 100  # units of the longest period that is read: "every 90 days"
_PERIODS = frozenset({"day", "week", "fortnight", "sprint", "month", "quarter", "year", "night"})


def period(tokens: Tokens, j: int, words: Words, otherwise: int | None = None) -> tuple[str, int]:
    """The period that a figure is for, at token `j` ("a second", "/day", "al mese", "daily"), and the token after."""
    opens = tokens[j].opens
    if opens & DAILY and (adjective := words.period_adjectives.at(tokens, j)):
        return adjective
    if opens & PER and (marker := words.per.at(tokens, j)):
        period = words.periods.at(tokens, marker[1])
        if period and not words.times.noun.at(tokens, period[1]):
            return period
    every = _every(tokens, j, words) if opens & EVERY else None
    return every or ("", j if otherwise is None else otherwise)


def _every(tokens: Tokens, j: int, words: Words) -> tuple[str, int] | None:
    """A period of several units at token `j`: "every two months" is "2 month"."""
    every = words.rota.every.at(tokens, j)
    many = read_numeral(tokens, every[1], words) if every else None
    if many is None or many.version or not 1 < many.value <= _MANY:
        return None
    if unit := words.time.at(tokens, many.last):
        name = {"s": "second", "min": "minute", "h": "hour"}.get(unit[0])
        return (f"{many.value} {name}", unit[1]) if name else None
    unit = words.span.at(tokens, many.last) or words.age.at(tokens, many.last)
    return (f"{many.value} {unit[0]}", unit[1]) if unit and unit[0] in _PERIODS else None
