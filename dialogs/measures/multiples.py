"""Multiples: parts and repetitions said in words: half an hour, a third fewer, tripled, twice a quarter."""

from __future__ import annotations

from decimal import Decimal

from dialogs.measures.atoms import Atom, period
from dialogs.measures.nouns import Family
from dialogs.measures.numerals import Tokens, glued, is_raw, number
from dialogs.measures.tokens import DIGITS
from dialogs.measures.words import Words


def read_part(tokens: Tokens, i: int, words: Words) -> Atom | None:
    """Half an hour, a quarter of an hour, mezz'ora."""
    part = number(words.numbers.parts, tokens, i)
    unit = words.time.at(tokens, part[1]) if part else None
    if part is None or unit is None or unit[0] not in {"h", "min", "s"}:
        return None
    value = {"h": Decimal(60), "min": Decimal(60), "s": Decimal(1000)}[unit[0]] * part[0]
    return Atom(Family.TIME, value, {"h": "min", "min": "s", "s": "ms"}[unit[0]], i, unit[1])


def read_fraction(tokens: Tokens, i: int, words: Words) -> Atom | None:
    """A third fewer, by half, un terzo di, 2/3 of."""
    times = words.times
    if tokens[i].kind == DIGITS and not (is_raw(tokens, i + 1, "/") and glued(tokens, i + 1) and glued(tokens, i + 2)):
        return None
    hit = times.fractions.at(tokens, i)
    if (
        hit is None
        or (glued(tokens, hit[1]) and tokens[hit[1]].raw == "-")
        or (glued(tokens, i) and tokens[i - 1].raw == "-")
    ):
        return None
    if tokens[i].kind != DIGITS:
        if times.fraction_not_after.ending(tokens, i) or words.times.noun.at(tokens, hit[1]):
            return None
        if not (times.fraction_before.ending(tokens, i) or times.fraction_after.at(tokens, hit[1])):
            return None
    above, _, below = hit[0].partition("/")
    return Atom(Family.RATIO, Decimal(above) / Decimal(below), "x", i, hit[1])


def read_multiple(tokens: Tokens, i: int, words: Words) -> Atom | None:
    """Tripled; twice as fast; twice a quarter; once a fortnight."""
    times = words.times
    if hit := number(times.multiplied, tokens, i):
        return Atom(Family.RATIO, hit[0], "x", i, hit[1])
    adverb = number(times.adverbs, tokens, i)
    if adverb is None:
        return None
    value, last = adverb
    per, end = period(tokens, last, words)
    if per:
        return Atom(Family.RATE, value, "times", i, end, per)
    if value == 1:
        return None
    if times.compared.at(tokens, last):
        return Atom(Family.RATIO, value, "x", i, last)
    return Atom(Family.COUNT, value, "times", i, last)


def read_share(tokens: Tokens, i: int, words: Words) -> Atom | None:
    """Every third week, ogni terza settimana: a third."""
    every = words.rota.every.at(tokens, i)
    nth = number(words.rota.ordinals, tokens, every[1]) if every else None
    unit = words.span.at(tokens, nth[1]) if nth else None
    return Atom(Family.RATIO, 1 / nth[0], "x", i, unit[1]) if nth and unit else None
