"""The side of the server that tests talk to: people's acts, what they see, and the weather."""

from __future__ import annotations

from tests.botapi.control import gatherings, people, watching, weather
from tests.botapi.control.registry import VERBS

__all__ = ["VERBS", "gatherings", "people", "watching", "weather"]
