"""Context: what the words around a figure add: about, over how long, under what load, at which percentile."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dialogs.measures.atoms import skip
from dialogs.measures.drafts import Draft, about_before
from dialogs.measures.nouns import Family
from dialogs.measures.numerals import Tokens
from dialogs.measures.reader import Mention
from dialogs.measures.tokens import LETTERS, SIGN
from dialogs.measures.words import Words

_REACH = 6  # tokens back from a load to the word that makes it one
_BEHIND = 6  # tokens from a figure to a percentile that follows it
_TAIL = 3  # words that may follow "after" in "over eight weeks after cutover"
_STEPS = 4
_SURE = 3  # tokens of a phrase that can only mean load: "under a load test of"
_YEARS = frozenset({"year", "decade"})
_LOAD_PERIODS = frozenset({"second", "minute", "hour", "day", "month"})


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
    first, last, about = draft.first, draft.last, draft.about
    if draft.after.family is not Family.WINDOW and not (
        draft.after.family is Family.COUNT and draft.after.unit == "times"
    ):
        filler = (
            words.about.filler.ending(tokens, first) if first and tokens[first - 1].known.closes else None
        )  # "tipo il 90%"
        hit = about_before(tokens, first, words) or (about_before(tokens, filler[1], words) if filler else None)
        if hit and hit[1] >= floor and draft.after.family not in (Family.YEAR, Family.CLOCK):
            first, about = hit[1], True
    for side in (draft.before, draft.after):
        if side is not None and draft.after.family is not Family.WINDOW and about_before(tokens, side.first, words):
            about = True
    if last < len(tokens) and not tokens[last].plain and (behind := words.about.after.at(tokens, last)):
        last, about = behind[1], True
    if (first, last, about) == (draft.first, draft.last, draft.about):
        return draft
    return draft._replace(first=first, last=last, about=about)


def _windowed(tokens: Tokens, draft: Draft, floor: int, words: Words) -> Draft:
    """The draft as a window, where it is a duration that something was observed over or lasted."""
    family, atom, table = draft.after.family, draft.after, words.window
    if draft.before is not None or family not in (Family.WINDOW, Family.TIME, Family.AGE):
        return draft
    if (family is Family.AGE and atom.unit not in _YEARS) or (family is Family.TIME and atom.hyphen):
        return draft
    markers = {Family.WINDOW: table.before, Family.TIME: table.with_time, Family.AGE: table.with_age}[family]
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
    while end < min(len(tokens), last + _TAIL) and tokens[end].kind == LETTERS and not tokens[end].known.stop:
        end += 1
    return end


def _tail(tokens: Tokens, last: int, words: Words) -> int:
    """The end of "after cutover" behind token `last`, where the clause ends with it; else `last`."""
    hit = words.window.behind.at(tokens, last)
    if hit is None:
        return last
    end = hit[1]
    while end < len(tokens) and tokens[end].kind == LETTERS and end - hit[1] <= _TAIL:
        end += 1
    closed = end == len(tokens) or tokens[end].raw in {",", ".", ";", ")", ":", "!"}
    return end if closed and hit[1] < end <= hit[1] + _TAIL else last


def window_of(draft: Draft, mates: Sequence[Draft]) -> tuple[int, int] | None:
    """The tokens of the window in the sentence that a figure belongs to: the first behind it, else the last before."""
    if draft.after.family in (Family.WINDOW, Family.YEAR, Family.CLOCK, Family.AGE):
        return None
    windows = [mate for mate in mates if mate.after.family is Family.WINDOW]
    behind = [mate for mate in windows if mate.first >= draft.last]
    best = behind[0] if behind else windows[-1] if windows else None
    if (
        best
        and draft.before is None
        and draft.after.family is not Family.TIME
        and not 0 <= best.first - draft.last <= 1
    ):
        return None
    return (best.first, best.last) if best else None


def load_of(tokens: Tokens, draft: Draft, mates: Sequence[Draft], words: Words) -> tuple[int, int] | None:
    """The tokens that say under what load: "at the morning peak of ~1,800 pings a second", with what "and" adds."""
    if draft.after.family in (Family.WINDOW, Family.YEAR, Family.CLOCK, Family.AGE, Family.RATE, Family.MONEY):
        return None
    if draft.after.family is Family.COUNT and draft.before is None:
        return None
    others = [mate for mate in mates if mate is not draft and mate.before is None]
    loads = [mate for mate in others if _loads(tokens, mate, words, behind=mate.first >= draft.last)]
    if not loads:
        return None
    behind = [mate for mate in loads if mate.first >= draft.last]
    best = behind[0] if behind else loads[-1]
    first, last = _opening(tokens, best, words), best.last
    for mate in behind:
        if words.numbers.join.at(tokens, last) and mate.first == last + 1:
            last = mate.last
    return first, skip(words.window.load_after, tokens, last)


def _loads(tokens: Tokens, mate: Draft, words: Words, *, behind: bool) -> bool:
    """Whether a rate or count is a load; a count that stands before the figure only where the words leave no doubt."""
    atom = mate.after
    if atom.family is Family.RATE:
        return atom.unit != "times" and (atom.per in _LOAD_PERIODS or _opening(tokens, mate, words) != mate.first)
    return atom.family is Family.COUNT and mate.first - _opening(tokens, mate, words) >= (1 if behind else _SURE)


def _opening(tokens: Tokens, mate: Draft, words: Words) -> int:
    """The first token of the phrase that makes a figure a load ("with peaks of"), or the figure's own."""
    for i in range(mate.first, max(0, mate.first - _REACH), -1):
        if hit := words.window.load.ending(tokens, i):
            return hit[1]
        if tokens[i - 1].kind != LETTERS:
            break
    return mate.first


def _behind(tokens: Tokens, draft: Draft, follower: Draft | None, mention: Mention) -> bool:
    """Whether a percentile named behind a figure speaks of it, not of the one that follows: "120 ms (p99 <300 ms)"."""
    if not 0 <= mention.first - draft.last < _BEHIND:
        return False
    ahead = follower is not None and 0 <= follower.first - mention.last < _BEHIND // 2
    return not (ahead and any(token.kind == SIGN for token in tokens[draft.last : mention.first]))


def percentiles(
    tokens: Tokens, drafts: Sequence[Draft], mentions: Sequence[Mention], sentence: Callable[[int], int]
) -> tuple[str, ...]:
    """The percentile of each draft: of those named before it in its sentence, else of one named right behind.

    A name is used once: "p50 40 ms, p99 250 ms" and "40 ms p50, 250 ms p99" come out alike.
    """
    names: list[str] = []
    waiting: list[Mention] = []
    m = 0
    for k, draft in enumerate(drafts):
        follower = drafts[k + 1] if k + 1 < len(drafts) else None
        place = sentence(draft.first)
        while m < len(mentions) and mentions[m].first < draft.last:
            waiting.append(mentions[m])
            m += 1
        waiting = [mention for mention in waiting if sentence(mention.first) == place]
        name = ""
        if draft.after.family is Family.TIME:
            if waiting:
                name = next((w.name for w in reversed(waiting) if w.name != "average"), waiting[-1].name)
                waiting = []
            elif (
                m < len(mentions)
                and sentence(mentions[m].first) == place
                and _behind(tokens, draft, follower, mentions[m])
            ):
                name = mentions[m].name
                m += 1
        names.append(name)
    return tuple(names)
