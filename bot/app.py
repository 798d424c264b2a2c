"""The app: the one place where the content, the engine, the store and the world meet."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping

from bot import content
from bot.thinking import Thinking
from dialogs.answers import LANGUAGES
from dialogs.content_error import ContentError, Files
from dialogs.interview import Coach, Guide
from dialogs.letter import Writer
from dialogs.measures import Measurer
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
    thinking = Thinking(files)
    coach = Coach(
        script=read_script(files, exits, guides),
        replies=replies,
        guides=guides,
        measurers={language: Measurer.from_files(files, language) for language in LANGUAGES},
        writer=Writer.from_files(files),
        critic=thinking,
    )
    return coach, thinking


def read_guides(files: Files) -> Mapping[str, Guide]:
    """The published guides by their number. Raises ContentError."""
    path = "guides.toml"
    if path not in files:
        raise ContentError(path, 1, "the file is missing", "one table for each guide")
    guides = {}
    for number, table in tomllib.loads(files[path]).items():
        for key in CARRIED:
            if not isinstance(table.get(key), str):
                raise ContentError(path, 1, f"guide {number} has no {key}", ", ".join(CARRIED))
        guides[number] = Guide(table["name"], table["market"], table["date"])
    return guides


def choices_of(script: Script) -> dict[str, Collection[str]]:
    """The questions that are answered by a choice, and what can be chosen."""
    return {q.id: q.choices for q in script.questions if q.accepts is Accepts.CHOICE}
