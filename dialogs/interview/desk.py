"""The desk: everything one step needs at hand, and the small questions it is asked over and over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from dialogs.answers import (
    LANGUAGES,
    Answer,
    Kind,
    Language,
    LetterLog,
    Log,
    Profile,
    followed,
    profile,
    standing,
    told,
)
from dialogs.critique import Critique, GuideBand, Split
from dialogs.letter import Letter
from dialogs.lexicon import Reading
from dialogs.replies import Replies
from dialogs.script import Question, Script


class Writes(Protocol):
    """Makes letters of answers."""

    def write(self, answers: Mapping[str, str], profile: Profile, band: tuple[int, int] | None = None) -> Letter:
        """The letter that these answers make, in the words of its market and level, or of another band."""

    def sentence_for(self, question: str, answers: Mapping[str, str], profile: Profile) -> str:
        """The sentences that one answer becomes; nothing where it becomes none."""


class Criticises(Protocol):
    """Reads texts as the guides would. May be slow at its first use: it loads what it needs then."""

    def read(self, text: str, language: Language) -> Reading:
        """What one pass over a text finds in it."""

    def critique(
        self,
        text: str,
        profile: Profile,
        posting: str | None,
        follows: Mapping[str, str] | None = None,
        names: Iterable[str] = (),
    ) -> Critique:
        """What the guides would say of a letter to somebody who follows these where they disagree.

        `names` are texts whose words are the person's own, and so no slips of spelling.
        """

    def splits(self, profile: Profile, follows: Mapping[str, str] | None = None) -> tuple[Split, ...]:
        """Every disagreement of the guides, as it is shown to somebody with these choices."""

    def band(self, profile: Profile, follows: Mapping[str, str] | None = None) -> GuideBand:
        """How many words a letter has, as the guide says that is followed."""

    def quiet(self, question: str, follows: Mapping[str, str]) -> tuple[str, ...]:
        """The probes of a question that the guides somebody follows would not put."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A published guide: whose it is, for which market, from when."""

    name: str
    market: str
    date: str


@dataclass(frozen=True, slots=True)
class Coach:
    """Everything the coach knows: the script, its words, the guides, how to write and how to criticise."""

    script: Script
    replies: Mapping[Language, Replies]
    guides: Mapping[str, Guide]
    writer: Writes
    critic: Criticises


@dataclass(frozen=True, slots=True)
class Case:
    """What a step sees of a person: every letter, and what the place they write from tells of them."""

    letters: tuple[LetterLog, ...] = ()
    name: str = ""  # as the profile gives it; only ever proposed
    language: str = ""  # the language code of their device, such as "it" or "en-GB"; only ever proposed

    @property
    def current(self) -> LetterLog:
        """The letter last worked on; an empty first letter where there is none."""
        begun = [letter for letter in self.letters if letter.log]
        return max(begun, key=lambda letter: (letter.log[-1].when, letter.number), default=LetterLog(1, ()))

    def after(self, now: datetime) -> datetime:
        """The moment `now`, or the first moment after every entry where the clock was set back."""
        last = max((letter.log[-1].when for letter in self.letters if letter.log), default=None)
        return now if last is None or now > last else last + timedelta(microseconds=1)

    def letter(self, number: int) -> LetterLog | None:
        """The letter of this number, if this person has it."""
        return next((letter for letter in self.letters if letter.number == number), None)


@dataclass(frozen=True, slots=True)
class Desk:
    """A step's place of work: the coach, the case, the letter at hand and its log as it stands so far in this step."""

    coach: Coach
    case: Case
    number: int
    log: Log
    now: datetime

    @property
    def profile(self) -> Profile:
        """Language, market and level; before they are asked, the language is that of the person's device."""
        found = profile(self.log)
        if "language" not in told(self.log):
            device = self.case.language.casefold().partition("-")[0]
            found = replace(found, language=next((known for known in LANGUAGES if known == device), found.language))
        return found

    @property
    def replies(self) -> Replies:
        """The coach's sentences in the person's language."""
        return self.coach.replies[self.profile.language]

    @property
    def known(self) -> dict[str, str]:
        """Question ids to the words that stand; for what may be published, the way out too: it decides as words do."""
        known, cleared = told(self.log), standing(self.log, "cleared")
        return known | {"cleared": cleared.text} if cleared and cleared.kind is Kind.EXIT else known

    @property
    def follows(self) -> dict[str, str]:
        """Whose advice the person chose where guides disagree: a disagreement's number to a guide's id."""
        return followed(self.log)

    def entry(self, question: Question | str, kind: Kind, text: str = "", *, joins: bool = False) -> Answer:
        """An entry of the log, made now."""
        name = question if isinstance(question, str) else question.id
        return Answer(name, kind, text, self.now, joins=joins)

    def after(self, *entries: Answer) -> Desk:
        """The desk as it is once these entries are kept."""
        return replace(self, log=self.log + entries)

    def words(self, question: Question, *sections: str) -> str:
        """A question's words in the person's language, with what is known filled in."""
        company = self.known.get("company") or self.replies.label("this-company")
        return self.coach.script.section(self.profile.language, question.id, *sections).replace("{company}", company)
