"""How a message of a person comes to the bot: who it is from, where it stands, and whether the bot hears it."""

from __future__ import annotations

from tests.botapi import rooms
from tests.botapi.json_types import Json
from tests.botapi.posting import sender
from tests.botapi.text import piece
from tests.botapi.world import CHANNEL, PRIVATE, ChatRoom, World

ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


def home(world: World, user: int, chat: int | None) -> ChatRoom:
    """The chat a person acts in: the one named, else the private one."""
    number = user if chat is None else chat
    if number not in world.chats:
        raise LookupError(f"there is no chat {number}")
    return world.chats[number]


def present(room: ChatRoom, message: int) -> Json:
    """A message that stands in the chat."""
    if message not in room.messages:
        raise LookupError(f"chat {room.id} has no message {message}")
    return room.messages[message]


def arrive(
    world: World,
    user: int,
    room: ChatRoom,
    bodies: list[Json],
    thread: int | None = None,
    reply_to: int | None = None,
    anonymously: bool = False,
    forwarded_from: str | Json | None = None,
    quote: str = "",
) -> Json:
    """Messages with these bodies, put into the chat and on their way to the bot where it hears them."""
    if room.blocked:
        raise ValueError("this person has blocked the bot: unblock it first")
    room.started = True
    mark, messages, numbers = len(world.happenings), [], []
    for body in bodies:
        message: Json = {"message_id": world.new_number(room), "date": int(world.now()), "chat": rooms.shown(room)}
        message |= _author(world, user, room, anonymously)
        if thread:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        if reply_to:
            source = present(room, reply_to)
            message["reply_to_message"] = {k: v for k, v in source.items() if k not in ("reply_to_message", "quote")}
            if quote:
                at = (source.get("text") or source.get("caption") or "").index(quote)
                message["quote"] = {"text": quote, "position": at, "is_manual": True}
        if forwarded_from:
            message["forward_origin"] = _origin(world, forwarded_from)
        message |= body
        room.messages[message["message_id"]] = message
        messages.append(message)
        world.happened("said", room.id, message)
        kind = "channel_post" if room.type == CHANNEL else "message"
        numbers.append(world.queue.put(kind, message, room.id) if hears(world, room, message) else None)
    return {"messages": messages, "update_ids": numbers, "mark": mark}


def serve_notice(world: World, room: ChatRoom, body: Json, author: Json) -> int | None:
    """A service message ("Ada joined"), which the bot always hears."""
    message: Json = {"message_id": world.new_number(room), "date": int(world.now()), "chat": rooms.shown(room)}
    message |= {"from": sender(author)} | body
    room.messages[message["message_id"]] = message
    return world.queue.put("message", message, room.id)


def hears(world: World, room: ChatRoom, message: Json) -> bool:
    """Whether Telegram lets the bot see it: in groups, by its privacy mode, only commands and replies to it."""
    if room.bot_status in ("left", "kicked") or room.moved_to:
        return False
    if room.type == PRIVATE or room.bot_status == "administrator" or world.bot["can_read_all_group_messages"]:
        return True
    if message.get("reply_to_message", {}).get("from", {}).get("id") == world.bot["id"]:
        return True
    name = world.bot["username"].lower()
    for entity in message.get("entities", []):
        words = piece(message["text"], entity["offset"], entity["length"]).lower()
        if entity["type"] == "bot_command" and words.partition("@")[2] in ("", name):
            return True
        if entity["type"] == "mention" and words == f"@{name}":
            return True
    return False


def _author(world: World, user: int, room: ChatRoom, anonymously: bool) -> Json:
    if room.type == CHANNEL:
        return {"sender_chat": rooms.shown(room)}
    if anonymously:
        return {"from": ANONYMOUS, "sender_chat": rooms.shown(room)}
    if user not in world.users:
        raise LookupError(f"there is no user {user}")
    return {"from": sender(world.users[user])}


def _origin(world: World, source: str | Json) -> Json:
    if isinstance(source, dict):
        return source
    return {"type": "hidden_user", "sender_user_name": source, "date": int(world.now()) - 60}
