"""Bad weather and the queue: faults, closed gates, doubled, held and renumbered updates, time that passes."""

from __future__ import annotations

import time
from typing import Any

from tests.botapi.control.registry import verb
from tests.botapi.faults import Fault, Kind
from tests.botapi.hooks import Pump
from tests.botapi.json_types import Json
from tests.botapi.world import World


@verb
def fault(world: World, method: str, kind: str, **details: Any) -> bool:
    """The next calls of a method fail in this way."""
    world.weather.faults.append(Fault(method, Kind(kind), **details))
    return True


@verb
def heal(world: World) -> bool:
    """No more faults, and the gate is open."""
    world.weather.faults.clear()
    world.weather.gate = 0.0
    return True


@verb
def close_gate(world: World, seconds: float) -> bool:
    """For so long every send is answered with 429 and the whole seconds left."""
    world.weather.gate = time.monotonic() + seconds
    return True


@verb
def pass_time(world: World, seconds: float) -> float:
    """Telegram's clock jumps ahead; returns what it shows."""
    world.clock_ahead += seconds
    return world.now()


@verb
def press_lifetime(world: World, seconds: float) -> bool:
    """How long a press can be answered."""
    world.press_lifetime = seconds
    return True


@verb
def hold(world: World) -> bool:
    """Updates pile up from now on."""
    world.queue.held = True
    return True


@verb
def release(world: World, order: list[int] | None = None) -> list[int]:
    """Held updates go out, in this order of positions where one is given; returns their ids."""
    world.queue.release(order)
    return list(world.queue.pending)


@verb
async def deliver_to(world: World, base: str) -> bool:
    """Carry updates to the webhook at this http address, in place of the host that the webhook names; "" stops that."""
    if world.pump:
        world.pump.stop()
    world.pump = Pump(world, base) if base else None
    return True


@verb
def redeliver(world: World, update_id: int) -> bool:
    """The same update once more, under its own id, even if it was confirmed."""
    world.queue.redeliver(update_id)
    return True


@verb
def repeat(world: World, update_id: int) -> int:
    """The content of an update once more, under a new id; returns that."""
    return world.queue.repeat(update_id)


@verb
def restart_ids(world: World, start: int | None = None) -> int:
    """Update ids go on from a random number, or from `start`."""
    return world.queue.restart_ids(start)


@verb
def updates(world: World, chat: int | None = None) -> list[Json]:
    """Every update there was, with how often it was handed out and whether it was confirmed."""
    return [
        {"update": p.update, "chat_id": p.chat_id, "delivered": p.delivered, "confirmed": p.confirmed}
        for p in world.queue.passages.values()
        if chat in (None, p.chat_id)
    ]


@verb
def pending(world: World, chat: int | None = None) -> int:
    """How many updates the bot has not confirmed."""
    return world.queue.waiting(chat)


@verb
async def wait_confirmed(
    world: World,
    timeout: float = 10.0,  # noqa: ASYNC109  # as in watching.wait
) -> bool:
    """Whether the bot confirmed every update within the timeout."""
    until = time.monotonic() + timeout
    while world.queue.waiting(None) and (left := until - time.monotonic()) > 0:
        await world.queue.bell.wait(left)
    return not world.queue.waiting(None)
