"""Roles: what each paragraph of a letter does, from its place, its length and a few word classes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from dialogs.lexicon.bits import bit
from dialogs.lexicon.pieces import Page
from dialogs.lexicon.reading import Role, marks_of
from dialogs.lexicon.segments import Block
from dialogs.lexicon.tree import Found

SHORT = 12
"""Words that a salutation, a line of an address or a name has at most."""

FORMULA = 8
"""Words that a sign-off has at most; three, where it ends as a sentence ends."""

REST = 3
"""Words that a sign-off has at most besides its formula: a name, and no "for considering my application"."""

BRIEF = 16
"""A last paragraph with fewer words is a formula, and the closing begins one paragraph earlier."""

HEAD, FOOT = 14, 9
"""Blocks at either end of a letter among which its head and its foot are sought."""


_FORMULAS = {klass: bit(klass) for klass in ("salutation", "subject-line", "sign-off")}
_THEIRS, _MINE = bit("second-person"), bit("first-person")


def roles(page: Page, blocks: Sequence[Block], found: Sequence[tuple[int, Found]]) -> tuple[Role, ...]:
    """A role for each block. What was found must be in the order of the text."""
    letter = _Letter(page, blocks, found)
    for number, block in enumerate(blocks):
        letter.roles[number] = _OF_KIND.get(block.kind)
    first = letter.head() + 1
    last = letter.foot(first)
    letter.body(first, last)
    return tuple(role or Role.BODY for role in letter.roles)


_OF_KIND = {"list": Role.LIST, "code": Role.CODE}


@dataclass(slots=True)
class _Letter:
    """A text while its roles are being found."""

    page: Page
    blocks: Sequence[Block]
    found: Sequence[tuple[int, Found]]
    sizes: list[int] = field(init=False)
    roles: list[Role | None] = field(init=False)

    def __post_init__(self) -> None:
        text = self.page.clean
        self.sizes = [len(text[b.start : min(b.end, b.start + 400)].split()) for b in self.blocks]
        self.roles = [None] * len(self.blocks)

    def begins(self, number: int, klass: str) -> int:
        """Where the word class ends that stands at the very beginning of a block; 0 where it does not."""
        start = self.blocks[number].start
        first = self.page.token(start)
        at = bisect_left(self.found, first, key=_token)
        if at < len(self.found) and self.found[at][0] == first and self.page.starts[first] == start:
            return next((mark.end for mark in marks_of(self.page, (self.found[at],), _FORMULAS[klass])), 0)
        return 0

    def besides(self, number: int, end: int) -> int:
        """How many words of a block stand behind the word class that begins it, and ends there."""
        return len(self.page.clean[end : min(self.blocks[number].end, end + 400)].split())

    def head(self) -> int:
        """Mark header, subject and salutation; the number of the last block of the head, or -1."""
        among = range(min(HEAD, len(self.blocks)))
        greeted = next((n for n in among if self.open(n, SHORT) and self.begins(n, "salutation")), -1)
        last = -1
        for number in among:
            if number == greeted:
                self.roles[number] = Role.SALUTATION
            elif self.open(number, 2 * SHORT) and self.begins(number, "subject-line") and number <= greeted + 1:
                self.roles[number] = Role.SUBJECT
            elif number < greeted and self.open(number, SHORT):
                self.roles[number] = Role.HEADER
            elif number > greeted:
                break
            last = number
        return last

    def open(self, number: int, most: int) -> bool:
        """Whether a block has no role yet and at most so many words."""
        return self.roles[number] is None and self.sizes[number] <= most

    def foot(self, first: int) -> int:
        """Mark sign-off and name; the number of the first block of the foot, or the number of blocks."""
        end = len(self.blocks)
        for number in range(end - 1, max(first, end - FOOT) - 1, -1):
            sentence = self.page.clean[self.blocks[number].end - 1] in ".!?"
            formula = self.begins(number, "sign-off")
            if formula and self.besides(number, formula) <= REST and self.open(number, 3 if sentence else FORMULA):
                self.roles[number] = Role.SIGN_OFF
                for after in range(number + 1, end):
                    if self.sizes[after] <= SHORT:
                        self.roles[after] = Role.NAME
                return number
        last = end - 1
        if last > first and self.open(last, 4) and self.page.clean[self.blocks[last].end - 1] not in ".!?":
            self.roles[last] = Role.NAME  # a name alone, without a sign-off
            return last
        return end

    def body(self, first: int, last: int) -> None:
        """Mark opening, body, company and closing among the blocks between head and foot."""
        prose = [number for number in range(first, last) if self.roles[number] is None]
        for number in prose:
            self.roles[number] = Role.COMPANY if self.addresses(number) else Role.BODY
        if prose:
            self.roles[prose[-1]] = Role.CLOSING
            if len(prose) > 3 and self.sizes[prose[-1]] < BRIEF:
                self.roles[prose[-2]] = Role.CLOSING
            self.roles[prose[0]] = Role.OPENING

    def addresses(self, number: int) -> bool:
        """Whether a block says "you" and "your" more often than "I" and "my"."""
        block = self.blocks[number]
        first = bisect_left(self.found, self.page.token(block.start), key=_token)
        last = bisect_left(self.found, self.page.token(block.end), key=_token)
        inside = self.found[first:last]
        theirs = sum([1 for _, here in inside if here.mask & _THEIRS])
        return theirs >= 2 and theirs >= sum([1 for _, here in inside if here.mask & _MINE])


def _token(found: tuple[int, Found]) -> int:
    return found[0]
