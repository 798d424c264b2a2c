"""Reports: a critique as data for programs, and as plain text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialogs.critique.nouns import Critique, Finding, GuideBand, Measuring, Source, Split
from dialogs.critique.sources import Words, filled

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
        "bands": _measuring(critique.measuring),
        "praise": [{"text": p.text, "start": p.start, "end": p.end, "quote": p.quote} for p in critique.praise],
        "notes": list(critique.notes),
    }


def _source(source: Source) -> dict[str, str]:
    return {"guide": source.guide, "market": source.market, "date": source.date}


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
        "source": _source(one.source),
        "disagreement": one.disagreement,
        "disagreements": [_split(split) for split in one.splits],
        "dimension": one.dimension,
    }


def _split(split: Split) -> dict[str, Any]:
    sides = [
        {
            "guides": [{"id": key, **_source(guide)} for key, guide in zip(side.ids, side.guides, strict=True)],
            "says": side.says,
            "silences": list(side.silent),
            "followed": bool(split.chosen) and split.chosen in side.ids,
        }
        for side in split.sides
    ]
    return {
        "number": split.number,
        "topic": split.topic,
        "chosen": split.chosen or None,
        "choosable": split.choosable,
        "sides": sides,
        "note": split.note or None,
    }


def _measuring(measured: Measuring) -> dict[str, Any]:
    """Every guide's band, the one that applies first; what counts most; the shares of the body's words."""
    words = [
        {"id": b.guide, **_source(b.source), "low": b.low, "high": b.high, "applies": b.applies, "ours": b.ours}
        for b in measured.bands
    ]
    first = [{"dimension": one.dimension, **_source(one.source), "why": one.why} for one in measured.first]
    shares = measured.shares
    parts = {**_source(shares.source), "percent": dict(shares.parts), "why": shares.why} if shares else None
    return {"words": words, "first": first, "shares": parts}


def as_text(
    critique: Critique, text: str, words: Mapping[str, str], everything: bool = False, guides: Words | None = None
) -> str:
    """The critique for a terminal: notes, findings with the quoted line and a caret run, what is well done, the scores.

    `words` are the sentences under [report] of critique.toml, `guides` those on the guides; without these nothing is
    said of bands. The first three findings are said; all, on request.
    """
    said = critique.findings if everything else critique.findings[:FIRST]
    parts = ["\n".join(critique.notes)] if critique.notes else []
    parts += [_told(number, one, text, words, guides) for number, one in enumerate(said, 1)]
    if not critique.findings and not critique.notes:
        parts.append(words["nothing"])
    left = len(critique.findings) - len(said)
    if left:
        parts.append(words["more"].replace("{count}", str(left)))
    if critique.praise:
        parts.append("\n".join([words["well"], *(f"  + {one.text}" for one in critique.praise)]))
    if critique.scorecard:
        named = [(words[f"dimension-{name}"], score) for name, score in critique.scorecard]
        width = max(len(name) for name, _ in named)
        parts.append("\n".join(f"  {name:<{width}}  {score:>3}  {'#' * (score // 10)}" for name, score in named))
    if guides and critique.scorecard:
        parts.append("\n".join(_measured(critique, words, guides)))
    return "\n\n".join(parts) + "\n"


def _measured(critique: Critique, words: Mapping[str, str], guides: Words) -> list[str]:
    """The band that applies beside the others', and what the market's guides name first, in two lines."""

    def band(one: GuideBand) -> str:
        return filled(guides.say["ours" if one.ours else "band"], name=one.source.guide, low=one.low, high=one.high)

    applies, *others = [band(one) for one in critique.measuring.bands]
    told = filled(guides.say["bands"], words=critique.words, applies=applies, others=", ".join(others))
    first = [
        f"{words[f'dimension-{one.dimension}'].lower()} ({one.why}, {one.source.guide})"
        for one in critique.measuring.first
    ]
    return [told, filled(guides.say["first"], first="; ".join(first))]


def _told(number: int, one: Finding, text: str, words: Mapping[str, str], guides: Words | None) -> str:
    lines = [f"{number}. [{words[one.weight]}] {one.message} ({one.fault})"]
    if one.start is not None and one.end is not None:
        lines += _quoted(text, one.start, one.end)
    lines += [f"   {one.why}", f"   {words['instead']} {one.fix}"]
    if one.disagreement:
        lines.append(f"   {one.disagreement}")
    open_ = next((split for split in one.splits if split.choosable and not split.chosen), None)
    if guides and open_:
        other = next((side.ids[0] for side in open_.sides if one.fault in side.silent), open_.sides[-1].ids[0])
        lines.append(f"   {filled(guides.say['follow'], number=open_.number, guide=other)}")
    at = one.source
    told = at.guide if at.ours else f"{at.guide}, {at.market}, {at.date}"
    lines.append(f"   {words['source']} {told}")
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
