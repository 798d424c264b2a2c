"""Bits: what a word can begin, end or tie, so that a table is asked only where the next word is one of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from dialogs.measures.phrases import Phrases

if TYPE_CHECKING:
    from dialogs.measures.words import Words

# What a figure can begin with, and the words of a number: bits of the first words of phrases.
MENTION, DATE, PART, FRACTION, FOLD, HALVES, MULTIPLE, HABIT, ZERO, UNSURE, ARTICLE, ONE, COUPLE, NUMERAL, MORE = (
    1 << place for place in range(15)
)

# What can stand right behind a number.
SCALE, LETTER, UNIT, PERCENT, TIMES, DAILY, PER, EVERY, OF, DAY, HOUR, RANK, ROUGHLY = (
    1 << place for place in range(15, 28)
)
PERIOD = DAILY | PER | EVERY

# What can stand on both sides of one: of what stands before, the bits are those of the last words of phrases.
MONEY, PEOPLE = (1 << place for place in range(28, 30))

# What can stand right before a figure: bits of the last words of phrases.
ABOUT, FILLER, LABEL, CLOCK, WINDOW, LOAD, RATHER = (1 << place for place in range(7))

# What can tie two figures. Of TO the last words have the bit too.
ARROW, TO, INVERSE, VERSUS, AND, AMONG, SIDES, UNTIL, INSTEAD, FORMERLY, PAST, NOW = (1 << place for place in range(12))


def opens(words: Words) -> dict[int, Iterable[Phrases]]:
    """The tables whose phrases a word opens, by bit."""
    numbers, times, named, dates = words.numbers, words.times, words.percentile, words.dates
    return {
        MENTION: (named.ordinals, named.average, named.median),
        DATE: (dates.months,),
        PART: (numbers.parts,),
        FRACTION: (times.fractions,),
        FOLD: (times.folds,),
        HALVES: (times.halves,),
        MULTIPLE: (times.multiplied, times.adverbs),
        HABIT: (words.rota.every, words.period_adjectives),
        ZERO: (numbers.nothing, numbers.no),
        UNSURE: (numbers.unsure,),
        ARTICLE: (numbers.article,),
        ONE: (numbers.one,),
        COUPLE: (numbers.about, numbers.phrases),
        NUMERAL: (numbers.ones, numbers.tens),
        MORE: (numbers.ones, numbers.tens, numbers.hundreds, numbers.scales, numbers.join, numbers.half),
        SCALE: (numbers.scales, numbers.half),
        LETTER: (numbers.letters,),
        UNIT: tuple(table for _, table in words.units),
        PERCENT: (words.percent,),
        TIMES: (times.noun,),
        DAILY: (words.period_adjectives,),
        PER: (words.per,),
        EVERY: (words.rota.every,),
        OF: (numbers.of,),
        DAY: (dates.suffix, dates.of, dates.months),
        HOUR: (dates.clock_suffix, dates.clock_tail),
        RANK: (named.suffix, named.percentile),
        ROUGHLY: (words.about.after,),
        MONEY: (words.money,),
        PEOPLE: (words.people.nouns, words.people.after),
    }


def closes(words: Words) -> dict[int, Iterable[Phrases]]:
    """The tables whose phrases a word closes, by bit."""
    window = words.window
    return {
        MONEY: (words.money,),
        PEOPLE: (words.people.before,),
        ABOUT: (words.about.before,),
        FILLER: (words.about.filler,),
        LABEL: (words.plain.labels, words.plain.versioned),
        CLOCK: (words.dates.clock_before,),
        WINDOW: (window.before, window.with_time, window.with_age),
        LOAD: (window.load,),
        RATHER: (words.changes.instead,),
    }


def ties(words: Words) -> dict[int, Iterable[Phrases]]:
    """The tables whose phrases tie two figures, by bit."""
    changes, rota, window = words.changes, words.rota, words.window
    return {
        TO: (changes.to,),
        INVERSE: (changes.inverse,),
        VERSUS: (changes.versus,),
        AND: (changes.between_and,),
        AMONG: (rota.among, rota.parts, rota.whole),
        SIDES: (window.sides,),
        UNTIL: (words.dates.clock_to,),
        INSTEAD: (changes.instead,),
        FORMERLY: (changes.formerly,),
        PAST: (changes.past, changes.lasted),
        NOW: (changes.now,),
    }


def by_word(tables: Mapping[int, Iterable[Phrases]], *, last: bool = False) -> dict[str, int]:
    """The bits of each word that a phrase of these tables begins with, or ends with."""
    found: dict[str, int] = {}
    for bit, its in tables.items():
        for table in its:
            for low in table.by_last if last else table.by_first:
                found[low] = found.get(low, 0) | bit
    return found
