"""Numerals: a number in digits or words, read from the tokens of a text."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from dialogs.measures.bits import COUPLE, MORE, NUMERAL, SCALE
from dialogs.measures.phrases import Phrases
from dialogs.measures.tokens import DIGITS, SIGN, Tokens
from dialogs.measures.words import Words

LONGEST = 18  # digits of a number; a longer run is an identifier
_SPACES = frozenset(" \u00a0\u2009\u202f")  # may group thousands: "1 800"
_WORDS = 12  # tokens of the longest number in words that is read
_HALF = Decimal("0.5")


class Numeral(NamedTuple):
    """A number and the token after it. `plain` is a bare run of digits; `letter` the k, m or b glued behind it."""

    value: Decimal
    last: int
    plain: bool = False
    digits: bool = True
    about: bool = False
    letter: str = ""
    scale: Decimal = Decimal(1)
    version: bool = False  # more points than a number has: "3.11.4"
    point: bool = False  # it begins with its point: ".8"


def glued(tokens: Tokens, i: int) -> bool:
    """Whether nothing stands between token `i` and the one before it."""
    return 0 < i < len(tokens) and not tokens[i].gap


def is_raw(tokens: Tokens, i: int, raw: str) -> bool:
    """Whether token `i` exists and is this sign."""
    return i < len(tokens) and tokens[i].raw == raw


def pointed(tokens: Tokens, i: int) -> bool:
    """Whether the digits at token `i` follow a point that begins a number: ".8", not "6.8" nor "end.8"."""
    return (
        i > 0
        and tokens[i - 1].raw == "."
        and glued(tokens, i)
        and (i == 1 or not glued(tokens, i - 1) or tokens[i - 2].kind == SIGN)
    )


def number(phrases: Phrases, tokens: Tokens, i: int) -> tuple[Decimal, int] | None:
    """The value of the number word at token `i`, and the token after it."""
    hit = phrases.at(tokens, i)
    return (Decimal(hit[0]), hit[1]) if hit else None


def read_numeral(tokens: Tokens, i: int, words: Words) -> Numeral | None:
    """The number that begins at token `i`, with "million" and "and a half" applied; the letters k, m, b are not yet."""
    token = tokens[i]
    found: Numeral | None
    if token.kind == DIGITS:
        found = _pointed(tokens, i) if tokens[i - 1].raw == "." and pointed(tokens, i) else _digits(tokens, i, words)
    elif token.alone is not None and not (after := tokens[i + 1]).opens & MORE and after.raw != "-":
        return Numeral(token.alone, i + 1, False, False)  # as most are: "two services"
    else:
        found = _in_words(tokens, i, words)
    if found is None or found.version or found.point or not tokens[found.last].opens & SCALE:
        return found
    if scale := number(words.numbers.scales, tokens, found.last):
        found = found._replace(value=found.value * scale[0], last=scale[1], plain=False, scale=scale[0])
    if half := words.numbers.half.at(tokens, found.last):
        found = found._replace(value=found.value + _HALF * found.scale, last=half[1], plain=False)
    return found


def _pointed(tokens: Tokens, i: int) -> Numeral:
    raw = tokens[i].raw
    known = len(raw) <= LONGEST
    return Numeral(Decimal(f"0.{raw}") if known else Decimal(0), i + 1, point=known, version=not known)


def _digits(tokens: Tokens, i: int, words: Words) -> Numeral:
    raw, j = tokens[i].raw, i + 1
    after = tokens[j]
    if after.kind != DIGITS and (after.gap or after.raw not in ".,'’") and len(raw) <= LONGEST:
        return Numeral(Decimal(raw), j, True)  # as most are: a number and a space or a unit
    groups, signs = [raw], []
    while tokens[j].raw in ".,'’" and not tokens[j].gap and tokens[j + 1].kind == DIGITS and not tokens[j + 1].gap:
        signs.append("'" if tokens[j].raw == "’" else tokens[j].raw)
        groups.append(tokens[j + 1].raw)
        j += 2
    if not signs:
        j = _spaced(tokens, i, groups)
        signs = [" "] * (len(groups) - 1)
    if sum(map(len, groups)) > LONGEST:
        return Numeral(Decimal(0), j, version=True)
    if len(signs) == 1 and signs[0] in ".," and len(groups[1]) != 3:
        return Numeral(Decimal(".".join(groups)), j)  # as most are: "4.2"
    return _value(groups, signs, j, words.numbers.point, percent=words.percent.at(tokens, j) is not None)


def _spaced(tokens: Tokens, i: int, groups: list[str]) -> int:
    """Adds the groups of three digits behind spaces ("1 800") and gives the token after them."""
    j = i + 1
    if len(groups[0]) > 3 or groups[0].startswith("0") or (i and tokens[i - 1].raw == "+"):
        return j
    while j < len(tokens) and tokens[j].kind == DIGITS and tokens[j].gap in _SPACES and len(tokens[j].raw) == 3:
        groups.append(tokens[j].raw)
        j += 1
    if (
        j < len(tokens) and j > i + 1 and tokens[j].kind == DIGITS
    ):  # a telephone number, or one table cell after another
        del groups[1:]
        return i + 1
    return j


def _value(groups: list[str], signs: list[str], j: int, point: str, *, percent: bool) -> Numeral:
    """The value of groups of digits and the signs between them; `j` is the token after them."""
    if not signs:
        return Numeral(Decimal(groups[0]), j, plain=True)
    last, kinds = signs[-1], set(signs)
    share = percent and signs == ["."] and 90 <= int(groups[0]) <= 100  # "99.995%", in Italian too
    if len(kinds) == 1 and _thousands(groups) and not share:
        zeros = last == "," and groups[1] == "000"  # "5,000" with a decimal comma would say nothing
        if len(signs) > 1 or last != point or zeros:
            return Numeral(Decimal("".join(groups)), j)
    if len(signs) == 1 and last in ".,":
        return Numeral(Decimal(".".join(groups)), j)
    if len(kinds) == 2 and last in ".," and last not in signs[:-1] and _thousands(groups[:-1]):
        return Numeral(Decimal("".join(groups[:-1]) + "." + groups[-1]), j)
    return Numeral(Decimal(0), j, version=True)


def _thousands(groups: list[str]) -> bool:
    return len(groups[0]) <= 3 and groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:])


def _in_words(tokens: Tokens, i: int, words: Words) -> Numeral | None:
    table, token = words.numbers, tokens[i]
    if token.opens & COUPLE:
        if about := number(table.about, tokens, i):
            return Numeral(about[0], about[1], digits=False, about=True)
        if phrase := number(table.phrases, tokens, i):
            return Numeral(phrase[0], phrase[1], digits=False, scale=phrase[0])
    if table.closed:
        return None if token.number is None else Numeral(token.number, i + 1, digits=False)
    return _apart(tokens, i, words) if token.opens & NUMERAL else None


def _apart(tokens: Tokens, start: int, words: Words) -> Numeral | None:
    """A number in words written apart: "two hundred and fifty", "twenty-five", "six thousand"."""
    table, i = words.numbers, start
    total, current, room = Decimal(0), Decimal(0), 100  # what may still be added must be smaller than `room`
    while i < min(len(tokens), start + _WORDS):
        at = i
        if not tokens[i].opens & MORE and tokens[i].raw != "-":
            break
        if i > start and tokens[i].raw == "-" and glued(tokens, i) and glued(tokens, i + 1):
            at = i + 1
        elif i > start and room in (100, 1000) and current + total and (joined := table.join.at(tokens, i)):
            at = joined[1]
        if (tens := number(table.tens, tokens, at)) and room == 100:
            current, room, i = current + tens[0], 10, tens[1]
        elif (ones := number(table.ones, tokens, at)) and (room == 100 or (room == 10 and ones[0] < 10)):
            current, room, i = current + ones[0], 0, ones[1]
        elif at == i > start and (hundred := number(table.hundreds, tokens, i)) and 0 < current < 20:
            current, room, i = current * hundred[0], 100, hundred[1]
        elif at == i > start and current and (scale := number(table.scales, tokens, i)):
            total, current, room, i = total + current * scale[0], Decimal(0), 1000, scale[1]
            room = 100
        else:
            break
    return Numeral(total + current, i, digits=False) if i > start else None
