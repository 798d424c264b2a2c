"""form: length, paragraphs, lists, pasted code, subject line, sign-off, blanks that were never filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dialogs.critique.kinds.base import Check, Data, Span
from dialogs.critique.view import View
from dialogs.lexicon import PROSE, Mark, Role
from dialogs.lexicon.bits import bit

_BLANK = re.compile(
    r"\[(?!\d+\]|sic\]|…\])[^\]\[\n]{1,60}\]|\{\{[^{}\n]{0,60}\}\}|\{[A-Za-z_ ]{2,40}\}|<[A-Z][A-Za-z _]{2,40}>|"
    r"(?<![\w$€£])[Xx]{2,4}\s?%|"
    r"(?<!\w)_{3,}(?!\w)|\bTBD\b|\bLorem ipsum\b|\bINSERT [A-Z]+\b"
)
_UNCOUNTED = re.compile(r"(?<!\w)[€$£]?[Xx]{2,4}(?:[.,][Xx]{3})?\s$")

_SIGNS = ("[", "{", "<", "___", "TBD", "Lorem ipsum", "INSERT ")
"""What each blank has in it, or two x in a row: a letter without any of it is not searched."""

LONGEST_FIGURE = 12
"""Characters of a figure that was left out, with the sign before it: "€XXXX.XXX "."""


def form(data: Data) -> Check:
    """A check by its name."""
    name = data.one_of("check", *CHECKS)
    data.done()
    return CHECKS[name]


def too_long(view: View) -> Iterator[Span]:
    """Over the band."""
    if view.reading.words > view.band[1]:
        yield None


def too_short(view: View) -> Iterator[Span]:
    """Under the band."""
    if view.reading.words < view.band[0]:
        yield None


def too_many_paragraphs(view: View) -> Iterator[Span]:
    """More than three paragraphs of body; a list or a line alone belongs to the paragraph before it."""
    full = [p for p in view.reading.paragraphs if p.role in PROSE and p.words > 20]
    if len(full) > 3:
        yield None


def bullets(view: View) -> Iterator[Span]:
    """A list, from its first line to its last."""
    lines = [p for p in view.reading.paragraphs if p.role is Role.LIST]
    if lines:
        yield lines[0].start, lines[0].end


def code(view: View) -> Iterator[Span]:
    """A pasted piece of code."""
    for paragraph in view.reading.paragraphs:
        if paragraph.role is Role.CODE:
            yield paragraph.start, paragraph.end


def subject_missing(view: View) -> Iterator[Span]:
    """No subject line."""
    if not any(paragraph.role is Role.SUBJECT for paragraph in view.reading.paragraphs):
        yield None


def sign_off(view: View) -> Iterator[Span]:
    """The sign-off "Yours sincerely" to nobody by name, or "Yours faithfully" to somebody."""
    greeting = next((s for s in view.reading.sentences if s.role is Role.SALUTATION), None)
    last = next((s for s in view.reading.sentences if s.role is Role.SIGN_OFF), None)
    if greeting is None or last is None:
        return
    named = greeting.has("named-title") or not greeting.has("unnamed-addressee")
    if (last.has("yours-sincerely") and not named) or (last.has("yours-faithfully") and named):
        yield last.start, last.end


def blank(view: View) -> Iterator[Span]:
    """A blank that was never filled in."""
    text = view.reading.text
    uncounted = "xx" in text.lower()
    spans = list(_named(view))
    if uncounted or any(sign in text for sign in _SIGNS):
        for paragraph in view.reading.paragraphs:
            if paragraph.role is not Role.CODE:
                spans += [found.span() for found in _BLANK.finditer(text, paragraph.start, paragraph.end)]
    if uncounted:
        spans += _counted(view)
    reach = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reach:
            reach = end
            yield start, end


def _named(view: View) -> Iterator[tuple[int, int]]:
    """Names as templates have them, in capitals: "Company Name"."""
    for mark in _written(view, "blank-name"):
        if all(word[:1].isupper() for word in mark.text.split()):
            yield mark.start, mark.end


def _counted(view: View) -> Iterator[tuple[int, int]]:
    """Figures nobody put in, before what they should count: "XXX users"."""
    for mark in _written(view, "blank-unit"):
        found = _UNCOUNTED.search(view.reading.text, max(0, mark.start - LONGEST_FIGURE), mark.start)
        if found:
            yield found.start(), found.end() - 1


def _written(view: View, klass: str) -> Iterator[Mark]:
    """The marks of a class outside pasted code."""
    for sentence in view.reading.holding(bit(klass)):
        if sentence.role is not Role.CODE:
            yield from sentence.of(klass)


CHECKS: dict[str, Callable[[View], Iterator[Span]]] = {
    "too-long": too_long,
    "too-short": too_short,
    "too-many-paragraphs": too_many_paragraphs,
    "bullets": bullets,
    "code": code,
    "subject-missing": subject_missing,
    "sign-off": sign_off,
    "blank": blank,
}
