"""Roles: what each paragraph of a letter does, from its place, its length and a few word classes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from dialogs.lexicon.reading import Mark, Role
from dialogs.lexicon.segments import Block

SHORT = 12
"""Words that a salutation, a subject line or a sign-off has at most."""


def roles(text: str, blocks: Sequence[Block], marks: Sequence[Mark]) -> tuple[Role, ...]:
    """A role for each block. Marks must be in the order of the text."""
    starts = [mark.start for mark in marks]

    def begins(block: Block, klass: str) -> bool:
        """Whether a word class stands at the very beginning of a block."""
        at = bisect_left(starts, block.start)
        while at < len(marks) and marks[at].start == block.start:
            if marks[at].klass == klass:
                return True
            at += 1
        return False

    sizes = [len(text[block.start : min(block.end, block.start + 400)].split()) for block in blocks]
    found: list[Role | None] = [_by_kind(block) for block in blocks]
    greeted = _salutation(blocks, sizes, found, begins)
    signed = _sign_off(blocks, sizes, found, begins, greeted)
    last = len(blocks) - 1
    if signed > last > greeted and found[last] is None and sizes[last] <= 4 and text[blocks[last].end - 1] not in ".!?":
        found[last], signed = Role.NAME, last  # a name alone, without a sign-off
    prose = [number for number in range(greeted + 1, signed) if found[number] is None]
    for number in prose:
        found[number] = Role.BODY
    if prose:
        found[prose[-1]] = Role.CLOSING
        found[prose[0]] = Role.OPENING
        if len(prose) > 3 and sizes[prose[-1]] < 16 and sizes[prose[-2]] < 60:
            found[prose[-2]] = Role.CLOSING
    _company(blocks, marks, starts, found)
    return tuple(role or Role.BODY for role in found)


def _by_kind(block: Block) -> Role | None:
    return {"list": Role.LIST, "code": Role.CODE}.get(block.kind)


def _salutation(
    blocks: Sequence[Block], sizes: list[int], found: list[Role | None], begins: Callable[[Block, str], bool]
) -> int:
    """Mark the head of the letter; the number of the salutation, or -1."""
    greeted = -1
    for number, block in enumerate(blocks[:14]):
        if found[number] is None and sizes[number] <= SHORT and begins(block, "salutation"):
            greeted = number
            break
    for number in range(len(blocks) if greeted < 0 else greeted + 1):
        if found[number] is None and begins(blocks[number], "subject-line") and sizes[number] <= 2 * SHORT:
            found[number] = Role.SUBJECT
        elif greeted >= 0 and number < greeted and sizes[number] <= SHORT:
            found[number] = Role.HEADER
        elif greeted < 0:
            break
    if greeted >= 0:
        found[greeted] = Role.SALUTATION
        if (
            greeted + 1 < len(blocks)
            and begins(blocks[greeted + 1], "subject-line")
            and sizes[greeted + 1] <= 2 * SHORT
        ):
            found[greeted + 1] = Role.SUBJECT
            return greeted + 1
        return greeted
    return max((n for n, role in enumerate(found) if role is Role.SUBJECT), default=-1)


def _sign_off(
    blocks: Sequence[Block],
    sizes: list[int],
    found: list[Role | None],
    begins: Callable[[Block, str], bool],
    greeted: int,
) -> int:
    """Mark the foot of the letter; the number of its first block, or the number of blocks."""
    for number in range(len(blocks) - 1, max(greeted, len(blocks) - 9), -1):
        if found[number] is None and sizes[number] <= SHORT - 4 and begins(blocks[number], "sign-off"):
            found[number] = Role.SIGN_OFF
            for after in range(number + 1, len(blocks)):
                if sizes[after] <= SHORT:
                    found[after] = Role.NAME
            return number
    return len(blocks)


def _company(blocks: Sequence[Block], marks: Sequence[Mark], starts: list[int], found: list[Role | None]) -> None:
    """A body paragraph that says "you" and "your" most of the time is about the company."""
    for number, block in enumerate(blocks):
        if found[number] is Role.BODY:
            inside = marks[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
            theirs = sum(mark.klass == "second-person" for mark in inside)
            mine = sum(mark.klass == "first-person" for mark in inside)
            if theirs >= 2 and theirs >= mine:
                found[number] = Role.COMPANY
