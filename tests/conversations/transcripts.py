"""Transcripts: conversations written down in Markdown, which tests play and check.

    > words              the person says them; `> /back` is a command, `> [Label]` a press, `> (photo)` something sent
    < words              the coach's reply holds them (white space aside), in this order
    ! words              the coach's reply holds them nowhere
    ~ 31 days            time passes

Anything else is for the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

HERE = Path(__file__).parent
FILES = tuple(sorted(HERE.glob("*.md")))
MARKS = {">": "does", "<": "hears", "!": "misses", "~": "waits"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line that counts: its number, what it is, and its words."""

    number: int
    what: str
    words: str

    @property
    def button(self) -> str:
        """The label of the button that is pressed, if one is."""
        match = re.fullmatch(r"\[(.+)\]", self.words)
        return match[1] if match else ""

    @property
    def sent(self) -> str:
        """The kind of what is sent, if it is no text."""
        match = re.fullmatch(r"\((\w+)\)", self.words)
        return match[1] if match else ""

    @property
    def pause(self) -> timedelta:
        """How long `~` waits."""
        return timedelta(days=int(self.words.split()[0]))


def read(path: Path) -> Iterator[Line]:
    """The lines of a transcript that count."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line[:2].rstrip() in MARKS and line[1:2] in (" ", ""):
            yield Line(number, MARKS[line[0]], line[2:].strip())


class Reply:
    """What the coach said last, read off line by line."""

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.split())
        self.at = 0

    def holds(self, words: str) -> bool:
        """Whether these words come next, or later; what comes before them is then behind."""
        wanted = " ".join(words.split())
        found = self.text.find(wanted, self.at)
        if found >= 0:
            self.at = found + len(wanted)
        return found >= 0
