"""Updates on their way to the bot: kept until an offset confirms them, one poll at a time."""

from __future__ import annotations

import copy
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.botapi.bell import Bell
from tests.botapi.json_types import Json

FAR = 10  # an offset further than this beyond the newest id comes from before the ids restarted
PAST = 200_000  # and so does one further than this before it
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True)
class Poll:
    """A getUpdates that waits. A newer one terminates it."""

    terminated: bool = False


@dataclass(slots=True)
class Passage:
    """What became of an update: how often it was handed out, and whether the bot confirmed it."""

    update: Json
    chat_id: int
    delivered: int = 0
    confirmed: bool = False


@dataclass(slots=True)
class UpdateQueue:
    """The bot's updates, oldest first."""

    next_id: int = field(default_factory=lambda: random.randrange(100_000_000, 900_000_000))
    pending: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    passages: dict[int, Passage] = field(default_factory=dict)
    allowed: frozenset[str] = frozenset()
    held: bool = False
    poll: Poll | None = None
    bell: Bell = field(default_factory=Bell)

    def put(self, kind: str, content: Json, chat_id: int) -> int | None:
        """Add an update and return its id, or None where the bot did not ask for this kind."""
        if kind not in self.allowed if self.allowed else kind in NOT_BY_DEFAULT:
            return None
        number, self.next_id = self.next_id, self.next_id + 1
        self.passages[number] = Passage({"update_id": number, kind: copy.deepcopy(content)}, chat_id)
        self.pending.append(number)
        self.bell.ring()
        return number

    def begin(self) -> Poll:
        """Start a poll; one that still waits is terminated (Telegram ends the older with a 409)."""
        if self.poll:
            self.poll.terminated = True
        self.poll = Poll()
        self.bell.ring()
        return self.poll

    def confirm(self, offset: int) -> None:
        """Forget updates below a positive offset, or all but the last -offset. An offset of old ids does nothing."""
        if offset < 0:
            self._forget(self.pending[:offset])
        elif self.next_id - PAST <= offset <= self.next_id + FAR:
            self._forget([number for number in self.pending if number < offset])

    def confirm_one(self, number: int) -> None:
        """Forget one update that a webhook took."""
        self._forget([number])

    def _forget(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            self.passages[number].confirmed = True
        gone = set(numbers)
        self.pending = [number for number in self.pending if number not in gone]
        if gone:
            self.bell.ring()

    def take(self, limit: int) -> list[Json]:
        """Up to `limit` updates, still unconfirmed, and those to be delivered once more."""
        if self.held:
            return []
        numbers = [*self.again, *(n for n in self.pending if n not in self.again)][:limit]
        self.again = [number for number in self.again if number not in numbers]
        for number in numbers:
            self.passages[number].delivered += 1
        return [self.passages[number].update for number in numbers]

    def redeliver(self, number: int) -> None:
        """Hand an update out once more, whether confirmed or not, under its own id."""
        self.again.append(number)
        self.bell.ring()

    def repeat(self, number: int) -> int:
        """Hand the content of an update out under a new id, and return that."""
        old = self.passages[number]
        kind = next(key for key in old.update if key != "update_id")
        new = self.put(kind, old.update[kind], old.chat_id)
        assert new is not None, f"the bot no longer asks for {kind} updates"
        return new

    def release(self, order: Sequence[int] | None) -> None:
        """Let held updates go, in the order of these positions, under ids that rise in that order."""
        if order is not None:
            if sorted(order) != list(range(len(self.pending))):
                raise ValueError(f"order {list(order)} must name each of the {len(self.pending)} held updates once")
            moved = [self.passages.pop(self.pending[position]) for position in order]
            for number, passage in zip(sorted(self.pending), moved, strict=True):
                passage.update["update_id"] = number
                self.passages[number] = passage
            self.pending.sort()
        self.held = False
        self.bell.ring()

    def restart_ids(self, start: int | None = None) -> int:
        """Continue at a random id, as Telegram does after an idle week."""
        self.next_id = start or random.randrange(100_000_000, 900_000_000)
        return self.next_id

    def waiting(self, chat_id: int | None) -> int:
        """How many updates of a chat (None: of all) the bot has not confirmed."""
        numbers = [*self.pending, *self.again]
        return sum(1 for number in numbers if chat_id is None or self.passages[number].chat_id == chat_id)
