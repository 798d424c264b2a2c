"""Sources: the guides by their id, and the words for what the critic says of them in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.answers import Language
from dialogs.content_error import ContentError, Files, line_of
from dialogs.critique.nouns import Source
from dialogs.lexicon.words import load

NOBODY = "none"
"""The source of a fault that no guide speaks of: our own, and said to be."""

SAYINGS = (
    "side",
    "guide",
    "choice",
    "followed",
    "nobody",
    "open",
    "band",
    "ours",
    "gives",
    "gives-ours",
    "bands",
    "first",
    "follow",
)


def guides(files: Mapping[str, str]) -> dict[str, Source]:
    """The guides by their id."""
    data = load("guides.toml", files.get("guides.toml", ""))
    return {key: Source(one["name"], one["market"], one["date"]) for key, one in data.items()}


@dataclass(frozen=True, slots=True)
class Words:
    """What one language has for guides, disagreements and reasons, with the file it stands in."""

    path: str
    text: str
    say: Mapping[str, str]
    labels: Mapping[str, str]
    reasons: Mapping[str, str]
    disagreements: Mapping[str, Any]

    def guide(self, source: Source) -> str:
        """A guide with its market and date, as this language writes them."""
        return filled(
            self.say["guide"],
            name=source.guide,
            market=self.labels.get(source.market, source.market),
            date=self.labels.get(source.date, source.date),
        )

    def named(self, source: Source) -> str:
        """Who says so, where and when, apart by commas; our own sources have neither market nor date."""
        told = (source.guide, *(() if source.ours else (source.market, source.date)))
        return ", ".join(self.labels.get(one, one) for one in told)


def words(files: Files, language: Language) -> Words:
    """The words of a language; English ones stand where it has none yet. Raises ContentError where one is missing."""
    path = f"{language}/guides.toml"
    own = load(path, files.get(path, ""))
    english = load("en/guides.toml", files.get("en/guides.toml", ""))
    for name in SAYINGS:
        if not english.get("say", {}).get(name):
            raise ContentError("en/guides.toml", 1, f"[say] has no {name}", ", ".join(SAYINGS))
    for key in own:
        if key not in english:
            raise ContentError(path, line_of(files[path], f"[{key}]"), f"[{key}] is unknown in English")
    merged = {key: {**english[key], **own.get(key, {})} for key in english}
    told = {key: value for key, value in merged.items() if key not in ("say", "labels", "emphasis")}
    return Words(path, files.get(path, ""), merged["say"], merged["labels"], merged["emphasis"], told)


def nobody(words: Words) -> Source:
    """The source of what no guide speaks of, in the words of a language."""
    return Source(words.say["nobody"], "any", "undated", ours=True)


def filled(template: str, **values: object) -> str:
    """A template with its {places} filled."""
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", str(value))
    return template
