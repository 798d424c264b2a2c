"""Figures: every number of a text in one canonical form, so that two texts can be compared."""

from __future__ import annotations

from decimal import Decimal

from dialogs.answers import Language
from dialogs.content_error import Files
from dialogs.measures.atoms import with_letter
from dialogs.measures.dates import read_clock
from dialogs.measures.numerals import glued, pointed, read_numeral
from dialogs.measures.reader import figure_in_words
from dialogs.measures.tables import words_of
from dialogs.measures.tokens import DIGITS, Tokens
from dialogs.measures.words import Words

Figure = tuple[int, int, str]


def bare_figures(text: str, language: Language, files: Files) -> tuple[Figure, ...]:
    """Every number in digits or words, as (start, end, canonical): "six" and "6" are "6", "1.4 million" is "1400000".

    Digits within words count too ("p99" gives "99"), and so do versions and dates: nothing that looks like a figure is
    left out. "One" and articles count only before a unit or in "one in five"; ordinals in words do not.
    """
    return figures(text, words_of(files, language))


def figures(text: str, words: Words) -> tuple[Figure, ...]:
    """The same, with the tables at hand."""
    tokens, stops = words.scan(text)
    found: list[Figure] = []
    i = 0
    while i < len(tokens):
        hit = _digits(tokens, i, words) if tokens[i].kind == DIGITS else _in_words(tokens, i, words)
        if hit is None:
            i += 1
            continue
        form, last = hit
        first = i - 1 if tokens[i].kind == DIGITS and pointed(tokens, i) else i
        found.append((stops[first] - len(tokens[first].raw), stops[last - 1], form))
        i = last
    return tuple(found)


def _digits(tokens: Tokens, i: int, words: Words) -> tuple[str, int]:
    fraction = words.times.fractions.at(tokens, i)
    if fraction and all(glued(tokens, k) for k in range(i + 1, fraction[1])) and not glued(tokens, i):
        return canonical_fraction(fraction[0]), fraction[1]
    numeral = read_numeral(tokens, i, words)
    assert numeral is not None
    if numeral.version:
        return "".join(
            token.gap[:1] + token.raw if k else token.raw for k, token in enumerate(tokens[i : numeral.last])
        ), numeral.last
    if _minutes(tokens, i) and read_clock(tokens, i, words):
        hour, minutes = tokens[i].raw.lstrip("0") or "0", tokens[i + 2].raw
        return (hour if minutes == "00" else f"{hour}:{minutes}"), i + 3
    money = words.money.ending(tokens, i) is not None
    numeral = with_letter(tokens, numeral, words, money=money)
    return _halved(tokens, numeral.value, numeral.last, words)


def _minutes(tokens: Tokens, i: int) -> bool:
    """Whether two digits stand behind the number at token `i`, as minutes do."""
    if i + 2 >= len(tokens) or tokens[i + 1].raw not in {":", "."} or tokens[i + 1].gap or tokens[i + 2].gap:
        return False
    return tokens[i + 2].kind == DIGITS and len(tokens[i + 2].raw) == 2


def _halved(tokens: Tokens, value: Decimal, last: int, words: Words) -> tuple[str, int]:
    """The number, with the half that may stand behind its unit: "due anni e mezzo"."""
    for table in (words.age, words.span, words.time):
        unit = table.at(tokens, last)
        if unit and (half := words.numbers.half.at(tokens, unit[1])):
            return canonical(value + Decimal("0.5")), half[1]
    return canonical(value), last


def _in_words(tokens: Tokens, i: int, words: Words) -> tuple[str, int] | None:
    hit = figure_in_words(tokens, i, words)
    if hit is None or words.percent.ending(tokens, hit[1]):  # "per cento" is no hundred
        return None
    fraction = words.times.fractions.at(tokens, i)
    exact = fraction is not None and fraction[1] == hit[1]
    return (canonical_fraction(fraction[0]), hit[1]) if fraction and exact else _halved(tokens, hit[0], hit[1], words)


def canonical(value: Decimal) -> str:
    """A number without grouping, trailing zeros or exponent: "1800", "6.2", "0"."""
    plain = f"{value:f}"
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain).lstrip("0") if value >= 1 else _small(plain)


def _small(plain: str) -> str:
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain.lstrip("0") or "0"
    return plain or "0"


def canonical_fraction(fraction: str) -> str:
    """Halves, quarters, fifths and tenths as decimals, thirds as they are."""
    above, _, below = fraction.partition("/")
    return fraction if below == "3" else canonical(Decimal(above) / Decimal(below))
