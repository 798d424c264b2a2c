"""Dates, years and times of day."""

from __future__ import annotations

from collections.abc import Container
from decimal import Decimal

from dialogs.measures.atoms import Atom, noun, skip
from dialogs.measures.bits import CLOCK, DAY, HOUR, PERCENT, UNIT
from dialogs.measures.nouns import Family
from dialogs.measures.numerals import glued, is_raw
from dialogs.measures.tokens import DIGITS, LETTERS, Tokens
from dialogs.measures.words import Words

_YEARS = (1950, 2099)
_HOURS = 24
_YEAR = 4  # digits
_BETWEEN = frozenset("/-.")  # the parts of a date


def read_date(tokens: Tokens, i: int, words: Words) -> Atom | None:
    """A date or calendar year that begins at token `i`: "3 December", "2024", "H1 2024", "15/01/2026", "Q3"."""
    token = tokens[i]
    if token.kind == LETTERS:
        within = not token.gap and i > 0 and tokens[i - 1].raw != "("
        return None if within else _part_of_year(tokens, i) or _month_and_day(tokens, i, words)
    if token.kind != DIGITS or len(token.raw) > 4:
        return None
    after = tokens[i + 1]
    if not after.gap and after.raw in _BETWEEN and (numeric := _numeric(tokens, i)):
        return numeric
    if after.opens & DAY and (day := _day_and_month(tokens, i, words)):
        return day
    return _bare_year(tokens, i, words) if len(token.raw) == _YEAR else None


def unit_follows(tokens: Tokens, i: int, words: Words) -> bool:
    """Whether a unit of time or size, or "per cent", stands at token `i`."""
    token = tokens[i]
    if token.unit is not None and token.unit[0] is not Family.RATE:
        return True
    if not token.opens & (UNIT | PERCENT):
        return False
    return any(table.at(tokens, i) for table in (words.time, words.span, words.age, words.percent, words.size))


def _joined(tokens: Tokens, i: int, signs: Container[str]) -> bool:
    """Whether one of these signs and more digits are glued behind token `i`."""
    if i + 2 >= len(tokens) or tokens[i + 1].raw not in signs or tokens[i + 2].kind != DIGITS:
        return False
    return glued(tokens, i + 1) and glued(tokens, i + 2)


def _date(value: Decimal, unit: str, first: int, last: int) -> Atom:
    return Atom(Family.YEAR, value, unit, first, last)


def _is_year(tokens: Tokens, i: int) -> bool:
    if i >= len(tokens) or tokens[i].kind != DIGITS or len(tokens[i].raw) != 4:
        return False
    return _YEARS[0] <= int(tokens[i].raw) <= _YEARS[1]


def _is_day(raw: str) -> bool:
    return len(raw) <= 2 and 1 <= int(raw) <= 31


def _with_year(tokens: Tokens, day: str, first: int, last: int) -> Atom:
    """The date with the year that may stand behind it, which then is its value."""
    at = last + 1 if is_raw(tokens, last, ",") else last
    if _is_year(tokens, at):
        return _date(Decimal(tokens[at].raw), "year", first, at + 1)
    return _date(Decimal(day), "day", first, last)


def _part_of_year(tokens: Tokens, i: int) -> Atom | None:
    """H1 2024, Q3; "h1" in small letters only with a year, for it is also a heading."""
    unit = {"q": "quarter", "h": "half"}.get(tokens[i].low)
    if (
        unit is None
        or not glued(tokens, i + 1)
        or tokens[i + 1].raw not in {"1", "2", "3", "4"}
        or glued(tokens, i + 2)
    ):
        return None
    year = _is_year(tokens, i + 2)
    if unit == "half" and tokens[i].raw != "H" and not year:
        return None
    return _date(Decimal(tokens[i + 1].raw), unit, i, i + 3 if year else i + 2)


def _month_and_day(tokens: Tokens, i: int, words: Words) -> Atom | None:
    """December 3rd, January 2026."""
    dates = words.dates
    month = dates.months.at(tokens, i)
    if month is None or tokens[month[1]].kind != DIGITS:
        return None
    at = month[1]
    if _is_year(tokens, at):
        return _date(Decimal(tokens[at].raw), "year", i, at + 1)
    ordinary = month[0] in dates.unsure and not tokens[i].raw[:1].isupper()
    if ordinary or not _is_day(tokens[at].raw) or _joined(tokens, at, ".,:") or unit_follows(tokens, at + 1, words):
        return None
    return _with_year(tokens, tokens[at].raw, i, skip(dates.suffix, tokens, at + 1))


def _numeric(tokens: Tokens, i: int) -> Atom | None:
    """15/01/2026, 2026-01-15, 15.01.2026: three parts, one of them a year, no fourth."""
    if not _joined(tokens, i, _BETWEEN) or not _joined(tokens, i + 2, tokens[i + 1].raw):
        return None
    if _joined(tokens, i + 4, tokens[i + 1].raw):
        return None
    year = next((k for k in (i, i + 4) if _is_year(tokens, k)), None)
    if year is None or any(not _is_day(tokens[k].raw) for k in (i, i + 2, i + 4) if k != year):
        return None
    return _date(Decimal(tokens[year].raw), "year", i, i + 5)


def _day_and_month(tokens: Tokens, i: int, words: Words) -> Atom | None:
    """3 December, 3rd of December 2025, 15 gennaio."""
    dates = words.dates
    if not _is_day(tokens[i].raw) or (glued(tokens, i) and tokens[i - 1].raw in ".,:"):
        return None
    at = skip(dates.of, tokens, skip(dates.suffix, tokens, i + 1))
    month = dates.months.at(tokens, at)
    if month is None:
        return None
    ordinary = month[0] in dates.unsure and not tokens[at].raw[:1].isupper()
    return None if ordinary and not _is_year(tokens, month[1]) else _with_year(tokens, tokens[i].raw, i, month[1])


def _bare_year(tokens: Tokens, i: int, words: Words) -> Atom | None:
    """A calendar year standing alone: "in 2024", "the 2026 reorganization"; not "2000 users", "2048 ms", "2024x"."""
    after = i + 1
    if not _is_year(tokens, i) or _joined(tokens, i, ".,:") or is_raw(tokens, after, "+"):
        return None
    if (glued(tokens, i) and tokens[i - 1].kind == LETTERS) or (glued(tokens, after) and tokens[after].kind == LETTERS):
        return None
    others = (words.rates, words.times.noun, words.money, words.numbers.scales)
    if unit_follows(tokens, after, words) or words.money.ending(tokens, i) or any(t.at(tokens, after) for t in others):
        return None
    led = words.dates.before_year.ending(tokens, i) is not None
    round_number = int(tokens[i].raw) % 100 == 0
    counted = noun(tokens, after, words) is not None
    if (counted and (round_number or not led)) or (round_number and not led):
        return None
    return _date(Decimal(tokens[i].raw), "year", i, after)


def read_clock(tokens: Tokens, i: int, words: Words) -> Atom | None:
    """A time of day that begins at token `i`: "6am", "02:30"; behind the words for it also "alle 8", "alle 5.40"."""
    dates, token = words.dates, tokens[i]
    if token.kind != DIGITS or len(token.raw) > 2 or int(token.raw) > _HOURS:
        return None
    previous, after = tokens[i - 1], tokens[i + 1]
    if previous.kind == LETTERS and not token.gap:
        return None
    before = dates.clock_before.ending(tokens, i) if previous.closes & CLOCK else None
    if before is None and after.raw != ":" and not after.opens & HOUR:
        return None
    first, last, minutes = (before[1] if before else i), i + 1, Decimal(0)
    if _joined(tokens, i, ":." if before else ":") and len(tokens[i + 2].raw) == 2 and int(tokens[i + 2].raw) < 60:
        minutes, last = Decimal(tokens[i + 2].raw), i + 3
        last += 2 if _joined(tokens, i + 2, ":") else 0  # seconds
    hours = Decimal(token.raw)
    if suffix := dates.clock_suffix.at(tokens, last):
        hours += 12 if dates.clock_evening.at(tokens, last) and hours < 12 else 0
        last = suffix[1]
    elif last == i + 1 and (before is None or _joined(tokens, i, ".,:") or _counts(tokens, last, words)):
        return None
    return Atom(Family.CLOCK, hours + minutes / 60, "h", first, skip(dates.clock_tail, tokens, last))


def _counts(tokens: Tokens, i: int, words: Words) -> bool:
    """Whether what stands at token `i` makes the number before it a quantity after all: "alle 8 regioni"."""
    scaled = words.numbers.scales.at(tokens, i) is not None
    return scaled or unit_follows(tokens, i, words) or noun(tokens, i, words) is not None
