"""The critique: what the guides would say of a text, with spans, sources and a scorecard."""

from dialogs.critique.choices import ChoiceError, choices
from dialogs.critique.critic import Critic, critics
from dialogs.critique.nouns import DIMENSIONS, Critique, Finding, GuideBand, Praise, Source, Split, Weight
from dialogs.critique.report import as_json, as_text

__all__ = [
    "DIMENSIONS",
    "ChoiceError",
    "Critic",
    "Critique",
    "Finding",
    "GuideBand",
    "Praise",
    "Source",
    "Split",
    "Weight",
    "as_json",
    "as_text",
    "choices",
    "critics",
]
