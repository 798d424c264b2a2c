"""Multiples: parts and repetitions said in words: half an hour, a third fewer, tripled, twice a quarter."""

from __future__ import annotations

from decimal import Decimal

from dialogs.measures.atoms import Atom
from dialogs.measures.bits import EVERY, FOLD, HALVES, MULTIPLE
from dialogs.measures.nouns import Family
from dialogs.measures.numerals import glued, is_raw, number
from dialogs.measures.periods import period
from dialogs.measures.tokens import DIGITS, Tokens
from dialogs.measures.words import Words

_SHORT = ("second", "minute", "hour")  # "down to every 5 minutes" says how long
_CUT = 8  # tokens from "cut" to "in half"


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
    """Tripled; threefold; cut in half; twice as fast; twice a quarter; once a fortnight."""
    times, opens = words.times, tokens[i].opens
    if opens & FOLD and (fold := number(times.folds, tokens, i)):
        named = is_raw(tokens, fold[1], ":") or times.fold_not_after.ending(tokens, i)  # "the reason is twofold"
        return None if named else Atom(Family.RATIO, fold[0], "x", i, fold[1])
    if opens & HALVES and (half := times.halves.at(tokens, i)):
        of = words.numbers.article.at(tokens, half[1])  # "in half a day"
        cut = not of and any(times.cutting.at(tokens, k) for k in range(max(0, i - _CUT), i))
        return Atom(Family.RATIO, Decimal("0.5"), "x", i, half[1]) if cut else None
    if not opens & MULTIPLE:
        return None
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


def read_habit(tokens: Tokens, i: int, words: Words) -> Atom | None:
    """From monthly to daily, every six weeks to every day: how often, as an end of a change."""
    every = tokens[i].opens & EVERY and words.rota.every.at(tokens, i) is not None
    hit = period(tokens, i, words) if every else words.period_adjectives.at(tokens, i)
    if hit is None or not hit[0]:
        return None
    if every and words.changes.to.at(tokens, hit[1]):
        return Atom(Family.RATE, Decimal(1), "times", i, hit[1], hit[0], one=True)
    new = words.changes.to.ending(tokens, i) is not None and not (every and hit[0].endswith(_SHORT))
    named = tokens[hit[1]].names
    if not words.changes.before_old.ending(tokens, i) and (not new or named):
        return None
    return Atom(Family.RATE, Decimal(1), "times", i, hit[1], hit[0], one=True)


def read_share(tokens: Tokens, i: int, words: Words) -> Atom | None:
    """Every third week, ogni terza settimana: a third."""
    every = words.rota.every.at(tokens, i) if tokens[i].opens & EVERY else None
    nth = number(words.rota.ordinals, tokens, every[1]) if every else None
    unit = words.span.at(tokens, nth[1]) if nth else None
    return Atom(Family.RATIO, 1 / nth[0], "x", i, unit[1]) if nth and unit else None
