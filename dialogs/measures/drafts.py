"""Drafts: one or two figures that are a measure, before the words around them are taken in; and the gap between two."""

from __future__ import annotations

from typing import NamedTuple

from dialogs.measures.atoms import Atom
from dialogs.measures.bits import ABOUT, FILLER
from dialogs.measures.nouns import Family, scale_of
from dialogs.measures.phrases import Phrases
from dialogs.measures.tokens import Tokens
from dialogs.measures.words import Words

# Units of time that may stand for one another in a change.
SECONDS = frozenset({"ns", "µs", "ms", "s", "min", "h", "day", "week", "month", "year"})


class Draft(NamedTuple):
    """One or two atoms that are a measure, on tokens `first` to `last` (exclusive)."""

    after: Atom
    first: int
    last: int
    before: Atom | None = None
    about: bool = False


class Gap(NamedTuple):
    """Two neighbouring figures `a` and `b` and the words between them, tokens `low` to `high` (exclusive).

    `close` is the end of those words without the "about" or "the" that belongs to `b`; `start` the first token of
    what belongs to `a` in the same way. `same` says that both stand in one sentence; `ties` are the bits of what
    between them can tie the two.
    """

    tokens: Tokens
    words: Words
    a: Atom
    b: Atom
    low: int
    high: int
    start: int
    close: int
    same: bool
    ties: int

    def holds(self, phrases: Phrases, i: int | None = None) -> tuple[str, int] | None:
        """The phrase at token `i` (the beginning of the gap), if it fills the gap from there."""
        hit = phrases.at(self.tokens, self.low if i is None else i)
        return hit if hit and self.close <= hit[1] <= self.high else None


def about_before(tokens: Tokens, i: int, words: Words) -> tuple[str, int] | None:
    """The word for "about" that ends right before token `i`, and its first token; the head of an arrow is none."""
    if not tokens[i - 1].closes & ABOUT:
        return None
    hit = words.about.before.ending(tokens, i)
    arrow = hit is not None and hit[0] == ">" and hit[1] > 0 and tokens[hit[1] - 1].raw in "-=–—>"
    return None if arrow else hit


def led(tokens: Tokens, i: int, words: Words) -> int:
    """The first token of "about", "under", "the" and the like that stand right before token `i`."""
    for _ in range(3):
        if not tokens[i - 1].closes & (ABOUT | FILLER):
            return i
        hit = about_before(tokens, i, words) or words.about.filler.ending(tokens, i)
        if hit is None:
            return i
        i = hit[1]
    return i


def changed(before: Atom, after: Atom, first: int, last: int) -> Draft:
    """The change from one atom to the other; what only one of them says (unit, period) holds for both."""
    family = after.family or before.family or Family.COUNT
    if {before.family, after.family} == {Family.COUNT, Family.RATE}:
        family = Family.RATE
    if family in (Family.WINDOW, Family.AGE) and (after.unit or before.unit) in SECONDS:
        family = Family.TIME
    unit, per = after.unit or before.unit, after.per or before.per
    old_unit = before.unit or unit
    if before.per and before.per != per:
        old_unit = f"{old_unit}/{before.per}"
    new = after._replace(family=family, unit=unit, per=per)
    return Draft(new, first, last, before._replace(family=family, unit=old_unit, per=per), before.about or after.about)


def falls(a: Atom, b: Atom) -> bool:
    """Whether b is plainly less than a: no range runs downwards. Of bare numbers and ages nothing is plain."""
    family = b.family or a.family
    if family in (None, Family.AGE, Family.RATIO) or (family is Family.COUNT and a.family is None):
        return False
    old, new = scale_of(a.unit or b.unit), scale_of(b.unit or a.unit)
    return a.value * old > b.value * new and not (a.per and b.per and a.per != b.per)


def closes(gap: Gap, i: int) -> bool:
    """Whether no noun or verb stands at token `i`, so that a bare number before it counts what was counted before."""
    return not gap.tokens[i].names


def past_comma(tokens: Tokens, i: int) -> int:
    """The token after a comma or opening bracket at `i`, or `i`."""
    return i + 1 if tokens[i].raw in {",", "("} else i
