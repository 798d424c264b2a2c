"""Tables: reads content/<lang>/measures.toml into words; whatever is wrong there is refused with file and line."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any, TypeVar

from dialogs.answers import Language
from dialogs.content_error import ContentError, Files, line_of
from dialogs.measures.phrases import Phrases
from dialogs.measures.words import (
    AboutWords,
    ChangeWords,
    DateWords,
    NumberWords,
    PeopleWords,
    PercentileWords,
    PlainWords,
    RotaWords,
    TimesWords,
    WindowWords,
    Words,
)  # fmt: skip

# Letters written in one language hold units of another ("15M requests/day" in an Italian one): these are joined.
JOINED = ("time", "span", "age", "size", "percent", "money", "rates", "periods", "period-adjectives")

_GROUPS = {
    group.__name__: group
    for group in (
        *(NumberWords, TimesWords, ChangeWords, RotaWords, AboutWords),
        *(WindowWords, PercentileWords, DateWords, PeopleWords, PlainWords),
    )
}
T = TypeVar("T")


def words_of(files: Files, language: Language) -> Words:
    """The tables of a language. A missing or unknown one is a ContentError; equal files give the same object."""
    path = f"{language}/measures.toml"
    if path not in files:
        raise ContentError(path, 1, "the file of number and unit words is missing")
    return _words(files["en/measures.toml"], files[path], path)


@lru_cache(maxsize=16)
def _words(english: str, text: str, path: str) -> Words:
    base, own = _parsed(english, "en/measures.toml"), _parsed(text, path)
    for name in JOINED:
        mine = own.setdefault(name, {})
        for key, phrases in base[name].items():
            mine[key] = [*mine.get(key, ()), *phrases]
    return _built(Words, own, path, text)


def _parsed(text: str, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(path, getattr(error, "lineno", 1), str(error)) from error


def _built(group: type[T], table: Mapping[str, Any], path: str, text: str) -> T:
    names = {f.name.replace("_", "-"): f for f in fields(group) if not f.metadata}  # type: ignore[arg-type]
    for key in table:
        if key not in names:
            raise ContentError(path, line_of(text, key), f"no table or list is called {key!r}", ", ".join(names))
    made: dict[str, object] = {}
    for key, its in names.items():
        if key not in table:
            raise ContentError(path, 1, f"{key!r} is missing", "an empty list, where the language has no such word")
        kind, value = str(its.type), table[key]
        if kind in _GROUPS:
            made[its.name] = _built(_GROUPS[kind], value, path, text)
        elif kind == "Phrases":
            made[its.name] = Phrases.of(_pairs(value, key, path, text))
        else:
            made[its.name] = value
    return group(**made)


def _pairs(value: object, key: str, path: str, text: str) -> Iterable[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    if isinstance(value, list):
        pairs = [(phrase, phrase) for phrase in value]
    elif isinstance(value, dict):
        for name, meant in value.items():
            pairs += [(phrase, name) for phrase in meant] if isinstance(meant, list) else [(name, str(meant))]
    if any(not isinstance(phrase, str) or not phrase.strip() for phrase, _ in pairs) or not isinstance(
        value, list | dict
    ):
        raise ContentError(path, line_of(text, key), f"{key!r} holds something that is no phrase", "non-empty strings")
    return pairs
