"""What a test can ask of the server, by name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

Verb = Callable[..., Any | Awaitable[Any]]
Some = TypeVar("Some", bound=Callable[..., Any])
VERBS: dict[str, Verb] = {}


def verb(function: Some) -> Some:
    """Let tests call a function by its name: POST /control/<token>/<name>, arguments in a JSON object."""
    VERBS[function.__name__] = function
    return function
