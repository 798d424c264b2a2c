"""Real kills: a process receives, takes turns and sends, dies at a random instant, and what it kept is audited."""

from __future__ import annotations

import asyncio
import os
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from bot.store.contract import Arrival, Outcome, Store
from tests.clock import NOON
from tests.store.making import arrival, echo, sqlite_store, text_of, texts

CHATS = 4
AGAIN = 3  # how many that were acknowledged already are delivered once more after each start


def delivered(update_id: int) -> Arrival:
    """The arrival that Telegram has under this id."""
    chat = update_id % CHATS
    press = f"press-{update_id}" if update_id % 5 == 0 else None
    return arrival(update_id, chat=chat, person=chat, text=str(update_id), press=press)


def say(line: str) -> None:
    """A line that is out of this process before the next step, whatever happens to it then."""
    os.write(1, f"{line}\n".encode())


async def victim(database: Path, first: int) -> None:
    """Receive from `first` on, take turns and send side by side, until killed."""
    async with sqlite_store(database) as store:
        await asyncio.gather(_receive(store, first), *(_serve(store) for _ in range(3)), _send(store, say))


async def _receive(store: Store, first: int) -> None:
    for update_id in count(first):
        await store.receive(delivered(update_id))
        say(f"kept {update_id}")
        if update_id % 7 == 0:
            await store.receive(delivered(update_id))  # Telegram did not hear the answer


async def _serve(store: Store) -> None:
    while True:
        if await store.take_turn(echo) is None:
            await asyncio.sleep(0.001)


async def _send(store: Store, send: object, *, until_empty: bool = False) -> None:
    assert callable(send)
    while True:
        calls = await store.ready(NOON)
        if not calls and until_empty:
            return
        for queued in calls:
            send(f"sent {queued.call.chat} {queued.call.params}")
            await store.settle(queued.id, Outcome.SENT, NOON)
        await asyncio.sleep(0 if calls else 0.001)


@dataclass
class Audit:
    """What was acknowledged and sent over all kills, and what the database says in the end."""

    kills: int = 0
    last: int = -1
    sent: Counter[str] = field(default_factory=Counter)
    logs: dict[int, list[str]] = field(default_factory=dict)

    def check(self) -> None:
        """Everything acknowledged was applied exactly once and in order; at most one duplicate a kill went out."""
        kept = sum(len(log) for log in self.logs.values())
        assert kept in (self.last + 1, self.last + 2), (
            f"{kept} of {self.last + 1}"
        )  # the last one's word may be missing
        for chat, log in self.logs.items():
            assert log == [str(update_id) for update_id in range(kept) if update_id % CHATS == chat]
        assert len(self.sent) == kept
        assert self.sent.total() - kept <= self.kills


def run(database: Path, kills: int, seed: int) -> Audit:
    """Kill so many processes on one database, one after the other, and tell what came of it."""
    chance = random.Random(seed)
    audit = Audit()
    for _ in range(kills):
        first = max(0, audit.last + 1 - AGAIN)
        command = [sys.executable, "-m", "tests.store.kills", str(database), str(first)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline()]
            time.sleep(chance.expovariate(1 / 0.03))
            process.kill()
            lines += process.stdout.readlines()
        audit.kills += 1
        for line in filter(None, (each.decode().strip() for each in lines)):
            what, _, rest = line.partition(" ")
            if what == "kept":
                audit.last = max(audit.last, int(rest))
            else:
                audit.sent[rest] += 1
    asyncio.run(_finish(database, audit))
    return audit


async def _finish(database: Path, audit: Audit) -> None:
    async with sqlite_store(database) as store:
        while (done := await store.take_turn(echo)) is not None:
            assert text_of(done) == str(done.update_id)

        def send(line: str) -> None:
            audit.sent[line.partition(" ")[2]] += 1

        await _send(store, send, until_empty=True)
        assert await store.waiting() == (0, 0)
        audit.logs = {chat: await texts(store, chat) for chat in range(CHATS)}


if __name__ == "__main__":
    asyncio.run(victim(Path(sys.argv[1]), int(sys.argv[2])))
