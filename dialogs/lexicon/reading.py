"""A reading: what one pass over a text found in it, and where. Everything later asks it, never the text again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from dialogs.answers import Language
from dialogs.lexicon.bits import bit, mask, union
from dialogs.lexicon.pieces import Page
from dialogs.lexicon.tree import Found
from dialogs.measures import Family, Measure


class Role(StrEnum):
    """What a paragraph does in a letter."""

    HEADER = "header"  # addresses, dates and contact lines before the salutation
    SUBJECT = "subject"
    SALUTATION = "salutation"
    OPENING = "opening"
    BODY = "body"
    COMPANY = "company"  # a body paragraph that speaks to the reader about the reader
    CLOSING = "closing"
    LIST = "list"
    CODE = "code"
    SIGN_OFF = "sign-off"
    NAME = "name"


PROSE = frozenset({Role.OPENING, Role.BODY, Role.COMPANY, Role.CLOSING})
"""The paragraphs that tell something in sentences."""

COUNTED = PROSE | {Role.LIST, Role.CODE}
"""What counts towards the length of a letter."""


class Mark(NamedTuple):
    """A run of tokens that belongs to a word class. Offsets are characters; `first` and `last` number its tokens."""

    klass: str
    start: int
    end: int
    text: str
    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Technology:
    """A technology named in the text: its usual name and its kind, whatever way it was written."""

    name: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its role; a list or a pasted piece of code is a paragraph too."""

    start: int
    end: int
    text: str
    role: Role
    words: int


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence, or a line of a list, with what was found in it. `first` and `last` number its tokens.

    `found` says at which tokens word classes stand. Marks are made of it where they are asked for; `mask` has the bits
    of all classes, so that asking for one that is not there costs next to nothing.
    """

    number: int
    start: int
    end: int
    paragraph: int
    role: Role
    first: int
    last: int
    measures: tuple[Measure, ...]
    technologies: tuple[Technology, ...]
    mask: int
    found: tuple[tuple[int, Found], ...] = field(repr=False, compare=False)
    page: Page = field(repr=False, compare=False)
    _made: dict[int, tuple[Mark, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def text(self) -> str:
        """Its words, as they were given."""
        return self.page.text[self.start : self.end]

    @property
    def words(self) -> int:
        """How many words it has."""
        return self.page.count(self.start, self.end)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every mark, in the order of the text."""
        return self._marks(-1)

    def has(self, *classes: str) -> bool:
        """Whether any of these word classes is in the sentence."""
        return self.mask & mask(classes) != 0

    def of(self, *classes: str) -> tuple[Mark, ...]:
        """The marks of these word classes in the order of the text."""
        return self.marked(mask(classes))

    def marked(self, wanted: int) -> tuple[Mark, ...]:
        """The marks of the word classes with these bits, in the order of the text."""
        if not self.mask & wanted:
            return ()
        marks = self._made.get(wanted)
        if marks is None:
            marks = self._made[wanted] = self._marks(wanted)
        return marks

    def _marks(self, wanted: int) -> tuple[Mark, ...]:
        marks = [mark for mark in marks_of(self.page, self.found, wanted) if mark.end <= self.end]
        if wanted & _EXTRA and (self.measures or self.technologies):
            extra = extra_marks(self.page, self.measures, self.technologies)
            marks += [mark for mark in extra if mark.end <= self.end and bit(mark.klass) & wanted]
        if len(marks) > 1:
            marks.sort(key=_place)
        return tuple(marks)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, read once. Offsets everywhere are characters of `text`, exactly as it was given."""

    text: str
    language: Language
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[SentenceView, ...]
    measures: tuple[Measure, ...]
    technologies: tuple[Technology, ...]
    mask: int
    found: tuple[tuple[int, Found], ...] = field(repr=False, compare=False)
    page: Page = field(repr=False, compare=False)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Every mark, in the order of the text."""
        marks = [*marks_of(self.page, self.found, -1), *extra_marks(self.page, self.measures, self.technologies)]
        return tuple(sorted(marks, key=_place))

    def has(self, *classes: str) -> bool:
        """Whether any of these word classes is anywhere in the text."""
        return self.mask & mask(classes) != 0

    def count(self, klass: str) -> int:
        """How many places of the text a word class stands at."""
        wanted = bit(klass)
        return sum([1 for _, here in self.found if here.mask & wanted])

    def of(self, *classes: str) -> tuple[Mark, ...]:
        """The marks of these word classes, in the order of the text."""
        wanted = mask(classes)
        return tuple(mark for sentence in self.holding(wanted) for mark in sentence.of(*classes))

    def holding(self, wanted: int) -> tuple[SentenceView, ...]:
        """The sentences that hold one of the word classes with these bits, in order."""
        return tuple(s for s in self.sentences if s.mask & wanted) if self.mask & wanted else ()

    def beginning(self, start: int, end: int) -> int:
        """The bits of all word classes that begin between two characters."""
        first = bisect_left(self.found, self.page.token(start), key=_token)
        last = bisect_left(self.found, self.page.token(end), key=_token)
        return union(here.mask for _, here in self.found[first:last])

    def where(self, classes: Iterable[str]) -> frozenset[int]:
        """The numbers of the sentences that hold one of these word classes."""
        return frozenset(sentence.number for sentence in self.holding(union(map(bit, classes))))

    def prose(self, *roles: Role) -> tuple[SentenceView, ...]:
        """The sentences of paragraphs with these roles; of all telling paragraphs where none is named."""
        wanted = frozenset(roles) or PROSE
        return tuple(sentence for sentence in self.sentences if sentence.role in wanted)

    @property
    def words(self) -> int:
        """Words that count towards the length: everything but header, subject, salutation, sign-off and name."""
        return sum(paragraph.words for paragraph in self.paragraphs if paragraph.role in COUNTED)


def marks_of(page: Page, found: Iterable[tuple[int, Found]], wanted: int) -> Iterator[Mark]:
    """The marks of what was found, of the classes with the bits that are wanted; -1 wants all."""
    text, starts, ends = page.text, page.starts, page.ends
    for first, here in found:
        if here.mask & wanted:
            for klass, its, size in here.classes:
                if its & wanted:
                    start, end = starts[first], ends[first + size - 1]
                    yield Mark(klass, start, end, text[start:end], first, first + size)


def extra_marks(page: Page, measures: Iterable[Measure], technologies: Iterable[Technology]) -> Iterator[Mark]:
    """Figures and technologies as marks, so that patterns may speak of them: "figure", "figure-money", "technology"."""
    for one in measures:
        first, last = page.token(one.start), page.token(one.end)
        for klass in figure_classes(one.family):
            yield Mark(klass, one.start, one.end, one.text, first, last)
    for named in technologies:
        yield Mark(TECHNOLOGY, named.start, named.end, named.name, page.token(named.start), page.token(named.end))


TECHNOLOGY = "technology"


def figure_classes(family: Family) -> tuple[str, str]:
    """The word classes that a figure counts as: "figure", and one for its family."""
    return "figure", f"figure-{family}"


_EXTRA = union(bit(klass) for family in Family for klass in (*figure_classes(family), TECHNOLOGY))


def _token(found: tuple[int, Found]) -> int:
    return found[0]


def _place(mark: Mark) -> tuple[int, int]:
    return mark.start, mark.end
