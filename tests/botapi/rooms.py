"""Finding the chat a call means, and what keeps the bot out of it."""

from __future__ import annotations

from tests.botapi.json_types import Json
from tests.botapi.parameters import Parameters
from tests.botapi.refusal import bad_request, forbidden
from tests.botapi.world import CHANNEL, PRIVATE, ChatRoom, World

SHOWN = ("type", "title", "username", "first_name", "last_name", "is_forum")


def find(world: World, parameters: Parameters, name: str = "chat_id") -> ChatRoom:
    """The chat that a parameter names, by id or @username; refuses as Telegram does."""
    said = parameters.text(name).strip()
    if not said:
        raise bad_request(f"{name} is empty")
    for chat in world.chats.values():
        if str(chat.id) == said or (said.startswith("@") and chat.about.get("username") == said[1:]):
            return chat
    raise bad_request("chat not found")


def writable(world: World, parameters: Parameters) -> ChatRoom:
    """The chat, where the bot may write in it now."""
    chat = find(world, parameters)
    if chat.moved_to:
        raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.moved_to)
    if chat.type == PRIVATE:
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat
    if chat.bot_status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if chat.bot_status == "left":
        raise forbidden(f"bot is not a member of the {chat.type} chat")
    if chat.type == CHANNEL and chat.bot_status != "administrator":
        raise bad_request("need administrator rights in the channel chat")
    return chat


def topic(chat: ChatRoom, parameters: Parameters) -> int | None:
    """The topic that a message goes to; refuses closed ones and ones that do not exist."""
    number = parameters.integer("message_thread_id")
    if not number:
        return None
    if number not in chat.topics:
        raise bad_request("message thread not found")
    if chat.topics[number].closed and chat.bot_status != "administrator":
        raise bad_request("TOPIC_CLOSED")
    return number


def shown(chat: ChatRoom) -> Json:
    """The Chat object that messages carry."""
    return {"id": chat.id} | {name: chat.about[name] for name in SHOWN if chat.about.get(name)}
