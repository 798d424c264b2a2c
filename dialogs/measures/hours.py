"""Hours: spans of the day with both ends: 7am-9am, dalle 7 alle 9, between 8 and 10 every Monday."""

from __future__ import annotations

from dialogs.measures.atoms import Atom
from dialogs.measures.drafts import Draft, Gap
from dialogs.measures.nouns import Family

_DAY = 24
_NEAR = 3  # tokens from the hours to the day that makes them hours
_NOON = 12
_LONG = frozenset({"day", "week", "fortnight", "sprint", "month", "quarter"})  # no day's name, nor a part of a day


def span(gap: Gap) -> Draft | None:
    """7am-9am, tra le 8 e le 10, 2019-2023. A span of hours keeps both ends, one of years its last."""
    a, b, words = gap.a, gap.b, gap.words
    later = a.family is Family.CLOCK and b.family is None and _follows(a, b)
    hours = later or (b.family is Family.CLOCK and (a.family is Family.CLOCK or (a.family is None and _hour(a))))
    if a.one or not (hours or a.family is b.family is Family.YEAR):
        return None
    to = words.dates.clock_to.at(gap.tokens, gap.low)
    if gap.low != gap.high and not (to and to[1] == gap.high):
        return None
    between = words.changes.between.ending(gap.tokens, a.first)
    apart = to is not None and words.numbers.join.at(gap.tokens, gap.low) == to  # "8am and 10" may be two things
    if later and apart and not between:
        return None
    opened = words.changes.before_old.ending(gap.tokens, a.first) or (between if apart else None)
    first = opened[1] if opened else a.first
    return Draft(b, first, b.last) if b.family is Family.YEAR else _kept(gap, first)


def on_days(gap: Gap) -> Draft | None:
    """On Mondays from 9 to 11, between 8 and 10 every Monday: two bare numbers that a day's name makes hours."""
    a, b, tokens, changes = gap.a, gap.b, gap.tokens, gap.words.changes
    if a.family or b.family or a.one or b.one or not _follows(a, b):
        return None
    between = changes.between.ending(tokens, gap.start) if gap.holds(changes.between_and) else None
    opened = between or (changes.before_old.ending(tokens, gap.start) if gap.holds(changes.to) else None)
    if opened is None:
        return None
    names = gap.words.span
    led = any(names.at(tokens, i) for i in range(max(0, opened[1] - _NEAR), opened[1]))
    every = gap.words.dates.on_days.at(tokens, b.last)
    named = names.at(tokens, every[1]) if every else None
    return _kept(gap, opened[1]) if led or (named and named[0] not in _LONG) else None


def _hour(atom: Atom) -> bool:
    return atom.value <= _DAY and atom.value == int(atom.value)


def _follows(a: Atom, b: Atom) -> bool:
    """Whether b can be an hour later than a."""
    return a.value < b.value and _hour(b)


def _kept(gap: Gap, first: int) -> Draft:
    """The span with both ends; "9-11pm" begins at 21."""
    a, b, late = gap.a, gap.b, gap.words.dates.clock_evening
    evening = any(late.at(gap.tokens, i) for i in range(b.first, b.last))
    begun = a.value + _NOON if a.family is None and evening and a.value + _NOON < b.value else a.value
    start = a._replace(family=Family.CLOCK, unit="h", value=begun)
    return Draft(b._replace(family=Family.CLOCK, unit="h"), first, b.last, before=start)
