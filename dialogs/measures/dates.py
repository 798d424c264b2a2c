"""Dates, years and times of day, and the numbers that are none of ours: versions, labels, telephone numbers."""

from __future__ import annotations

from decimal import Decimal

from dialogs.measures.atoms import Atom, noun, skip
from dialogs.measures.nouns import Family
from dialogs.measures.numerals import Tokens, glued, is_raw, read_numeral
from dialogs.measures.tokens import DIGITS, LETTERS
from dialogs.measures.words import Words

_PHONE = 7  # digits of the shortest telephone number
_FRACTIONS = {("1", "2"), ("1", "3"), ("2", "3"), ("1", "4"), ("3", "4")}


def read_date(tokens: Tokens, i: int, words: Words) -> Atom | None:
    """A date or calendar year that begins at token `i`: "3 December", "2024", "H1 2024", "15/01/2026", "Q3"."""
    token, dates = tokens[i], words.dates
    if token.kind == LETTERS:
        if token.low in {"q", "h"} and glued(tokens, i + 1) and tokens[i + 1].raw in {"1", "2", "3", "4"}:
            year = _year(tokens, i + 2)
            if (token.raw == "H" or token.low == "q" or year) and not glued(tokens, i + 2):
                return _date(
                    Decimal(tokens[i + 1].raw), "half" if token.low == "h" else "quarter", i, i + 3 if year else i + 2
                )
        month = dates.months.at(tokens, i)
        if month and i + 1 < len(tokens) and tokens[i + 1].kind == DIGITS and not (glued(tokens, i)):
            year = _year(tokens, month[1])
            if year:
                return _date(Decimal(tokens[month[1]].raw), "year", i, month[1] + 1)
            unsure = month[0] in dates.unsure and not token.raw[:1].isupper()
            day = tokens[month[1]].raw
            if not unsure and 1 <= int(day[:3]) <= 31 and len(day) <= 2 and not _decimal(tokens, month[1]):
                if not _unit_follows(tokens, month[1] + 1, words):
                    return _with_year(tokens, Decimal(day), i, skip(dates.suffix, tokens, month[1] + 1))
        return None
    if token.kind != DIGITS or len(token.raw) > 4:
        return None
    return _numeric(tokens, i) or _day_and_month(tokens, i, words) or _bare_year(tokens, i, words)


def _decimal(tokens: Tokens, i: int) -> bool:
    return (
        i + 2 < len(tokens)
        and tokens[i + 1].raw in ".,:"
        and glued(tokens, i + 1)
        and tokens[i + 2].kind == DIGITS
        and glued(tokens, i + 2)
    )


def _unit_follows(tokens: Tokens, i: int, words: Words) -> bool:
    return any(table.at(tokens, i) for table in (words.time, words.span, words.age, words.percent, words.size))


def _date(value: Decimal, unit: str, first: int, last: int) -> Atom:
    return Atom(Family.YEAR, value, unit, first, last)


def _year(tokens: Tokens, i: int) -> bool:
    return (
        i < len(tokens) and tokens[i].kind == DIGITS and len(tokens[i].raw) == 4 and 1950 <= int(tokens[i].raw) <= 2099
    )


def _with_year(tokens: Tokens, day: Decimal, first: int, last: int) -> Atom:
    at = last + 1 if is_raw(tokens, last, ",") else last
    return (
        _date(Decimal(tokens[at].raw), "year", first, at + 1) if _year(tokens, at) else _date(day, "day", first, last)
    )


def _numeric(tokens: Tokens, i: int) -> Atom | None:
    """15/01/2026, 2026-01-15, 15.01.2026."""
    if i + 4 >= len(tokens) or any(not glued(tokens, k) for k in range(i + 1, i + 5)):
        return None
    sign, parts = tokens[i + 1].raw, [tokens[k] for k in (i, i + 2, i + 4)]
    if (
        sign not in {"/", "-", "."}
        or tokens[i + 3].raw != sign
        or any(part.kind != DIGITS or len(part.raw) > 4 for part in parts)
    ):
        return None
    years = [k for k in (i, i + 4) if _year(tokens, k)]
    others = [int(part.raw) for part in parts if part.start != tokens[years[0]].start] if years else []
    if (
        not years
        or any(not 1 <= other <= 31 for other in others)
        or (i + 5 < len(tokens) and is_raw(tokens, i + 5, sign) and glued(tokens, i + 5))
    ):
        return None
    return _date(Decimal(tokens[years[0]].raw), "year", i, i + 5)


def _day_and_month(tokens: Tokens, i: int, words: Words) -> Atom | None:
    """3 December, 3rd of December 2025, 15 gennaio."""
    dates = words.dates
    if len(tokens[i].raw) > 2 or not 1 <= int(tokens[i].raw) <= 31 or (tokens[i - 1].raw in ".,:" and glued(tokens, i)):
        return None
    at = skip(dates.of, tokens, skip(dates.suffix, tokens, i + 1))
    month = dates.months.at(tokens, at)
    if month is None or (month[0] in dates.unsure and not tokens[at].raw[:1].isupper() and not _year(tokens, month[1])):
        return None
    return _with_year(tokens, Decimal(tokens[i].raw), i, month[1])


def _bare_year(tokens: Tokens, i: int, words: Words) -> Atom | None:
    """A calendar year standing alone: "in 2024", "the 2026 reorganization"; not "2000 users", "2048 ms"."""
    if not _year(tokens, i) or (glued(tokens, i) and tokens[i - 1].kind == LETTERS) or _decimal(tokens, i):
        return None
    if i + 1 < len(tokens) and glued(tokens, i + 1) and tokens[i + 1].kind == LETTERS:
        return None
    if (
        (i + 1 < len(tokens) and tokens[i + 1].raw == "+")
        or words.money.ending(tokens, i)
        or words.money.at(tokens, i + 1)
    ):
        return None
    led = words.dates.before_year.ending(tokens, i) is not None
    if _unit_follows(tokens, i + 1, words) or words.rates.at(tokens, i + 1) or words.times.noun.at(tokens, i + 1):
        return None
    if (not led and noun(tokens, i + 1, words) is not None) or (not led and int(tokens[i].raw) % 100 == 0):
        return None
    if led and int(tokens[i].raw) % 100 == 0 and noun(tokens, i + 1, words) is not None:
        return None
    return _date(Decimal(tokens[i].raw), "year", i, i + 1)


def read_clock(tokens: Tokens, i: int, words: Words) -> Atom | None:
    """A time of day that begins at token `i`: "6am", "6 a.m.", "02:30", and behind the words for it "alle 8", "alle 5.40"."""
    dates, token = words.dates, tokens[i]
    if (
        token.kind != DIGITS
        or len(token.raw) > 2
        or int(token.raw) > 24
        or (glued(tokens, i) and tokens[i - 1].kind == LETTERS)
    ):
        return None
    before = dates.clock_before.ending(tokens, i)
    first, last, minutes = (before[1] if before else i), i + 1, Decimal(0)
    if (
        i + 2 < len(tokens)
        and glued(tokens, i + 1)
        and glued(tokens, i + 2)
        and tokens[i + 2].kind == DIGITS
        and len(tokens[i + 2].raw) == 2
    ):
        if tokens[i + 1].raw == ":" or ((tokens[i + 1].raw == "." and before) and int(tokens[i + 2].raw) < 60):
            minutes, last = Decimal(tokens[i + 2].raw), i + 3
            if (
                is_raw(tokens, last, ":")
                and glued(tokens, last)
                and last + 1 < len(tokens)
                and tokens[last + 1].kind == DIGITS
            ):
                last += 2
    if minutes > 59 or (last < len(tokens) and tokens[last].raw == ":" and glued(tokens, last)):
        return None
    suffix = dates.clock_suffix.at(tokens, last)
    hours = Decimal(token.raw)
    if suffix:
        hours += 12 if suffix[0].startswith("p") and hours < 12 else 0
        last = suffix[1]
    elif last == i + 1 and (before is None or _decimal(tokens, i) or _other(tokens, last, words)):
        return None
    last = skip(dates.clock_tail, tokens, last)
    return Atom(Family.CLOCK, hours + minutes / 60, "h", first, last)


def _other(tokens: Tokens, i: int, words: Words) -> bool:
    """Whether what follows makes the number before token `i` a quantity after all."""
    return (
        _unit_follows(tokens, i, words)
        or words.numbers.scales.at(tokens, i) is not None
        or noun(tokens, i, words) is not None
        or is_raw(tokens, i, "%")
    )


def read_foreign(tokens: Tokens, i: int, words: Words) -> int | None:
    """The token after a number at `i` that is no figure: a version, a label, a telephone number, a numbering; else None."""
    token = tokens[i]
    if token.kind != DIGITS:
        return None
    numeral = read_numeral(tokens, i, words)
    assert numeral is not None
    after = numeral.last
    if numeral.version:
        return after
    phone = _phone(tokens, i)
    if phone is not None:
        return phone
    if len(token.raw) > 1 and token.raw[0] == "0":
        return after
    if glued(tokens, i):
        sign = tokens[i - 1].raw
        tail = i > 1 and glued(tokens, i - 1)
        if tokens[i - 1].kind == LETTERS and not words.money.ending(tokens, i):
            return after
        if sign in {"_", "#", "@"} or (sign in {"/", "+", ".", ":", "="} and tail and tokens[i - 2].kind == LETTERS):
            return after
        if sign == "-" and tail and tokens[i - 2].kind == LETTERS and not _unit_follows(tokens, after, words):
            return after
        if (
            sign in {"/", ":"}
            and tail
            and tokens[i - 2].kind == DIGITS
            and (sign == ":" or (tokens[i - 2].raw, token.raw) not in _FRACTIONS)
        ):
            return after
    if (
        i + 2 < len(tokens)
        and tokens[i + 1].raw in {"/", ":"}
        and glued(tokens, i + 1)
        and glued(tokens, i + 2)
        and tokens[i + 2].kind == DIGITS
    ):
        if (token.raw, tokens[i + 2].raw) not in _FRACTIONS or tokens[i + 1].raw == ":":
            return i + 3
    fresh = i == 0 or "\n" in token.gap
    if (
        fresh
        and after < len(tokens)
        and tokens[after].raw in {".", ")"}
        and glued(tokens, after)
        and not glued(tokens, after + 1)
    ):
        return after
    if (
        after < len(tokens)
        and glued(tokens, after)
        and tokens[after].kind == LETTERS
        and not _suffix(tokens, after, words)
    ):
        return after
    if words.plain.labels.ending(tokens, i) and not _unit_follows(tokens, after, words):
        return after
    if words.plain.versioned.ending(tokens, i) and not _measure_follows(tokens, after, words):
        return after
    return None


def _suffix(tokens: Tokens, i: int, words: Words) -> bool:
    return _unit_follows(tokens, i, words) or any(
        table.at(tokens, i) is not None
        for table in (
            words.rates,
            words.times.noun,
            words.numbers.letters,
            words.numbers.scales,
            words.money,
            words.dates.clock_suffix,
        )
    )


def _measure_follows(tokens: Tokens, i: int, words: Words) -> bool:
    return (
        _unit_follows(tokens, i, words)
        or words.rates.at(tokens, i) is not None
        or words.numbers.scales.at(tokens, i) is not None
    )


def _phone(tokens: Tokens, i: int) -> int | None:
    """The token after a telephone number that begins at token `i`: "+39 333 123 4567", "020 7946 0958", "555-123-4567"."""
    plus = is_raw(tokens, i - 1, "+") if i else False
    j, digits, groups = i + 1, len(tokens[i].raw), 1
    while j < len(tokens) and groups < 8:
        k = j + 1 if tokens[j].raw in {"-", ".", ")", "/"} and j + 1 < len(tokens) else j
        if tokens[k].kind != DIGITS or len(tokens[k].gap) > 1 or "\n" in tokens[k].gap:
            break
        digits, groups, j = digits + len(tokens[k].raw), groups + 1, k + 1
    if plus and digits >= _PHONE:
        return j
    spaced = groups >= 3 and digits >= 9 and not all(len(tokens[k].raw) == 3 for k in range(i + 1, j))
    return j if spaced and (tokens[i].raw[0] == "0" or digits >= 10) else None
