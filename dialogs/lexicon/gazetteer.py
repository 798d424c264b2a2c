"""The gazetteer: names of technologies with their kind, as content/technologies.toml lists them.

A name may be followed by other ways to write it: "PostgreSQL|Postgres|psql". Names under `also_words` are words of
everyday language too (Go, Spring, Rust), and so is a single way to write a name that ends in a question mark
("Node.js|NodeJS|Node?"): they count only where written exactly so, in a place that speaks for it.
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
    """One technology: its usual name, its kind, every way to write it, and which of these are everyday words too."""

    name: str
    kind: str
    written: tuple[str, ...]
    words: tuple[str, ...] = ()

    def everyday(self, said: str) -> bool:
        """Whether it is said with a word of everyday language, however that is written."""
        return bool(self.words) and said.casefold() in [word.casefold() for word in self.words]


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
                parts = [part.strip() for part in line.split("|")]
                written = tuple(part.removesuffix("?") for part in parts)
                words = written if key == "also_words" else tuple(part[:-1] for part in parts if part.endswith("?"))
                for form in written:
                    if form in seen:
                        raise ContentError(
                            PATH, line_of(text, line), f'"{form}" is already {seen[form]}', "each name once"
                        )
                    seen[form] = written[0]
                found.append(Entry(written[0], kind, written, words))
    return tuple(found)
