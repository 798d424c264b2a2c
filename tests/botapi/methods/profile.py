"""Who the bot is: its name, words about itself, and commands by scope and language."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from tests.botapi.json_types import Json
from tests.botapi.methods.registry import Method, method
from tests.botapi.parameters import Parameters
from tests.botapi.refusal import bad_request
from tests.botapi.world import World

SCOPES = frozenset(
    {"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators"}
    | {"chat_member"}
)
WORDS = {"Name": ("name", 64), "Description": ("description", 512), "ShortDescription": ("short_description", 120)}


@method("getMe")
def get_me(world: World, parameters: Parameters) -> Json:
    """The bot."""
    return world.bot


@method("setMyCommands")
def set_my_commands(world: World, parameters: Parameters) -> bool:
    """Keep the commands of a scope and language."""
    commands = parameters.object("commands")
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad_request("can't parse commands: expected an Array of BotCommand, at most 100")
    for command in commands:
        if not isinstance(command, dict):
            raise bad_request("can't parse BotCommand: expected an Object")
        name, words = str(command.get("command", "")), str(command.get("description", ""))
        if not re.fullmatch(r"/?[a-z0-9_]{1,32}", name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(words) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    key = _scope(parameters)
    if commands:
        world.commands[key] = [{**c, "command": c["command"].lstrip("/")} for c in commands]
    else:
        world.commands.pop(key, None)
    return True


@method("getMyCommands")
def get_my_commands(world: World, parameters: Parameters) -> list[Json]:
    """The commands of exactly this scope and language."""
    return world.commands.get(_scope(parameters), [])


@method("deleteMyCommands")
def delete_my_commands(world: World, parameters: Parameters) -> bool:
    """Forget them, so that the next wider scope shows."""
    world.commands.pop(_scope(parameters), None)
    return True


@method("setMyDefaultAdministratorRights")
def set_rights(world: World, parameters: Parameters) -> bool:
    """The rights the bot asks for when it is made administrator."""
    world.rights[parameters.flag("for_channels")] = parameters.object("rights") or {}
    return True


def _scope(parameters: Parameters) -> tuple[str, str]:
    scope = parameters.object("scope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return json.dumps(scope, sort_keys=True), _language(parameters)


def _language(parameters: Parameters) -> str:
    code = parameters.text("language_code")
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _setter(name: str, longest: int) -> Method:
    def keep(world: World, parameters: Parameters) -> bool:
        words = parameters.text(name)
        if len(words) > longest:
            raise bad_request(f"bot {name.replace('_', ' ')} is too long")
        world.profile[name, _language(parameters)] = words
        return True

    return keep


def _getter(name: str) -> Callable[[World, Parameters], Json]:
    def tell(world: World, parameters: Parameters) -> Json:
        known = world.profile.get((name, _language(parameters))) or world.profile.get((name, ""))
        return {name: known or (world.bot["first_name"] if name == "name" else "")}

    return tell


for title, (field, limit) in WORDS.items():
    method(f"setMy{title}")(_setter(field, limit))
    method(f"getMy{title}")(_getter(field))
