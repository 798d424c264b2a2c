"""Stories: conversations played through the engine beforehand, to compare with those of a coach that is killed."""

from __future__ import annotations

import json
import random
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from bot import content
from bot.telegram.calls import calls
from bot.telegram.updates import Incoming, Press
from bot.turn import Step, Turn, after, take
from dialogs.answers import Kind, LetterLog, profile, told
from dialogs.events import Commanded, Event, Pressed, Said
from dialogs.interview import Case
from tests.coaching import PERSONAS, Person, answers_of, coach, persona
from tests.telegram.harness import echo

Entry = tuple[int, str, Kind, str, tuple[str, ...], bool]
"""What must not differ between two runs of a story: letter, question, kind, text, probes, joins; the time may."""


@dataclass(frozen=True, slots=True)
class Act:
    """What the person does, the messages it brings, and the step that its buttons belong to, if it brings any."""

    event: Event
    messages: tuple[str, ...]
    step: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A person's whole conversation, and what is kept of it in the end."""

    name: str
    language: str
    acts: tuple[Act, ...]
    entries: tuple[Entry, ...]
    letter: str = ""

    @property
    def messages(self) -> tuple[str, ...]:
        """Every message it brings, in order."""
        return tuple(message for act in self.acts for message in act.messages)


def entries(letters: tuple[LetterLog, ...]) -> tuple[Entry, ...]:
    """The logs without their times."""
    return tuple(
        (letter.number, each.question, each.kind, each.text, each.probes, each.joins)
        for letter in letters
        for each in letter.log
    )


def messages(turn: Turn, event: Event) -> tuple[str, ...]:
    """The texts of the messages, not edits, that a turn brings, as they stand in a chat."""
    press = Press("1", 1) if isinstance(event, Pressed) else None
    made = calls(turn, Incoming(1, 1, private=True, event=event, press=press))
    return tuple(json.loads(call.params)["text"].strip() for call in made if call.method == "sendMessage")


def acted(event: Event, turn: Turn) -> Act:
    """An event and what it came to."""
    step = (turn.letter, turn.revision) if any(say.choices for say in turn.says) else None
    return Act(event, messages(turn, event), step)


@dataclass
class Recorder(Person):
    """A person whose acts are written down."""

    acts: list[Act] = field(default_factory=list)

    def does(self, event: Event) -> Turn:
        """One event; what it came to."""
        turn = super().does(event)
        self.acts.append(acted(event, turn))
        return turn

    @property
    def story(self) -> Story:
        """The story so far."""
        return Story(self.name, self.language, tuple(self.acts), entries(self.letters), letter_of(self.letters))


def letter_of(letters: tuple[LetterLog, ...]) -> str:
    """The text of the letter in hand."""
    log = Case(letters).current.log
    return coach().writer.write(told(log), profile(log)).text


@cache
def candidates() -> tuple[Story, ...]:
    """The whole conversations of invented candidates with the real coach, vague answers first.

    Those of the demo, and of the personas where their files are laid beside this project.
    """
    demos = [tomllib.loads(text) for path, text in content.files().items() if path.endswith("/demo.toml")]
    people = [(answers_of(file), file["vague_first"]) for file in map(persona, PERSONAS)]
    people += [(demo["answers"], demo["vague"]) for demo in demos]
    return tuple(_interviewed(f"Candidate {n}", *person) for n, person in enumerate(people, 1))


def _interviewed(name: str, answers: Mapping[str, str], vague: Mapping[str, str]) -> Story:
    person = Recorder(coach(), name=name, language=answers["language"])
    person.goes_through(answers, vague)
    for action in ("critique", "receipts"):
        if action in person.offered:
            person.presses(action)
    return person.story


def echoed(seed: int, step: Step = echo, length: int = 25) -> Story:
    """A story of the small engine: texts, presses and commands at random."""
    dice = random.Random(seed)
    letters: tuple[LetterLog, ...] = ()
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    acts: list[Act] = []
    shown: dict[str, Pressed] = {}
    for event in _whims(dice, length):
        now += timedelta(minutes=1)
        if isinstance(event, Pressed):
            if event.action not in shown:
                continue
            event = shown[event.action]  # noqa: PLW2901
        turn = take(step, Case(letters, f"Person {seed}", "en"), event, now)
        letters = after(letters, turn.keep)
        acts.append(acted(event, turn))
        buttons = [choice.action for say in turn.says for row in say.choices for choice in row]
        if buttons or turn.keep:
            shown = {action: Pressed(action, turn.letter, turn.revision) for action in buttons}
    return Story(f"Person {seed}", "en", tuple(acts), entries(letters))


def _whims(dice: random.Random, length: int) -> Iterator[Event]:
    for number in range(length):
        match dice.randrange(10):
            case 0 | 1:
                yield Pressed("menu", 0, 0)
            case 2 | 3:
                yield Pressed("keep", 0, 0)
            case 4:
                yield Commanded("status", str(number))
            case _:
                yield Said(
                    f"line {number}" + " of a rather long answer" * dice.randrange(1, 160 if number % 9 == 0 else 9)
                )
