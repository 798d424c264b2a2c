"""The critique: what the guides would say of a text, with spans, sources and a scorecard."""

from dialogs.critique.bands import band
from dialogs.critique.critic import Critic, critics
from dialogs.critique.nouns import DIMENSIONS, Critique, Finding, Source, Weight
from dialogs.critique.report import as_json, as_text

__all__ = [
    "DIMENSIONS",
    "Critic",
    "Critique",
    "Finding",
    "Source",
    "Weight",
    "as_json",
    "as_text",
    "band",
    "critics",
]
