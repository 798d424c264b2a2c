"""What people do: write, press, edit, send, forward, block. Each act becomes the updates that Telegram makes of it."""

from __future__ import annotations

import base64
import random
from typing import Any

from tests.botapi import filing, rooms
from tests.botapi.control.delivery import arrive, home, present
from tests.botapi.control.registry import verb
from tests.botapi.entities import detect
from tests.botapi.json_types import Json
from tests.botapi.methods.members import member
from tests.botapi.posting import sender
from tests.botapi.text import as_a_client_sends
from tests.botapi.world import PRIVATE, ChatRoom, Press, World

FIRST_USER = 7_100_000_001  # beyond 32 bits, as real ids are by now


@verb
def new_user(
    world: World, first_name: str, last_name: str = "", username: str = "", language: str = "en", started: bool = True
) -> Json:
    """A person with a private chat to the bot; one who has not started it cannot be written to."""
    number = FIRST_USER + len(world.users)
    user: Json = {"id": number, "is_bot": False, "first_name": first_name}
    user |= {"last_name": last_name} if last_name else {}
    user |= {"username": username} if username else {}
    user |= {"language_code": language} if language else {}
    world.users[number] = user
    names: Json = {name: user[name] for name in ("first_name", "last_name", "username") if name in user}
    world.chats[number] = ChatRoom(number, {"type": PRIVATE, **names}, started=started)
    return user


@verb
def say(world: World, user: int, text: str, chat: int | None = None, **circumstances: Any) -> Json:
    """A text, cut into several messages where it is too long for one."""
    parts = as_a_client_sends(text)
    if not parts:
        raise ValueError("a person cannot send an empty message")
    found = [detect(part) for part in parts]
    bodies = [{"text": part} | ({"entities": e} if e else {}) for part, e in zip(parts, found, strict=True)]
    return arrive(world, user, home(world, user, chat), bodies, **circumstances)


@verb
def send(world: World, user: int, what: str, chat: int | None = None, **thing: Any) -> Json:
    """Something that is no text: photo, sticker, voice, document, location, contact, video or audio."""
    circumstances = {
        name: thing.pop(name) for name in ("thread", "reply_to", "anonymously", "forwarded_from") if name in thing
    }
    caption = str(thing.pop("caption", ""))
    body = {what: _thing(world, what, **thing)} | ({"caption": caption} if caption else {})
    return arrive(world, user, home(world, user, chat), [body], **circumstances)


def _thing(world: World, what: str, name: str = "", content: str = "", **details: Any) -> Any:
    if what == "location":
        return {"latitude": 45.4642, "longitude": 9.19} | details
    if what == "contact":
        return {"phone_number": "+390000000", "first_name": "Contact"} | details
    names = {"photo": "photo.jpg", "sticker": "sticker.webp", "voice": "voice.ogg", "video": "video.mp4"}
    file = filing.keep(world, what, name or names.get(what, "file.bin"), base64.b64decode(content))
    if what == "photo":
        sizes = [(90, 67), (320, 240), (1280, 960)]
        return [filing.basics(file) | {"width": width, "height": height} for width, height in sizes]
    shapes: dict[str, Json] = {
        "sticker": {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "👍",
        },
        "voice": {"duration": 3, "mime_type": "audio/ogg"},
        "video": {"duration": 3, "width": 640, "height": 360, "mime_type": "video/mp4"},
        "video_note": {"duration": 3, "length": 240},
        "audio": {"duration": 3, "mime_type": "audio/mpeg"},
        "document": {"file_name": file.name, "mime_type": file.mime},
    }
    if (shape := shapes.get(what)) is None:
        raise ValueError(f"people cannot send a {what} here")
    return filing.basics(file) | shape | details


@verb
def edit(world: World, user: int, message: int, text: str, chat: int | None = None) -> Json:
    """The person's own message says something else now."""
    room = home(world, user, chat)
    old = present(room, message)
    if old.get("from", {}).get("id") != user:
        raise ValueError(f"message {message} is not theirs to edit")
    entities = detect(text)
    kept = {key: value for key, value in old.items() if key not in ("text", "entities")}
    new = kept | {"text": text, "edit_date": int(world.now())} | ({"entities": entities} if entities else {})
    room.messages[message] = new
    mark = len(world.happenings)
    world.happened("altered", room.id, new)
    number = world.queue.put("edited_message", new, room.id)
    return {"messages": [new], "update_ids": [number], "mark": mark}


@verb
def press(world: World, user: int, message: int, data: str, chat: int | None = None, forged: bool = False) -> Json:
    """A button of a message. Forged: whatever data, on whatever message, as a modified client could send it."""
    room = home(world, user, chat)
    gone = {"chat": rooms.shown(room), "message_id": message, "date": 0}
    pressed = room.messages.get(message, gone) if forged else present(room, message)
    rows = pressed.get("reply_markup", {}).get("inline_keyboard", [])
    if not forged and data not in [button.get("callback_data") for row in rows for button in row]:
        raise LookupError(f"message {message} has no button with data {data!r}")
    number = str(random.randrange(10**17, 10**18))
    world.presses[number] = Press(number, room.id, world.now())
    query = {
        "id": number,
        "from": sender(world.users[user]),
        "message": pressed,
        "chat_instance": str(hash((world.token, room.id))),
        "data": data,
    }
    mark = len(world.happenings)
    labels = [button["text"] for row in rows for button in row if button.get("callback_data") == data]
    world.happened("pressed", room.id, details={"text": f"[{labels[0] if labels else data}]"})
    return {"press": number, "update_ids": [world.queue.put("callback_query", query, room.id)], "mark": mark}


@verb
def press_result(world: World, press: str) -> Json | None:
    """How the bot answered a press; None while it has not."""
    return world.presses[press].answer


@verb
def block(world: World, user: int, blocked: bool = True) -> Json:
    """The person blocks the bot, or unblocks it."""
    room = world.chats[user]
    before, after = ("kicked", "member") if room.blocked else ("member", "kicked")
    if room.blocked == blocked:
        return {"update_ids": [], "mark": len(world.happenings)}
    room.blocked = blocked
    change = {
        "chat": rooms.shown(room),
        "from": sender(world.users[user]),
        "date": int(world.now()),
        "old_chat_member": member(world.bot, before),
        "new_chat_member": member(world.bot, after),
    }
    return {"update_ids": [world.queue.put("my_chat_member", change, room.id)], "mark": len(world.happenings)}


@verb
def set_room(world: World, chat: int, **facts: Any) -> bool:
    """Change what keeps the bot out of a chat: blocked, started, deactivated, bot_status, moved_to."""
    room = world.chats[chat]
    for name, value in facts.items():
        if name not in ("blocked", "started", "deactivated", "bot_status", "moved_to"):
            raise ValueError(f"a chat has no {name} to set")
        setattr(room, name, value)
    return True


@verb
def clear_chat(world: World, user: int) -> bool:
    """The person deletes the whole private chat: its messages are gone, for the bot too."""
    world.chats[user].messages.clear()
    return True
