"""The app: the one place where the content, the engine, the store and the world meet."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Mapping

from bot import content
from bot.thinking import Thinking
from dialogs.answers import LANGUAGES
from dialogs.content_error import ContentError, Files, line_of
from dialogs.interview import Coach, Guide
from dialogs.letter import Writer
from dialogs.lexicon import gazetteer
from dialogs.lexicon.words import word_classes
from dialogs.measures import Measurer
from dialogs.probes import FIGURES
from dialogs.replies import read_replies
from dialogs.script import Accepts, Script
from dialogs.script_files import read_script

CARRIED = ("name", "market", "date")


def make_coach(files: Files | None = None) -> tuple[Coach, Thinking]:
    """The coach that the content makes, and its thinking, which is not loaded yet. Raises ContentError."""
    files = content.files() if files is None else files
    replies = read_replies(files)
    guides = read_guides(files)
    exits = [key for group, key in replies["en"].sentences if group == "exits"]
    script = read_script(files, exits, guides)
    check_words(files, script)
    thinking = Thinking(files)
    coach = Coach(
        script=script,
        replies=replies,
        guides=guides,
        measurers={language: Measurer.from_files(files, language) for language in LANGUAGES},
        writer=Writer.from_files(files),
        critic=thinking,
    )
    return coach, thinking


def check_words(files: Files, script: Script) -> None:
    """Raises ContentError where a probe looks for a word class that a language lacks, or a word file is wrong.

    Reading the words takes ten milliseconds; the lexicon that is made of them takes a second and comes later.
    """
    gazetteer(files)
    paths = {path.partition("-")[2]: path for path in files if path.startswith("en/interview/")}
    for language in LANGUAGES:
        known = FIGURES | word_classes(files, language).keys()
        for question in script.questions:
            looked = {name for probe in question.probes for name in (*probe.says, *probe.lacks, *probe.unless)}
            for klass in sorted(looked):
                if klass not in known:
                    path = paths[f"{question.id}.md"]
                    near = difflib.get_close_matches(klass, known, 4, 0.4) or sorted(FIGURES)
                    what = f"a probe looks for {klass!r}, and content/{language}/words has no such class"
                    raise ContentError(path, line_of(files[path], f'"{klass}"'), what, ", ".join(near))


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
