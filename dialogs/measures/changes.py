"""Changes: which two figures are the old and the new value of one thing, and which make a span or a rota."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from dialogs.measures.atoms import Atom, skip
from dialogs.measures.nouns import Family
from dialogs.measures.numerals import Tokens
from dialogs.measures.words import Words

_GAP = 12  # tokens that may stand between an old value and a new one
_DURATIONS = frozenset({Family.TIME, Family.WINDOW, Family.AGE})
_SECONDS = {"ns": -9, "µs": -6, "ms": -3, "s": 0, "min": 2, "h": 4, "day": 5, "week": 6, "month": 7, "year": 8}


@dataclass(frozen=True, slots=True)
class Draft:
    """One or two atoms that are a measure, on tokens `first` to `last` (exclusive)."""

    after: Atom
    first: int
    last: int
    before: Atom | None = None
    about: bool = False


def pair(tokens: Tokens, atoms: tuple[Atom, ...], sentence: tuple[int, ...], words: Words) -> tuple[Draft, ...]:
    """The drafts of a text's atoms, in order; bare numbers without a partner are left out."""
    drafts: list[Draft] = []
    k = 0
    while k < len(atoms):
        found = None
        for partner in (k + 1, k + 2):
            if partner < len(atoms) and (partner == k + 1 or atoms[k + 1].family is Family.YEAR):
                found = _together(
                    tokens, atoms[k], atoms[partner], atoms[k + 1] if partner > k + 1 else None, sentence, words
                )
                if found:
                    break
        if found:
            drafts.append(found)
            k = partner + 1
            continue
        if (alone := _alone(atoms[k])) is not None:
            drafts.append(Draft(alone, alone.first, alone.last))
        k += 1
    return tuple(drafts)


def _alone(atom: Atom) -> Atom | None:
    if atom.one:
        return None
    if atom.family is None:
        return replace(atom, family=Family.MONEY) if atom.lone else None
    return atom


def _together(
    tokens: Tokens, a: Atom, b: Atom, between: Atom | None, sentence: tuple[int, ...], words: Words
) -> Draft | None:
    """The draft that two neighbouring atoms make, or None where they have nothing to do with each other."""
    low, high = (between.last if between else a.last), b.first
    if not 0 <= high - low <= _GAP:
        return None
    same = sentence[a.first] == sentence[b.first]
    if between is None and same:
        for join in (_compound, _span, _rota, _sides):
            if found := join(tokens, a, b, words):
                return found
    if not _alike(a, b):
        return None
    return _change(tokens, a, b, low, high, words, same=same)


def _alike(a: Atom, b: Atom) -> bool:
    """Whether two atoms can be values of one thing."""
    if {a.family, b.family} & {Family.CLOCK, Family.YEAR}:
        return False
    if a.family is None or b.family is None:
        return True
    if a.family in _DURATIONS and b.family in _DURATIONS:
        return (a.unit in _SECONDS and b.unit in _SECONDS) or a.unit == b.unit
    if {a.family, b.family} == {Family.COUNT, Family.RATE}:
        return a.unit == b.unit or "" in (a.unit, b.unit)
    if a.family is Family.COUNT and b.family is Family.COUNT:
        return a.unit == b.unit or a.unit.split()[-1] == b.unit.split()[-1]
    if a.family is Family.RATE and b.family is Family.RATE:
        return a.unit == b.unit or "" in (a.unit, b.unit)
    if a.family is Family.MONEY and b.family is Family.MONEY:
        return a.unit == b.unit or "" in (a.unit, b.unit)
    return a.family is b.family


def _change(tokens: Tokens, a: Atom, b: Atom, low: int, high: int, words: Words, *, same: bool) -> Draft | None:
    changes = words.changes
    start = led(tokens, a.first, words)
    opened = changes.before_old.ending(tokens, start)
    plain_gap = unled(tokens, low, high, words)  # the end of the gap without "about", "the" and the like
    if same:
        if _arrow(tokens, low, high):
            return _draft(a, b, opened[1] if opened else start)
        inverse = changes.inverse.at(tokens, skip_comma(tokens, low))
        if inverse and inverse[1] == plain_gap and (not opened or inverse[0] not in changes.to):
            if low != skip_comma(tokens, low) or inverse[1] - low > 1 or changes.to.ending(tokens, start):
                return _draft(b, a, start, last=b.last)
        to = changes.to.at(tokens, skip_comma(tokens, low))
        if to and to[1] == plain_gap:
            if opened or changes.to_alone.at(tokens, skip_comma(tokens, low)) or _falls(a, b):
                if opened and opened[0] in changes.before_old:
                    return _draft(a, b, opened[1])
                return _draft(a, b, start)
            if a.family is None and b.family not in (None, Family.COUNT):
                return Draft(b, start, b.last, about=True)
        if _range(tokens, low, high) and (a.family is None or a.family is b.family):
            return (
                None if b.family is None and not b.lone else Draft(replace(b, first=a.first), start, b.last, about=True)
            )
        versus = changes.versus.at(tokens, low)
        if versus and versus[1] == plain_gap and changes.formerly.at(tokens, b.last):
            return _draft(b, a, start, last=b.last)
    return _worded(tokens, a, b, low, plain_gap, words, same=same, start=start)


def _worded(
    tokens: Tokens, a: Atom, b: Atom, low: int, high: int, words: Words, *, same: bool, start: int
) -> Draft | None:
    """Old and new tied by words: "8 min instead of 45", "90 ms, where it used to take 600", "prima 4 s, ora 180 ms"."""
    changes = words.changes
    if a.family is None and b.family is None:
        return None
    for i in range(low, high):
        if same and (instead := changes.instead.at(tokens, i)) and instead[1] == high:
            return _draft(b, a, start, last=b.last)
    old_first = changes.formerly.at(tokens, low) is not None
    for i in range(low, high):
        if (
            (now := changes.now.at(tokens, i))
            and (old_first or _formerly_before(tokens, a, words))
            and high - now[1] <= 4
        ):
            return _draft(a, b, start)
        if (
            same
            and not old_first
            and (formerly := changes.formerly.at(tokens, i))
            and i > low
            and high - formerly[1] <= 4
        ):
            return _draft(b, a, start, last=b.last)
    return None


def _formerly_before(tokens: Tokens, a: Atom, words: Words) -> bool:
    return any(words.changes.formerly.at(tokens, i) for i in range(max(0, a.first - 6), a.first))


def _draft(before: Atom, after: Atom, first: int, last: int | None = None) -> Draft | None:
    """The change from one atom to the other; what only one of them says (unit, period) holds for both."""
    family = after.family or before.family
    if family is None:
        family = Family.COUNT
    if {before.family, after.family} == {Family.COUNT, Family.RATE}:
        family = Family.RATE
    if family in (Family.WINDOW, Family.AGE) and (after.unit or before.unit) in _SECONDS:
        family = Family.TIME
    unit, per = after.unit or before.unit, after.per or before.per
    old_unit = before.unit or after.unit
    if before.per and before.per != per:
        old_unit = f"{old_unit}/{before.per}"
    about = before.about or after.about
    return Draft(
        replace(after, family=family, unit=unit, per=per), first, last if last is not None else after.last,
        replace(before, family=family, unit=old_unit, per=per), about,
    )  # fmt: skip


def _falls(a: Atom, b: Atom) -> bool:
    """Whether b is plainly less than a, both with units of time, percent or money: no range runs downwards."""
    if b.family in (None, Family.COUNT, Family.RATE, Family.AGE, Family.RATIO):
        return False
    unit = a.unit or b.unit
    return a.value * _scale(unit) > b.value * _scale(b.unit)


def _scale(unit: str) -> Decimal:
    return Decimal(10) ** _SECONDS.get(unit, 0)


def _arrow(tokens: Tokens, low: int, high: int) -> bool:
    signs = "".join(token.raw for token in tokens[low:high])
    return signs.rstrip("~≈") in {"->", "-->", "=>", "→", "➜", "⇒", ">", "–>", "—>", ">>", "→~"}


def _range(tokens: Tokens, low: int, high: int) -> bool:
    return high - low == 1 and tokens[low].raw in {"-", "–", "—"}


def skip_comma(tokens: Tokens, i: int) -> int:
    """The token after a comma or opening bracket at `i`, or `i`."""
    return i + 1 if i < len(tokens) and tokens[i].raw in {",", "("} else i


def about_before(tokens: Tokens, i: int, words: Words) -> tuple[str, int] | None:
    """The word for "about" that ends right before token `i`, and its first token; the head of an arrow is none."""
    hit = words.about.before.ending(tokens, i)
    arrow = hit is not None and hit[0] == ">" and hit[1] > 0 and tokens[hit[1] - 1].raw in "-=–—>"
    return None if arrow else hit


def led(tokens: Tokens, i: int, words: Words) -> int:
    """The first token of "about", "under", "the" and the like that stand right before token `i`."""
    for _ in range(3):
        hit = about_before(tokens, i, words) or words.about.filler.ending(tokens, i)
        if hit is None:
            return i
        i = hit[1]
    return i


def unled(tokens: Tokens, low: int, high: int, words: Words) -> int:
    """The end of a gap without "about" and the like, never before `low`."""
    return max(low, led(tokens, high, words))


def _compound(tokens: Tokens, a: Atom, b: Atom, words: Words) -> Draft | None:
    """1 h 30 min, 2m 15s."""
    if a.last != b.first or a.family is not Family.TIME or b.family is not Family.TIME:
        return None
    pairs = {("h", "min"): 60, ("min", "s"): 60, ("s", "ms"): 1000}
    factor = pairs.get((a.unit, b.unit))
    if factor is None:
        return None
    return Draft(replace(b, value=a.value * factor + b.value, first=a.first), a.first, b.last, about=a.about or b.about)


def _span(tokens: Tokens, a: Atom, b: Atom, words: Words) -> Draft | None:
    """7am-9am, dalle 4 alle 8, 2019-2023: one measure over both ends."""
    if b.family not in (Family.CLOCK, Family.YEAR) or a.family not in (b.family, None):
        return None
    if a.family is None and (b.family is Family.YEAR or a.value > 24 or a.value != int(a.value)):
        return None
    to = words.dates.clock_to.at(tokens, a.last)
    if a.last == b.first or (to and to[1] == b.first):
        opened = words.changes.before_old.ending(tokens, a.first)
        return Draft(b, opened[1] if opened else a.first, b.last)
    return None


def _rota(tokens: Tokens, a: Atom, b: Atom, words: Words) -> Draft | None:
    """1 week in 5, one-in-six, una settimana su 4, 3 out of 4: the share, as a ratio."""
    if (
        b.family not in (None, Family.COUNT)
        or not 0 < a.value < b.value <= 1000
        or a.family not in (None, Family.WINDOW)
    ):
        return None
    low, high = a.last, b.first
    if tokens[low:high] and tokens[low].raw == "-":
        low += 1
        high = high - 1 if tokens[high - 1].raw == "-" else high
    among = words.rota.among.at(tokens, low)
    if among is None or among[1] != high:
        return None
    share = Atom(Family.RATIO, a.value / b.value, "x", a.first, b.last)
    return Draft(share, a.first, b.last)


def _sides(tokens: Tokens, a: Atom, b: Atom, words: Words) -> Draft | None:
    """2 weeks before vs 2 weeks after: one window."""
    window = words.window
    if a.family is not Family.WINDOW or b.family not in (Family.WINDOW, None):
        return None
    side = window.sides.at(tokens, a.last)
    versus = window.versus.at(tokens, side[1]) if side else None
    other = window.sides.at(tokens, b.last)
    if side is None or versus is None or versus[1] != b.first or other is None:
        return None
    return Draft(replace(b, family=Family.WINDOW, unit=b.unit or a.unit, first=a.first), a.first, other[1])
