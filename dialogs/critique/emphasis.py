"""Emphasis: what counts most for whom, as the guides of a market say it.

No guide gives the dimensions figures, so they are ranked and not weighed: those that a guide names first come first,
each with the guide and its reason, then the others in the order of `reading`. content/emphasis.toml holds them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.answers import LEVELS, MARKETS, Profile
from dialogs.content_error import ContentError, Files, line_of
from dialogs.critique.nouns import DIMENSIONS, Reason, Shares, Source
from dialogs.critique.sources import Words
from dialogs.lexicon.words import load

PATH = "emphasis.toml"


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What counts most, for every market and level, and the share of the body's words that a guide gives each part."""

    reading: tuple[str, ...]
    named: Mapping[tuple[str, str], tuple[Reason, ...]]
    shares: Shares

    def first(self, profile: Profile) -> tuple[Reason, ...]:
        """What the guides of a market name first for a level, weightiest first, and why."""
        return self.named[profile.market, profile.level]

    def order(self, profile: Profile) -> tuple[str, ...]:
        """All dimensions, the weightiest first."""
        named = tuple(reason.dimension for reason in self.first(profile))
        return (*named, *(dimension for dimension in self.reading if dimension not in named))


def emphasis(files: Files, words: Words, known: Mapping[str, Source]) -> Emphasis:
    """What the file says, with the reasons of one language. Raises ContentError where it is wrong."""
    text = files.get(PATH, "")
    data = load(PATH, text)
    reading = tuple(data.get("reading", ()))
    if sorted(reading) != sorted(DIMENSIONS):
        raise ContentError(PATH, line_of(text, "reading"), "reading is not every dimension once", ", ".join(DIMENSIONS))
    named: dict[tuple[str, str], tuple[Reason, ...]] = {}
    for one in data.get("for", ()):
        reasons = tuple(_reason(each, text, words, known) for each in one["first"])
        if len({reason.dimension for reason in reasons}) < len(reasons):
            raise ContentError(PATH, line_of(text, one["market"]), "a dimension is named twice")
        named |= {(one["market"], level): reasons for level in one["levels"]}
    missing = [f"{market} {level}" for market in MARKETS for level in LEVELS if (market, level) not in named]
    if missing:
        raise ContentError(PATH, 1, f"nothing is said for {missing[0]}")
    given = data["shares"]
    parts = tuple((key, int(given[key])) for key in given if key not in ("guide", "entry"))
    return Emphasis(reading, named, Shares(known[given["guide"]], parts, _why(given["entry"], words)))


def _reason(data: Mapping[str, Any], text: str, words: Words, known: Mapping[str, Source]) -> Reason:
    for key, allowed in (("dimension", DIMENSIONS), ("guide", tuple(known))):
        if data.get(key) not in allowed:
            raise ContentError(
                PATH, line_of(text, f'"{data.get(key)}"'), f"{key} = {data.get(key)!r}", ", ".join(allowed)
            )
    return Reason(data["dimension"], known[data["guide"]], _why(data.get("entry"), words))


def _why(entry: object, words: Words) -> str:
    if str(entry) not in words.reasons:
        raise ContentError(words.path, line_of(words.text, "[emphasis]"), f"[emphasis] has no words for entry {entry}")
    return words.reasons[str(entry)]
