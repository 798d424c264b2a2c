"""What a test can do to the bot's line to Telegram: faults, doubled and held updates, time that passes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tests.botapi.json_types import Json


class Upheaval:
    """The rougher half of `client.Telegram`. Where a chat can be named, by its id."""

    def control(self, verb: str, **wishes: Any) -> Any:
        """Ask the server for anything by the name of its verb."""
        raise TypeError("Upheaval is a part of Telegram, which knows the server")

    # Faults

    def fail(self, method: str, status: int = 500, times: int = 1, retry_after: int = 0, **where: Any) -> None:
        """The next calls are refused, not processed. `method` may be "send*" or "*"; `times=0` lasts until heal().

        where: chat_id, after (so many matching calls go through first), description.
        """
        self.control(
            "fault", method=method, kind="refuse", status=status, times=times, retry_after=retry_after, **where
        )

    def garble(self, method: str, status: int = 502, times: int = 1, **where: Any) -> None:
        """The next calls get an HTML error page of a proxy, and are not processed."""
        self.control("fault", method=method, kind="garble", status=status, times=times, **where)

    def lose_request(self, method: str, times: int = 1, hang: bool = True, **where: Any) -> None:
        """The next calls are never processed and never answered; without `hang` the connection closes at once."""
        self.control("fault", method=method, kind="lose_request", times=times, hang=hang, **where)

    def lose_answer(self, method: str, times: int = 1, hang: bool = True, **where: Any) -> None:
        """The next calls are processed, and never answered; without `hang` the connection closes at once."""
        self.control("fault", method=method, kind="lose_answer", times=times, hang=hang, **where)

    def slow(self, method: str, seconds: float, times: int = 1, **where: Any) -> None:
        """The next calls are processed at once and answered late."""
        self.control("fault", method=method, kind="slow", seconds=seconds, times=times, **where)

    def close_gate(self, seconds: float) -> None:
        """For so long every send gets 429 with the seconds left."""
        self.control("close_gate", seconds=seconds)

    def heal(self) -> None:
        """No more faults, and the gate open."""
        self.control("heal")

    # Updates and time

    def deliver_to(self, base: str) -> None:
        """Post updates to the bot's webhook at this http address ("" stops it): Telegram's host in front is left out.

        A chat's messages come in order, its presses may overtake them; what is not answered with 200 comes again.
        """
        self.control("deliver_to", base=base)

    def redeliver(self, update_id: int) -> None:
        """The same update once more, under its own id."""
        self.control("redeliver", update_id=update_id)

    def repeat(self, update_id: int) -> int:
        """The same content once more under a new update id, which is returned: a press re-sent."""
        return int(self.control("repeat", update_id=update_id))

    @contextmanager
    def held(self, order: Sequence[int] | None = None) -> Iterator[None]:
        """Updates made inside pile up and go out together at the end, in the order of these positions.

        Their ids rise in the order in which they go out; ids returned inside name positions of the old order.
        """
        self.control("hold")
        try:
            yield
        finally:
            self.control("release", order=list(order) if order is not None else None)

    def restart_ids(self, start: int | None = None) -> int:
        """Update ids go on from a random number, as after an idle week."""
        return int(self.control("restart_ids", start=start))

    def updates(self, chat: int | None = None) -> list[Json]:
        """Every update: {update, chat_id, delivered, confirmed}."""
        found: list[Json] = self.control("updates", chat=chat)
        return found

    def pending(self, chat: int | None = None) -> int:
        """How many updates are not confirmed."""
        return int(self.control("pending", chat=chat))

    def pass_time(self, seconds: float) -> None:
        """Telegram's clock jumps ahead: presses grow old, new messages are dated later."""
        self.control("pass_time", seconds=seconds)

    def press_lifetime(self, seconds: float) -> None:
        """How long a press can be answered (150 s at first)."""
        self.control("press_lifetime", seconds=seconds)
