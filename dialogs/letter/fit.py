"""Fit: a letter within its band, by leaving out what it needs least, a whole sentence or a whole clause at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush

from dialogs.letter.letter import LeftOut
from dialogs.letter.pieces import Piece, bare, shortened
from dialogs.letter.structure import Structure
from dialogs.prose.table import Prose

WORDS = re.compile(r"\S*\w\S*")
NEVER = 100
TALK = 30  # a sentence that weighs less is talk: once left out it does not come back, though there be room


@dataclass(frozen=True, slots=True)
class Line:
    """A piece at its place in a letter, and how much the letter needs it; at 100 and more it is never cut."""

    piece: Piece
    weight: int
    paragraph: int
    leans: bool = False  # makes sense only after the line before it


@dataclass(frozen=True, slots=True)
class Omission:
    """One step of shortening: the line at `at` was `before` and is `after`, or is gone where `after` is None."""

    need: int
    at: int
    before: Line
    after: Line | None
    text: str


def count(text: str) -> int:
    """Words of a text, as they are counted against the band."""
    return len(WORDS.findall(text))


def fit(lines: list[Line], most: int, known: Structure) -> tuple[list[Line], list[LeftOut]]:
    """The lines within `most` words, and what was left out for it: the least needed first, and nothing that still fits.

    Over `most` only where the sentences that a letter cannot do without are longer than that.
    """
    standing: list[Line | None] = list(lines)
    total = _total(standing)
    steps: list[Omission] = []
    changes = [0] * len(lines)  # how often a line changed; a choice that was weighed before the last change is void
    heap = [entry for at in range(len(lines)) for entry in _entries(standing, at, changes, known)]
    heapify(heap)
    while total > most and heap:
        _, _, _, change, step = heappop(heap)
        if change != changes[step.at]:
            continue
        standing[step.at] = step.after
        total -= _spared(step)
        steps.append(step)
        for at in (step.at, step.at - 1):
            if at >= 0:
                changes[at] += 1
                for entry in _entries(standing, at, changes, known):
                    heappush(heap, entry)
    left = []
    for step in reversed(steps):
        if _fits_back(step, standing, most - total):
            standing[step.at] = step.before
            total += _spared(step)
        else:
            left.append(step)
    omitted = [LeftOut(step.before.piece.question, step.text.strip(" ,;"), "length") for step in left]
    return [line for line in standing if line], omitted


def supported(lines: list[Line], prose: Prose) -> list[Line]:
    """The lines, where a sentence that leans on the one before it never outweighs that one."""
    made = list(lines)
    for at in range(len(made) - 1, 0, -1):
        line, before = made[at], made[at - 1]
        if before.piece.question == line.piece.question and line.piece.number and prose.leaning.search(line.piece.text):
            made[at] = replace(line, leans=True)
            made[at - 1] = replace(before, weight=max(before.weight, line.weight))
    return made


def _total(lines: list[Line | None]) -> int:
    return sum(count(line.piece.text) for line in lines if line)


def _spared(step: Omission) -> int:
    return count(step.before.piece.text) - (count(step.after.piece.text) if step.after else 0)


def _fits_back(step: Omission, standing: list[Line | None], room: int) -> bool:
    """Whether the letter has room for an omission after all."""
    if step.after is None and step.before.weight < TALK:
        return False
    if standing[step.at] != step.after or (step.before.leans and standing[step.at - 1] is None):
        return False
    return _spared(step) <= room


Entry = tuple[int, int, int, int, Omission]


def _entries(lines: list[Line | None], at: int, changes: list[int], known: Structure) -> list[Entry]:
    """The choices of one line, least needed first, as a heap orders them: of two alike the later line's."""
    return [(choice.need, -at, number, changes[at], choice) for number, choice in enumerate(_choices(lines, at, known))]


def _choices(lines: list[Line | None], at: int, known: Structure) -> list[Omission]:
    """Every single step by which this line could shorten the letter now."""
    figure = known.weights["figure"][0]
    choices: list[Omission] = []
    line = lines[at]
    if line is not None:
        piece = line.piece
        less = known.tails.get(piece.question, known.tails["default"])
        base = min(line.weight, 96)
        if piece.tails:
            last = piece.tails[-1]
            need = base - less + (2 * figure if re.search(r"\d", last) else 0) - count(last) // 3
            choices.append(Omission(need, at, line, replace(line, piece=shortened(piece)), last))
        if bracket := bare(piece):
            need = base - 30 - count(bracket[1]) // 3
            choices.append(Omission(need, at, line, replace(line, piece=bracket[0]), bracket[1]))
        following = lines[at + 1] if at + 1 < len(lines) else None
        if line.weight < NEVER and not (following and following.leans):
            choices.append(Omission(line.weight - count(piece.text) // 3, at, line, None, piece.text))
    return choices
