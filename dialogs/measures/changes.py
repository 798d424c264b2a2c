"""Changes: which two figures are the old and the new value of one thing.

Two figures are looked at where they are neighbours (or have a date between them), few words apart. They are old and new
where an arrow, "from … to", "down from" or "compared to … before" ties them, or where words tell it (told.py).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from dialogs.measures.atoms import Atom
from dialogs.measures.bits import ABOUT, ARROW, FILLER, INVERSE, NOW, RATHER, TO, VERSUS
from dialogs.measures.drafts import SECONDS, Draft, Gap, changed, closes, falls, led, past_comma
from dialogs.measures.nouns import Family
from dialogs.measures.numerals import is_raw
from dialogs.measures.spans import between, joined, ranged
from dialogs.measures.tokens import LETTERS, Tokens
from dialogs.measures.told import told
from dialogs.measures.when import past_when
from dialogs.measures.words import Words

_NEIGHBOURS = 3  # figures of which two may be one measure: the old one, a date, the new one
_GAP = 12  # tokens that may stand between an old value and a new one
_NOUN = 2  # words of what a duration or rate is of: "a 6-hour nightly batch to 45 min"
_ARROWS = frozenset({"->", "-->", "=>", "→", "➜", "⇒", ">", "–>", "—>", ">>", "⟶"})
_DURATIONS = frozenset({Family.TIME, Family.WINDOW, Family.AGE})
_TIMES = frozenset({Family.CLOCK, Family.YEAR})
_LED = ABOUT | FILLER | RATHER
_COUNTED = frozenset({Family.COUNT, Family.RATE, Family.AGE})


def pair(tokens: Tokens, atoms: Sequence[Atom], breaks: Sequence[int], words: Words) -> tuple[Draft, ...]:
    """The drafts of a text's atoms, in order; bare numbers without a partner are left out.

    `breaks` are the tokens that begin a new sentence.
    """
    drafts: list[Draft] = []
    places = [bisect_right(breaks, atom.first) for atom in atoms]
    k, count = 0, len(atoms)
    while k < count:
        a, draft, taken = atoms[k], None, 1
        for b in range(k + 1, min(k + _NEIGHBOURS, count)):
            low, dated = atoms[b - 1].last, b > k + 1
            if not 0 <= atoms[b].first - low <= _GAP or (dated and atoms[k + 1].family is not Family.YEAR):
                break
            gap = _gap(tokens, a, atoms[b], low, words, same=places[k] == places[b])
            if gap is not None and (draft := _joined(gap, atoms[b + 1 : k + _NEIGHBOURS], dated=dated)):
                taken = b + 1 - k
                break
        if draft is None and not a.one and (a.family is not None or a.lone):
            draft = Draft(a if a.family else a._replace(family=Family.MONEY), a.first, a.last)
        k += taken
        if draft is not None:
            drafts.append(draft)
            while k < count and atoms[k].first < draft.last:  # a date that the draft took in
                k += 1
    return tuple(drafts)


def _gap(tokens: Tokens, a: Atom, b: Atom, low: int, words: Words, *, same: bool) -> Gap | None:
    """What stands between two figures; None where nothing there, nor around them, can make them one measure."""
    high, ties = b.first, 0
    for token in tokens[low:high]:
        ties |= token.ties
    if not same:
        ties &= NOW
    if not ties and low < high and not tokens[b.last].ties & NOW and not tokens[a.first - 1].closes & _LED:
        return None
    start, close = led(tokens, a.first, words), max(low, led(tokens, high, words))
    return Gap(tokens, words, a, b, low, high, start, close, same, ties)


def _joined(gap: Gap, behind: Sequence[Atom], *, dated: bool) -> Draft | None:
    """The one draft that two figures make; `dated` says that a date stands between them, `behind` what follows."""
    draft = None
    if gap.same and not dated:
        draft = joined(gap) or between(gap)
    if draft is None and _alike(gap.a, gap.b) and not _explained(gap, behind):
        if gap.same:
            draft = _tied(gap, dated=dated) or (None if dated else ranged(gap))
        draft = draft or told(gap)
    return draft


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
    if a.family in _TIMES or b.family in _TIMES:
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
    if not gap.ties & (ARROW | TO | INVERSE | VERSUS):
        return None
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
