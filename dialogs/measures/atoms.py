"""Atoms: single figures with their unit or noun, before anything is said about how they belong together."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from dialogs.measures.nouns import Family
from dialogs.measures.numerals import Numeral, Tokens, glued, is_raw, read_numeral
from dialogs.measures.periods import period
from dialogs.measures.phrases import Phrases
from dialogs.measures.tokens import DIGITS, LETTERS, SIGN, Token
from dialogs.measures.words import Words, ends

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
    if tokens[i].kind == DIGITS and i and tokens[i - 1].kind == LETTERS and glued(tokens, i):
        return None
    currency, first = _currency_before(tokens, i - numeral.point, words)
    numeral = with_letter(tokens, numeral, words, money=bool(currency))
    atom = _measured(tokens, first, numeral, currency, words)
    if numeral.about:
        atom = atom._replace(about=True)
    return atom


def _currency_before(tokens: Tokens, i: int, words: Words) -> tuple[str, int]:
    hit = words.money.ending(tokens, i) if i and tokens[i - 1].known.closes else None
    return hit if hit else ("", i)


def with_letter(tokens: Tokens, numeral: Numeral, words: Words, *, money: bool) -> Numeral:
    """The numeral with the k, M, m or b glued behind it applied, where that means a thousand, million or billion."""
    j = numeral.last
    if (
        not numeral.digits
        or j >= len(tokens)
        or not (glued(tokens, j) or (glued(tokens, j + 1) and tokens[j].low == "k"))
        or tokens[j].kind != LETTERS
    ):
        return numeral
    letter = words.numbers.letters.at(tokens, j)
    if letter is None:
        return numeral
    sure = money or tokens[j].raw in {"k", "K", "M"} or words.money.at(tokens, j + 1) is not None
    if not glued(tokens, j) and not words.money.at(tokens, j + 1):
        return numeral
    if not sure and noun(tokens, j + 1, words) is None:
        return numeral
    scale = Decimal(letter[0])
    return numeral._replace(value=numeral.value * scale, last=j + 1, plain=False, letter=tokens[j].low, scale=scale)


def _measured(tokens: Tokens, first: int, numeral: Numeral, currency: str, words: Words) -> Atom:
    """The number with whatever stands behind it: a sign, a currency, a unit, a noun, a period."""
    value, j, about = numeral.value, numeral.last, False
    if not currency and j < len(tokens) and tokens[j].plain and tokens[j].gap:  # nothing known: what is counted
        return _counted(tokens, first, j, numeral, words, about=about)
    if (
        is_raw(tokens, j, "+")
        and glued(tokens, j)
        and not (j + 1 < len(tokens) and tokens[j + 1].kind == DIGITS and glued(tokens, j + 1))
    ):
        j, about = j + 1, True
    if not currency and (after := words.money.at(tokens, skip(words.numbers.of, tokens, j))):
        currency, j = after
    if currency:
        per, j = period(tokens, skip(words.money_between, tokens, j), words, otherwise=j)
        return Atom(Family.MONEY, value, currency, first, j, per, about)
    if percent := words.percent.at(tokens, j):
        return Atom(Family.PERCENT, value, "%", first, percent[1], about=about)
    hyphen = is_raw(tokens, j, "-") and glued(tokens, j) and glued(tokens, j + 1)
    if hyphen and (fold := words.times.noun.at(tokens, j)):  # "10-fold"
        return _times(tokens, first, fold[1], value, words, about=about, letter=True)
    if unit := _unit(tokens, j + 1 if hyphen else j, words, numeral):
        family, name, k = unit
        if family is Family.RATE:
            name, _, per = name.partition("/")
            return Atom(family, value, name, first, k, per, about)
        if (
            name == "h" and k < len(tokens) and glued(tokens, k) and glued(tokens, k - 1) and _minutes(tokens[k])
        ):  # "1h20"
            return Atom(family, value * 60 + int(tokens[k].raw), "min", first, k + 1, about=about)
        if half := words.numbers.half.at(tokens, k):
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
    if j >= len(tokens) or tokens[j].low not in words.units or (tokens[j].kind == SIGN and tokens[j].raw not in "µμ"):
        return None
    if len(tokens[j].raw) == 1 and tokens[j].raw not in {"s", "h"} and not glued(tokens, j):
        return None
    if numeral.letter and tokens[j].kind == LETTERS and glued(tokens, j):
        return None
    for family, table in (
        (Family.RATE, words.rates),
        (Family.TIME, words.time),
        (Family.WINDOW, words.span),
        (Family.AGE, words.age),
        (Family.SIZE, words.size),
    ):
        if hit := table.at(tokens, j):
            return family, hit[0], hit[1]
    return None


def _counted(tokens: Tokens, first: int, j: int, numeral: Numeral, words: Words, *, about: bool) -> Atom:
    """The number as a count of what its noun names, a multiple ("4.2x"), a team's size, or bare."""
    value = numeral.value
    if j < len(tokens) and tokens[j].plain and not (first and tokens[first - 1].known.closes):
        return _of_things(tokens, first, j, numeral, words, about=about)
    if times := words.times.noun.at(tokens, j):
        return _times(tokens, first, times[1], value, words, about=about, letter=glued(tokens, j))
    at = skip(words.numbers.of, tokens, j) if not numeral.plain else j
    if at == j and (after := words.people.after.at(tokens, j)):
        return Atom(Family.AGE, value, "people", first, after[1], about=about)
    if words.people.before.ending(tokens, first) and value <= 1000:
        people = noun(tokens, at, words)
        return Atom(Family.AGE, value, "people", first, people[1] if people else j, about=about)
    return _of_things(tokens, first, at, numeral, words, about=about, after=j)


def _of_things(
    tokens: Tokens, first: int, at: int, numeral: Numeral, words: Words, *, about: bool, after: int | None = None
) -> Atom:
    """The number as a count of what the noun at token `at` names, or bare; `after` is the token after the number."""
    value, j = numeral.value, at if after is None else after
    adjective, at = _adjective(tokens, at, words)
    found = noun(tokens, at, words)
    if found is None and value == 1 and (single := read_single(tokens, first, at, words)):
        return single._replace(about=about)
    if found is None and (spell := period(tokens, j, words))[0]:
        return Atom(Family.RATE, value, "", first, spell[1], spell[0], about)
    if found is None or (value == 1 and not numeral.digits):
        return Atom(None, value, "", first, j, about=about or numeral.about, lone=numeral.letter == "k")
    name, k = found
    if not tokens[k - 1].plain and (unit := words.span.at(tokens, k - 1)):
        return Atom(Family.WINDOW, value, unit[0], first, k, about=about)
    per, k = (adjective, k) if adjective else period(tokens, k, words)
    if per:
        return Atom(Family.RATE, value, name, first, k, per, about)
    small = value <= 100 and any(words.people.nouns.at(tokens, at) for at in range(at, k))
    return Atom(Family.AGE if small else Family.COUNT, value, name, first, k, about=about)


def read_single(tokens: Tokens, first: int, at: int, words: Words) -> Atom | None:
    """What there is one of in a period, its noun at token `at`: "1 outage a month", "one every two months"."""
    known = at < len(tokens) and not tokens[at].plain
    if known and (words.time.at(tokens, at) or words.span.at(tokens, at) or words.times.noun.at(tokens, at)):
        return None
    end = at
    while end < at + _SINGLE and is_word(tokens, end, words) and not period(tokens, end, words)[0]:
        end += 1
    per, last = period(tokens, end, words)
    name = " ".join(token.low for token in tokens[at:end])
    return Atom(Family.RATE, Decimal(1), name, first, last, per) if per else None


def is_word(tokens: Tokens, i: int, words: Words) -> bool:
    """Whether a word that can name a thing stands at token `i`."""
    del words
    return i < len(tokens) and tokens[i].kind == LETTERS and not tokens[i].known.stop


def _times(tokens: Tokens, first: int, j: int, value: Decimal, words: Words, *, about: bool, letter: bool) -> Atom:
    per, k = period(tokens, j, words)
    if per:
        return Atom(Family.RATE, value, "times", first, k, per, about)
    if letter or value > 2 or words.times.compared.at(tokens, j):
        return Atom(Family.RATIO, value, "x", first, j, about=about)
    return Atom(Family.COUNT, value, "times", first, j, about=about)


def _adjective(tokens: Tokens, j: int, words: Words) -> tuple[str, int]:
    hit = None if j < len(tokens) and tokens[j].plain else words.period_adjectives.at(tokens, j)
    return hit if hit else ("", j)


def noun(tokens: Tokens, j: int, words: Words) -> tuple[str, int] | None:
    """The noun that a number before token `j` counts, with its adjectives ("county libraries"), and the token after."""
    for k in range(j, min(j + _NOUN, len(tokens))):
        token = tokens[k]
        if token.kind != LETTERS or token.known.stop or (k > j and (not token.gap or "\n\n" in token.gap)):
            return None
        if token.known.many:
            last = k + 1
            last += _second(tokens, k, words)
            return " ".join(t.low for t in tokens[j:last]), last
    return None


def _second(tokens: Tokens, k: int, words: Words) -> bool:
    """Whether the word behind a noun at token `k` belongs to it: "50,000 SKU updates", "50K concurrent users"."""
    if k + 1 >= len(tokens) or tokens[k + 1].kind != LETTERS or glued(tokens, k + 1):
        return False
    if words.plain.spelled_plural and not tokens[k].raw.isupper():
        return False
    low = tokens[k + 1].low
    return not tokens[k + 1].known.stop and len(low) > 3 and ends(low, words.plain.second_endings)


def skip(phrases: Phrases, tokens: Tokens, j: int) -> int:
    """The token after the phrase that begins at `j`, or `j`."""
    hit = None if j < len(tokens) and tokens[j].plain else phrases.at(tokens, j)
    return hit[1] if hit else j
