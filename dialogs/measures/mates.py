"""Mates: the figures of one sentence, of which one may say over how long or under what load another was measured."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import groupby
from operator import itemgetter

from dialogs.measures.atoms import skip
from dialogs.measures.bits import LOAD
from dialogs.measures.drafts import Draft
from dialogs.measures.nouns import Family
from dialogs.measures.tokens import LETTERS, Tokens
from dialogs.measures.words import Words

_NEAR = 6  # figures to either side that a window or load may come from
_REACH = 6  # tokens back from a load to the word that makes it one
_SURE = 3  # tokens of a phrase that can only mean load: "under a load test of"
_LOAD_PERIODS = frozenset({"second", "minute", "hour", "day", "month"})
_PLACED = frozenset({Family.WINDOW, Family.YEAR, Family.CLOCK, Family.AGE})  # have no window, and no load
_UNLOADED = _PLACED | {Family.RATE, Family.MONEY}

Run = tuple[int, int]
"""Tokens from the first to the last (exclusive)."""

ALONE: tuple[Run | None, Run | None] = (None, None)
"""Of a figure beside which nothing says over how long or under what load."""


def beside(
    tokens: Tokens, drafts: Sequence[Draft], places: Sequence[int], words: Words
) -> list[tuple[Run | None, Run | None]]:
    """The window and the load of each draft, as runs of tokens; `places` are the numbers of their sentences."""
    found: list[tuple[Run | None, Run | None]] = []
    for _, group in groupby(zip(places, drafts, strict=True), key=itemgetter(0)):
        mates = [draft for _, draft in group]
        windows = {k for k, mate in enumerate(mates) if mate.after.family is Family.WINDOW}
        loads = _loads(tokens, mates, words) if len(mates) > 1 else {}
        if len(mates) == 1 or not (windows or loads):
            found += [ALONE] * len(mates)
            continue
        for k in range(len(mates)):
            found.append((_window_of(mates, k, windows), _load_of(tokens, mates, k, loads, words)))
    return found


def _near(mates: Sequence[Draft], k: int) -> range:
    """The numbers of the figures around figure `k`, itself among them."""
    return range(max(0, k - _NEAR), min(len(mates), k + _NEAR + 1))


def _window_of(mates: Sequence[Draft], k: int, windows: Container[int]) -> Run | None:
    """The window in the sentence that a figure belongs to: the first behind it, else the last before."""
    draft = mates[k]
    near = [n for n in _near(mates, k) if n in windows]
    if not near or draft.after.family in _PLACED:
        return None
    best = mates[next((n for n in near if n > k), near[-1])]
    plain = draft.before is None and draft.after.family is not Family.TIME
    if plain and not 0 <= best.first - draft.last <= 1:
        return None
    return best.first, best.last


def _loads(tokens: Tokens, mates: Sequence[Draft], words: Words) -> dict[int, int]:
    """Those that may be a load, by number, with the token at which the words begin that make them one."""
    found: dict[int, int] = {}
    for k, mate in enumerate(mates):
        atom = mate.after
        rate = atom.family is Family.RATE
        if mate.before is None and (rate or atom.family is Family.COUNT) and not (rate and atom.unit == "times"):
            opening = _opening(tokens, mate, words)
            if opening != mate.first or (rate and atom.per in _LOAD_PERIODS):
                found[k] = opening
    return found


def _opening(tokens: Tokens, mate: Draft, words: Words) -> int:
    """The first token of the phrase that makes a figure a load ("with peaks of"), or the figure's own."""
    for i in range(mate.first, max(0, mate.first - _REACH), -1):
        if tokens[i - 1].closes & LOAD and (hit := words.window.load.ending(tokens, i)):
            return hit[1]
        if tokens[i - 1].kind != LETTERS:
            break
    return mate.first


def _load_of(tokens: Tokens, mates: Sequence[Draft], k: int, openings: dict[int, int], words: Words) -> Run | None:
    """What says under what load: "at the morning peak of ~1,800 pings a second", with what "and" adds.

    A count that stands before the figure is one only where the words leave no doubt.
    """
    draft = mates[k]
    if draft.after.family in _UNLOADED or (draft.after.family is Family.COUNT and draft.before is None):
        return None
    loads = [
        n
        for n in _near(mates, k)
        if n != k
        and n in openings
        and (n > k or mates[n].after.family is Family.RATE or mates[n].first - openings[n] >= _SURE)
    ]
    if not loads:
        return None
    behind = [n for n in loads if n > k]
    best = behind[0] if behind else loads[-1]
    first, last = openings[best], mates[best].last
    for n in behind:
        if mates[n].first == last + 1 and words.numbers.join.at(tokens, last):
            last = mates[n].last
    return first, skip(words.window.load_after, tokens, last)
