"""A conversation in the terminal: lines become events, and every turn is kept before its words are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from bot.clock import Clock
from bot.store.contract import Decision, Snapshot
from bot.terminal.reader import Reader
from bot.terminal.screen import Screen
from bot.turn import Step, Turn, decision, take
from dialogs.answers import Answer, Kind, LetterLog, standing
from dialogs.effects import Choice, Say
from dialogs.events import Commanded, Event, Pressed, Said
from dialogs.interview import Case
from dialogs.rich import rich

LOCAL = 0  # the person at this terminal; Telegram's ids are positive
LEAVING = frozenset({"/quit", "/exit", "/bye"})


class Keeps(Protocol):
    """The part of the store that a terminal needs."""

    async def converse(self, person: int, think: Callable[[Snapshot], Decision]) -> Decision:
        """Think about a snapshot, keep what comes of it, and give it back."""

    async def snapshot(self, person: int) -> Snapshot:
        """What is known of a person."""


class Chat:
    """One person at a terminal. `given` are answers from the command line or a file, kept before the first question."""

    def __init__(self, step: Step, store: Keeps, clock: Clock, screen: Screen, *, echo: bool = False) -> None:
        self.step = step
        self.store = store
        self.clock = clock
        self.screen = screen
        self.echo = echo  # a pipe's lines are not on the screen by themselves
        self.choices: list[Choice] = []
        self.offered: set[str] = set()
        self.letter, self.revision = 0, 0

    async def hold(self, reader: Reader, given: Mapping[str, str], choices: frozenset[str], *, afresh: bool) -> bool:
        """Talk until the lines end. True where the letter is written, False where questions are open.

        `given` answers are kept first; those whose question is in `choices` are choices. `afresh` begins a new letter
        where the last one is already written or the answers come from a file.
        """
        await self._open(given, choices, afresh=afresh)
        while (line := await reader.line()) is not None and line.strip().casefold() not in LEAVING:
            if self.echo:
                self.screen.heard(line)
            if line.strip():
                await self.turn(self._event(line))
        return "critique" in self.offered

    async def press(self, action: str) -> None:
        """Press a button of the last message, by its action."""
        await self.turn(Pressed(action, self.letter, self.revision))

    async def turn(self, event: Event) -> None:
        """One step: think, keep, then show."""
        shown: list[Turn] = []

        def think(seen: Snapshot) -> Decision:
            turn = take(self.step, Case(letters=seen.letters), event, self.clock.now())
            shown[:] = [turn]
            return decision(turn)

        await self.store.converse(LOCAL, think)
        turn = shown[0]
        self.letter, self.revision = turn.letter, turn.revision
        for message in turn.says:
            self.screen.say(message)
            self.choices = [choice for row in message.choices for choice in row]
        if turn.says:
            self.offered = {choice.action for choice in self.choices}
        if turn.toast:
            self.screen.say(Say(rich(turn.toast)))

    async def _open(self, given: Mapping[str, str], choices: frozenset[str], *, afresh: bool) -> None:
        """Begin or go on, with what was given already kept."""
        if given or afresh:
            await self.store.converse(LOCAL, lambda seen: self._prefilled(seen, given, choices, afresh=afresh))
        await self.turn(Commanded("start"))

    def _prefilled(
        self, seen: Snapshot, given: Mapping[str, str], choices: frozenset[str], *, afresh: bool
    ) -> Decision:
        now = self.clock.now()
        current = Case(letters=seen.letters).current
        entries: list[Answer] = []
        if afresh and current.log:
            current = LetterLog(max(letter.number for letter in seen.letters) + 1, ())
        if not current.log:
            entries.append(Answer("", Kind.OPENED, "", now))
        for question, text in given.items():
            was = standing(current.log, question)
            if not was or was.text != text:
                entries.append(Answer(question, Kind.CHOSEN if question in choices else Kind.SAID, text, now))
        return Decision(keep=((current.number, tuple(entries)),) if entries else ())

    def _event(self, line: str) -> Event:
        """A button by its number or its words, a command, or something said."""
        text = line.strip()
        if text.isdecimal() and 1 <= int(text) <= len(self.choices):
            return Pressed(self.choices[int(text) - 1].action, self.letter, self.revision)
        for choice in self.choices:
            if text.casefold() == choice.label.casefold():
                return Pressed(choice.action, self.letter, self.revision)
        if text.startswith("/") and len(text) > 1 and text[1].isalpha():
            name, _, rest = text[1:].partition(" ")
            return Commanded(name, rest.strip())
        return Said(line)
