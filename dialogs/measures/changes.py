"""Changes: which two figures are the old and the new value of one thing.

Two figures are looked at where they are neighbours (or have a date between them), few words apart. They are old and new
1. where an arrow, "from … to", "down from", "instead of" or "compared to … before" ties them;
2. where "used to" or "previously" stands between the new value and the old ("90 ms, where it used to take 600");
3. where the past is told first and "now" stands between ("it took 4 s, now 180 ms").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dialogs.measures.atoms import Atom
from dialogs.measures.drafts import SECONDS, Draft, Gap, changed, falls
from dialogs.measures.nouns import Family
from dialogs.measures.numerals import Tokens
from dialogs.measures.spans import joined, ranged
from dialogs.measures.words import Words

_GAP = 12  # tokens that may stand between an old value and a new one
_NEAR = 4  # tokens that may stand between "now" or "used to" and the value it speaks of
_BACK = 6  # tokens back from a value to the word that puts it in the past
_ARROWS = frozenset({"->", "-->", "=>", "→", "➜", "⇒", ">", "–>", "—>", ">>", "⟶"})
_DURATIONS = frozenset({Family.TIME, Family.WINDOW, Family.AGE})


def pair(tokens: Tokens, atoms: Sequence[Atom], sentence: Sequence[int], words: Words) -> tuple[Draft, ...]:
    """The drafts of a text's atoms, in order; bare numbers without a partner are left out."""
    drafts: list[Draft] = []
    k = 0
    while k < len(atoms):
        taken, draft = _joined(tokens, atoms[k : k + 3], sentence, words)
        if draft is not None:
            drafts.append(draft)
        k += taken
    return tuple(drafts)


def _joined(tokens: Tokens, atoms: Sequence[Atom], sentence: Sequence[int], words: Words) -> tuple[int, Draft | None]:
    """How many of these atoms make one draft, and that draft."""
    a = atoms[0]
    for k, b in enumerate(atoms[1:], 1):
        between = k > 1
        if between and atoms[1].family is not Family.YEAR:
            break
        gap = Gap(tokens, words, a, b, atoms[k - 1].last, sentence[a.first] == sentence[b.first])
        if not 0 <= gap.high - gap.low <= _GAP:
            break
        draft = joined(gap) if gap.same and not between else None
        if draft is None and _alike(a, b):
            draft = (_tied(gap) or (None if between else ranged(gap)) if gap.same else None) or _told(gap)
        if draft is not None:
            return k + 1, draft
    if a.one or (a.family is None and not a.lone):
        return 1, None
    return 1, Draft(a if a.family else replace(a, family=Family.MONEY), a.first, a.last)


def _alike(a: Atom, b: Atom) -> bool:
    """Whether two atoms can be values of one thing."""
    if {a.family, b.family} & {Family.CLOCK, Family.YEAR}:
        return False
    if a.family is None or b.family is None:
        return True
    same = a.unit == b.unit or "" in (a.unit, b.unit)
    if a.family in _DURATIONS and b.family in _DURATIONS:
        return same or (a.unit in SECONDS and b.unit in SECONDS)
    counted = {Family.COUNT, Family.RATE, Family.AGE}
    if a.family in counted and b.family in counted:
        return same or a.unit.split()[-1] == b.unit.split()[-1]
    return a.family is b.family and (same or a.family is Family.SIZE)


def _tied(gap: Gap) -> Draft | None:
    """Old and new tied by a sign or preposition."""
    a, b, tokens, changes = gap.a, gap.b, gap.tokens, gap.words.changes
    opened = changes.before_old.ending(tokens, gap.start)
    start = opened[1] if opened else gap.start
    if "".join(token.raw for token in tokens[gap.low : gap.high]).rstrip("~≈<") in _ARROWS:
        return changed(a, b, start, b.last)
    low = past_comma(tokens, gap.low)
    if opened and (then := changes.formerly.at(tokens, low)):  # "dai 40 minuti di prima a 6"
        low = then[1]
    if gap.holds(changes.to, low) and (opened or changes.to_alone.at(tokens, low) or falls(a, b)):
        return changed(a, b, start, b.last)
    inverse = gap.holds(changes.inverse, low)
    if inverse and not opened and (low > gap.low or inverse[1] - low > 1 or changes.to.ending(tokens, gap.start)):
        return changed(b, a, gap.start, b.last)
    if gap.holds(changes.versus, low) and changes.formerly.at(tokens, b.last):
        return changed(b, a, gap.start, b.last)
    return None


def _told(gap: Gap) -> Draft | None:
    """Old and new told in words: "8 min instead of 45", "90 ms, where it used to take 600", "prima 4 s, ora 180 ms"."""
    a, b, tokens, changes = gap.a, gap.b, gap.tokens, gap.words.changes
    if a.family is None and b.family is None:
        return None
    first_told = changes.formerly.at(tokens, gap.low) is not None
    past = first_told or any(
        table.at(tokens, i)
        for table in (changes.formerly, changes.past)
        for i in range(max(0, a.first - _BACK), a.first)
    )
    if a.family and gap.same:
        low = past_comma(tokens, gap.low)
        if low > gap.low and gap.holds(changes.past, low):
            return changed(b, a, gap.start, b.last)
        if any(gap.holds(changes.instead, i) for i in range(gap.low, gap.high)):
            return changed(b, a, gap.start, b.last)
    for i in range(gap.low, gap.high):
        now = changes.now.at(tokens, i)
        if past and now and gap.close - now[1] <= _NEAR:
            return changed(a, b, gap.start, b.last)
        formerly = changes.formerly.at(tokens, i) if i > gap.low and not first_told and a.family and gap.same else None
        if formerly and gap.close - formerly[1] <= _NEAR:
            return changed(b, a, gap.start, b.last)
    return None


def past_comma(tokens: Tokens, i: int) -> int:
    """The token after a comma or opening bracket at `i`, or `i`."""
    return i + 1 if i < len(tokens) and tokens[i].raw in {",", "("} else i
