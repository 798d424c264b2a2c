"""Printing: judged letters as text for people and as JSON for programs."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence

from bot import content
from bot.critiques.judging import Judged, Unread, sentences
from dialogs.critique.report import Paint, Sheet, as_json, as_text
from dialogs.critique.sources import words


def as_words(
    letters: Sequence[Judged | Unread], language: str, width: int, paint: Paint, *, everything: bool, quiet: bool
) -> str:
    """The critiques as text, each under the name of its file where there are several. Unread ones are left out."""
    parts: list[str] = []
    for one in letters:
        if isinstance(one, Unread):
            continue
        report = tomllib.loads(content.files()[f"{one.profile.language}/critique.toml"])["report"]
        sheet = Sheet(one.file, width, everything, quiet, paint)
        told = as_text(
            one.critique, one.document.text, report, guides=words(content.files(), one.profile.language), sheet=sheet
        )
        head = f"{paint('heading', one.file)}\n{'-' * min(width, len(one.file))}\n" if len(letters) > 1 else ""
        if told or not quiet:
            parts.append(head + told)
    if len(letters) > 1 and not quiet:
        parts.append(_summary(letters, language))
    return "\n".join(parts)


def _summary(letters: Sequence[Judged | Unread], language: str) -> str:
    """How many letters have something to mend, have nothing, and could not be judged."""
    say = sentences(language)["command"]
    judged = [one for one in letters if isinstance(one, Judged) and one.critique.judged]
    standing = sum(one.stands for one in judged)
    counts = {"files": len(letters), "standing": standing, "clean": len(judged) - standing}
    told = say["summary"]
    for name, count in counts.items():
        told = told.replace(f"{{{name}}}", str(count))
    left = len(letters) - len(judged)
    return told + (" " + say["unread"].replace("{count}", str(left)) if left else "") + "\n"


def as_data(letters: Sequence[Judged | Unread]) -> str:
    """The critiques as JSON: one letter's alone where there is one, else {"files": [{"file": …, …}, …]}."""
    if len(letters) == 1 and isinstance(letters[0], Judged):
        return json.dumps(as_json(letters[0].critique), ensure_ascii=False, indent=2)
    files = [
        {"file": one.file} | (as_json(one.critique) if isinstance(one, Judged) else {"error": one.reason})
        for one in letters
    ]
    return json.dumps({"files": files}, ensure_ascii=False, indent=2)
