"""Atoms: single figures with their unit or noun, before anything is said about how they belong together."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from dialogs.measures.bits import DAILY, LETTER, MONEY, OF, PEOPLE, PERCENT, PERIOD, SCALE, TIMES, UNIT
from dialogs.measures.nouns import Family
from dialogs.measures.numerals import Numeral, glued, read_numeral
from dialogs.measures.periods import period
from dialogs.measures.phrases import Phrases, ends
from dialogs.measures.tokens import DIGITS, LETTERS, SIGN, Token, Tokens
from dialogs.measures.words import Words

_NOUN = 3  # words among which the noun of a count must stand: "640 county libraries"
_HOUR = 60
_SINGLE = 2  # words of what there is one: "one security incident a month"
_LETTERS = {"k": Decimal(1000), "m": Decimal(1000000), "b": Decimal(1000000000)}


class Atom(NamedTuple):
    """A figure on tokens `first` to `last` (exclusive). Without a family it is a bare number, which needs a partner."""

    family: Family | None
    value: Decimal
    unit: str
    first: int
    last: int
    per: str = ""
    about: bool = False
    lone: bool = False  # a bare "42k"
    hyphen: bool = False  # "six-week"
    one: bool = False  # said as an article or "one": stands only where the words around it make it a figure


def read_atom(tokens: Tokens, i: int, words: Words, numeral: Numeral | None = None) -> Atom | None:
    """The figure whose number, if it is known already, begins at token `i`; None where no number begins there."""
    numeral = numeral or read_numeral(tokens, i, words)
    if numeral is None or numeral.version:
        return None
    if tokens[i].kind == DIGITS and not tokens[i].gap and tokens[i - 1].kind == LETTERS:
        return None
    first, currency = i - numeral.point, ""
    if tokens[first - 1].closes & MONEY and (before := words.money.ending(tokens, first)):
        currency, first = before
    if numeral.digits and tokens[numeral.last].opens & LETTER:
        numeral = with_letter(tokens, numeral, words, money=bool(currency))
    atom = _measured(tokens, first, numeral, currency, words)
    return atom._replace(about=True) if numeral.about else atom


def with_letter(tokens: Tokens, numeral: Numeral, words: Words, *, money: bool) -> Numeral:
    """The numeral with the k, M, m or b glued behind it applied, where that means a thousand, million or billion."""
    j = numeral.last
    if not numeral.digits or tokens[j].kind != LETTERS or not tokens[j].opens & LETTER:
        return numeral
    if tokens[j].gap and not (glued(tokens, j + 1) and tokens[j].low == "k"):
        return numeral
    letter = words.numbers.letters.at(tokens, j)
    if letter is None:
        return numeral
    sure = money or tokens[j].raw in {"k", "K", "M"} or words.money.at(tokens, j + 1) is not None
    if tokens[j].gap and not words.money.at(tokens, j + 1):
        return numeral
    if not sure and noun(tokens, j + 1, words) is None:
        return numeral
    scale = Decimal(letter[0])
    return numeral._replace(value=numeral.value * scale, last=j + 1, plain=False, letter=tokens[j].low, scale=scale)


def _measured(tokens: Tokens, first: int, numeral: Numeral, currency: str, words: Words) -> Atom:
    """The number with whatever stands behind it: a sign, a currency, a unit, a noun, a period."""
    value, j, about = numeral.value, numeral.last, False
    behind = tokens[j]
    if behind.plain and behind.gap and not currency:  # nothing known: what is counted
        return _counted(tokens, first, j, numeral, words, about=about)
    if behind.raw == "+" and not behind.gap and not (tokens[j + 1].kind == DIGITS and not tokens[j + 1].gap):
        j, about = j + 1, True
        behind = tokens[j]
    if (
        behind.opens & (MONEY | OF)
        and not currency
        and (after := words.money.at(tokens, skip(words.numbers.of, tokens, j)))
    ):
        currency, j = after
    if currency:
        per, j = period(tokens, skip(words.money_between, tokens, j), words, otherwise=j)
        return Atom(Family.MONEY, value, currency, first, j, per, about)
    if behind.opens & PERCENT and (percent := words.percent.at(tokens, j)):
        return Atom(Family.PERCENT, value, "%", first, percent[1], about=about)
    hyphen = behind.raw == "-" and not behind.gap and not tokens[j + 1].gap
    if hyphen and (fold := words.times.noun.at(tokens, j)):  # "10-fold"
        return _times(tokens, first, fold[1], value, words, about=about, letter=True)
    if unit := _unit(tokens, j + 1 if hyphen else j, words, numeral):
        family, name, k = unit
        if family is Family.RATE:
            name, _, per = name.partition("/")
            return Atom(family, value, name, first, k, per, about)
        if name == "h" and not tokens[k].gap and not tokens[k - 1].gap and _minutes(tokens[k]):  # "1h20"
            return Atom(family, value * 60 + int(tokens[k].raw), "min", first, k + 1, about=about)
        if tokens[k].opens & SCALE and (half := words.numbers.half.at(tokens, k)):
            value, k = value + Decimal("0.5"), half[1]
        per, k = ("", k) if hyphen or family in (Family.AGE, Family.WINDOW) else period(tokens, k, words)
        return Atom(family, value, name, first, k, per, about, hyphen=hyphen)
    if hyphen:
        if people := words.people.nouns.at(tokens, j + 1):
            return Atom(Family.AGE, value, people[0], first, people[1], about=about)
        return Atom(None, value, "", first, j, about=about)
    return _counted(tokens, first, j, numeral, words, about=about)


def _minutes(token: Token) -> bool:
    return token.kind == DIGITS and len(token.raw) == 2 and int(token.raw) < _HOUR


def _unit(tokens: Tokens, j: int, words: Words, numeral: Numeral) -> tuple[Family, str, int] | None:
    """The unit at token `j`: its family, its name and the token after it. One letter may need to be glued."""
    token = tokens[j]
    if not token.opens & UNIT or (token.kind == SIGN and token.raw not in "µμ"):
        return None
    if token.gap:
        if len(token.raw) == 1 and token.raw not in {"s", "h"}:
            return None
    elif numeral.letter and token.kind == LETTERS:
        return None
    if token.unit is not None:
        return *token.unit, j + 1
    return next(((family, *hit) for family, table in words.units if (hit := table.at(tokens, j))), None)


def _counted(tokens: Tokens, first: int, j: int, numeral: Numeral, words: Words, *, about: bool) -> Atom:
    """The number as a count of what its noun names, a multiple ("4.2x"), a team's size, or bare."""
    value, opens = numeral.value, tokens[j].opens
    if opens & TIMES and (times := words.times.noun.at(tokens, j)):
        return _times(tokens, first, times[1], value, words, about=about, letter=glued(tokens, j))
    at = skip(words.numbers.of, tokens, j) if opens & OF and not numeral.plain else j
    if at == j and opens & PEOPLE and (after := words.people.after.at(tokens, j)):
        return Atom(Family.AGE, value, "people", first, after[1], about=about)
    if tokens[first - 1].closes & PEOPLE and words.people.before.ending(tokens, first) and value <= 1000:
        people = noun(tokens, at, words)
        return Atom(Family.AGE, value, "people", first, people[1] if people else j, about=about)
    return _of_things(tokens, first, at, numeral, words, about=about, after=j)


def _of_things(tokens: Tokens, first: int, at: int, numeral: Numeral, words: Words, *, about: bool, after: int) -> Atom:
    """The number as a count of what the noun at token `at` names, or bare; `after` is the token after the number."""
    value = numeral.value
    adjective, at = _adjective(tokens, at, words) if tokens[at].opens & DAILY else ("", at)
    found = noun(tokens, at, words)
    if found is None:
        if value == 1 and (single := read_single(tokens, first, at, words)):
            return single._replace(about=about)
        if tokens[after].opens & PERIOD and (spell := period(tokens, after, words))[0]:
            return Atom(Family.RATE, value, "", first, spell[1], spell[0], about)
    if found is None or (value == 1 and not numeral.digits):
        return Atom(None, value, "", first, after, "", about or numeral.about, numeral.letter == "k")
    name, k = found
    if not tokens[k - 1].plain and (unit := words.span.at(tokens, k - 1)):
        return Atom(Family.WINDOW, value, unit[0], first, k, "", about)
    if adjective:
        return Atom(Family.RATE, value, name, first, k, adjective, about)
    if tokens[k].opens & PERIOD:
        per, k = period(tokens, k, words)
        if per:
            return Atom(Family.RATE, value, name, first, k, per, about)
    small = value <= 100 and any(token.opens & PEOPLE for token in tokens[at:k])
    people = small and any(words.people.nouns.at(tokens, i) for i in range(at, k))
    return Atom(Family.AGE if people else Family.COUNT, value, name, first, k, "", about)


def read_single(tokens: Tokens, first: int, at: int, words: Words) -> Atom | None:
    """What there is one of in a period, its noun at token `at`: "1 outage a month", "one every two months"."""
    if tokens[at].opens & (UNIT | TIMES) and any(
        table.at(tokens, at) for table in (words.time, words.span, words.times.noun)
    ):
        return None
    end = at
    while end < at + _SINGLE and tokens[end].names and not period(tokens, end, words)[0]:
        end += 1
    per, last = period(tokens, end, words)
    if not per:
        return None
    return Atom(Family.RATE, Decimal(1), " ".join([token.low for token in tokens[at:end]]), first, last, per)


def _times(tokens: Tokens, first: int, j: int, value: Decimal, words: Words, *, about: bool, letter: bool) -> Atom:
    per, k = period(tokens, j, words)
    if per:
        return Atom(Family.RATE, value, "times", first, k, per, about)
    if letter or value > 2 or words.times.compared.at(tokens, j):
        return Atom(Family.RATIO, value, "x", first, j, about=about)
    return Atom(Family.COUNT, value, "times", first, j, about=about)


def _adjective(tokens: Tokens, j: int, words: Words) -> tuple[str, int]:
    return words.period_adjectives.at(tokens, j) or ("", j)


def noun(tokens: Tokens, j: int, words: Words) -> tuple[str, int] | None:
    """The noun that a number before token `j` counts, with its adjectives ("county libraries"), and the token after."""
    for k in range(j, j + _NOUN):
        token = tokens[k]
        if not token.names or (k > j and (not token.gap or "\n\n" in token.gap)):
            return None
        if token.many:
            last = k + 1 + _second(tokens, k, words)
            return token.low if last == j + 1 else " ".join([t.low for t in tokens[j:last]]), last
    return None


def _second(tokens: Tokens, k: int, words: Words) -> bool:
    """Whether the word behind a noun at token `k` belongs to it: "50,000 SKU updates", "50K concurrent users"."""
    token = tokens[k + 1]
    if not token.names or not token.gap or (words.plain.spelled_plural and not tokens[k].raw.isupper()):
        return False
    return len(token.low) > 3 and ends(token.low, words.plain.second_endings)


def skip(phrases: Phrases, tokens: Tokens, j: int) -> int:
    """The token after the phrase that begins at `j`, or `j`."""
    hit = None if tokens[j].plain else phrases.at(tokens, j)
    return hit[1] if hit else j
