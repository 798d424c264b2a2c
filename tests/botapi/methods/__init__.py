"""What the bot can call: each module enters its methods into the registry."""

from __future__ import annotations

from tests.botapi.methods import callbacks, media, members, messages, profile, updates
from tests.botapi.methods.registry import METHODS

__all__ = ["METHODS", "callbacks", "media", "members", "messages", "profile", "updates"]
