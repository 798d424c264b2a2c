"""The nouns of a posting: what an advertisement asks for, what it hints at, and what of it a person has proven."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dialogs.answers import Language

Kind = Literal["technology", "theme"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing asked for, and the sentence it stands in: posting.text[start:end].

    `name` is a technology's usual name or a theme of content/themes.toml; any of `also` does as well ("Java or
    Kotlin"). Requirements of one sentence have one `ask`. `must` is false for what would be nice to have; `years` are
    the fewest years asked of it.
    """

    name: str
    kind: Kind
    must: bool
    sentence: str
    start: int
    end: int
    ask: int
    also: tuple[str, ...] = ()
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """Something between the lines, by its name in content: "greenfield", "legacy", "ai", "regulated"; and its words."""

    name: str
    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Posting:
    """A posting as plain text, and what its shape gives away; empty where unsaid.

    `noun` is "developer" or "engineer", the noun of the title; `nouns` are all that it calls this job by.
    """

    text: str
    language: Language
    title: str
    noun: str
    nouns: frozenset[str]
    company: str
    requirements: tuple[Requirement, ...]
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """A requirement, and the sentence that proves it: told text of `source`, from start to end."""

    requirement: Requirement
    source: str  # the question answered, or "letter"
    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Question:
    """A requirement that the person may be able to prove, and why it is thought so: "kin", "listed" or "open"."""

    requirement: Requirement
    reason: Literal["kin", "listed", "open"]
    kin: str = ""  # the technology told of that is nearest to the one asked


@dataclass(frozen=True, slots=True)
class Left:
    """A requirement left alone by the person's own words: told text of `source`, from start to end."""

    requirement: Requirement
    reason: Literal["denied", "weighed"]  # not used, by their own account, or weighed and not taken
    source: str
    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HonestyMap:
    """The posting against what a person has told: at most four requirements proven, some to ask for, the rest left.

    Must-haves stand before what would be nice to have. `beyond` is proven too, but four are enough. What is left alone
    is never inserted anywhere; `declined` says of some of it which sentence is the reason.
    """

    proven: tuple[Proof, ...]
    could: tuple[Question, ...]
    left: tuple[Requirement, ...]
    beyond: tuple[Proof, ...] = ()
    declined: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """A posting, and the map of what a letter proves of it."""

    posting: Posting
    map: HonestyMap
    data: Mapping[str, Any]  # both, as a program is told
    lines: tuple[str, ...]  # both, as a person is told
