"""Spans: two figures that are one measure but not old and new: 1 h 30 min, one week in five, 20-30 ms."""

from __future__ import annotations

from dialogs.measures.atoms import Atom
from dialogs.measures.bits import AMONG, AND, ARROW, SIDES, TO, UNTIL
from dialogs.measures.drafts import Draft, Gap
from dialogs.measures.hours import on_days, span
from dialogs.measures.nouns import Family
from dialogs.measures.tokens import LETTERS

_DASHES = frozenset({"-", "–", "—"})
_SMALLER = {("h", "min"): 60, ("min", "s"): 60, ("s", "ms"): 1000}


def joined(gap: Gap) -> Draft | None:
    """The one measure that two figures make together, or None."""
    if gap.low == gap.high:
        return _compound(gap) or span(gap)
    return (
        (span(gap) if gap.ties & UNTIL else None)
        or (on_days(gap) if gap.ties & (AND | TO) else None)
        or (_rota(gap) if gap.ties & AMONG else None)
        or (_sides(gap) if gap.ties & SIDES else None)
    )


def _compound(gap: Gap) -> Draft | None:
    """1 h 30 min, 2m 15s, with nothing between them."""
    a, b = gap.a, gap.b
    factor = _SMALLER.get((a.unit, b.unit))
    if factor is None or a.family is not Family.TIME or b.family is not Family.TIME:
        return None
    whole = b._replace(value=a.value * factor + b.value, first=a.first)
    return Draft(whole, a.first, b.last, about=a.about or b.about)


def _rota(gap: Gap) -> Draft | None:
    """1 week in 5, one-in-six, una richiesta su 3, 3 out of 4, 5 teams out of 7: the share, as a ratio."""
    a, b, tokens = gap.a, gap.b, gap.tokens
    if b.family not in (None, Family.COUNT) or not 0 < a.value < b.value <= 1000:
        return None
    if a.family not in (None, Family.WINDOW, Family.COUNT) or (a.family is Family.COUNT and b.family):
        return None
    rota = gap.words.rota
    among = rota.parts if a.family is Family.COUNT else rota.among
    low, high = gap.low, gap.high
    if low < high and tokens[low].raw == "-":
        low, high = low + 1, high - 1 if tokens[high - 1].raw == "-" else high
    elif low < high and a.family is b.family is None and not among.at(tokens, low) and _names(gap, low):
        low += 1
    hit = among.at(tokens, low) or (rota.whole.at(tokens, low) if a.family is None and a.value > 1 else None)
    if hit is None or hit[1] != high:
        return None
    return Draft(Atom(Family.RATIO, a.value / b.value, "x", a.first, b.last), a.first, b.last)


def _names(gap: Gap, i: int) -> bool:
    """Whether the word at token `i` can be the one thing counted."""
    token = gap.tokens[i]
    return gap.a.value == 1 and token.kind == LETTERS and token.low not in gap.words.plain.stop


def _sides(gap: Gap) -> Draft | None:
    """2 weeks before vs 2 weeks after: one window."""
    a, b, window = gap.a, gap.b, gap.words.window
    if a.family is not Family.WINDOW or b.family not in (Family.WINDOW, None):
        return None
    side, other = window.sides.at(gap.tokens, gap.low), window.sides.at(gap.tokens, b.last)
    versus = window.versus.at(gap.tokens, side[1]) if side else None
    if versus is None or versus[1] != gap.high or other is None:
        return None
    return Draft(b._replace(family=Family.WINDOW, unit=b.unit or a.unit, first=a.first), a.first, other[1])


def between(gap: Gap) -> Draft | None:
    """Between 20 and 30 ms, tra le 2 e le 3 ore: the upper end, as an approximate value."""
    a, b, changes = gap.a, gap.b, gap.words.changes
    if not gap.ties & AND:
        return None
    opened = changes.between.ending(gap.tokens, gap.start)
    if opened is None and a.family is Family.CLOCK:  # "tra le 2" was read as a time of day
        opened = (hit[0], a.first) if (hit := changes.between.at(gap.tokens, a.first)) else None
        a = a._replace(family=None)
    if opened is None or b.family in (None, Family.CLOCK, Family.YEAR) or a.family not in (None, b.family):
        return None
    if a.one or b.one or not gap.holds(changes.between_and):
        return None
    return Draft(b._replace(first=a.first), opened[1], b.last, about=True)


def ranged(gap: Gap) -> Draft | None:
    """20-30 ms, 20 to 30 ms, 5x to 10x: the upper end, as an approximate value."""
    a, b, words = gap.a, gap.b, gap.words
    if not gap.ties & (ARROW | TO):
        return None
    if b.lone:  # "£105-140k"
        b = b._replace(family=Family.MONEY, unit=a.unit if a.family is Family.MONEY else "")
    if a.one or b.one or b.family is None or a.family not in (None, b.family):
        return None
    dash = gap.high - gap.low == 1 and gap.tokens[gap.low].raw in _DASHES
    apart = a.family is None or b.family is Family.RATIO
    worded = apart and b.family is not Family.COUNT and gap.holds(words.changes.to)
    if not dash and not worded:
        return None
    return Draft(b._replace(first=a.first), gap.start, b.last, about=True)
