"""Conversations with a coach that is killed over and over, and the audit of what became of them."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from bisect import bisect
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from bot.clock import SystemClock
from bot.store import care
from bot.store.opening import open_store
from dialogs.events import Commanded, Event, Pressed, Said
from tests.botapi.client import Telegram
from tests.botapi.people import User
from tests.telegram.stories import Entry, Story, entries, letter_of

ROOT = Path(__file__).parents[2]
LONGEST_LIFE = 0.6  # seconds until a kill whose hour is drawn
AFTER_A_CALL = (0.0, 0.0, 0.0005, 0.001, 0.002, 0.004)  # seconds after a message was seen, to hit what follows it
PATIENCE = 120.0


class Cradle:
    """A process that has loaded the coach and forks a life of it when told to: real processes, quickly born."""

    def __init__(self, telegram: Telegram, folder: Path, *, small: bool) -> None:
        environment = {
            **os.environ,
            "TELEGRAM_BOT_TOKEN": telegram.token,
            "TELEGRAM_API_URL": telegram.url,
            "COACH_DATABASE": str(folder / "coach.sqlite3"),
            "COACH_KEY_FILE": str(folder / "coach.key"),
            "COACH_LOG": "debug",
        }
        self._log = folder / "log.txt"
        self._life = 0
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.telegram.coach", *(["--echo"] if small else [])],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )

    def go(self) -> None:
        """A new life begins."""
        assert self._process.stdin
        with suppress(BrokenPipeError):
            self._process.stdin.write(b"go\n")
            self._process.stdin.flush()
        self._life = self._hears()

    def end(self, by: signal.Signals) -> int:
        """Send the signal to the life and wait; its exit code."""
        os.kill(self._life, by)
        self._life, code = 0, self._hears()
        return code

    def _hears(self) -> int:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            last = self._log.read_text("utf-8", "replace").splitlines()[-1:]
            raise RuntimeError(f"the coach cannot be brought up: {last}")
        return int(line)

    def clear_away(self) -> None:
        """End what still runs."""
        if self._life:
            with suppress(ProcessLookupError):
                os.kill(self._life, signal.SIGKILL)
        self._process.kill()
        self._process.communicate()


@dataclass
class Talk:
    """A person on their way through a story."""

    user: User
    story: Story
    done: int = 0
    presses: list[int] = field(default_factory=list)
    steps: dict[tuple[int, int], None] = field(default_factory=dict)  # of the buttons that came, in order
    looked: int = 0

    @property
    def over(self) -> bool:
        """Whether every act is done."""
        return self.done == len(self.story.acts)

    def act(self) -> None:
        """Do the next thing; a press waits until its button has come."""
        event: Event = self.story.acts[self.done].event
        match event:
            case Said(text):
                self.user.say(text)
            case Commanded(name, rest):
                self.user.command(name, rest)
            case Pressed(action, letter, revision):
                step = self._step((letter, revision))
                if step is None:
                    return
                pressed = self.user.press(f"{step[0]}.{step[1]}.{action}")
                assert pressed.update_id
                self.presses.append(pressed.update_id)
            case _:
                raise ValueError(f"no story has a {event}")
        self.done += 1

    def _step(self, told: tuple[int, int]) -> tuple[int, int] | None:
        """The step that has the place here which the story's step has there; None where its buttons are to come yet."""
        for seen in self.user.telegram.happenings(self.user, since=self.looked):
            self.looked = seen.number
            for button in seen.message.buttons if seen.message else ():
                letter, revision, _ = button.data.split(".", 2)
                self.steps.setdefault((int(letter), int(revision)))
        before = list(dict.fromkeys(act.step for act in self.story.acts[: self.done] if act.step))
        place = before.index(told)
        return list(self.steps)[place] if len(self.steps) == len(before) else None


@dataclass(frozen=True, slots=True)
class Audit:
    """What became of the conversations. `faults` says everything that must not be, in words."""

    kills: int
    stories: int
    acts: int
    duplicates: int
    drained: float
    faults: tuple[str, ...]


class Ordeal:
    """Several conversations at once with a coach that is killed `kills` times."""

    def __init__(
        self, telegram: Telegram, folder: Path, stories: Iterator[Story], *, kills: int, seed: int, small: bool = False
    ) -> None:
        self.telegram = telegram
        self.folder = folder
        self.stories = stories
        self.kills = kills
        self.dice = random.Random(seed)
        self.talks: list[Talk] = []
        self.killed: list[float] = []
        self.killer_failed: BaseException | None = None
        self.given_up = False
        self.cradle = Cradle(telegram, folder, small=small)

    async def run(self, say: Callable[[str], None] = lambda _: None) -> Audit:
        """Talk, kill, let it finish, and look at everything."""
        killer = threading.Thread(target=self._kill_all, args=(say,), name="killer")
        try:
            self._begin()
            killer.start()
            self._talk_while(killer.is_alive)
            killer.join()
            if self.killer_failed:
                raise self.killer_failed
            begun = time.monotonic()
            code = self.cradle.end(signal.SIGTERM)
            return await self._audit(time.monotonic() - begun, code)
        finally:
            self.given_up = True
            if killer.ident:
                killer.join()
            self.cradle.clear_away()

    def _kill_all(self, say: Callable[[str], None]) -> None:
        try:
            for number in range(self.kills):
                if self.given_up:
                    return
                self.cradle.go()
                self._wait_for_the_hour()
                self.killed.append(time.time())
                self.cradle.end(signal.SIGKILL)
                if (number + 1) % 50 == 0:
                    say(f"{number + 1} kills, {len(self.talks)} conversations")
            self.cradle.go()
        except BaseException as error:
            self.killer_failed = error

    def _wait_for_the_hour(self) -> None:
        """Wait for a moment drawn at random, or until the coach has done something, and then a little."""
        mark = self.telegram.mark()
        if self.dice.random() < 0.5:
            time.sleep(self.dice.uniform(0.0, LONGEST_LIFE))
            return
        wishes = {"since": mark, "count": self.dice.randint(1, 6), "quiet": 0.0, "timeout": 3.0}
        self.telegram.control("wait", **wishes)
        time.sleep(self.dice.choice(AFTER_A_CALL))

    def _talk_while(self, killing: Callable[[], bool], at_once: int = 4) -> None:
        """Keep so many conversations going while the killing goes on, then finish them and wait for their replies."""
        until = 0.0
        while True:
            going = [talk for talk in self.talks if not talk.over]
            if self.killer_failed:
                return
            if killing():
                until = time.monotonic() + PATIENCE
                while len(going) < at_once:
                    going.append(self._begin())
            elif not going and self._complete():
                return
            elif time.monotonic() > until:
                return  # the audit will say what is missing
            for talk in going:
                if self.dice.random() < 0.4:
                    talk.act()
            if going:
                self._disturb(self.dice.choice(going))
            time.sleep(0.02)

    def _begin(self) -> Talk:
        story = next(self.stories)
        talk = Talk(self.telegram.user(story.name, language=story.language), story)
        self.talks.append(talk)
        return talk

    def _disturb(self, talk: Talk) -> None:
        """Now and then, deliver an update again, or a press under a new id."""
        if talk.presses and self.dice.random() < 0.02:
            self.telegram.repeat(self.dice.choice(talk.presses))
        if talk.presses and self.dice.random() < 0.02:
            self.telegram.redeliver(self.dice.choice(talk.presses))

    def _complete(self) -> bool:
        """Whether every person has at least as many messages as their story brings, and every update is confirmed."""
        try:
            self.telegram.wait_confirmed(1.0)
        except AssertionError:
            return False
        return all(self.telegram.sends(talk.user) >= len(talk.story.messages) for talk in self.talks)

    async def _audit(self, drained: float, code: int) -> Audit:
        faults: list[str] = [] if code == 0 else [f"the last coach left with code {code}"]
        faults += [f"undocumented call: {each}" for each in self.telegram.violations()]
        store = await open_store(self.folder / "coach.sqlite3", self.folder / "coach.key", clock=SystemClock())
        try:
            undone, unsettled = await store.waiting()
            given_up = (await care.state(store)).given_up
            if (undone, unsettled, given_up) != (0, 0, 0):
                faults.append(f"{undone} updates undone, {unsettled} calls unsent, {given_up} updates given up")
            twice: list[float] = []
            for talk in self.talks:
                letters = (await store.snapshot(talk.user.id)).letters
                kept = entries(letters)
                if talk.story.letter and talk.story.letter != letter_of(letters):
                    faults.append(f"{talk.story.name}: another letter")
                if kept != talk.story.entries:
                    faults.append(f"{talk.story.name}: {_difference(kept, talk.story.entries)}")
                again, wrong = self._replies(talk)
                twice += again
                faults += wrong
        finally:
            await store.close()
        faults += self._told_by_the_log()
        by_life = [bisect(self.killed, at) for at in twice]
        faults += [
            f"{by_life.count(life)} duplicates in life {life}" for life in set(by_life) if by_life.count(life) > 1
        ]
        acts = sum(len(talk.story.acts) for talk in self.talks)
        return Audit(len(self.killed), len(self.talks), acts, len(twice), drained, tuple(faults))

    def _told_by_the_log(self) -> list[str]:
        """Whether the log, at its most talkative, holds the token or anything that somebody wrote."""
        log = (self.folder / "log.txt").read_text("utf-8", "replace")
        said = {event.text for talk in self.talks for act in talk.story.acts if isinstance(event := act.event, Said)}
        lines = {line for text in said for line in text.splitlines() if len(line) > 12}
        secrets = {"the token": self.telegram.token.partition(":")[2]} | {repr(line[:40]): line for line in lines}
        return [f"the log holds {name}" for name, secret in secrets.items() if secret in log]

    def _replies(self, talk: Talk) -> tuple[list[float], list[str]]:
        """When messages came a second time, and what else is wrong with the messages a person got."""
        wanted, at = talk.story.messages, 0
        again: list[float] = []
        for seen in self.telegram.happenings(talk.user):
            if seen.kind != "sent":
                continue
            text = seen.text.strip()
            if at < len(wanted) and text == wanted[at]:
                at += 1
            elif at and text == wanted[at - 1]:
                again.append(seen.at)
            else:
                return again, [f"{talk.story.name}: message {at} is {text[:80]!r} instead of {wanted[at : at + 1]!r}"]
        missing = len(wanted) - at
        return again, [f"{talk.story.name}: {missing} messages never came"] if missing else []


def _difference(kept: tuple[Entry, ...], wanted: tuple[Entry, ...]) -> str:
    """Where what was kept first differs from what should have been."""
    for at, (one, other) in enumerate(zip_longest(kept, wanted)):
        if one != other:
            return f"entry {at} of {len(wanted)} is {one} instead of {other}"
    return "nothing differs"
