"""Replies: the sentences of the coach that are not questions; values filled in are never parsed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.answers import LANGUAGES, Language
from dialogs.content_error import ContentError, Files, line_of

PLACE = re.compile(r"\{([a-z_]+)\}")
GROUPS = ("words", "exits", "typed", "buttons", "say", "commands", "labels")


def fill(template: str, values: Mapping[str, object]) -> str:
    """The template with its {places} filled; a value is never looked into, and a place without a value stays empty."""
    return PLACE.sub(lambda place: str(values.get(place[1], "")), template)


@dataclass(frozen=True, slots=True)
class Replies:
    """What the coach says in one language: (group, key) to a sentence; `typed` holds what people type for a choice."""

    language: Language
    sentences: Mapping[tuple[str, str], str]
    typed: Mapping[str, frozenset[str]]

    def say(self, key: str, **values: object) -> str:
        """A sentence of the group `say`, filled in."""
        return fill(self.sentences["say", key], values)

    def button(self, key: str, **values: object) -> str:
        """A button's words."""
        return fill(self.sentences["buttons", key], values)

    def label(self, key: str) -> str:
        """The name of a market, level or question, as used inside a sentence; the key itself where there is none."""
        return self.sentences.get(("labels", key), key)

    def exit(self, key: str) -> str:
        """The words of an honest way out."""
        return self.sentences["exits", key]

    def command(self, key: str) -> str:
        """What a command does, for the menu of commands."""
        return self.sentences["commands", key]

    def means(self, key: str, text: str) -> bool:
        """Whether a whole message is one of the things people type for this key, with or without "tbh" and the like."""
        wanted = self.typed.get(key, frozenset())
        return _bare(text) in wanted or self._plainer(text) in wanted

    def _plainer(self, text: str) -> str:
        """A message without the small words that do not change it."""
        fillers = self.typed.get("filler", frozenset())
        words = [word.strip(",;") for word in _bare(text).split()]
        return " ".join(word for word in words if word and word not in fillers)


def _bare(text: str) -> str:
    """A message without capitals, curly apostrophes and closing marks, for comparison."""
    words = " ".join(text.casefold().replace("’", "'").strip(" \n\t.!…,;").split())
    return words.rstrip("? ") or words


def read_replies(files: Files) -> Mapping[Language, Replies]:
    """The replies of every language; what one lacks falls back to English."""
    found: dict[Language, Replies] = {}
    english: dict[tuple[str, str], str] = {}
    for language in LANGUAGES:
        path = f"{language}/replies.toml"
        if path not in files:
            raise ContentError(path, 1, "the file is missing", f"one replies.toml for each language: {language}")
        sentences, typed = _parse(path, files[path])
        if language == "en":
            english = sentences
        _check(path, files[path], sentences, english)
        found[language] = Replies(language, {**english, **sentences}, typed)
    return found


def _parse(path: str, text: str) -> tuple[dict[tuple[str, str], str], dict[str, frozenset[str]]]:
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        raise ContentError(path, int(at[1] if at else 1), f"not TOML: {error}") from error
    sentences: dict[tuple[str, str], str] = {}
    typed: dict[str, frozenset[str]] = {}
    for group, table in raw.items():
        if group not in GROUPS:
            raise ContentError(path, line_of(text, f"[{group}]"), f"unknown group {group!r}", ", ".join(GROUPS))
        for key, value in table.items():
            if group == "typed" and isinstance(value, list):
                typed[key] = frozenset(_bare(str(item)) for item in value)
            elif group != "typed" and isinstance(value, str):
                sentences[group, key] = value
            else:
                allowed = "a list of strings" if group == "typed" else "a string"
                raise ContentError(path, line_of(text, f"{key} ="), f"{key} is of the wrong kind", allowed)
    return sentences, typed


def _check(
    path: str, text: str, sentences: Mapping[tuple[str, str], str], english: Mapping[tuple[str, str], str]
) -> None:
    """Another language has no key and no {place} that English lacks."""
    for (group, key), sentence in sentences.items():
        if (group, key) not in english:
            raise ContentError(path, line_of(text, f"{key} ="), f"{group} has no {key!r} in English")
        extra = set(PLACE.findall(sentence)) - set(PLACE.findall(english[group, key]))
        if extra:
            raise ContentError(path, line_of(text, f"{key} ="), f"unknown place {{{extra.pop()}}}", english[group, key])
