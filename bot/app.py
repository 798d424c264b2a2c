"""The app: the one place where the content, the engine, the store and the world meet."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Mapping

from bot import content
from bot.thinking import Thinking
from dialogs.answers import LANGUAGES, Language
from dialogs.content_error import ContentError, Files, line_of
from dialogs.critique.kinds import check_for
from dialogs.interview import Coach, Guide
from dialogs.letter import Writer
from dialogs.lexicon import gazetteer
from dialogs.lexicon.words import word_classes
from dialogs.probes import FIGURES
from dialogs.replies import read_replies
from dialogs.script import Accepts, Probe, Question, Script
from dialogs.script_files import read_script

CARRIED = ("name", "market", "date")


def make_coach(files: Files | None = None) -> tuple[Coach, Thinking]:
    """The coach that the content makes, and its thinking, which is not loaded yet. Raises ContentError."""
    files = content.files() if files is None else files
    replies = read_replies(files)
    guides = read_guides(files)
    exits = [key for group, key in replies["en"].sentences if group == "exits"]
    script = read_script(files, exits, guides)
    thinking = Thinking(files)
    check_words(files, script, thinking)
    coach = Coach(
        script=script,
        replies=replies,
        guides=guides,
        writer=Writer.from_files(files),
        critic=thinking,
    )
    return coach, thinking


def check_words(files: Files, script: Script, thinking: Thinking) -> None:
    """Raises ContentError where a word file is wrong, or a probe or a fault looks for a class that a language lacks.

    Reading the words is quick; the lexicon that is made of them takes a second and comes later.
    """
    gazetteer(files)
    for language in LANGUAGES:
        classes = frozenset(word_classes(files, language))
        for question in script.questions:
            for probe in question.probes:
                check_probe(files, question, probe, classes, language)
        for fault in thinking.faults(language):
            check_for(fault, classes)


def check_probe(files: Files, question: Question, probe: Probe, classes: frozenset[str], language: Language) -> None:
    """Raises ContentError, at the question's file, where the probe looks for a class that is not there."""
    for name in (*probe.says, *probe.lacks, *probe.unless):
        if name not in classes | FIGURES:
            path = next(path for path in files if path.startswith("en/") and path.endswith(f"-{question.id}.md"))
            near = sorted(FIGURES) if name.startswith("#") else difflib.get_close_matches(name, classes, 4, 0.4)
            what = f"a probe looks for {name!r}, and content/{language}/words has no such class"
            raise ContentError(path, line_of(files[path], f'"{name}"'), what, ", ".join(near))


def read_guides(files: Files) -> Mapping[str, Guide]:
    """The published guides by their number. Raises ContentError."""
    path = "guides.toml"
    if path not in files:
        raise ContentError(path, 1, "the file is missing", "one table for each guide")
    text, guides = files[path], {}
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        raise ContentError(path, int(at[1] if at else 1), f"not TOML: {error}") from error
    for number, table in raw.items():
        for key in CARRIED:
            if not isinstance(table, dict) or not isinstance(table.get(key), str):
                raise ContentError(path, line_of(text, number), f"guide {number} has no {key}", ", ".join(CARRIED))
        guides[number] = Guide(table["name"], table["market"], table["date"])
    return guides


def choices_of(script: Script) -> dict[str, Collection[str]]:
    """The questions that are answered by a choice, and what can be chosen."""
    return {q.id: q.choices for q in script.questions if q.accepts is Accepts.CHOICE}
