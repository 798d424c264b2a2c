"""A reading: what one pass over a text found in it, and where. Everything later asks it, never the text again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dialogs.answers import Language
from dialogs.measures import Measure


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


@dataclass(frozen=True, slots=True)
class Mark:
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
    """A sentence, or a line of a list, with what was found in it. `first` and `last` number its tokens."""

    number: int
    start: int
    end: int
    text: str
    paragraph: int
    role: Role
    words: int
    first: int
    last: int
    marks: tuple[Mark, ...]
    measures: tuple[Measure, ...]
    technologies: tuple[Technology, ...]
    classes: Mapping[str, tuple[Mark, ...]] = field(repr=False, compare=False, default_factory=dict)

    def has(self, *classes: str) -> bool:
        """Whether any of these word classes is in the sentence."""
        return any(klass in self.classes for klass in classes)

    def of(self, *classes: str) -> tuple[Mark, ...]:
        """The marks of these word classes in the order of the text."""
        if len(classes) == 1:
            return self.classes.get(classes[0], ())
        return tuple(sorted((m for c in classes for m in self.classes.get(c, ())), key=lambda m: (m.start, m.end)))


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, read once. Offsets everywhere are characters of `text`, exactly as it was given."""

    text: str
    language: Language
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[SentenceView, ...]
    marks: tuple[Mark, ...]
    measures: tuple[Measure, ...]
    technologies: tuple[Technology, ...]
    classes: Mapping[str, tuple[int, ...]] = field(repr=False, compare=False, default_factory=dict)

    def has(self, *classes: str) -> bool:
        """Whether any of these word classes is anywhere in the text."""
        return any(klass in self.classes for klass in classes)

    def of(self, klass: str) -> tuple[Mark, ...]:
        """The marks of one word class, in the order of the text."""
        return tuple(mark for number in self.classes.get(klass, ()) for mark in self.sentences[number].classes[klass])

    def holding(self, classes: Iterable[str]) -> Iterator[SentenceView]:
        """The sentences that hold one of these word classes, in order."""
        for number in sorted({number for klass in classes for number in self.classes.get(klass, ())}):
            yield self.sentences[number]

    def where(self, classes: Iterable[str]) -> frozenset[int]:
        """The numbers of the sentences that hold one of these word classes."""
        return frozenset(number for klass in classes for number in self.classes.get(klass, ()))

    def prose(self, *roles: Role) -> tuple[SentenceView, ...]:
        """The sentences of paragraphs with these roles; of all telling paragraphs where none is named."""
        wanted = frozenset(roles) or PROSE
        return tuple(sentence for sentence in self.sentences if sentence.role in wanted)

    @property
    def words(self) -> int:
        """Words that count towards the length: everything but header, subject, salutation, sign-off and name."""
        return sum(paragraph.words for paragraph in self.paragraphs if paragraph.role in COUNTED)
