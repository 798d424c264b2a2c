"""What people see, and what the bot did: messages, happenings, calls, and waiting for them."""

from __future__ import annotations

import base64
import json
import time

from tests.botapi.control.registry import verb
from tests.botapi.json_types import Json
from tests.botapi.schema import documentation
from tests.botapi.world import Call, Happening, World

REPLIES = frozenset({"sent", "edited", "deleted", "answered"})
PEOPLE = frozenset({"said", "altered", "pressed"})


@verb
async def wait(
    world: World,
    since: int,
    chat: int | None = None,
    count: int = 1,
    quiet: float = 0.1,
    timeout: float = 10.0,  # noqa: ASYNC109  # the client's wait, ended here because only the server knows why it was in vain
) -> Json:
    """What happened after `since` in a chat (None: anywhere), once there is enough of it and the bot has gone quiet.

    Quiet: in this chat no call of the bot is under way, none was for so many seconds, and no update is unconfirmed.
    """
    until = time.monotonic() + timeout
    while True:
        found = [h for h in world.happenings[since:] if chat in (None, h.chat_id) and h.kind not in PEOPLE]
        enough = sum(1 for happening in found if happening.kind in REPLIES) >= count
        now = time.monotonic()
        calm = 0.0 if quiet <= 0 else quiet - (now - world.last_active(chat))
        busy = quiet > 0 and world.busy(chat)
        if (enough and not busy and calm <= 0) or now >= until:
            complete = enough and not busy
            return {"complete": complete, "happenings": [_seen(h) for h in found], "mark": len(world.happenings)}
        left = until - now
        await world.bell.wait(min(left, calm) if enough and not busy else left)


@verb
def mark(world: World) -> int:
    """Where the happenings stand now."""
    return len(world.happenings)


@verb
def happenings(world: World, chat: int | None = None, since: int = 0, people: bool = False) -> list[Json]:
    """Everything people could see the bot do, in order; with `people`, what they did too."""
    hidden = frozenset[str]() if people else PEOPLE
    return [_seen(h) for h in world.happenings[since:] if chat in (None, h.chat_id) and h.kind not in hidden]


@verb
def messages(world: World, chat: int) -> list[Json]:
    """The messages that stand in a chat now, oldest first."""
    return list(world.chats[chat].messages.values())


@verb
def calls(
    world: World, method: str | None = None, chat: int | None = None, since: int = 0, polls: bool = False
) -> list[Json]:
    """The bot's calls, oldest first; getUpdates only where asked for."""
    return [
        _told(call)
        for call in world.calls[since:]
        if (method is None or call.method == method)
        and (polls or method or call.method != "getUpdates")
        and chat in (None, call.chat_id)
    ]


@verb
def sends(world: World) -> dict[str, int]:
    """How many messages of the bot each chat got."""
    counted: dict[str, int] = {}
    for happening in world.happenings:
        if happening.kind == "sent":
            counted[str(happening.chat_id)] = counted.get(str(happening.chat_id), 0) + 1
    return counted


@verb
def violations(world: World) -> Json:
    """What the bot's calls had that the documentation has not, and the version of that (None: nothing was checked)."""
    known = documentation()
    return {"version": known.version if known else None, "violations": list(world.violations)}


@verb
def file(world: World, file_id: str) -> Json:
    """A file as it was sent."""
    kept = world.files[file_id]
    return {"name": kept.name, "mime": kept.mime, "content": base64.b64encode(kept.content).decode()}


@verb
def commands(world: World) -> list[Json]:
    """All command lists: scope, language, commands."""
    return [
        {"scope": json.loads(scope), "language": language, "commands": kept}
        for (scope, language), kept in world.commands.items()
    ]


@verb
def profile(world: World) -> list[Json]:
    """The bot's name and descriptions, by language."""
    return [{"what": what, "language": code, "words": words} for (what, code), words in world.profile.items()]


def _seen(happening: Happening) -> Json:
    return {
        "number": happening.number,
        "kind": happening.kind,
        "chat_id": happening.chat_id,
        "at": happening.at,
        "message": happening.message,
        "details": happening.details,
    }


def _told(call: Call) -> Json:
    return {
        "number": call.number,
        "method": call.method,
        "at": call.at,
        "parameters": call.parameters,
        "chat_id": call.chat_id,
        "status": call.status,
        "response": json.loads(call.response) if call.response else None,
        "seconds": call.seconds,
        "fault": call.fault,
    }
