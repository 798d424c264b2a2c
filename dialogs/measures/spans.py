"""Spans: two figures that are one measure but not old and new: 7am-9am, 1 h 30 min, one week in five, 20-30 ms."""

from __future__ import annotations

from dataclasses import replace

from dialogs.measures.atoms import Atom
from dialogs.measures.drafts import Draft, Gap
from dialogs.measures.nouns import Family

_DASHES = frozenset({"-", "–", "—"})
_SMALLER = {("h", "min"): 60, ("min", "s"): 60, ("s", "ms"): 1000}


def joined(gap: Gap) -> Draft | None:
    """The one measure that two figures make together, or None."""
    return _compound(gap) or _span(gap) or _hours(gap) or _rota(gap) or _sides(gap)


def _compound(gap: Gap) -> Draft | None:
    """1 h 30 min, 2m 15s."""
    a, b = gap.a, gap.b
    factor = _SMALLER.get((a.unit, b.unit))
    if gap.low != gap.high or factor is None or a.family is not Family.TIME or b.family is not Family.TIME:
        return None
    whole = replace(b, value=a.value * factor + b.value, first=a.first)
    return Draft(whole, a.first, b.last, about=a.about or b.about)


def _span(gap: Gap) -> Draft | None:
    """7am-9am, dalle 4 alle 8, 2019-2023: one measure over both ends."""
    a, b = gap.a, gap.b
    if a.one or b.family not in (Family.CLOCK, Family.YEAR) or a.family not in (b.family, None):
        return None
    if a.family is None and (b.family is Family.YEAR or a.value > 24 or a.value != int(a.value)):
        return None
    to = gap.words.dates.clock_to.at(gap.tokens, gap.low)
    if gap.low != gap.high and not (to and to[1] == gap.high):
        return None
    opened = gap.words.changes.before_old.ending(gap.tokens, a.first)
    return Draft(b, opened[1] if opened else a.first, b.last)


def _hours(gap: Gap) -> Draft | None:
    """On Mondays from 9 to 11: two bare numbers that a day's name makes hours."""
    a, b, tokens, words = gap.a, gap.b, gap.tokens, gap.words
    opened = words.changes.before_old.ending(tokens, gap.start)
    if a.family or b.family or a.one or b.one or not opened or not gap.holds(words.changes.to):
        return None
    named = any(words.span.at(tokens, i) for i in range(max(0, opened[1] - 3), opened[1]))
    if not named or not a.value < b.value <= 24:
        return None
    return Draft(replace(b, family=Family.CLOCK, unit="h"), opened[1], b.last)


def _rota(gap: Gap) -> Draft | None:
    """1 week in 5, one-in-six, una settimana su 4, 3 out of 4: the share, as a ratio."""
    a, b, tokens = gap.a, gap.b, gap.tokens
    if (
        b.family not in (None, Family.COUNT)
        or a.family not in (None, Family.WINDOW)
        or not 0 < a.value < b.value <= 1000
    ):
        return None
    low, high = gap.low, gap.high
    if low < high and tokens[low].raw == "-":
        low, high = low + 1, high - 1 if tokens[high - 1].raw == "-" else high
    among = gap.words.rota.among.at(tokens, low)
    if among is None or among[1] != high:
        return None
    return Draft(Atom(Family.RATIO, a.value / b.value, "x", a.first, b.last), a.first, b.last)


def _sides(gap: Gap) -> Draft | None:
    """2 weeks before vs 2 weeks after: one window."""
    a, b, window = gap.a, gap.b, gap.words.window
    if a.family is not Family.WINDOW or b.family not in (Family.WINDOW, None):
        return None
    side, other = window.sides.at(gap.tokens, gap.low), window.sides.at(gap.tokens, b.last)
    versus = window.versus.at(gap.tokens, side[1]) if side else None
    if versus is None or versus[1] != gap.high or other is None:
        return None
    return Draft(replace(b, family=Family.WINDOW, unit=b.unit or a.unit, first=a.first), a.first, other[1])


def ranged(gap: Gap) -> Draft | None:
    """20-30 ms, 20 to 30 ms: the upper end, as an approximate value."""
    a, b, words = gap.a, gap.b, gap.words
    if b.lone:  # "£105-140k"
        b = replace(b, family=Family.MONEY, unit=a.unit if a.family is Family.MONEY else "")
    if a.one or b.one or b.family is None or a.family not in (None, b.family):
        return None
    dash = gap.high - gap.low == 1 and gap.tokens[gap.low].raw in _DASHES
    worded = a.family is None and b.family is not Family.COUNT and gap.holds(words.changes.to)
    if not dash and not worded:
        return None
    return Draft(replace(b, first=a.first), gap.start, b.last, about=True)
