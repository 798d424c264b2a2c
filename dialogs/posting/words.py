"""Words: how postings speak in each language, what themes they may ask for, and what is said of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.answers import LANGUAGES, Language
from dialogs.content_error import ContentError, Files, line_of
from dialogs.lexicon.forms import Verbs, expand
from dialogs.lexicon.gazetteer import Entry, gazetteer
from dialogs.lexicon.words import load, verbs
from dialogs.posting.vocabulary import Tokenizer, Vocabulary
from dialogs.posting.written import GROUP, Written, read_written

THEMES = "themes.toml"
HINTS = ("greenfield", "legacy", "ai", "regulated")
MAP = (
    "head", "proven", "could", "left", "declined", "nothing", "enough", "technology", "kin", "listed", "years", "nice",
    "title", "company",
)  # fmt: skip
SETS = {
    "common": ("capitals",),
    "company": ("follows", "legal", "joins", "never", "from", "agency-name", "agencies"),
    "evidence": ("row", "small"),
    "letter": (
        "of",
        "of-weak",
        "of-place",
        "generic",
        "places",
        "this",
        "team",
        "led",
        "trades",
        "inside",
        "opens",
        "yourself",
        "yours",
        "wares",
        "reason",
        "given-to",
        "owned-near",
        "beside",
        "would-be",
        "might",
        "events",
    ),
}
"""Lists that are asked whether they hold a word; everything else is looked for in texts."""

GROUPS = (
    "common",
    "title",
    "company",
    "sections",
    "asks",
    "themes",
    "hints",
    "ai-habits",
    "letter",
    "evidence",
    "map",
    GROUP,
)


@dataclass(frozen=True, slots=True)
class Theme:
    """A technical theme: the technologies whose use meets it, and the word classes of letters that speak of it."""

    technologies: frozenset[str]
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is looked for in texts of one language: in postings, and in letters; English phrases are always among it."""

    postings: Vocabulary
    letters: Vocabulary
    sets: Mapping[str, frozenset[str]]  # "company.never" and the like, words joined by a space
    sections: Mapping[str, str]  # a heading to "must", "nice", "tasks" or "skip"
    common: frozenset[str]


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of postings in one language."""

    themes: Mapping[str, tuple[str, str]]  # a theme to its name and the question that asks for it
    hints: Mapping[str, tuple[str, str]]  # a hint to its message and the guide that says so
    map: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that the content says about postings."""

    themes: Mapping[str, Theme]
    meets: Mapping[str, frozenset[str]]  # a technology to those whose use is a use of it too
    entries: Mapping[str, Entry]
    spoken: Mapping[Language, Spoken]
    told: Mapping[Language, Told]
    tokenizer: Tokenizer
    numbers: Mapping[str, int]
    written: Written
    name: re.Pattern[str]  # a name as companies have them, from its first capital letter


def read_words(files: Files) -> Words:
    """The words of the content; raises ContentError where they are wrong."""
    data = {language: _load(files, language) for language in LANGUAGES}
    english = data["en"]
    tokenizer = Tokenizer(english["common"].get("contractions", {}))
    tables = load(THEMES, files.get(THEMES, ""))
    meets = {name: frozenset(some) for name, some in tables.pop("meets", {}).items()}
    themes = {
        name: Theme(frozenset(one.get("technologies", ())), tuple(one.get("classes", ())))
        for name, one in tables.items()
    }
    entries = {entry.name: entry for entry in gazetteer(files)}
    known = [(name, one.technologies) for name, one in themes.items()]
    for name, some in (*known, *((name, some | {name}) for name, some in meets.items())):
        if lost := sorted(some - entries.keys()):
            raise ContentError(THEMES, line_of(files[THEMES], name), f'"{name}" has "{lost[0]}"', "technologies.toml")
    for language, given in data.items():
        _complete(files, language, given, themes)
    named = [
        (f"tech:{entry.name}", tokenizer.tokens(form).norms) for entry in entries.values() for form in entry.written
    ]
    phrases = {
        language: tuple(_phrases(given, language, verbs(files, language), tokenizer))
        for language, given in data.items()
    }
    every = {number: value for given in data.values() for number, value in given["common"].get("numbers", {}).items()}
    spoken = {
        language: _spoken(phrases["en"] if language == "en" else (*phrases["en"], *phrases[language]), named, given)
        for language, given in data.items()
    }
    told = {language: _told(given, english) for language, given in data.items()}
    return Words(
        themes,
        meets,
        entries,
        spoken,
        told,
        tokenizer,
        every,
        read_written(data.values(), "en/posting.toml"),
        _name(spoken),
    )


def _load(files: Files, language: Language) -> dict[str, Any]:
    path = f"{language}/posting.toml"
    data = load(path, files.get(path, ""))
    for group in data:
        if group not in GROUPS:
            raise ContentError(path, line_of(files[path], f"[{group}"), f'"{group}" is unknown', ", ".join(GROUPS))
    for group in GROUPS:
        if group not in data:
            raise ContentError(path, 1, f"[{group}] is missing", ", ".join(GROUPS))
    return data


def _complete(files: Files, language: Language, given: Mapping[str, Any], themes: Iterable[str]) -> None:
    """Every theme and hint of ours is told of in every language, and no other."""
    path = f"{language}/posting.toml"
    for group, wanted, keys in (
        ("themes", set(themes), ("name", "words", "ask")),
        ("hints", set(HINTS), ("words", "message")),
    ):
        for name in sorted(wanted ^ given[group].keys()):
            raise ContentError(path, line_of(files[path], name), f"[{group}.{name}]", ", ".join(sorted(wanted)))
        for name, one in given[group].items():
            for key in keys:
                if not one.get(key):
                    raise ContentError(path, line_of(files[path], f"[{group}.{name}]"), f'no "{key}"', ", ".join(keys))
    for name in MAP:
        if not given["map"].get(name):
            raise ContentError(path, line_of(files[path], "[map]"), f'[map] has no "{name}"', ", ".join(MAP))


def _phrases(
    data: Mapping[str, Any], language: Language, forms: Verbs, tokenizer: Tokenizer
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every phrase of a language with its label, "asks.nice" or "theme:on-call", as tokens."""
    for group, table in data.items():
        if group == GROUP:
            continue
        for key, value in table.items():
            if group in ("themes", "hints"):
                label, lines = f"{group[:-1]}:{key}", value["words"]
            elif isinstance(value, list) and key != "classes":
                label, lines = f"{group}.{key}", value
            else:
                continue
            for line in _taken_in(lines, data):
                for words in expand(line, language, forms):
                    yield label, tokenizer.tokens(" ".join(words)).norms


def _taken_in(lines: Iterable[str], data: Mapping[str, Any]) -> Iterator[str]:
    """The lines, those of another list in place of "@its-name"."""
    for line in lines:
        if not line.startswith("@"):
            yield line
        elif line[1:] in data["themes"]:
            yield from data["themes"][line[1:]]["words"]
        else:
            yield from data["letter"][line[1:]]


def _spoken(
    phrases: Iterable[tuple[str, tuple[str, ...]]], named: list[tuple[str, tuple[str, ...]]], given: Mapping[str, Any]
) -> Spoken:
    sets: dict[str, set[str]] = {f"{group}.{key}": set() for group, keys in SETS.items() for key in keys}
    sections: dict[str, str] = {}
    looked_for: dict[str, list[tuple[str, tuple[str, ...]]]] = {"posting": [*named], "letter": [*named]}
    for label, words in phrases:
        group = label.partition(".")[0].partition(":")[0]
        if label in sets:
            sets[label].add(" ".join(words))
        elif group == "sections":
            sections[" ".join(words)] = label.partition(".")[2]
        if group in ("theme", "title") or (label not in sets and group in ("company", "asks", "hint", "ai-habits")):
            looked_for["posting"].append((label, words))
        if group in ("theme", "title") or (label not in sets and group in ("letter", "evidence")):
            looked_for["letter"].append((label, words))
    return Spoken(
        Vocabulary(looked_for["posting"]),
        Vocabulary(looked_for["letter"]),
        {label: frozenset(words) for label, words in sets.items()},
        sections,
        frozenset(given["common"]["words"]),
    )


def _told(given: Mapping[str, Any], english: Mapping[str, Any]) -> Told:
    return Told(
        {name: (one["name"], one["ask"]) for name, one in given["themes"].items()},
        {name: (one["message"], english["hints"][name]["source"]) for name, one in given["hints"].items()},
        given["map"],
    )


def _name(spoken: Mapping[Language, Spoken]) -> re.Pattern[str]:
    """Up to five words with a capital letter or a figure, small joining words between, and the legal form behind."""
    joins = "|".join(sorted({re.escape(one) for it in spoken.values() for one in it.sets["company.joins"]}, key=len))
    forms = {one.replace(" . ", ".").replace(" .", ".") for it in spoken.values() for one in it.sets["company.legal"]}
    # two letters are a form only in capitals, since small they are words: "as", "se", "sa"
    told = (re.escape(one.upper()) if len(one) == 2 else f"(?i:{re.escape(one)})" for one in forms)
    legal = "|".join(sorted(told, key=lambda one: -len(one)))
    word = r"[A-ZÀ-Ý0-9][^\W_]{0,40}(?:[&.'’+-][^\W_]{1,40}){0,4}"
    more = rf"[ ](?:(?:{joins})[ ]){{0,2}}(?!(?:I|{legal})(?!\w)){word}"
    return re.compile(rf"(?P<name>{word}(?:{more}){{0,4}})(?P<legal>,?[ ](?:{legal})(?!\w)\.?)?")
