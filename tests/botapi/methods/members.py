"""Chats and who is in them."""

from __future__ import annotations

from tests.botapi import rooms
from tests.botapi.json_types import Json
from tests.botapi.methods.registry import method
from tests.botapi.parameters import Parameters
from tests.botapi.posting import sender
from tests.botapi.refusal import bad_request
from tests.botapi.world import PRIVATE, ChatRoom, World

RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories",
)  # fmt: skip


@method("getChat")
def get_chat(world: World, parameters: Parameters) -> Json:
    """A ChatFullInfo with what it must have."""
    chat = rooms.find(world, parameters)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return rooms.shown(chat) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
        **({"permissions": {"can_send_messages": True}} if chat.type != PRIVATE else {}),
    }


@method("getChatMember")
def get_chat_member(world: World, parameters: Parameters) -> Json:
    """How a user stands to a chat."""
    chat = rooms.find(world, parameters)
    number = parameters.integer("user_id")
    user = world.bot if number == world.bot["id"] else world.users.get(number)
    if user is None:
        raise bad_request("user not found")
    status = chat.bot_status if user is world.bot else chat.members.get(number, "left")
    return member(user, status)


@method("getChatAdministrators")
def get_chat_administrators(world: World, parameters: Parameters) -> list[Json]:
    """Owner and administrators, the bot among them where it is one."""
    chat = rooms.find(world, parameters)
    if chat.type == PRIVATE:
        raise bad_request("there are no administrators in the private chat")
    ranks = ("creator", "administrator")
    found = [member(world.users[number], status) for number, status in chat.members.items() if status in ranks]
    return found + ([member(world.bot, chat.bot_status)] if chat.bot_status in ranks else [])


@method("getChatMemberCount")
def get_chat_member_count(world: World, parameters: Parameters) -> int:
    """People in the chat, the bot among them."""
    return _present(rooms.find(world, parameters)) + 1


@method("leaveChat")
def leave_chat(world: World, parameters: Parameters) -> bool:
    """The bot goes."""
    chat = rooms.writable(world, parameters)
    if chat.type == PRIVATE:
        raise bad_request("can't leave private chats")
    chat.bot_status = "left"
    return True


def member(user: Json, status: str) -> Json:
    """A ChatMember with all the fields its status must have."""
    about: Json = {"user": sender(user), "status": status}
    if status == "creator":
        about["is_anonymous"] = False
    elif status == "administrator":
        about |= dict.fromkeys(RIGHTS, True) | {"is_anonymous": False, "can_be_edited": False}
    elif status == "kicked":
        about["until_date"] = 0
    return about


def _present(chat: ChatRoom) -> int:
    return 1 if chat.type == PRIVATE else sum(1 for status in chat.members.values() if status not in ("left", "kicked"))
