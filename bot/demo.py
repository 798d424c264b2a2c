"""The demo: an invented candidate's conversation, played through the real engine; nothing is kept."""

from __future__ import annotations

import asyncio
import functools
import sys
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot import content
from bot.app import make_coach
from bot.clock import SystemClock
from bot.store.contract import Decision, Snapshot
from bot.terminal.chat import Chat
from bot.terminal.screen import Screen
from bot.turn import after
from dialogs.answers import LetterLog, pending
from dialogs.effects import Say
from dialogs.events import Commanded, Pressed, Said
from dialogs.interview import Case, Coach, next_question, step
from dialogs.rich import plain
from dialogs.script import Accepts

LETTERS_A_SECOND = 45  # a quick reader's pace
LONGEST_PAUSE = 6.0  # seconds; nobody watches a still screen for longer


@dataclass
class Memory:
    """Keeps one person's letters for as long as the demo runs."""

    letters: tuple[LetterLog, ...] = field(default=())

    async def converse(self, person: int, think: Callable[[Snapshot], Decision]) -> Decision:
        """Think, and keep what comes of it."""
        decision = think(Snapshot(person, self.letters))
        self.letters = after(self.letters, decision.keep)
        return decision

    async def snapshot(self, person: int) -> Snapshot:
        """What was kept."""
        return Snapshot(person, self.letters)


class Paced(Screen):
    """A screen that gives its reader time, where there is one."""

    pause = 0.0

    def say(self, message: Say) -> None:
        """A message; how long it takes to read is left in `pause`."""
        super().say(message)
        self.pause += min(LONGEST_PAUSE, len(plain(message.text)) / LETTERS_A_SECOND) if self.styled else 0.0


async def play(language: str) -> int:
    """The whole conversation, at reading speed on a terminal and at once in a pipe; 0."""
    coach, thinking = make_coach()
    thinking.warm()
    script = tomllib.loads(content.files()[f"{language}/demo.toml"])
    screen = Paced(sys.stdout, styled=sys.stdout.isatty())
    screen.line(script["intro"])
    memory = Memory()
    chat = Chat(functools.partial(step, coach), memory, SystemClock(), screen)
    await chat.turn(Commanded("start"))
    while (said := _next(coach, memory, script)) is not None:
        await asyncio.sleep(screen.pause)
        screen.pause = 0.0
        screen.heard(said[0])
        await chat.turn(Said(said[0]) if said[1] is None else Pressed(said[1], chat.letter, chat.revision))
    await asyncio.sleep(screen.pause)
    screen.heard(coach.replies["it" if language == "it" else "en"].button("critique"))
    await chat.press("critique")
    return 0


def _next(coach: Coach, memory: Memory, script: Mapping[str, Mapping[str, str]]) -> tuple[str, str | None] | None:
    """What the candidate says next, and the button it presses, if any; None once all is answered."""
    log = Case(letters=memory.letters).current.log
    question = next_question(coach.script, log)
    if question is None:
        return None
    answer = script["answers"].get(question.id)
    if answer is None:
        return ("/skip", "skip")
    if question.accepts is Accepts.CHOICE:
        return (coach.script.section("en", question.id, f"choice {answer}"), f"pick:{answer}")
    if question.id in script["vague"] and not pending(log, question.id):
        return (script["vague"][question.id], None)
    return (answer, None)
