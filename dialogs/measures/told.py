"""Told: old and new values that a sentence tells in words, with no sign or preposition that ties them.

1. "8 min instead of 45", "rather than 900 ms it takes 200";
2. "90 ms, where it used to take 600", "920 ms before, 240 ms after";
3. the past first: "it took 4 s, now 180 ms", "it was 920 ms, I got it to 240".
"""

from __future__ import annotations

from dialogs.measures.bits import FORMERLY, INSTEAD, NOW, PAST, TO
from dialogs.measures.drafts import Draft, Gap, changed, closes, past_comma
from dialogs.measures.nouns import Family
from dialogs.measures.phrases import ends
from dialogs.measures.tokens import SIGN, Tokens

_NEAR = 4  # tokens that may stand between "now" or "used to" and the value it speaks of
_STEADY = frozenset({Family.TIME, Family.SIZE, Family.PERCENT, Family.MONEY})  # "from 6 hours, now 40 min"
_VERB = 2  # tokens back from a value to a verb in the past, told by its ending
_BACK = 6  # tokens back from a value to the word that puts it in the past


def told(gap: Gap) -> Draft | None:
    """The change that the words around two figures tell, or None."""
    if gap.a.family is None and gap.b.family is None:
        return None
    draft = _instead(gap) if gap.a.family and gap.same else None
    if draft is not None:
        return draft
    present = gap.ties & (NOW | FORMERLY | TO) or gap.tokens[gap.b.last].ties & NOW
    return _by_time(gap) if present else None


def _instead(gap: Gap) -> Draft | None:
    """The old value behind "instead of", the new one before it or behind that."""
    a, b, tokens, changes = gap.a, gap.b, gap.tokens, gap.words.changes
    if gap.ties & PAST:
        low = past_comma(tokens, gap.low)
        if low > gap.low and gap.holds(changes.past, low):  # "200 ms (was 900)"
            return changed(b, a, gap.start, b.last)
    if gap.ties & INSTEAD and any(gap.holds(changes.instead, i) for i in range(gap.low, gap.high)):
        return changed(b, a, gap.start, b.last)
    led = changes.instead.ending(tokens, gap.start)
    return changed(a, b, led[1], b.last) if led and _opens(gap, tokens, led[1]) else None


def _opens(gap: Gap, tokens: Tokens, i: int) -> bool:
    """Whether a clause begins at token `i`."""
    if i == 0 or tokens[i - 1].kind == SIGN or "\n" in tokens[i].gap:
        return True
    return any(table.ending(tokens, i) for table in (gap.words.numbers.join, gap.words.changes.now))


def _by_time(gap: Gap) -> Draft | None:
    """One of the values is put in the past, or the other in the present."""
    a, b, tokens, changes = gap.a, gap.b, gap.tokens, gap.words.changes
    first_told = changes.formerly.at(tokens, gap.low) is not None
    past = first_told or any(
        table.at(tokens, i)
        for i in range(max(0, a.first - _BACK), a.first)
        if tokens[i].ties & (FORMERLY | PAST)
        for table in (changes.formerly, changes.past, changes.lasted)
    )
    past = past or any(ends(tokens[i].low, changes.past_endings) for i in range(max(0, a.first - _VERB), a.first))
    past = past or (a.family in _STEADY and changes.before_old.ending(tokens, gap.start) is not None)
    past = past or (a.family in _STEADY and past_comma(tokens, gap.low) > gap.low and _now_next(gap))
    for i in range(gap.low, gap.high):
        if not tokens[i].ties & (NOW | FORMERLY):
            continue
        now = changes.now.at(tokens, i)
        if past and now and gap.close - now[1] <= _NEAR:
            return changed(a, b, gap.start, b.last)
        formerly = changes.formerly.at(tokens, i) if i > gap.low and not first_told and a.family and gap.same else None
        if formerly and gap.close - formerly[1] <= _NEAR:
            return changed(b, a, gap.start, b.last)
    once = not gap.same and any(changes.formerly.at(tokens, i) for i in range(max(0, a.first - _BACK), a.first))
    if once and a.family in _STEADY and changes.now.at(tokens, b.last):  # "It used to need 14 s. It needs 2 today."
        return changed(a, b, gap.start, b.last)
    return changed(a, b, gap.start, b.last) if past and a.family and gap.same and _then(gap, first_told) else None


def _now_next(gap: Gap) -> bool:
    """Whether nothing but "now" stands between the comma and the second value: "18 min, now 4"."""
    return gap.holds(gap.words.changes.now, gap.low + 1) is not None


def _then(gap: Gap, first_told: bool) -> bool:
    """Whether the second value is of now, the past told first: "…, 240 ms after", "…, got it to 240"."""
    tokens, words, b = gap.tokens, gap.words, gap.b
    now = words.changes.now.at(tokens, b.last)
    behind = words.window.behind.at(tokens, b.last) and not first_told  # "2 h after the deadline" is not now
    if now and not behind and (b.family is not None or closes(gap, now[1])):
        return True
    fresh = any(tokens[i].raw == "," or words.numbers.join.at(tokens, i) for i in range(gap.low, gap.close))
    return fresh and not first_told and words.changes.to.ending(tokens, gap.close) is not None
