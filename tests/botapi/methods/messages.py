"""Text messages: sent, edited, deleted, copied, and the action shown while one is written."""

from __future__ import annotations

from tests.botapi import keyboards, rooms
from tests.botapi.json_types import Json
from tests.botapi.methods.registry import method
from tests.botapi.parameters import Parameters
from tests.botapi.posting import change, own, post, said
from tests.botapi.refusal import bad_request
from tests.botapi.text import MAX_CAPTION
from tests.botapi.world import ChatRoom, World

ACTIONS = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"}
    | {"choose_sticker", "find_location", "record_video_note", "upload_video_note"}
)
TWO_DAYS = 48 * 3600


@method("sendMessage")
def send_message(world: World, parameters: Parameters) -> Json:
    """A text message."""
    chat = rooms.writable(world, parameters)
    return post(world, parameters, said(parameters), chat)


@method("editMessageText")
def edit_message_text(world: World, parameters: Parameters) -> Json:
    """The bot's message with another text and the given keyboard, or none."""
    chat, message = own(world, parameters)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return change(world, chat, message, said(parameters), _keyboard(parameters))


@method("editMessageCaption")
def edit_message_caption(world: World, parameters: Parameters) -> Json:
    """The bot's photo or document with another caption."""
    chat, message = own(world, parameters)
    if "text" in message:
        raise bad_request("there is no caption in the message to edit")
    content = said(parameters, "caption", MAX_CAPTION) or {"caption": ""}
    return change(world, chat, message, content, _keyboard(parameters))


@method("editMessageReplyMarkup")
def edit_message_reply_markup(world: World, parameters: Parameters) -> Json:
    """The bot's message with another keyboard, or none."""
    chat, message = own(world, parameters)
    return change(world, chat, message, {}, _keyboard(parameters))


@method("deleteMessage")
def delete_message(world: World, parameters: Parameters) -> bool:
    """Whether the message is gone."""
    chat = rooms.writable(world, parameters)
    message = chat.messages.get(parameters.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    _check_deletable(world, chat, message)
    _delete(world, chat, message)
    return True


@method("deleteMessages")
def delete_messages(world: World, parameters: Parameters) -> bool:
    """The same for up to 100 messages; those not found are skipped."""
    chat = rooms.writable(world, parameters)
    numbers = parameters.object("message_ids")
    if not isinstance(numbers, list) or not 1 <= len(numbers) <= 100:
        raise bad_request(
            "there are too many messages to delete" if numbers else "message identifiers are not specified"
        )
    if not all(type(number) is int for number in numbers):
        raise bad_request("invalid message identifier specified")
    for message in [chat.messages[number] for number in numbers if number in chat.messages]:
        _check_deletable(world, chat, message)
        _delete(world, chat, message)
    return True


@method("sendChatAction")
def send_chat_action(world: World, parameters: Parameters) -> bool:
    """Shown for five seconds; no message."""
    chat = rooms.writable(world, parameters)
    action = parameters.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.happened("action", chat.id, details={"action": action})
    return True


@method("copyMessage")
def copy_message(world: World, parameters: Parameters) -> Json:
    """The id of a message of the bot's own with the content of another."""
    source = rooms.find(world, parameters, "from_chat_id").messages.get(parameters.integer("message_id"))
    if source is None:
        raise bad_request("message to copy not found")
    kept = ("text", "entities", "caption", "caption_entities", "document", "photo", "sticker", "voice", "location")
    content = {name: source[name] for name in kept if name in source}
    return {"message_id": post(world, parameters, content, rooms.writable(world, parameters))["message_id"]}


@method("forwardMessage")
def forward_message(world: World, parameters: Parameters) -> Json:
    """A message that says where it came from."""
    source = rooms.find(world, parameters, "from_chat_id").messages.get(parameters.integer("message_id"))
    if source is None:
        raise bad_request("message to forward not found")
    kept = ("text", "entities", "caption", "caption_entities", "document", "photo", "sticker", "voice", "location")
    content = {name: source[name] for name in kept if name in source}
    if "from" in source:
        content["forward_origin"] = {"type": "user", "date": source["date"], "sender_user": source["from"]}
    return post(world, parameters, content, rooms.writable(world, parameters))


def _keyboard(parameters: Parameters) -> Json | None:
    return keyboards.check(parameters.object("reply_markup"), inline_only=True)


def _check_deletable(world: World, chat: ChatRoom, message: Json) -> None:
    own_message = message.get("from", {}).get("id") == world.bot["id"]
    may = own_message or chat.type == "private" or chat.bot_status == "administrator"
    if not may or (chat.type == "private" and world.now() - message["date"] > TWO_DAYS):
        raise bad_request("message can't be deleted")


def _delete(world: World, chat: ChatRoom, message: Json) -> None:
    del chat.messages[message["message_id"]]
    world.happened("deleted", chat.id, message)
