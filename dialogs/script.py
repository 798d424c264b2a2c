"""The script: the questions in their order, what each accepts, when it applies, and its words in every language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dialogs.answers import Language

DEFAULT_LIMIT = 4096  # characters of an answer, which is what a Telegram message holds


class Accepts(StrEnum):
    """What answers a question."""

    TEXT = "text"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Condition:
    """When a question is asked. Empty parts always hold; `mentions`, `posting` and `figures` ask for one of theirs.

    `mentions` and `posting` hold words to look for in the answers and in the posting, for each language.
    """

    markets: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    mentions: Mapping[Language, re.Pattern[str]] = field(default_factory=dict)
    posting: Mapping[Language, re.Pattern[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Probe:
    """A second look at an answer: one of the classes `says` is there, none of `lacks`, and it has fewer than `words`.

    It is put where every part that is given holds and no class of `unless` is there. `guide` names whose advice it is.
    What answers a probe that `replaces` takes the place of the first answer in any case: that one said nothing.
    """

    name: str
    guide: str
    says: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    words: int = 0
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question's structure.

    `counted` ones are numbered; `carried` answers go with a person to their next letter; a short refusal ("never been
    on call") of a `deniable` one is its way out "none".
    """

    id: str
    accepts: Accepts
    choices: tuple[str, ...] = ()
    exits: tuple[str, ...] = ()
    probes: tuple[Probe, ...] = ()
    applies: Condition = Condition()
    required: bool = False
    counted: bool = False
    carried: bool = False
    deniable: bool = False
    limit: int = DEFAULT_LIMIT


@dataclass(frozen=True, slots=True)
class Script:
    """All questions in order, and their words: (language, question id, section) to text."""

    questions: tuple[Question, ...]
    words: Mapping[tuple[str, str, str], str]

    def question(self, name: str) -> Question:
        """The question of this id; KeyError where there is none."""
        for question in self.questions:
            if question.id == name:
                return question
        raise KeyError(name)

    def section(self, language: Language, question: str, *names: str) -> str:
        """The first of these sections that the language has, else the first that English has, else nothing."""
        for lang in (language, "en"):
            for name in names:
                if found := self.words.get((lang, question, name)):
                    return found
        return ""

    def missing(self, language: Language) -> tuple[str, ...]:
        """What English says and this language does not, as `question: section`."""
        said = {(question, name) for lang, question, name in self.words if lang == language}
        return tuple(
            f"{question}: {name}"
            for lang, question, name in self.words
            if lang == "en" and (question, name) not in said
        )
