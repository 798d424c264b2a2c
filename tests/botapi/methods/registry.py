"""The methods by name, as Telegram finds them: whatever the case of the letters."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from tests.botapi.parameters import Parameters
from tests.botapi.world import World

Method = Callable[[World, Parameters], Any]
METHODS: dict[str, tuple[str, Callable[[World, Parameters], Any | Awaitable[Any]]]] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Make a function the answer to a method of this name."""

    def enter(function: Method) -> Method:
        METHODS[name.lower()] = (name, function)
        return function

    return enter
