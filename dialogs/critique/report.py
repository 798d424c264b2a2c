"""Reports: a critique as data for programs, and as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogs.critique.nouns import Critique, Finding

FIRST = 3
"""Findings said at once; the rest on request."""

WIDE = 88
"""Columns of a quoted line."""


def as_json(critique: Critique) -> dict[str, Any]:
    """The critique as the contract of `coach critique --format json` has it."""
    return {
        "findings": [_finding(one) for one in critique.findings],
        "scorecard": dict(critique.scorecard),
        "words": critique.words,
        "praise": list(critique.praise),
        "notes": list(critique.notes),
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "fault": one.fault,
        "weight": str(one.weight),
        "start": one.start,
        "end": one.end,
        "quote": one.quote,
        "message": one.message,
        "why": one.why,
        "fix": one.fix,
        "source": {"guide": one.source.guide, "market": one.source.market, "date": one.source.date},
        "disagreement": one.disagreement,
        "dimension": one.dimension,
    }


def as_text(critique: Critique, text: str, words: Mapping[str, str], everything: bool = False) -> str:
    """The critique for a terminal: notes, findings with the quoted line and a caret run, what is well done, the scores.

    `words` are the sentences under [report] of critique.toml. The first three findings are said; all, on request.
    """
    said = critique.findings if everything else critique.findings[:FIRST]
    parts = ["\n".join(critique.notes)] if critique.notes else []
    parts += [_told(number, one, text, words) for number, one in enumerate(said, 1)]
    if not critique.findings and not critique.notes:
        parts.append(words["nothing"])
    left = len(critique.findings) - len(said)
    if left:
        parts.append(words["more"].replace("{count}", str(left)))
    if critique.praise:
        parts.append("\n".join([words["well"], *(f"  + {line}" for line in critique.praise)]))
    if critique.scorecard:
        named = [(words[f"dimension-{name}"], score) for name, score in critique.scorecard]
        width = max(len(name) for name, _ in named)
        parts.append("\n".join(f"  {name:<{width}}  {score:>3}  {'#' * (score // 10)}" for name, score in named))
    return "\n\n".join(parts) + "\n"


def _told(number: int, one: Finding, text: str, words: Mapping[str, str]) -> str:
    lines = [f"{number}. [{words[one.weight]}] {one.message} ({one.fault})"]
    if one.start is not None and one.end is not None:
        lines += _quoted(text, one.start, one.end)
    lines += [f"   {one.why}", f"   {words['instead']} {one.fix}"]
    if one.disagreement:
        lines.append(f"   {one.disagreement}")
    lines.append(f"   {words['source']} {one.source.guide}, {one.source.market}, {one.source.date}")
    return "\n".join(lines)


def _quoted(text: str, start: int, end: int) -> list[str]:
    """The line the words stand on, cut to a terminal's width around them, and carets under the words."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", start)
    right = len(text) if right < 0 else right
    stop = min(end, right)
    shift = max(0, min(start - left - 20, right - left - WIDE)) if right - left > WIDE else 0
    shown = text[left + shift : min(right, left + shift + WIDE)]
    before = "…" if shift else ""
    after = "…" if left + shift + WIDE < right else ""
    at = start - left - shift
    length = max(1, min(stop - start, len(shown) - at))
    return [f"   | {before}{shown}{after}", f"   | {' ' * (at + len(before))}{'^' * length}"]
