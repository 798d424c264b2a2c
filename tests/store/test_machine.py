"""The kept store against its twin in memory: whatever is done, in whatever order, both say the same."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Coroutine
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.store.contract import Arrival, Decision, Outcome, Snapshot, Store
from bot.store.opening import open_store
from bot.store.sqlite import SqliteStore
from tests.clock import SetClock
from tests.store.making import KEY, arrival, echo, goodbye, message, said, sqlite_store, texts, turns
from tests.store.memory import MemoryStore

T = TypeVar("T")
PEOPLE = st.integers(1, 3)
CHATS = st.sampled_from([1, 2, 3, -10])
IDS = st.integers(1, 40)


class StuckError(Exception):
    """A thought that fails."""


class Twins(RuleBasedStateMachine):
    """Does everything to both and compares what they say."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "anchor.sqlite3"
        self.clock = SetClock()
        self.twin = MemoryStore(self.clock)
        self.store = self._open()

    def _open(self) -> SqliteStore:
        return self.runner.run(open_store(self.path, KEY, clock=self.clock))

    def teardown(self) -> None:
        self.runner.run(self.store.close())
        self.runner.close()
        self.folder.cleanup()

    def both(self, ours: Coroutine[Any, Any, T], twins: Coroutine[Any, Any, T]) -> T:
        told, expected = self.runner.run(ours), self.runner.run(twins)
        assert told == expected
        return told

    @rule(update_id=IDS, chat=CHATS, person=PEOPLE, press=st.none() | st.sampled_from("pq"))
    def receive(self, update_id: int, chat: int, person: int, press: str | None) -> None:
        came = arrival(update_id, chat=chat, person=person, text=str(update_id), press=press)
        came = Arrival(came.update_id, chat, person, came.body, self.clock.now(), press)
        self.both(self.store.receive(came), self.twin.receive(came))

    @rule(think=st.sampled_from([echo, echo, goodbye]))
    def take_turn(self, think: Any) -> None:
        self.both(self.store.take_turn(think), self.twin.take_turn(think))

    @rule()
    def fail_and_give_up(self) -> None:
        async def fail(store: Store) -> Arrival | None:
            stopped: list[Arrival] = []

            def think(arrived: Arrival, snapshot: Snapshot) -> Decision:
                stopped.append(arrived)
                raise StuckError

            with suppress(StuckError):
                await store.take_turn(think)
            for arrived in stopped:
                await store.give_up(arrived, "stuck", Decision(send=(message(arrived.chat, "sorry"),)))
            return stopped[0] if stopped else None

        self.both(fail(self.store), fail(self.twin))

    @rule(person=PEOPLE, letter=st.integers(1, 3))
    def converse(self, person: int, letter: int) -> None:
        def think(snapshot: Snapshot) -> Decision:
            return Decision(keep=((letter, (said(f"entry {len(snapshot.letters)}"),)),))

        self.both(self.store.converse(person, think), self.twin.converse(person, think))

    @rule(
        which=st.integers(0, 5),
        outcome=st.sampled_from(Outcome),
        wait=st.none() | st.integers(0, 90),
        counts=st.booleans(),
    )
    def settle(self, which: int, outcome: Outcome, wait: int | None, counts: bool) -> None:
        now = self.clock.now()
        due = self.both(self.store.ready(now), self.twin.ready(now))
        if due:
            number = due[which % len(due)].id
            until = None if wait is None else now + timedelta(seconds=wait)
            self.both(
                self.store.settle(number, outcome, now, until=until, counts=counts),
                self.twin.settle(number, outcome, now, until=until, counts=counts),
            )

    @rule(person=PEOPLE)
    def erase(self, person: int) -> None:
        self.both(self.store.erase(person), self.twin.erase(person))

    @rule(seconds=st.sampled_from([1, 60, 149, 8 * 86_400]))
    def wait(self, seconds: int) -> None:
        self.clock.move(seconds=seconds)

    @rule()
    def start_again(self) -> None:
        self.runner.run(self.store.close())
        self.store = self._open()
        self.twin.forget_done()

    @invariant()
    def same(self) -> None:
        self.both(self.store.waiting(), self.twin.waiting())
        for person in (1, 2, 3):
            self.both(self.store.snapshot(person), self.twin.snapshot(person))


TestTwins = Twins.TestCase
TestTwins.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)


@given(data=st.data(), count=st.integers(1, 12), restart=st.booleans())
@settings(max_examples=25, deadline=None)
def test_doubled_reordered_and_restarted_updates_end_where_the_clean_ones_do(
    data: st.DataObject, count: int, restart: bool
) -> None:
    clean = [arrival(100 + number, text=str(number)) for number in range(count)]
    delivered = data.draw(st.permutations([*clean, *data.draw(st.lists(st.sampled_from(clean)))]))
    if restart:  # ids go on from a random number after a week of silence
        later = arrival(data.draw(st.integers(0, 99) | st.integers(10_000, 2**31)), text="later")
        at = clean[0].at + timedelta(days=7)
        delivered = [*delivered, Arrival(later.update_id, later.chat, later.person, later.body, at)]

    async def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            async with sqlite_store(Path(folder) / "anchor.sqlite3") as store:
                for each in delivered:
                    await store.receive(each)
                await turns(store)
                assert await texts(store) == [str(number) for number in range(count)] + ["later"] * restart

    asyncio.run(run())
