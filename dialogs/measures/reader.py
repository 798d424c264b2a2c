"""The walk over a text: every figure and every mention of a percentile, from left to right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from dialogs.measures.atoms import Atom, noun, read_atom, read_single
from dialogs.measures.bits import (
    ARTICLE,
    DATE,
    FOLD,
    FRACTION,
    HABIT,
    HALVES,
    MENTION,
    MULTIPLE,
    ONE,
    PART,
    PERIOD,
    RANK,
    TIMES,
    UNIT,
    UNSURE,
    ZERO,
)
from dialogs.measures.dates import read_clock, read_date
from dialogs.measures.foreign import read_foreign
from dialogs.measures.mentions import Mention, read_mention
from dialogs.measures.multiples import read_fraction, read_habit, read_multiple, read_part, read_share
from dialogs.measures.nothing import read_nothing
from dialogs.measures.nouns import Family
from dialogs.measures.numerals import Numeral, glued, is_raw, number, read_numeral
from dialogs.measures.periods import period as read_period
from dialogs.measures.tokens import DIGITS, Tokens
from dialogs.measures.words import Words

_SPECIAL = DATE | PART | FRACTION | FOLD | HALVES | MULTIPLE | HABIT
_SPREAD = 5  # tokens, the article among them, within which a period makes it a figure: "one short outage a month"


class Lead(Enum):
    """What an article and the words behind it can be the beginning of."""

    NONE = auto()
    PERIOD = auto()  # nothing but one thing in a period: "a release every month"
    ANY = auto()


@dataclass(frozen=True, slots=True)
class Walk:
    """What one walk found, each in order."""

    atoms: tuple[Atom, ...]
    mentions: tuple[Mention, ...]


def walk(tokens: Tokens, marks: Iterable[int], words: Words) -> Walk:
    """Every figure and percentile of a text. `marks` are, in order, all tokens at which one can begin, or more."""
    atoms: list[Atom] = []
    mentions: list[Mention] = []
    passed = 0
    for i in marks:
        token, numeral = tokens[i], None
        if i < passed or not token.starts:
            continue
        if token.kind == DIGITS:
            numeral = read_numeral(tokens, i, words)
        elif token.follows is not None and tokens[i + 1].low not in token.follows:
            lead = _lead(tokens, i, words) if token.article else Lead.NONE
            if lead is Lead.NONE:
                continue
            if lead is Lead.PERIOD:
                if atom := _in_a_period(tokens, i, words):
                    atoms.append(atom)
                    passed = atom.last
                continue
        named = token.opens & MENTION if numeral is None else tokens[numeral.last].opens & RANK
        if named and (mention := read_mention(tokens, i, words, numeral)):
            mentions.append(mention)
            passed = mention.last
            continue
        atom = _special(tokens, i, words) if numeral or token.opens & _SPECIAL else None
        if atom is None and numeral and (foreign := read_foreign(tokens, i, words, numeral)):
            passed = foreign
            continue
        atom = atom or _number(tokens, i, words, numeral)
        if atom is None:
            passed = numeral.last if numeral else i + 1
            continue
        if atoms and atom.first < atoms[-1].last:
            atom = atom._replace(first=atoms[-1].last)
        atoms.append(atom)
        passed = atom.last
    return Walk(tuple(atoms), tuple(mentions))


def _lead(tokens: Tokens, i: int, words: Words) -> Lead:
    """What "a" or "one" at token `i` can begin: it is a figure only where a unit, a number or a period is near."""
    token, after = tokens[i], tokens[i + 1]
    if after.counted:
        return Lead.ANY
    if not token.opens & (ONE | UNSURE):  # one or two words, then the period
        if not after.names:
            return Lead.NONE
        second = tokens[i + 2]
        near = second.opens & PERIOD or (second.names and tokens[i + 3].opens & PERIOD)
        return Lead.PERIOD if near else Lead.NONE
    for other in tokens[i + 1 : i + _SPREAD]:
        if other.spread:
            return Lead.ANY if token.low in words.numbers.unsure.by_first else Lead.PERIOD
    return Lead.NONE


def _special(tokens: Tokens, i: int, words: Words) -> Atom | None:
    """Figures that are more than a number and a unit: dates, times of day, fractions, "twice", "tripled"."""
    token = tokens[i]
    opens = token.opens
    if token.kind == DIGITS or opens & DATE:
        atom = read_date(tokens, i, words) or read_clock(tokens, i, words)
        if atom is not None or not opens:
            return atom
    return (
        (read_part(tokens, i, words) if opens & PART else None)
        or (read_fraction(tokens, i, words) if opens & FRACTION else None)
        or (read_multiple(tokens, i, words) if opens & (FOLD | HALVES | MULTIPLE) else None)
        or (read_share(tokens, i, words) if opens & HABIT else None)
        or (read_habit(tokens, i, words) if opens & HABIT else None)
    )


def _number(tokens: Tokens, i: int, words: Words, numeral: Numeral | None = None) -> Atom | None:
    opens, table = tokens[i].opens, words.numbers
    if opens & ZERO and (nothing := table.nothing.at(tokens, i) or table.no.at(tokens, i)):
        return read_nothing(tokens, i, nothing[1], words)
    if opens & UNSURE and table.unsure.at(tokens, i) and not _surely(tokens, i, words):
        return None
    if opens & (ARTICLE | ONE) and (one := table.article.at(tokens, i) or table.one.at(tokens, i)):
        longer = read_numeral(tokens, i, words)  # "one hundred", "a dozen"
        if longer is None or longer.last <= one[1]:
            return _one(tokens, i, one[1], words)
        return read_atom(tokens, i, words, longer)
    return read_atom(tokens, i, words, numeral)


def _in_a_period(tokens: Tokens, i: int, words: Words) -> Atom | None:
    """What "one" or an article is the figure of, where nothing but a period is near: "a release every month"."""
    if tokens[i].opens & ONE:
        return _one(tokens, i, i + 1, words)
    single = read_single(tokens, i, i + 1, words)
    return single._replace(one=" " not in single.per) if single and single.unit else None


def _one(tokens: Tokens, i: int, last: int, words: Words) -> Atom | None:
    """The figure that "one" or an article is: before a unit of time, or in "one in five"."""
    at = last + 1 if is_raw(tokens, last, "-") and glued(tokens, last) else last
    opens, numbers = tokens[i].opens, words.numbers
    one = opens & ONE and numbers.one.at(tokens, i) is not None
    article = opens & ARTICLE and numbers.article.at(tokens, i) is not None
    if (one or article) and (single := read_single(tokens, i, at, words)):
        sure = bool(single.unit) and (" " in single.per or not article)
        return single._replace(one=not sure) if single.unit or one else None
    if one and (_rota_ahead(tokens, at, words) or (tokens[at].names and _rota_ahead(tokens, at + 1, words))):
        return Atom(None, Decimal(1), "", i, last, one=True)
    behind = tokens[at].opens
    if behind & UNIT and (unit := words.time.at(tokens, at)):
        sure = not article or words.window.with_time.ending(tokens, i) is not None
        half = numbers.half.at(tokens, unit[1])  # "an hour and a half"
        value, end = (Decimal("1.5"), half[1]) if half else (Decimal(1), unit[1])
        return Atom(Family.TIME, value, unit[0], i, end, one=not (sure or half)) if len(tokens[at].raw) > 2 else None
    if behind & UNIT and (unit := words.span.at(tokens, at)):
        sure = words.window.before.ending(tokens, i) is not None
        return Atom(Family.WINDOW, Decimal(1), unit[0], i, unit[1], one=not sure)
    if behind & TIMES and (times := words.times.noun.at(tokens, at)):
        per, end = read_period(tokens, times[1], words)
        return Atom(Family.RATE, Decimal(1), "times", i, end, per) if per else None
    return None


def _surely(tokens: Tokens, i: int, words: Words) -> bool:
    """Whether a word that is also another ("sei") is a number here: a unit or noun follows, no "tu" stands before."""
    if words.numbers.unsure_after.ending(tokens, i):
        return False
    return (
        words.time.at(tokens, i + 1) is not None
        or words.span.at(tokens, i + 1) is not None
        or words.age.at(tokens, i + 1) is not None
        or noun(tokens, i + 1, words) is not None
    )


def figure_in_words(tokens: Tokens, i: int, words: Words) -> tuple[Decimal, int] | None:
    """The value of the figure in words at token `i`, and the token after it; None where there is none.

    "One" counts only where it makes a measure, an article never.
    """
    if not tokens[i].starts:
        return None
    if (nth := number(words.percentile.ordinals, tokens, i)) and words.percentile.percentile.at(tokens, nth[1]):
        return nth
    if (part := number(words.numbers.parts, tokens, i)) and words.time.at(tokens, part[1]):
        return part
    if atom := read_fraction(tokens, i, words) or read_multiple(tokens, i, words):
        return atom.value, (
            words.times.fractions.at(tokens, i)
            or words.times.multiplied.at(tokens, i)
            or words.times.folds.at(tokens, i)
            or words.times.halves.at(tokens, i)
            or words.times.adverbs.at(tokens, i)
            or ("", i + 1)
        )[1]
    found = _number(tokens, i, words)
    article = words.numbers.article.at(tokens, i)
    if found is None or (found.value == 1 and article and not words.numbers.one.at(tokens, i)):
        return None
    if found.value == 1 and article and found.family is not None and not _rota_ahead(tokens, found.last, words):
        return None
    numeral = read_numeral(tokens, i, words)
    return (numeral.value, numeral.last) if numeral else (found.value, i + 1)


def _rota_ahead(tokens: Tokens, i: int, words: Words) -> bool:
    """Whether "in five" and the like follow at token `i`."""
    among = words.rota.among.at(tokens, i)
    if among is None:
        return False
    return read_numeral(tokens, among[1] + is_raw(tokens, among[1], "-"), words) is not None
