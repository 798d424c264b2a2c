"""Roles: what each paragraph of a letter does, from its place, its length and a few word classes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from dialogs.lexicon.reading import Mark, Role
from dialogs.lexicon.segments import Block

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


def roles(text: str, blocks: Sequence[Block], marks: Sequence[Mark]) -> tuple[Role, ...]:
    """A role for each block. Marks must be in the order of the text."""
    page = _Page(text, blocks, marks)
    for number, block in enumerate(blocks):
        page.found[number] = {"list": Role.LIST, "code": Role.CODE}.get(block.kind)
    first = page.head() + 1
    last = page.foot(first)
    page.body(first, last)
    return tuple(role or Role.BODY for role in page.found)


@dataclass(slots=True)
class _Page:
    """A text while its roles are being found."""

    text: str
    blocks: Sequence[Block]
    marks: Sequence[Mark]
    starts: list[int] = field(init=False)
    sizes: list[int] = field(init=False)
    found: list[Role | None] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [mark.start for mark in self.marks]
        self.sizes = [len(self.text[b.start : min(b.end, b.start + 400)].split()) for b in self.blocks]
        self.found = [None] * len(self.blocks)

    def begins(self, number: int, klass: str) -> bool:
        """Whether a word class stands at the very beginning of a block."""
        start = self.blocks[number].start
        at = bisect_left(self.starts, start)
        while at < len(self.marks) and self.marks[at].start == start:
            if self.marks[at].klass == klass:
                return True
            at += 1
        return False

    def besides(self, number: int, klass: str) -> int:
        """How many words of a block stand behind the word class that begins it."""
        block = self.blocks[number]
        here = self.marks[bisect_left(self.starts, block.start) : bisect_left(self.starts, block.start + 1)]
        end = max((mark.end for mark in here if mark.klass == klass), default=block.start)
        return len(self.text[end : min(block.end, end + 400)].split())

    def head(self) -> int:
        """Mark header, subject and salutation; the number of the last block of the head, or -1."""
        among = range(min(HEAD, len(self.blocks)))
        greeted = next((n for n in among if self.open(n, SHORT) and self.begins(n, "salutation")), -1)
        last = -1
        for number in among:
            if number == greeted:
                self.found[number] = Role.SALUTATION
            elif self.open(number, 2 * SHORT) and self.begins(number, "subject-line") and number <= greeted + 1:
                self.found[number] = Role.SUBJECT
            elif number < greeted and self.open(number, SHORT):
                self.found[number] = Role.HEADER
            elif number > greeted:
                break
            last = number
        return last

    def open(self, number: int, most: int) -> bool:
        """Whether a block has no role yet and at most so many words."""
        return self.found[number] is None and self.sizes[number] <= most

    def foot(self, first: int) -> int:
        """Mark sign-off and name; the number of the first block of the foot, or the number of blocks."""
        end = len(self.blocks)
        for number in range(end - 1, max(first, end - FOOT) - 1, -1):
            sentence = self.text[self.blocks[number].end - 1] in ".!?"
            formula = self.begins(number, "sign-off") and self.besides(number, "sign-off") <= REST
            if formula and self.open(number, 3 if sentence else FORMULA):
                self.found[number] = Role.SIGN_OFF
                for after in range(number + 1, end):
                    if self.sizes[after] <= SHORT:
                        self.found[after] = Role.NAME
                return number
        last = end - 1
        if last > first and self.open(last, 4) and self.text[self.blocks[last].end - 1] not in ".!?":
            self.found[last] = Role.NAME  # a name alone, without a sign-off
            return last
        return end

    def body(self, first: int, last: int) -> None:
        """Mark opening, body, company and closing among the blocks between head and foot."""
        prose = [number for number in range(first, last) if self.found[number] is None]
        for number in prose:
            self.found[number] = Role.COMPANY if self.addresses(number) else Role.BODY
        if prose:
            self.found[prose[-1]] = Role.CLOSING
            if len(prose) > 3 and self.sizes[prose[-1]] < BRIEF:
                self.found[prose[-2]] = Role.CLOSING
            self.found[prose[0]] = Role.OPENING

    def addresses(self, number: int) -> bool:
        """Whether a block says "you" and "your" more often than "I" and "my"."""
        block = self.blocks[number]
        inside = self.marks[bisect_left(self.starts, block.start) : bisect_left(self.starts, block.end)]
        theirs = sum(mark.klass == "second-person" for mark in inside)
        return theirs >= 2 and theirs >= sum(mark.klass == "first-person" for mark in inside)
