"""Messages of the bot: made, put into their chat, edited, shown to whoever watches."""

from __future__ import annotations

from tests.botapi import keyboards, markup, rooms
from tests.botapi.entities import settle
from tests.botapi.json_types import Json
from tests.botapi.parameters import Parameters
from tests.botapi.refusal import bad_request
from tests.botapi.text import MAX_BYTES, MAX_CAPTION, MAX_TEXT, empty, utf16
from tests.botapi.world import CHANNEL, ChatRoom, World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)


def said(parameters: Parameters, name: str = "text", limit: int = MAX_TEXT) -> Json:
    """Text (or caption) and entities of a call, under the names that a message carries them by."""
    plain = parameters.text(name)
    if name == "text" and not plain:
        raise bad_request("message text is empty")
    if len(plain.encode()) > MAX_BYTES:
        raise bad_request("text is too long")
    entities: list[Json] = []
    which = "caption_entities" if name == "caption" else "entities"
    if mode := parameters.text("parse_mode"):
        plain, entities = markup.parse(plain, mode)
    elif given := parameters.object(which):
        if not isinstance(given, list):
            raise bad_request("expected an Array of MessageEntity")
        entities = given
    plain, entities = settle(plain, entities)
    if utf16(plain) > limit:
        raise bad_request("message caption is too long" if limit == MAX_CAPTION else "message is too long")
    if empty(plain):
        if name == "text":
            raise bad_request("text must be non-empty")
        return {}
    return {name: plain} | ({which: entities} if entities else {})


def post(world: World, parameters: Parameters, content: Json, chat: ChatRoom) -> Json:
    """A new message of the bot with this content, as Telegram returns it."""
    thread = rooms.topic(chat, parameters)
    reply = _replied(world, chat, parameters)
    keyboard = keyboards.check(parameters.object("reply_markup"))
    message: Json = {"message_id": world.new_number(chat), "date": int(world.now()), "chat": rooms.shown(chat)}
    if chat.type == CHANNEL:
        message["sender_chat"] = rooms.shown(chat)
    else:
        message["from"] = sender(world.bot)
    if thread:
        message |= {"message_thread_id": thread, "is_topic_message": True}
    message |= reply | content
    if parameters.flag("protect_content"):
        message["has_protected_content"] = True
    if keyboard:
        message["reply_markup"] = keyboard
    chat.messages[message["message_id"]] = message
    world.happened("sent", chat.id, message)
    return message


def change(world: World, chat: ChatRoom, message: Json, content: Json, keyboard: Json | None) -> Json:
    """The message with new content and keyboard; refuses where nothing would change."""
    kept = {key: value for key, value in message.items() if key not in _replaced(content)}
    kept.pop("reply_markup", None)
    new = (
        kept
        | {key: value for key, value in content.items() if value}
        | ({"reply_markup": keyboard} if keyboard else {})
    )
    if {**new, "edit_date": 0} == {**message, "edit_date": 0}:
        raise bad_request(NOT_MODIFIED)
    new["edit_date"] = int(world.now())
    chat.messages[message["message_id"]] = new
    world.happened("edited", chat.id, new)
    return new


def own(world: World, parameters: Parameters) -> tuple[ChatRoom, Json]:
    """The chat and the message of the bot's own that an edit means."""
    if parameters.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = rooms.writable(world, parameters)
    message = chat.messages.get(parameters.integer("message_id"))
    if message is None:
        raise bad_request(
            "message to edit not found" if parameters.text("message_id") else "message identifier is not specified"
        )
    if message.get("from", {}).get("id", world.bot["id"]) != world.bot["id"]:
        raise bad_request("message can't be edited")
    return chat, message


def sender(user: Json) -> Json:
    """The User object that messages carry."""
    names = ("id", "is_bot", "first_name", "last_name", "username", "language_code", "is_premium")
    return {name: user[name] for name in names if name in user}


def _replaced(content: Json) -> set[str]:
    groups = ({"text", "entities"}, {"caption", "caption_entities"})
    return {name for group in groups if group & content.keys() for name in group}


def _replied(world: World, chat: ChatRoom, parameters: Parameters) -> Json:
    """reply_to_message and quote, as reply_parameters ask for them."""
    wanted = parameters.object("reply_parameters")
    if wanted is None:
        number = parameters.integer("reply_to_message_id")
        wanted = {"message_id": number} if number else None
    if wanted is None:
        return {}
    if not isinstance(wanted, dict) or type(wanted.get("message_id")) is not int:
        raise bad_request('can\'t parse reply parameters: Field "message_id" must be of type Number')
    target = chat
    if wanted.get("chat_id") not in (None, chat.id, str(chat.id)):
        target = rooms.find(world, Parameters({"chat_id": wanted["chat_id"]}))
    message = target.messages.get(wanted["message_id"])
    if message is None:
        if wanted.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    inner = {key: value for key, value in message.items() if key not in ("reply_to_message", "quote")}
    if target is not chat:
        origin = {
            "type": "hidden_user",
            "sender_user_name": message.get("from", {}).get("first_name", ""),
            "date": message["date"],
        }
        return {"external_reply": {"origin": origin, "message_id": message["message_id"]}} | _quoted(wanted, message)
    return {"reply_to_message": inner} | _quoted(wanted, message)


def _quoted(wanted: Json, message: Json) -> Json:
    """The quote, which must stand word for word in the message replied to."""
    if not wanted.get("quote"):
        return {}
    words, entities = markup.parse(wanted["quote"], wanted.get("quote_parse_mode") or "")
    words, entities = settle(words, entities or wanted.get("quote_entities") or [])
    source = message.get("text") or message.get("caption") or ""
    near = wanted.get("quote_position", 0)
    places = [at for at in range(len(source)) if source.startswith(words, at)] if words else []
    if not places or utf16(words) > MAX_CAPTION:
        raise bad_request("QUOTE_TEXT_INVALID")
    offsets = [utf16(source[:at]) for at in places]
    quote: Json = {"text": words, "position": min(offsets, key=lambda offset: abs(offset - near)), "is_manual": True}
    return {"quote": quote | ({"entities": entities} if entities else {})}
