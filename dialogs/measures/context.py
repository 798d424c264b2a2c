"""Context: what the words around a figure add: about, over how long, at which percentile."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from dialogs.measures.atoms import skip
from dialogs.measures.bits import ABOUT, FILLER, ROUGHLY, WINDOW
from dialogs.measures.drafts import Draft, about_before
from dialogs.measures.mentions import Mention
from dialogs.measures.nouns import Family
from dialogs.measures.tokens import LETTERS, NOTHING, SIGN, Tokens
from dialogs.measures.words import Words

_BEHIND = 6  # tokens from a figure to a percentile that follows it
_TAIL = 3  # words that may follow "after" in "over eight weeks after cutover"
_STEPS = 4
_LASTING = frozenset({Family.WINDOW, Family.TIME, Family.AGE})
_DATED = frozenset({Family.YEAR, Family.CLOCK})
_LED = WINDOW | ABOUT | FILLER
_YEARS = frozenset({"year", "decade"})


def placed(tokens: Tokens, drafts: Sequence[Draft], words: Words) -> tuple[Draft, ...]:
    """The drafts with "about" and "over" taken in, durations told apart from windows; none overlaps another."""
    found: list[Draft] = []
    for draft in drafts:
        floor = found[-1].last if found else 0
        if draft.first < floor:
            continue
        found.append(_about(tokens, _windowed(tokens, draft, floor, words), floor, words))
    return tuple(found)


def _about(tokens: Tokens, draft: Draft, floor: int, words: Words) -> Draft:
    first, last, about, family = draft.first, draft.last, draft.about, draft.after.family
    if family is not Family.WINDOW:
        leads = tokens[first - 1].closes & (ABOUT | FILLER) and family not in _DATED
        if leads and not (family is Family.COUNT and draft.after.unit == "times"):
            hit = about_before(tokens, first, words)
            if hit is None and (filler := words.about.filler.ending(tokens, first)):  # "tipo il 90%"
                hit = about_before(tokens, filler[1], words)
            if hit and hit[1] >= floor:
                first, about = hit[1], True
        for side in (draft.before, draft.after):
            if side is not None and about_before(tokens, side.first, words):
                about = True
    if tokens[last].opens & ROUGHLY and (behind := words.about.after.at(tokens, last)):
        last, about = behind[1], True
    if (first, last, about) == (draft.first, draft.last, draft.about):
        return draft
    return draft._replace(first=first, last=last, about=about)


def _windowed(tokens: Tokens, draft: Draft, floor: int, words: Words) -> Draft:
    """The draft as a window, where it is a duration that something was observed over or lasted."""
    atom, table = draft.after, words.window
    family = atom.family
    if draft.before is not None or family not in _LASTING or not tokens[draft.first - 1].closes & _LED:
        return draft
    if (family is Family.AGE and atom.unit not in _YEARS) or (family is Family.TIME and atom.hyphen):
        return draft
    markers = table.before if family is Family.WINDOW else table.with_time if family is Family.TIME else table.with_age
    i, about = draft.first, draft.about
    for _ in range(_STEPS):
        if (hit := markers.ending(tokens, i)) and hit[1] >= floor:
            last = skip(table.running, tokens, draft.last)
            tail = _headed(tokens, last) if atom.hyphen else _tail(tokens, last, words)
            return draft._replace(after=atom._replace(family=Family.WINDOW), first=hit[1], last=tail, about=about)
        step = about_before(tokens, i, words)
        about = about or step is not None
        step = step or words.about.filler.ending(tokens, i)
        if step is None:
            break
        i = step[1]
    return draft


def _headed(tokens: Tokens, last: int) -> int:
    """The end of the noun that "over a six-week" leads to: "test window"."""
    end = last
    while end < last + _TAIL and tokens[end].names:
        end += 1
    return end


def _tail(tokens: Tokens, last: int, words: Words) -> int:
    """The end of "after cutover" behind token `last`, where the clause ends with it; else `last`."""
    hit = words.window.behind.at(tokens, last)
    if hit is None:
        return last
    end = hit[1]
    while tokens[end].kind == LETTERS and end - hit[1] <= _TAIL:
        end += 1
    closed = tokens[end].kind == NOTHING or tokens[end].raw in {",", ".", ";", ")", ":", "!"}
    return end if closed and hit[1] < end <= hit[1] + _TAIL else last


def _behind(tokens: Tokens, draft: Draft, follower: Draft | None, mention: Mention) -> bool:
    """Whether a percentile named behind a figure speaks of it, not of the one that follows: "120 ms (p99 <300 ms)"."""
    if not 0 <= mention.first - draft.last < _BEHIND:
        return False
    ahead = follower is not None and 0 <= follower.first - mention.last < _BEHIND // 2
    return not (ahead and any(token.kind == SIGN for token in tokens[draft.last : mention.first]))


def percentiles(
    tokens: Tokens,
    drafts: Sequence[Draft],
    places: Sequence[int],
    mentions: Sequence[Mention],
    breaks: Sequence[int],
) -> tuple[str, ...]:
    """The percentile of each draft: of those named before it in its sentence, else of one named right behind.

    `places` are the numbers of the drafts' sentences, `breaks` the tokens that begin a new one. A name is used once:
    "p50 40 ms, p99 250 ms" and "40 ms p50, 250 ms p99" come out alike.
    """
    if not mentions:
        return ("",) * len(drafts)
    spoken = [bisect_right(breaks, mention.first) for mention in mentions]
    names: list[str] = []
    waiting: list[int] = []
    m = 0
    for k, draft in enumerate(drafts):
        follower = drafts[k + 1] if k + 1 < len(drafts) else None
        while m < len(mentions) and mentions[m].first < draft.last:
            waiting.append(m)
            m += 1
        if waiting:
            waiting = [w for w in waiting if spoken[w] == places[k]]
        name = ""
        if draft.after.family is Family.TIME:
            if waiting:
                called = [mentions[w].name for w in waiting]
                name = next((name for name in reversed(called) if name != "average"), called[-1])
                waiting = []
            elif m < len(mentions) and spoken[m] == places[k] and _behind(tokens, draft, follower, mentions[m]):
                name = mentions[m].name
                m += 1
        names.append(name)
    return tuple(names)
