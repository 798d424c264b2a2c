"""Reports: a critique as data for programs, and as plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dialogs.critique.nouns import Critique, Finding, GuideBand, Measuring, Source, Split, Weight
from dialogs.critique.quoting import place, quoted
from dialogs.critique.sources import Words, filled

FIRST = 3
"""Findings said at once; the rest on request."""

WIDE = 80
"""Columns of a terminal nobody named the width of."""

SHORT_BAR = 4
"""Signs of a whole bar below which none is drawn: it would tell scores apart no more."""

INDENT = "   "

KINDS = (*Weight, "caret", "place", "source", "well")
"""What may be coloured."""

Paint = Callable[[str, str], str]
"""A kind and a piece of text, and the piece in the colour of its kind."""


def plain(kind: str, text: str) -> str:  # noqa: ARG001 (a Paint that uses no paint)
    """The text as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a report is set: the file's name, the columns of a line, how much is said, and its colours.

    `everything` says all findings instead of the first three; `quiet` all that counts, and nothing else.
    """

    name: str = ""
    width: int = WIDE
    everything: bool = False
    quiet: bool = False
    paint: Paint = plain


def as_json(critique: Critique) -> dict[str, Any]:
    """The critique as the contract of `coach critique --format json` has it."""
    return {
        "findings": [_finding(one) for one in critique.findings],
        "scorecard": dict(critique.scorecard),
        "words": critique.words,
        "bands": _measuring(critique.measuring),
        "praise": [{"text": p.text, "start": p.start, "end": p.end, "quote": p.quote} for p in critique.praise],
        "notes": list(critique.notes),
    } | ({"posting": dict(critique.held.data)} if critique.held else {})


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
    critique: Critique,
    text: str,
    words: Mapping[str, str],
    everything: bool = False,
    guides: Words | None = None,
    sheet: Sheet | None = None,
) -> str:
    """The critique for a terminal: notes, findings with place and quoted line, what is well done, the scores.

    `words` are the sentences under [report] of critique.toml, `guides` those on the guides; without these nothing is
    said of bands, nor of a source but its guide. The first three findings are said; all, on request.
    """
    sheet = sheet or Sheet(everything=everything)
    width, paint = sheet.width, sheet.paint
    counted = [one for one in critique.findings if one.weight is not Weight.ADVICE]
    said = counted if sheet.quiet else critique.findings if sheet.everything else critique.findings[:FIRST]
    parts = ["\n".join(_wrapped(note, width, "") for note in critique.notes)] if critique.notes else []
    parts += [_told(number, one, text, words, guides, sheet) for number, one in enumerate(said, 1)]
    if sheet.quiet:
        return "\n\n".join(parts) + "\n" * bool(parts)
    if not critique.findings and not critique.notes:
        parts.append(paint("well", words["nothing"]))
    left = len(critique.findings) - len(said)
    if left:
        parts.append(words["more"].replace("{count}", str(left)))
    if critique.praise:
        lines = [_wrapped(f"+ {one.text}", width, "  ", "    ") for one in critique.praise]
        parts.append("\n".join([paint("well", words["well"]), *lines]))
    if critique.held and critique.held.lines:
        head, *lines = (
            _wrapped(line, width, "  " * (number > 0), "    ") for number, line in enumerate(critique.held.lines)
        )
        parts.append("\n".join([paint("heading", head), *lines]))
    if critique.scorecard:
        parts.append(
            "\n".join(_scores([(words[f"dimension-{name}"], score) for name, score in critique.scorecard], width))
        )
    if guides and critique.scorecard:
        parts.append("\n".join(_wrapped(line, width, "", "  ") for line in _measured(critique, words, guides)))
    return "\n\n".join(parts) + "\n"


def _scores(named: Sequence[tuple[str, int]], width: int) -> list[str]:
    """A line for each dimension: its name, its score, and a bar of ten signs or as many as the line has room for."""
    longest = max(len(name) for name, _ in named)
    room = min(10, width - longest - 9)
    bars = room >= SHORT_BAR
    return [f"  {name:<{longest}}  {score:>3}" + f"  {'#' * (score * room // 100)}" * bars for name, score in named]


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


def _told(number: int, one: Finding, text: str, words: Mapping[str, str], guides: Words | None, sheet: Sheet) -> str:
    """One finding, in lines of at most the sheet's width."""
    width, paint = sheet.width, sheet.paint
    weight = f"[{words[one.weight]}]"
    head = _wrapped(f"{number}. {weight} {one.message} ({one.fault})", width, "", INDENT)
    lines = [head.replace(weight, paint(one.weight, weight), 1)]
    if one.start is not None and one.end is not None:
        lines += _quoted(text, one.start, one.end, sheet)
    elif sheet.name:
        lines.append(paint("place", f"{INDENT}{sheet.name}"))
    lines += [_wrapped(one.why, width, INDENT), _wrapped(f"{words['instead']} {one.fix}", width, INDENT)]
    if one.disagreement:
        lines.append(_wrapped(one.disagreement, width, INDENT))
    open_ = next((split for split in one.splits if split.choosable and not split.chosen), None)
    if guides and open_:
        other = next((side.ids[0] for side in open_.sides if one.fault in side.silent), open_.sides[-1].ids[0])
        follow = filled(guides.say["follow"], number=open_.number, guide=other)
        lines.append(_wrapped(follow, width, INDENT))
    at = one.source
    told = guides.named(at) if guides else at.guide
    lines.append(paint("source", _wrapped(f"{words['source']} {told}", width, INDENT)))
    return "\n".join(lines)


def _quoted(text: str, start: int, end: int, sheet: Sheet) -> list[str]:
    """Where the words stand, as editors and terminals can follow it, the line, and carets under the words."""
    line, column = place(text, start)
    gutter = max(3, len(str(line)))
    quote = quoted(text, start, end, sheet.width - gutter - len(INDENT) - 3)
    where = f"{sheet.name}:{line}:{column}" if sheet.name else f"{line}:{column}"
    return [
        sheet.paint("place", f"{INDENT}{where}"),
        f"{INDENT}{line:>{gutter}} | {quote.shown}",
        f"{INDENT}{' ' * gutter} | {' ' * quote.at}{sheet.paint('caret', '^' * quote.length)}",
    ]


def _wrapped(text: str, width: int, first: str, further: str | None = None) -> str:
    rest = first if further is None else further
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
