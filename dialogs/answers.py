"""Answers: the append-only log of what a person said, and what of it stands.

Everything else is derived from the log. An entry is never changed or removed; a later entry of the same question
takes the place of an earlier one, or joins it where it only made sense together with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Literal, cast

Market = Literal["us", "uk", "it"]
Level = Literal["junior", "mid", "senior"]
Language = Literal["en", "it"]

MARKETS: tuple[Market, ...] = ("us", "uk", "it")
LEVELS: tuple[Level, ...] = ("junior", "mid", "senior")
LANGUAGES: tuple[Language, ...] = ("en", "it")


class Kind(StrEnum):
    """What an entry of the log did to its question."""

    SAID = "said"  # the person's own words; `text` holds them as they came
    CHOSEN = "chosen"  # one of the question's choices; `text` is the choice's id
    EXIT = "exit"  # an honest way out; `text` is the exit's id, such as "not-measured"
    SKIPPED = "skipped"  # asked, and passed over
    REOPENED = "reopened"  # asked again on the person's wish; what stood before still stands
    OPENED = "opened"  # the letter itself was begun or taken up again; belongs to no question
    FOLLOWED = "followed"  # a guide was chosen; `question` is the disagreement's number, `text` the guide's id, or ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One entry of the log.

    `probes` names the probes this text met with, in the order asked; an entry with probes is not accepted yet.
    `joins` says that the text goes on from the entry before it of the same question.
    """

    question: str
    kind: Kind
    text: str
    when: datetime
    probes: tuple[str, ...] = ()
    joins: bool = False

    @property
    def accepted(self) -> bool:
        """Whether this entry settles its question."""
        return self.kind not in (Kind.REOPENED, Kind.OPENED) and not self.probes


Log = tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class LetterLog:
    """One letter of a person: its number (1, 2, …) and its log, oldest first."""

    number: int
    log: Log


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands for one question: the person's words, joined where they belong together, or a way out."""

    question: str
    kind: Kind
    text: str

    @property
    def words(self) -> str:
        """The person's own words, or nothing where they took a way out."""
        return self.text if self.kind is Kind.SAID else ""


def of(log: Iterable[Answer], question: str) -> tuple[Answer, ...]:
    """The entries of one question, oldest first."""
    return tuple(entry for entry in log if entry.question == question)


def revision(log: Log) -> int:
    """A number for the step that a log has come to; no two steps of a person have the same, over erasures too.

    It is the moment of the last entry in microseconds, without what is the same for years. 0 for an empty log.
    """
    return (log[-1].when - datetime(2020, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) if log else 0


def standing(log: Iterable[Answer], question: str) -> Standing | None:
    """What stands for a question: its last accepted entry with all it joins, whether or not it was reopened since."""
    told: Standing | None = None
    pending = ""
    for entry in of(log, question):
        if entry.kind is Kind.REOPENED:
            pending = ""
            continue
        before = pending or (told.words if told else "")
        text = f"{before}\n{entry.text}" if entry.joins and before else entry.text
        if entry.accepted:
            told, pending = Standing(question, entry.kind, text), ""
        else:
            pending = text
    return told


def is_open(log: Iterable[Answer], question: str) -> bool:
    """Whether a question still waits: never answered, reopened, or answered with a probe not met yet."""
    entries = of(log, question)
    return not entries or not entries[-1].accepted


def pending(log: Iterable[Answer], question: str) -> tuple[Answer, ...]:
    """The entries of a question that were probed since it was last opened, oldest first."""
    tail: list[Answer] = []
    for entry in of(log, question):
        if entry.accepted or entry.kind is Kind.REOPENED:
            tail = []
        else:
            tail.append(entry)
    return tuple(tail)


def told(log: Iterable[Answer]) -> dict[str, str]:
    """Question ids to the words that stand, in the order first answered; ways out and skips are not in it."""
    log = tuple(log)
    found = (standing(log, question) for question in dict.fromkeys(entry.question for entry in log if entry.question))
    return {s.question: s.text for s in found if s and s.kind in (Kind.SAID, Kind.CHOSEN)}


def followed(log: Iterable[Answer]) -> dict[str, str]:
    """Whose advice the person chose where guides disagree: a disagreement's number to a guide's id, the last choice."""
    last = {entry.question: entry.text for entry in log if entry.kind is Kind.FOLLOWED}
    return {number: guide for number, guide in last.items() if guide}


@dataclass(frozen=True, slots=True)
class Profile:
    """For whom a letter is: the language it is written in, the market it goes to, the level it speaks from."""

    language: Language = "en"
    market: Market = "us"
    level: Level = "mid"


def profile(log: Iterable[Answer]) -> Profile:
    """The profile that the answers give; what is not answered yet has the default."""
    log = tuple(log)
    known = told(log)
    found = Profile()
    if known.get("language") in LANGUAGES:
        found = replace(found, language=cast(Language, known["language"]))
    if known.get("market") in MARKETS:
        found = replace(found, market=cast(Market, known["market"]))
    if known.get("level") in LEVELS:
        found = replace(found, level=cast(Level, known["level"]))
    return found
