"""Blanks: what a template left open, by the signs around it, by its figures, and by the names that templates have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.critique.kinds.base import Span
from dialogs.critique.view import View
from dialogs.lexicon import Mark, Role
from dialogs.lexicon.bits import bit
from dialogs.remembered import Remembered

_SIGNED = re.compile(
    r"(?<![\w\])])\[(?!\d+\]|sic\]|…\])[^\]\[\n]{1,60}\]|\{\{[^{}\n]{0,60}\}\}|\{[A-Za-z_ ]{2,40}\}|<<[^<>\n]{2,60}>>|"
    r"<[A-Z][A-Za-z _]{2,40}>|%[A-Z][A-Z_]{2,30}%|"
    r"(?<!\w)_{3,}(?!\w)|\.{2,}\s?%|\.{3,}/\.{3,}[./]*|…{2,}|\.{5,}|(?<=\s)\?{2,}(?=\s)|"
    r"\bTB[DC]\b|\bLorem ipsum\b|\bINSERT (?!INTO\b|OR\b|IGNORE\b)[A-Z]+\b|\bINSERIRE [A-Z]+\b|\bXYZ\b"
)
_UNTOLD = re.compile(
    r"(?<![\w$€£])(?:[Xx]{2,4}\s?%|[XY]\s?(?:%|ms(?!\w)))|(?<!\w)[$€£]?\s?[XNxn]{1,3}(?:[.,][XNxn]{3})+(?!\w)|(?<!\w)[$€£][Xx]{2,}(?!\w)|"
    r"(?<!\w)[Xx]{3,6}(?!\w)"
)
_CODE = re.compile(r"\{[A-Z][a-z]+(?: [A-Za-z]+){1,3}\}")
_UNCOUNTED = re.compile(r"(?<!\w)[€$£]?[Xx]{2,4}(?:[.,][Xx]{3})?\s$")
_EMPTY = re.compile(r"[ \t]+[,.;:!](?!\.)|[ \t]{3,}(?=\D)")

_SIGN = re.compile(
    r"[\[{<]|___|%[A-Z]|\.\.|……|\?\?|TB[DC]|Lorem|INSER|XYZ|"
    r"[Xx]{2}|[XY](?:%|ms|$)|[.,][XNxn]{3}"
)
_signs = Remembered(lambda piece: _SIGN.search(piece) is not None)
"""Whether a piece has what each signed blank and each figure left out has in it: a letter without is not searched."""

_AROUND, _QUOTED = ("()", "[]", "<>", "**", "__"), ("«»", '""', "“”", "''")
"""What a blank's name stands between where it is one; in quotes it has a capital too, as no column of a table has."""

LONGEST_FIGURE = 12
"""Characters of a figure that was left out, with the sign before it: "€XXXX.XXX "."""


def blank(view: View) -> Iterator[Span]:
    """A blank that was never filled in."""
    text = view.reading.text
    spans = [*_named(view), *_told_to_insert(view), *_counted(view), *_emptied(view)]
    if any(map(_signs.__getitem__, view.reading.page.pieces)):
        spans += (*_matching(view, _UNTOLD), *_matching(view, _SIGNED))
    if "{" in text:
        spans += [found.span() for found in _CODE.finditer(text)]
    reach = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reach:
            reach = end
            yield start, end


def _matching(view: View, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for paragraph in view.reading.paragraphs:
        if paragraph.role is not Role.CODE:
            for found in pattern.finditer(view.reading.text, paragraph.start, paragraph.end):
                yield found.span()


def _named(view: View) -> Iterator[tuple[int, int]]:
    """Names as templates have them: in capitals, between signs, or right behind "at"."""
    text, names = view.reading.text, tuple(_written(view, "blank-name"))
    if not names:
        return
    behind = {one.end + 1 for klass in ("blank-before", "blank-in") for one in _written(view, klass)}
    for mark in names:
        around = text[mark.start - 1 : mark.start] + text[mark.end : mark.end + 1]
        several = " " in mark.text
        capital = all(word[:1].isupper() for word in mark.text.split())
        if (several and (capital or mark.start in behind)) or around in _AROUND or (capital and around in _QUOTED):
            yield mark.start, mark.end


def _told_to_insert(view: View) -> Iterator[tuple[int, int]]:
    """What says to put something in, as a clause of its own: ", insert product here,"."""
    text = view.reading.text
    for mark in _written(view, "blank-insert"):
        if text[: mark.start].rstrip()[-1:] in ("(", ",", "<", "[", ":", "-", "–", ""):
            yield mark.start, mark.end


def _counted(view: View) -> Iterator[tuple[int, int]]:
    """Figures nobody put in, before what they should count: "XXX users"."""
    for mark in _written(view, "blank-unit"):
        found = _UNCOUNTED.search(view.reading.text, max(0, mark.start - LONGEST_FIGURE), mark.start)
        if found:
            yield found.start(), found.end() - 1


def _emptied(view: View) -> Iterator[tuple[int, int]]:
    """The gap that a name left behind "at" or "Dear": "the team at , which"."""
    text = view.reading.text
    for mark in _written(view, "blank-before"):
        found = _EMPTY.match(text, mark.end)
        if found:
            yield mark.start, found.end()


def _written(view: View, klass: str) -> Iterator[Mark]:
    """The marks of a class outside pasted code."""
    for sentence in view.reading.holding(bit(klass)):
        if sentence.role is not Role.CODE:
            yield from sentence.of(klass)
