"""A page: a posting laid out in lines and sentences, with what was found in them and the section each belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dialogs.answers import LANGUAGES, Language
from dialogs.posting.vocabulary import Found, Marks, Tokens
from dialogs.posting.words import Spoken, Words

_BULLET = re.compile(r"(?:[-–—•*▪◦·‣●○■□➤►✓✔✅👉→+]|\d{1,2}[.)])\s*(?=\S)")
_ICONS = re.compile(r"^[^\w(]+")
_END = re.compile(r"[.!?;](?=\s)|[.!?]$")
_LINK = re.compile(r"(?:https?://|www\.)\S{1,300}|[\w.+-]{1,40}@[\w-]{1,60}\.[\w.]{2,40}")

HEADING = 7
"""Words that a heading has at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a posting. `section` is "must", "nice", "tasks", "skip", or "" where no heading stood yet."""

    number: int
    start: int  # of its words, behind a bullet
    end: int
    first: int
    last: int
    bullet: bool
    heading: bool
    section: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a line; an item of a list is one. `first` and `last` number its tokens."""

    line: Line
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True)
class Page:
    """A posting being read."""

    text: str
    words: Words

    @cached_property
    def tokens(self) -> Tokens:
        """Its tokens; an address of the web or of mail counts as none."""
        bare = _LINK.sub(lambda found: " " * len(found.group()), self.text)
        return self.words.tokenizer.tokens(bare)

    @cached_property
    def language(self) -> Language:
        """The language that more of its little words belong to."""
        norms = self.tokens.norms
        return max(LANGUAGES, key=lambda one: sum(map(self.words.spoken[one].common.__contains__, norms)))

    @property
    def spoken(self) -> Spoken:
        """What is looked for in its language."""
        return self.words.spoken[self.language]

    @cached_property
    def marks(self) -> Marks:
        """What was found in it."""
        return self.spoken.postings.find(self.tokens.norms)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Its lines that say something, each with the section it belongs to."""
        found: list[Line] = []
        section = ""
        at = 0
        for whole in self.text.split("\n"):
            start, end = at, at + len(whole)
            at = end + 1
            bullet = _BULLET.match(self.text, start, end)
            begin = bullet.end() if bullet else start
            icons = _ICONS.match(self.text[begin : begin + 20])
            begin += icons.end() if icons and begin + icons.end() < end else 0
            first, last = self._tokens(begin, end)
            if first == last:
                continue
            named, body = self._heading(first, last, bool(bullet))
            if named:
                section = named
            heading = bool(named) and body >= last
            if not heading and named:
                first = body
                begin = self.tokens.starts[first]
            found.append(Line(len(found), begin, end, first, last, bool(bullet), heading, section))
        return tuple(found)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of lines that are no headings."""
        return tuple(one for line in self.lines if not line.heading for one in self._sentences(line))

    def _sentences(self, line: Line) -> Iterator[Sentence]:
        start, short = line.start, self.words.written.short_form
        for found in _END.finditer(self.text, line.start, line.end):
            if short.search(self.text, max(line.start, found.start() - 8), found.start()):
                continue
            yield from self._sentence(line, start, found.end())
            start = found.end()
        yield from self._sentence(line, start, line.end)

    def _sentence(self, line: Line, start: int, end: int) -> Iterator[Sentence]:
        first, last = self._tokens(start, end)
        if first < last:
            begin = self.tokens.starts[first]
            begin = min(begin, start + (len(self.text[start:begin]) - len(self.text[start:begin].lstrip())))
            stop = max(self.tokens.ends[last - 1], start + len(self.text[start:end].rstrip()))
            yield Sentence(line, begin, stop, first, last)

    def _tokens(self, start: int, end: int) -> tuple[int, int]:
        return bisect_left(self.tokens.starts, start), bisect_left(self.tokens.starts, end)

    def _heading(self, first: int, last: int, bullet: bool) -> tuple[str, int]:
        """The section that a line opens, and the token where its own words begin; "" where it opens none."""
        norms = self.tokens.norms
        stop = next((at for at in range(first, min(last, first + HEADING + 2)) if norms[at] == ":"), -1)
        words = [
            norm
            for norm in norms[first : stop if stop >= 0 else min(last, first + HEADING + 3)]
            if norm.isalnum() or norm == "'"
        ]
        if stop < 0 and (bullet or len(words) > HEADING or norms[last - 1] in (".", ",", ";")):
            return "", first
        for size in range(min(len(words), 6), 0, -1):
            named = self.spoken.sections.get(" ".join(words[:size]))
            if named and (size == len(words) or (size > 1 and stop < 0 and not self._says(first, last))):
                return named, stop + 1 if stop >= 0 else last
        if 0 <= stop == last - 1 and not bullet and len(words) <= HEADING:
            return (
                "tasks"
                if words and any(one.label == "asks.asks" for one in self.marks_in("asks.asks", first, last))
                else ""
            ), last
        return "", first

    def _says(self, first: int, last: int) -> bool:
        """Whether a technology is named between two tokens, so that the line says more than a heading does."""
        return any(
            one.label.startswith("tech:") for at in range(first, last) for one in self.marks.beginning.get(at, ())
        )

    def marks_in(self, label: str, first: int, last: int) -> tuple[Found, ...]:
        """The phrases of a label between two tokens."""
        return tuple(one for one in self.marks.within(label, first, last) if one.last <= last)

    def any_in(self, labels: tuple[str, ...], first: int, last: int) -> bool:
        """Whether a phrase of one of these labels stands between two tokens."""
        return any(self.marks_in(label, first, last) for label in labels)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """From the first character of one token to the last of the one before another."""
        return self.tokens.starts[first], self.tokens.ends[last - 1]

    def words_of(self, first: int, last: int) -> str:
        """The text between two tokens."""
        start, end = self.span(first, last)
        return self.text[start:end]
