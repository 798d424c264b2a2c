"""Script files: the script made of the question files in content/.

A question is one Markdown file, `<lang>/interview/NN-<id>.md`: a TOML head between two lines of `+++`, then its words
in sections. English owns the structure (order, choices, probes, conditions); the other languages bring words, and the
word lists of conditions. A section that a language lacks falls back to English, and `Script.missing` lists it.

In the word lists of conditions `*` stands for the rest of a word or, between spaces, for up to three words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dialogs.answers import LANGUAGES, LEVELS, MARKETS, Language
from dialogs.content_error import ContentError, Files, line_of
from dialogs.script import DEFAULT_LIMIT, Accepts, Condition, Probe, Question, Script

NAME = re.compile(r"(?P<lang>[a-z]{2})/interview/(?P<number>\d\d)-(?P<id>[a-z_]+)\.md\Z")
SECTION = re.compile(r"^## (?P<name>[a-z0-9 _-]+)$", re.MULTILINE)
HEAD = re.compile(r"\A\+\+\+\n(?P<toml>.*?)\n\+\+\+\n", re.DOTALL)

QUESTION_KEYS = {
    "accepts", "choices", "exits", "probe", "applies", "required", "counted", "carried", "deniable", "limit",
}  # fmt: skip
APPLIES_KEYS = {"markets", "levels", "figures", "mentions", "posting"}
PROBE_KEYS = {"replaces", "name", "guide", "says", "lacks", "unless", "words"}
WORD_KEYS = {"mentions", "posting"}  # what another language may say in its head


@dataclass(frozen=True, slots=True)
class Source:
    """A file being read, so that what is wrong in it can be pointed at."""

    path: str
    text: str

    def error(self, near: str, what: str, allowed: Iterable[str] | str = "") -> ContentError:
        """What is wrong, at the first line that holds `near`."""
        options = allowed if isinstance(allowed, str) else ", ".join(sorted(allowed))
        return ContentError(self.path, line_of(self.text, near), what, options)

    def strings(self, head: Mapping[str, object], key: str, allowed: Iterable[str] = ()) -> tuple[str, ...]:
        """A list of strings of the head, each one allowed; empty where the key is not there."""
        value, options = head.get(key, []), set(allowed)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(key, f"{key} must be a list of strings")
        for item in value:
            if options and item not in options:
                raise self.error(item, f"{item!r} is no {key}", options)
        return tuple(value)

    def keys(self, head: Mapping[str, object], allowed: Iterable[str]) -> None:
        """Refuse a key that nothing reads."""
        for key in head:
            if key not in allowed:
                raise self.error(key, f"unknown key {key!r}", allowed)


def read_script(files: Files, exits: Iterable[str], guides: Iterable[str]) -> Script:
    """The script of these files. Raises ContentError at the first thing that is wrong.

    `exits` are the ways out that replies.toml has words for; `guides` the guides that guides.toml knows.
    """
    for path in files:
        if "/interview/" in path and not NAME.match(path):
            raise ContentError(path, 1, "not a question's file name", "<lang>/interview/NN-<question_id>.md")
    sources = {(m["lang"], m["id"]): Source(path, text) for path, text in files.items() if (m := NAME.match(path))}
    words: dict[tuple[str, str, str], str] = {}
    heads: dict[tuple[str, str], dict[str, object]] = {}
    for (lang, name), source in sources.items():
        if ("en", name) not in sources:
            raise ContentError(source.path, 1, f"no English question is called {name}", "the questions of en/interview")
        heads[lang, name] = _head(source, QUESTION_KEYS if lang == "en" else WORD_KEYS)
        for section, body in _sections(source):
            words[lang, name, section] = body
    reading = Reading(sources, heads, words, frozenset(exits), frozenset(guides))
    order = [m["id"] for path in sorted(files) if (m := NAME.match(path)) and m["lang"] == "en"]
    script = Script(tuple(reading.question(name) for name in order), words)
    _check_sections(script, sources)
    return script


def _head(source: Source, allowed: set[str]) -> dict[str, object]:
    """The TOML head of a question's file; empty where there is none."""
    match = HEAD.match(source.text)
    if not match:
        if source.text.startswith("+++"):
            raise ContentError(source.path, 1, "the head is not closed", "a second line of +++")
        return {}
    try:
        head = tomllib.loads(match["toml"])
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        raise ContentError(source.path, 1 + int(at[1] if at else 1), f"the head is not TOML: {error}") from error
    source.keys(head, allowed)
    return head


def _sections(source: Source) -> list[tuple[str, str]]:
    """The named sections of a question's file, in order."""
    match = HEAD.match(source.text)
    parts = SECTION.split(source.text[match.end() :] if match else source.text)
    if before := parts[0].strip():
        raise source.error(before[:40], "words before the first section", "## ask")
    found = list(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))
    for name, words in found:
        if not words:
            raise source.error(f"## {name}", f"section {name!r} is empty")
    return found


@dataclass(frozen=True, slots=True)
class Reading:
    """All heads and words, from which the questions are made."""

    sources: Mapping[tuple[str, str], Source]
    heads: Mapping[tuple[str, str], Mapping[str, object]]
    words: Mapping[tuple[str, str, str], str]
    exits: frozenset[str]
    guides: frozenset[str]

    def question(self, name: str) -> Question:
        """The question of this id, as the English file has it."""
        source, head = self.sources["en", name], self.heads["en", name]
        if head.get("accepts") not in tuple(Accepts):
            raise source.error("accepts", f"accepts = {head.get('accepts')!r}", tuple(Accepts))
        limit = head.get("limit", DEFAULT_LIMIT)
        if not isinstance(limit, int) or limit < 1:
            raise source.error("limit", f"limit = {limit!r}", "a number of characters")
        choices = source.strings(head, "choices")
        for choice in choices:
            if ("en", name, f"choice {choice}") not in self.words:
                raise source.error(choice, f"choice {choice!r} has no words", f"## choice {choice}")
        probes = head.get("probe", [])
        if not isinstance(probes, list) or not all(isinstance(item, dict) for item in probes):
            raise source.error("probe", "probe must be written as [[probe]]")
        return Question(
            id=name,
            accepts=Accepts(str(head["accepts"])),
            choices=choices,
            exits=source.strings(head, "exits", self.exits),
            probes=tuple(self._probe(source, raw, name) for raw in probes),
            applies=self._condition(source, name),
            required=head.get("required") is True,
            counted=head.get("counted") is True,
            carried=head.get("carried") is True,
            deniable=head.get("deniable") is True,
            limit=limit,
        )

    def _probe(self, source: Source, raw: Mapping[str, object], question: str) -> Probe:
        source.keys(raw, PROBE_KEYS)
        name, guide, count = raw.get("name"), raw.get("guide"), raw.get("words", 0)
        if not isinstance(name, str) or ("en", question, f"probe {name}") not in self.words:
            raise source.error(f'"{name}"', f"probe {name!r} has no words", f"## probe {name}")
        if guide not in self.guides:
            raise source.error(f'guide = "{guide}"', f"guide {guide!r} is not known", self.guides)
        if not isinstance(count, int):
            raise source.error("words =", "words must be a number")
        says, lacks, unless = (source.strings(raw, key) for key in ("says", "lacks", "unless"))
        return Probe(name, str(guide), says, lacks, unless, count, raw.get("replaces") is True)

    def _condition(self, source: Source, name: str) -> Condition:
        raw = self.heads["en", name].get("applies", {})
        if not isinstance(raw, dict):
            raise source.error("applies", "applies must be written as [applies]")
        source.keys(raw, APPLIES_KEYS)
        lists: dict[str, dict[Language, re.Pattern[str]]] = {"mentions": {}, "posting": {}}
        for key, found in lists.items():
            for lang in LANGUAGES:
                where = self.sources.get((lang, name), source)
                if patterns := where.strings(raw if lang == "en" else self.heads.get((lang, name), {}), key):
                    found[lang] = word_pattern(patterns)
        return Condition(
            markets=source.strings(raw, "markets", MARKETS),
            levels=source.strings(raw, "levels", LEVELS),
            figures=source.strings(raw, "figures", ("money",)),
            mentions=lists["mentions"],
            posting=lists["posting"],
        )


def word_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """One expression for a list of words and phrases: `stem*` takes the rest of a word, ` * ` up to three words."""
    forms = []
    for word in words:
        escaped = re.escape(word).replace(r"\ \*\ ", r"\s(?:\S{1,40}\s){0,3}").replace(r"\*", r"\w*")
        forms.append(escaped.replace(r"\ ", r"\s"))
    return re.compile(r"(?<!\w)(?:" + "|".join(forms) + r")(?!\w)", re.IGNORECASE)


def _check_sections(script: Script, sources: Mapping[tuple[str, str], Source]) -> None:
    """Every section must be one the engine reads, so that a slip of the pen does not go unsaid."""
    for lang, name, section in script.words:
        question = script.question(name)
        allowed = {"ask", "begins", "hint"} | {f"ask {level}" for level in LEVELS}
        allowed |= {f"choice {choice}" for choice in question.choices}
        allowed |= {f"probe {probe.name}" for probe in question.probes}
        allowed |= {f"exit {way}" for way in question.exits}
        if section not in allowed:
            raise sources[lang, name].error(f"## {section}", f"unknown section {section!r}", allowed)
    for question in script.questions:
        if ("en", question.id, "ask") not in script.words:
            raise ContentError(sources["en", question.id].path, 1, "the question has no words", "## ask")
