"""Word classes: content/<lang>/words/*.toml and the [classes] of fault files, read and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dialogs.answers import LANGUAGES, Language
from dialogs.content_error import ContentError, line_of
from dialogs.lexicon.forms import Verbs, balanced, expand

Classes = Mapping[str, tuple[str, ...]]

MOST_PHRASES = 5_000
"""Phrases that one class may stand for: each rests in memory. A pattern over two small classes says as much as one."""

_FORMS = "words/forms.toml"
_LINE = re.compile(r"line (\d+)")


def load(path: str, text: str) -> dict[str, Any]:
    """The data of a TOML file; raises ContentError with its line where it is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _LINE.search(str(error))
        raise ContentError(path, int(at[1]) if at else 1, str(error), "TOML") from error


def verbs(files: Mapping[str, str], language: Language) -> Verbs:
    """What the language says of its verbs."""
    path = f"{language}/{_FORMS}"
    found = load(path, files.get(path, ""))
    return Verbs(
        {verb: (verb, *forms.split()) for verb, forms in found.get("forms", {}).items()},
        {infinitive: tuple(endings.split()) for infinitive, endings in found.get("endings", {}).items()},
    )


def leads(files: Mapping[str, str]) -> frozenset[str]:
    """Words of every language after which a name that is an everyday word too is a technology: "in Go", "con Rust"."""
    found: set[str] = set()
    for language in LANGUAGES:
        path = f"{language}/{_FORMS}"
        text = files.get(path, "")
        some = load(path, text).get("beside", {}).get("technologies")
        if not some or not isinstance(some, list) or not all(isinstance(one, str) and one.strip() for one in some):
            raise ContentError(path, line_of(text, "[beside]"), "[beside] has no list of technologies", '["in", "…"]')
        found.update(some)
    return frozenset(found)


def word_classes(files: Mapping[str, str], language: Language) -> dict[str, tuple[str, ...]]:
    """Every word class of a language. A class may grow in several files; an entry "@other" takes in another class."""
    grown: dict[str, list[str]] = {}
    for path, classes, text in _sources(files, language):
        for name, phrases in classes.items():
            if not isinstance(phrases, list) or not all(isinstance(one, str) and one.strip() for one in phrases):
                raise ContentError(path, line_of(text, name), f'class "{name}" is not a list of phrases', '["…", "…"]')
            for phrase in phrases:
                if not balanced(phrase):
                    raise ContentError(
                        path, line_of(text, phrase), f'brackets of "{phrase}" do not match', "(one|other)"
                    )
            grown.setdefault(name, []).extend(phrases)
    return {name: tuple(dict.fromkeys(_taken_in(name, grown, language, ()))) for name in grown}


def expanded(name: str, phrases: Iterable[str], language: Language, forms: Verbs) -> tuple[tuple[str, ...], ...]:
    """All that a class stands for, in order; raises ContentError where it is more than MOST_PHRASES."""
    found: set[tuple[str, ...]] = set()
    for phrase in phrases:
        found.update(expand(phrase, language, forms))
        if len(found) > MOST_PHRASES:
            raise ContentError(
                f"{language}/words",
                1,
                f'class "{name}" stands for more than {MOST_PHRASES} phrases with "{phrase[:60]}"',
                "two or three smaller classes, and a pattern that asks for them in a row",
            )
    return tuple(sorted(found))


def _sources(files: Mapping[str, str], language: Language) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Each file that holds word classes: its path, its classes and its text."""
    if language not in LANGUAGES:
        raise ValueError(f"no language {language!r}: {', '.join(LANGUAGES)}")
    for path, text in files.items():
        if path.startswith(f"{language}/words/") and not path.endswith(_FORMS):
            yield path, load(path, text), text
        elif path.startswith(f"{language}/faults/"):
            yield path, load(path, text).get("classes", {}), text


def _taken_in(name: str, grown: Mapping[str, list[str]], language: str, above: tuple[str, ...]) -> Iterator[str]:
    if name in above or name not in grown:
        raise ContentError(
            f"{language}/words", 1, f'"@{name}" is no class, or takes in itself', ", ".join(sorted(grown))
        )
    for phrase in grown[name]:
        if phrase.startswith("@"):
            yield from _taken_in(phrase[1:], grown, language, (*above, name))
        else:
            yield phrase
