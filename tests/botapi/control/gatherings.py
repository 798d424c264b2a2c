"""Groups, supergroups, forums and channels: made, joined, left, moved."""

from __future__ import annotations

from tests.botapi import rooms
from tests.botapi.control.delivery import serve_notice
from tests.botapi.control.registry import verb
from tests.botapi.json_types import Json
from tests.botapi.methods.members import member
from tests.botapi.posting import sender
from tests.botapi.world import CHANNEL, GROUP, SUPERGROUP, ChatRoom, Topic, World


@verb
def new_chat(
    world: World,
    title: str,
    owner: int,
    kind: str = SUPERGROUP,
    username: str = "",
    forum: bool = False,
    members: list[int] | None = None,
    bot_status: str = "member",
) -> Json:
    """A group, supergroup or channel with its people and the bot in it; the bot is told that it was added."""
    if kind not in (GROUP, SUPERGROUP, CHANNEL):
        raise ValueError(f"a chat is a group, a supergroup or a channel, not a {kind}")
    count = sum(1 for number in world.chats if number < 0) + 1
    number = -(4_200_000_000 + count) if kind == GROUP else -(1_002_000_000_000 + count)
    about: Json = {"type": kind, "title": title} | ({"username": username} if username else {})
    about |= {"is_forum": True} if forum else {}
    room = ChatRoom(number, about, bot_status=bot_status)
    room.members = {owner: "creator"} | dict.fromkeys(members or [], "member")
    world.chats[number] = room
    change = {
        "chat": rooms.shown(room),
        "from": sender(world.users[owner]),
        "date": int(world.now()),
        "old_chat_member": member(world.bot, "left"),
        "new_chat_member": member(world.bot, bot_status),
    }
    world.queue.put("my_chat_member", change, number)
    return rooms.shown(room)


@verb
def set_member(world: World, chat: int, user: int, status: str) -> int | None:
    """A person joins, leaves, is promoted or banned; joining and leaving show as service messages."""
    room, about = world.chats[chat], world.users[user]
    before = room.members.get(user, "left")
    room.members[user] = status
    if room.type == CHANNEL or (before in ("left", "kicked")) == (status in ("left", "kicked")):
        return None
    if status in ("left", "kicked"):
        return serve_notice(world, room, {"left_chat_member": sender(about)}, about)
    return serve_notice(world, room, {"new_chat_members": [sender(about)]}, about)


@verb
def set_bot_status(world: World, chat: int, by: int, status: str) -> int | None:
    """Somebody makes the bot administrator or member, or kicks it; it is told."""
    room = world.chats[chat]
    before, room.bot_status = room.bot_status, status
    change = {
        "chat": rooms.shown(room),
        "from": sender(world.users[by]),
        "date": int(world.now()),
        "old_chat_member": member(world.bot, before),
        "new_chat_member": member(world.bot, status),
    }
    return world.queue.put("my_chat_member", change, chat)


@verb
def new_topic(world: World, chat: int, by: int, name: str) -> int:
    """A topic of a forum; its number is that of the service message that made it."""
    room = world.chats[chat]
    if not room.about.get("is_forum"):
        raise ValueError(f"{room.about['title']} is no forum")
    made = {"forum_topic_created": {"name": name, "icon_color": 7322096}, "is_topic_message": True}
    serve_notice(world, room, made, world.users[by])
    number = next(reversed(room.messages))
    room.messages[number]["message_thread_id"] = number
    room.topics[number] = Topic(name)
    return number


@verb
def close_topic(world: World, chat: int, topic: int, closed: bool = True) -> bool:
    """Close a topic, or open it again."""
    world.chats[chat].topics[topic].closed = closed
    return True


@verb
def migrate(world: World, chat: int, by: int) -> Json:
    """A group becomes a supergroup: another id, both told; calls to the old id are refused with the new one."""
    old = world.chats[chat]
    if old.type != GROUP:
        raise ValueError("only a plain group can become a supergroup")
    new = ChatRoom(
        -(1_003_000_000_000 + abs(chat) % 10**9), old.about | {"type": SUPERGROUP}, bot_status=old.bot_status
    )
    new.members = dict(old.members)
    world.chats[new.id] = new
    serve_notice(world, old, {"migrate_to_chat_id": new.id}, world.users[by])
    serve_notice(world, new, {"migrate_from_chat_id": old.id}, world.users[by])
    old.moved_to = new.id
    return rooms.shown(new)


@verb
def set_privacy(world: World, on: bool) -> bool:
    """Privacy mode: whether the bot hears only what is meant for it in groups."""
    world.bot["can_read_all_group_messages"] = not on
    return True
