"""The tables of content/<lang>/prose.toml and content/spellings.toml, read and made ready."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dialogs.answers import LANGUAGES, Language
from dialogs.content_error import ContentError, Files, line_of

WORD = re.compile(r"[^\W\d_][\w'’]*|\w+")
GRAMMAR = (
    "pronouns",
    "determiners",
    "subordinators",
    "finite",
    "past",
    "regular",
    "dropped",
    "bases",
    "surely",
    "openers",
    "prepositions",
    "relatives",
    "adjectives",
    "participles",
    "objects",
    "nominal",
)
JOINTS = ("opens", "links", "verb", "subject", "noun", "tail")
NOTHING = re.compile(r"(?!)")
FIGURES = ("about", "from_to", "to", "and", "went")


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Words that certain neighbours make certain."""

    pattern: re.Pattern[str]
    words: str
    early: bool = False  # before quotation marks are looked at


@dataclass(frozen=True)
class Prose:
    """How chat becomes prose in one language."""

    language: Language
    chat: Mapping[str, str]
    noises: tuple[str, ...]
    asides: tuple[str, ...]
    edges: tuple[str, ...]
    openers: tuple[str, ...]
    subjects: tuple[str, ...]
    rewrites: tuple[Rewrite, ...]
    calendar: tuple[str, ...]
    spellings: Mapping[str, str]
    small: frozenset[str]
    plain: frozenset[str]  # names that typed small are words of every day
    doubled: re.Pattern[str]  # a little word typed twice, in any language
    figures: Mapping[str, str]
    number_words: tuple[str, ...]
    units: frozenset[str]
    shares: tuple[re.Pattern[str], ...]
    grammar: Mapping[str, frozenset[str]]
    joining: Mapping[str, re.Pattern[str]]
    words: Mapping[str, str]
    perhaps: re.Pattern[str]
    leaning: re.Pattern[str]
    reasons: re.Pattern[str]

    @cached_property
    def chat_pattern(self) -> re.Pattern[str]:
        """One pattern for all chat forms, longest first, whole words only."""
        return _any_of(self.chat)

    @cached_property
    def accent_pattern(self) -> re.Pattern[str] | None:
        """The chat forms that end in an apostrophe which is an accent and no quotation mark; none in English."""
        ends = {word: words for word, words in self.chat.items() if word.endswith("'")}
        return _any_of(ends) if ends else None

    @cached_property
    def aside_pattern(self) -> re.Pattern[str]:
        """What tells the reader nothing, where it cannot mean anything else, with the comma and blank beside it."""
        noises, asides, edges = _one_of(self.noises), _one_of((*self.asides, *self.edges)), _one_of(self.edges)
        begins, ends = r"(?P<before>,?\s{0,3})(?<![\w'-])", r"(?P<after>\s{0,3}[,!]{0,3})"
        return re.compile(
            rf"{begins}(?:{noises}(?![\w'-])"
            rf"|(?:(?<=^)|(?<=, )|(?<=,)){asides}(?=\s?,|\s?[.!?…]{{0,3}}$)"
            rf"|(?<=^){edges}(?![\w'-])"
            rf"|{edges}(?=\s?[.!?…]{{0,3}}$)){ends}",
            re.IGNORECASE,
        )

    @cached_property
    def opener_pattern(self) -> re.Pattern[str]:
        """A word that only clears the throat, at the beginning of a sentence."""
        subject = rf"|\s{{1,3}}(?={_one_of(self.subjects)}(?![\w'-]))" if self.subjects else ""
        return re.compile(rf"{_one_of(self.openers)}(?:\s{{0,3}}[,:]+\s{{0,3}}{subject})", re.IGNORECASE)

    @cached_property
    def spelling_pattern(self) -> re.Pattern[str]:
        """Every technology, acronym and calendar word, in any casing."""
        return _any_of(self.spellings)


def _one_of(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _any_of(words: Mapping[str, str]) -> re.Pattern[str]:
    ranked = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w'’.@-])(?<!\s/)(?<!^/)(?:{ranked})(?![\w'’]|\.\w)", re.IGNORECASE)


def proses(files: Files) -> Mapping[Language, Prose]:
    """The tables of every language. Refuses what is not a table of words, with file and line."""
    shared = _load(files, "spellings.toml")
    return {language: _prose(files, language, shared) for language in LANGUAGES}


def _prose(files: Files, language: Language, shared: Mapping[str, Any]) -> Prose:
    path = f"{language}/prose.toml"
    table = _load(files, path)
    chat: dict[str, str] = {}
    for name in ("chat", "contractions", "typos"):
        for word, words in table.get(name, {}).items():
            if not isinstance(words, str) or any(char.isdigit() for char in word + words):
                raise ContentError(path, line_of(files[path], word), f"{word!r} in [{name}]", "words without figures")
            chat[word.lower()] = words
    names = {name.lower(): _title(name) for name in table.get("calendar", {}).get("names", [])}
    spellings = {name.lower(): name for name in shared.get("spellings", [])} | names
    grammar = table.get("grammar", {})
    for name in GRAMMAR:
        if not isinstance(grammar.get(name), list):
            raise ContentError(
                path, line_of(files[path], "[grammar]"), f"[grammar] has no list {name!r}", ", ".join(GRAMMAR)
            )
    figures = table.get("figures", {})
    for name in FIGURES:
        if not isinstance(figures.get(name), str):
            raise ContentError(
                path, line_of(files[path], "[figures]"), f"[figures] has no text {name!r}", ", ".join(FIGURES)
            )
    return Prose(
        language=language,
        chat=chat,
        noises=tuple(table.get("noises", ())),
        asides=tuple(table.get("asides", ())),
        edges=tuple(table.get("edges", ())),
        openers=tuple(table.get("openers", ())),
        subjects=tuple(table.get("subjects", ())),
        rewrites=tuple(_rewrite(path, files[path], entry) for entry in table.get("rewrite", ())),
        calendar=tuple(names.values()),
        spellings=spellings,
        small=frozenset(shared.get("small", ())),
        plain=frozenset(shared.get("plain", ())),
        doubled=_doubled(files),
        figures={name: figures[name] for name in FIGURES},
        number_words=tuple(figures.get("words", ())),
        units=frozenset(figures.get("units", ())),
        shares=tuple(_rewrite(path, files[path], {"pattern": share}).pattern for share in figures.get("shares", ())),
        grammar={name: frozenset(word.lower() for word in grammar[name]) for name in GRAMMAR},
        joining={name: _joint(path, files[path], table.get("joining", {}).get(name, "")) for name in JOINTS},
        words={"which": str(table.get("joining", {}).get("which", ""))},
        perhaps=_rewrite(path, files[path], {"pattern": grammar.get("perhaps", "")}).pattern,
        reasons=_rewrite(path, files[path], {"pattern": grammar.get("reasons", "")}).pattern,
        leaning=_rewrite(path, files[path], {"pattern": grammar.get("leaning", "")}).pattern,
    )


def _doubled(files: Files) -> re.Pattern[str]:
    """A little word twice over, of any language, since people mix theirs. The word is group 1."""
    words: list[str] = []
    for language in LANGUAGES:
        path = f"{language}/prose.toml"
        some = _load(files, path).get("doubled")
        if not some or not isinstance(some, list) or not all(isinstance(one, str) and one.strip() for one in some):
            raise ContentError(path, line_of(files[path], "doubled"), '"doubled" is no list of words', '["the", "…"]')
        words += some
    return re.compile(rf"\b({'|'.join(re.escape(word) for word in words)})(\s+\1)\b(?![-/'])", re.IGNORECASE)


def _rewrite(path: str, text: str, entry: Mapping[str, Any]) -> Rewrite:
    pattern, words = str(entry.get("pattern", "")), str(entry.get("words", ""))
    try:
        return Rewrite(re.compile(pattern, re.IGNORECASE), words, entry.get("early") is True)
    except re.error as wrong:
        raise ContentError(path, line_of(text, pattern), f"the pattern {pattern!r} is no pattern: {wrong}") from wrong


def _joint(path: str, text: str, pattern: str) -> re.Pattern[str]:
    return _rewrite(path, text, {"pattern": pattern}).pattern if pattern else NOTHING


def _title(name: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in name.split())


def _load(files: Files, path: str) -> dict[str, Any]:
    if path not in files:
        raise ContentError(path, 1, "this file is missing")
    try:
        return tomllib.loads(files[path])
    except tomllib.TOMLDecodeError as wrong:
        found = re.search(r"line (\d+)", str(wrong))
        raise ContentError(path, int(found[1]) if found else 1, str(wrong), "TOML") from wrong
