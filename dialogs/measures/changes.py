"""Changes: which two figures are the old and the new value of one thing.

Two figures are looked at where they are neighbours (or have a date between them), few words apart. They are old and new
where an arrow, "from … to", "down from" or "compared to … before" ties them, or where words tell it (told.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dialogs.measures.atoms import Atom
from dialogs.measures.drafts import SECONDS, Draft, Gap, changed, closes, falls, past_comma
from dialogs.measures.nouns import Family
from dialogs.measures.numerals import Tokens, is_raw
from dialogs.measures.spans import between, joined, ranged
from dialogs.measures.tokens import LETTERS
from dialogs.measures.told import told
from dialogs.measures.when import past_when
from dialogs.measures.words import Words

_GAP = 12  # tokens that may stand between an old value and a new one
_NOUN = 2  # words of what a duration or rate is of: "a 6-hour nightly batch to 45 min"
_ARROWS = frozenset({"->", "-->", "=>", "→", "➜", "⇒", ">", "–>", "—>", ">>", "⟶"})
_DURATIONS = frozenset({Family.TIME, Family.WINDOW, Family.AGE})
_COUNTED = frozenset({Family.COUNT, Family.RATE, Family.AGE})


def pair(tokens: Tokens, atoms: Sequence[Atom], sentence: Callable[[int], int], words: Words) -> tuple[Draft, ...]:
    """The drafts of a text's atoms, in order; bare numbers without a partner are left out."""
    drafts: list[Draft] = []
    k = 0
    while k < len(atoms):
        taken, draft = _joined(tokens, atoms[k : k + 3], sentence, words)
        k += taken
        if draft is not None:
            drafts.append(draft)
            while k < len(atoms) and atoms[k].first < draft.last:  # a date that the draft took in
                k += 1
    return tuple(drafts)


def _joined(
    tokens: Tokens, atoms: Sequence[Atom], sentence: Callable[[int], int], words: Words
) -> tuple[int, Draft | None]:
    """How many of these atoms make one draft, and that draft."""
    a = atoms[0]
    for k, b in enumerate(atoms[1:], 1):
        dated = k > 1
        if dated and atoms[1].family is not Family.YEAR:
            break
        if not 0 <= b.first - atoms[k - 1].last <= _GAP:
            break
        gap = Gap(tokens, words, a, b, atoms[k - 1].last, sentence(a.first) == sentence(b.first))
        draft = (joined(gap) or between(gap)) if gap.same and not dated else None
        if draft is None and _alike(a, b) and not _explained(gap, atoms[k + 1 :]):
            draft = (_tied(gap, dated=dated) or (None if dated else ranged(gap)) if gap.same else None) or told(gap)
        if draft is not None:
            return k + 1, draft
    if a.one or (a.family is None and not a.lone):
        return 1, None
    return 1, Draft(a if a.family else a._replace(family=Family.MONEY), a.first, a.last)


def _explained(gap: Gap, behind: Sequence[Atom]) -> bool:
    """Whether a percentage has its own old and new value behind it: "fell by 8 percent, from 5.2 to 4.8 gallons"."""
    changes = gap.words.changes
    if gap.a.family is not Family.PERCENT or gap.b.family is Family.PERCENT or not behind:
        return False
    led_in = changes.before_old.ending(gap.tokens, gap.close)
    return (
        led_in is not None and changes.to.at(gap.tokens, gap.b.last) is not None and behind[0].first - gap.b.last <= 3
    )


def _alike(a: Atom, b: Atom) -> bool:
    """Whether two atoms can be values of one thing."""
    if {a.family, b.family} & {Family.CLOCK, Family.YEAR}:
        return False
    if a.family is None or b.family is None:
        return True
    same = a.unit == b.unit or "" in (a.unit, b.unit)
    if a.family in _DURATIONS and b.family in _DURATIONS:
        return same or (a.unit in SECONDS and b.unit in SECONDS)
    if a.family in _COUNTED and b.family in _COUNTED:
        return same or _kin(a.unit.split()[-1], b.unit.split()[-1])
    return a.family is b.family and (same or a.family is Family.SIZE)


def _kin(one: str, other: str) -> bool:
    """Whether two nouns can be singular and plural of one."""
    stem = max(4, len(one) - 1)
    return one == other or (abs(len(one) - len(other)) <= 1 and one[:stem] == other[:stem])


def _tied(gap: Gap, *, dated: bool) -> Draft | None:
    """Old and new tied by a sign or preposition; each may name its time ("11 in H1 to 2 in H1"), the last one's too."""
    a, b, tokens, changes = gap.a, gap.b, gap.tokens, gap.words.changes
    opened = changes.before_old.ending(tokens, gap.start)
    start = opened[1] if opened else gap.start
    low = past_when(tokens, gap.low + (dated and is_raw(tokens, gap.low, ")")), gap.words)
    dated = dated or low > gap.low
    last = past_when(tokens, b.last, gap.words) if dated else b.last
    if _arrow(tokens, low, gap.high) or _arrow(tokens, low, gap.close):
        return changed(a, b, start, last)
    low = past_comma(tokens, low)
    if opened and (then := changes.formerly.at(tokens, low)):  # "dai 40 minuti di prima a 6"
        low = then[1]
    of = _past_noun(gap, low)
    if gap.holds(changes.to, of) and (opened or changes.to_alone.at(tokens, of) or last > b.last or _descends(gap)):
        return changed(a, b, start, last)
    inverse = gap.holds(changes.inverse, low)
    if inverse and not opened and (low > gap.low or inverse[1] - low > 1 or changes.to.ending(tokens, gap.start)):
        return changed(b, a, gap.start, b.last)
    if gap.holds(changes.versus, low):
        if changes.formerly.at(tokens, b.last):
            return changed(b, a, gap.start, b.last)
        if changes.now.at(tokens, b.last):
            return changed(a, b, gap.start, b.last)
        if b.family is None and a.value < b.value and closes(gap, b.last):  # "210 ms against 640"
            return changed(b, a, gap.start, b.last)
    return None


def _arrow(tokens: Tokens, low: int, high: int) -> bool:
    return "".join(token.raw for token in tokens[low:high]).rstrip("~≈<") in _ARROWS


def _past_noun(gap: Gap, i: int) -> int:
    """The token after what a duration or a rate in one word is of ("batch" in "a 6-hour batch to 45 min"), or `i`."""
    if gap.a.family is not Family.TIME and not (gap.a.one and gap.a.family is Family.RATE):
        return i
    end = i
    while end < min(gap.high, i + _NOUN) and gap.tokens[end].kind == LETTERS and not _stops(gap, end):
        end += 1
    return end if gap.words.changes.to.at(gap.tokens, end) else i


def _stops(gap: Gap, i: int) -> bool:
    return gap.tokens[i].low in gap.words.plain.stop or gap.words.changes.to.at(gap.tokens, i) is not None


def _descends(gap: Gap) -> bool:
    """Whether "to" alone makes a change: downwards ("9 pods to 2"), or up from nothing ("no tests to 70%")."""
    a, b, tokens = gap.a, gap.b, gap.tokens
    if a.one and a.value == 0:
        return b.family is Family.PERCENT and not gap.words.numbers.of.at(tokens, b.last)
    oftener = a.one and b.one and a.family is b.family is Family.RATE and a.per != b.per  # "every week to every day"
    return oftener or (falls(a, b) and (b.family is not None or closes(gap, b.last)))
