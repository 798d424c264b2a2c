"""The gazetteer: names of technologies with their kind, as content/technologies.toml lists them.

A name may be followed by other ways to write it: "PostgreSQL|Postgres|psql". Names under `also_words` are words of
everyday language too (Go, Spring, Rust): they count only where written exactly so, in a place that speaks for it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.content_error import ContentError, line_of

PATH = "technologies.toml"
KINDS = ("language", "framework", "store", "broker", "platform", "tool", "ai", "basic")


@dataclass(frozen=True, slots=True)
class Entry:
    """One technology: its usual name, its kind, every way to write it, and whether it is an everyday word too."""

    name: str
    kind: str
    written: tuple[str, ...]
    everyday: bool


def gazetteer(files: Mapping[str, str]) -> tuple[Entry, ...]:
    """The technologies of the content; raises ContentError where the file is wrong or names one thing twice."""
    text = files.get(PATH, "")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(PATH, line_of(text, "="), str(error), "TOML") from error
    found: list[Entry] = []
    seen: dict[str, str] = {}
    for kind, lists in data.items():
        if kind not in KINDS:
            raise ContentError(PATH, line_of(text, f"[{kind}]"), f'there is no kind "{kind}"', ", ".join(KINDS))
        for key, lines in lists.items():
            if key not in ("names", "also_words"):
                raise ContentError(PATH, line_of(text, key), f'"{key}" is unknown', "names, also_words")
            for line in lines:
                written = tuple(part.strip() for part in line.split("|"))
                for form in written:
                    if form in seen:
                        raise ContentError(
                            PATH, line_of(text, line), f'"{form}" is already {seen[form]}', "each name once"
                        )
                    seen[form] = written[0]
                found.append(Entry(written[0], kind, written, key == "also_words"))
    return tuple(found)
