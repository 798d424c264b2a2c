"""A person who talks to the engine in a test: says, presses, and remembers what came back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bot.app import make_coach
from bot.turn import Turn, after, take
from dialogs.answers import LetterLog, Log, pending, told
from dialogs.effects import Choice
from dialogs.events import Commanded, Event, Pressed, Said
from dialogs.interview import Case, Coach, next_question, step
from dialogs.rich import plain
from dialogs.script import Accepts

SHARED = Path(__file__).resolve().parents[2] / "shared"
PERSONAS = tuple(sorted((SHARED / "personas").glob("*.json")))
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@cache
def coach() -> Coach:
    """The real coach with the real content, made once."""
    return make_coach()[0]


def persona(path: Path) -> dict[str, Any]:
    """A persona's file."""
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def answers_of(file: Mapping[str, Any]) -> dict[str, str]:
    """Every answer of a persona, those of the profile among them."""
    beside = {key: file[key] for key in ("language", "market", "level", "role", "company", "posting") if file[key]}
    return {**beside, **file["answers"]}


@dataclass
class Person:
    """Talks to the engine. Every turn is a minute after the one before."""

    coach: Coach
    name: str = ""
    language: str = ""
    letters: tuple[LetterLog, ...] = ()
    now: datetime = START
    turns: list[Turn] = field(default_factory=list)
    letter: int = 0
    revision: int = 0

    def does(self, event: Event) -> Turn:
        """One event; what it came to."""
        self.now += timedelta(minutes=1)
        turn = take(
            lambda *args: step(self.coach, *args), Case(self.letters, self.name, self.language), event, self.now
        )
        self.letters = () if turn.erase else after(self.letters, turn.keep)
        self.letter, self.revision = turn.letter, turn.revision
        self.turns.append(turn)
        return turn

    def says(self, text: str) -> Turn:
        """A message."""
        return self.does(Said(text))

    def commands(self, name: str) -> Turn:
        """A command."""
        return self.does(Commanded(name))

    def presses(self, action: str) -> Turn:
        """A button of the last turn, by its action; it must have been offered."""
        assert action in self.offered, f"{action} was not among {self.offered}"
        return self.does(Pressed(action, self.letter, self.revision))

    @property
    def offered(self) -> list[str]:
        """The actions of the buttons of the last turn."""
        return [choice.action for choice in self.choices]

    @property
    def choices(self) -> list[Choice]:
        """The buttons of the last turn."""
        return [choice for say in self.turns[-1].says for row in say.choices for choice in row]

    @property
    def heard(self) -> str:
        """The words of the last turn."""
        return "\n\n".join(plain(say.text) for say in self.turns[-1].says) or self.turns[-1].toast

    @property
    def log(self) -> Log:
        """The log of the letter at hand."""
        return Case(self.letters).current.log

    @property
    def asked(self) -> str:
        """The id of the question that is open; nothing where none is."""
        question = next_question(self.coach.script, self.log)
        return question.id if question else ""

    @property
    def answers(self) -> dict[str, str]:
        """What stands."""
        return told(self.log)

    def goes_through(self, answers: Mapping[str, str], vague: Mapping[str, str] | None = None, until: str = "") -> None:
        """Answer every question, the vague answers first, skipping what there is no answer for."""
        if not self.log:
            self.commands("start")
        while (name := self.asked) and name != until:
            question = self.coach.script.question(name)
            if name not in answers:
                self.commands("skip")
            elif question.accepts is Accepts.CHOICE:
                self.presses(f"pick:{answers[name]}")
            elif vague and name in vague and not pending(self.log, name):
                self.says(vague[name])
            else:
                self.says(answers[name])
