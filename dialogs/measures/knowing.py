"""Knowing: what a language knows of a word by itself, worked out of its tables when the word is first met."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from typing import TYPE_CHECKING

from dialogs.measures import bits
from dialogs.measures.closed import closed
from dialogs.measures.nouns import Family
from dialogs.measures.phrases import Phrases, ends
from dialogs.measures.tokens import DIGITS, LETTERS, SIGN, STOPS, Token, folded

if TYPE_CHECKING:
    from dialogs.measures.words import PlainWords, Words

_STEM = 3  # letters by which a number written as one word is suspected
_SPELLED = {"p": bits.MENTION, "q": bits.DATE, "h": bits.DATE}  # p99, Q3, H1
_ARROWS = frozenset("-=>→➜⇒–—⟶")  # of these arrows and dashes are made

Follows = Mapping[str, frozenset[str] | None]
"""Words at which a figure can begin, each with what must follow then; None where it can stand alone."""


class Knowing:
    """What is known of every word of one language."""

    def __init__(self, words: Words) -> None:
        numbers, times = words.numbers, words.times
        self._numbers, self._plain = numbers, words.plain
        self._articles = frozenset[str]().union(numbers.one.alone, numbers.article.alone)
        self._follows = _follows(words, self._articles)
        self._opens = bits.by_word(bits.opens(words))
        for low, bit in _SPELLED.items():
            self._opens[low] = self._opens.get(low, 0) | bit
        self._closes = bits.by_word(bits.closes(words), last=True)
        self._ties = bits.by_word(bits.ties(words))
        for low in words.changes.to.by_last:
            self._ties[low] = self._ties.get(low, 0) | bits.TO
        self._begins = _firsts(_tables(words))
        self._counted = {"-"} | _firsts((
            words.time, words.span, times.noun, numbers.scales, numbers.hundreds, numbers.half, numbers.ones,
            numbers.tens, numbers.join,
        ))  # fmt: skip
        self._spread = _firsts((words.per, words.period_adjectives, words.rota.every, words.rota.among))
        self._units = units(words)
        written = (numbers.ones, numbers.tens, numbers.hundreds, numbers.thousands)
        self._stems = frozenset(low[:_STEM] for low in _firsts(written)) if numbers.closed else frozenset[str]()

    def token(self, raw: str, gap: str) -> Token:
        """A run with the white space before it, as a token."""
        low, kind = folded(raw)
        suspected = low[:_STEM] in self._stems or (bool(self._stems) and low in self._follows)
        number = closed(low, self._numbers) if suspected else None
        edge = raw in STOPS or "\n" in gap
        starts = kind == DIGITS or low in self._follows or number is not None
        return Token(
            raw,
            low,
            kind,
            gap,
            len(gap) + len(raw),
            edge=edge,
            starts=starts,
            mark=edge or starts,
            plain=low not in self._begins,
            opens=self._opens.get(low, 0),
            closes=self._closes.get(low, 0),
            ties=self._ties.get(low, 0) | (bits.ARROW if raw in _ARROWS else 0),
            follows=self._follows.get(low),
            article=low in self._articles,
            counted=low in self._counted,
            spread=low in self._spread,
            names=kind == LETTERS and low not in self._plain.stop,
            many=kind == LETTERS and is_plural(low, raw, self._plain),
            number=number,
            alone=self._alone(low, number),
            unit=None if kind == SIGN else self._units.get(low),
        )

    def _alone(self, low: str, number: Decimal | None) -> Decimal | None:
        """The number that a word is by itself; None where it may begin a phrase that says another."""
        numbers = self._numbers
        if low in numbers.phrases.by_first or low in numbers.about.by_first:
            return None
        if numbers.closed:
            return number
        table = numbers.tens if low in numbers.tens.by_first else numbers.ones
        entries = table.by_first.get(low, ())
        return Decimal(entries[0][1]) if len(entries) == 1 and len(entries[0][0]) == 1 else None


def is_plural(low: str, raw: str, plain: PlainWords) -> bool:
    """Whether a word can name several things: by its ending or by list, or as an abbreviation in capitals."""
    if low in plain.plural or (len(raw) > 1 and raw.isupper()):
        return True
    if len(low) < 3 or ends(low, plain.not_plural_endings) or ends(low, plain.verb_endings):
        return False
    return ends(low, plain.plural_endings)


def units(words: Words) -> dict[str, tuple[Family, str]]:
    """The words that are a unit whatever follows: no longer one begins with them."""
    found: dict[str, tuple[Family, str]] = {}
    longer: set[str] = set()
    for family, table in words.units:
        for low, entries in table.by_first.items():
            longer.update(low for its, _ in entries if len(its) > 1)
            found.setdefault(low, (family, entries[0][1]))
    return {low: unit for low, unit in found.items() if low not in longer}


def _follows(words: Words, articles: frozenset[str]) -> Follows:
    numbers, times = words.numbers, words.times
    tables = (
        numbers.nothing, numbers.no, numbers.ones, numbers.tens, numbers.phrases, numbers.about, numbers.parts,
        times.adverbs, times.multiplied, times.folds, times.halves, times.fractions, words.rota.every,
        words.dates.months,
        words.period_adjectives, words.percentile.average, words.percentile.median, words.percentile.ordinals,
    )  # fmt: skip
    found: dict[str, frozenset[str] | None] = dict.fromkeys(_SPELLED)
    for table in tables:
        for first, entries in table.by_first.items():
            if first in table.alone and not (first in articles and table is numbers.ones):
                found[first] = None
            elif (known := found.get(first, frozenset())) is not None:
                found[first] = known.union(its[1] for its, _ in entries if len(its) > 1)
    for table in (numbers.one, numbers.article):
        for first, entries in table.by_first.items():
            if first not in articles or len(entries) > 1:
                found[first] = None
            else:
                found.setdefault(first, frozenset())
    return found


def _firsts(tables: Iterable[Phrases]) -> frozenset[str]:
    """The words that a phrase of these tables begins with."""
    return frozenset(word for table in tables for word in table.by_first)


def _tables(group: object) -> Iterator[Phrases]:
    """Every table of a group of words, those of the groups in it too."""
    for one in fields(group):  # type: ignore[arg-type]
        value = getattr(group, one.name, None)
        if isinstance(value, Phrases):
            yield value
        elif hasattr(value, "__dataclass_fields__"):
            yield from _tables(value)
