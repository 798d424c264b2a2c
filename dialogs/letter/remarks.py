"""Remarks: the patterns by which a person asks for discretion, from content/<lang>/letter/discretion.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass

from dialogs.content_error import ContentError, Files, line_of
from dialogs.letter.terms import Terms, terms

KEYS = (
    "of_a_name",
    "named",
    "offers",
    "cleared",
    "cleared_but",
    "money_words",
    "nothing",
    "no_tie",
    "tie",
    "denial",
    "chatter",
    "described",
    "untold",
)


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of content/<lang>/letter/discretion.toml."""

    remarks: re.Pattern[str]
    of_a_name: re.Pattern[str]
    named: re.Pattern[str]
    offers: re.Pattern[str]
    cleared: re.Pattern[str]
    cleared_but: re.Pattern[str]
    money_words: re.Pattern[str]
    nothing: re.Pattern[str]
    no_tie: re.Pattern[str]
    tie: re.Pattern[str]
    denial: re.Pattern[str]
    chatter: re.Pattern[str]
    described: re.Pattern[str]
    untold: re.Pattern[str]
    not_employers: frozenset[str]
    plain_names: frozenset[str]
    terms: Terms


def words(files: Files, language: str) -> Words:
    """The patterns of one language. Refuses one that is no pattern, with file and line."""
    path = f"{language}/letter/discretion.toml"
    if path not in files:
        raise ContentError(path, 1, "this file is missing")
    table = tomllib.loads(files[path])
    remarks = "|".join(f"(?:{remark})" for remark in table.get("remarks", ()))
    found = {key: _pattern(path, files[path], str(table.get(key, ""))) for key in KEYS}
    return Words(
        remarks=_pattern(path, files[path], remarks),
        not_employers=frozenset(table.get("not_employers", ())),
        plain_names=frozenset(table.get("plain_names", ())),
        terms=terms(files),
        **found,
    )


def _pattern(path: str, text: str, pattern: str) -> re.Pattern[str]:
    if not pattern:
        raise ContentError(path, 1, "a pattern is missing", ", ".join(("remarks", *KEYS)))
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as wrong:
        raise ContentError(path, line_of(text, pattern[:20]), f"no pattern: {wrong}") from wrong


def clearance(cleared: str, known: Words) -> bool:
    """Whether money amounts may stand in the letter: only where the answer to `cleared` says so."""
    if known.cleared.search(cleared):
        return True
    but = known.cleared_but.search(cleared)
    return bool(but and not known.money_words.search(but[1]))
