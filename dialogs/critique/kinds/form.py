"""form: length, paragraphs, lists, pasted code, subject line, sign-off, blanks that were never filled."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dialogs.critique.kinds.base import Check, Data, Span
from dialogs.critique.kinds.blanks import blank
from dialogs.critique.view import View
from dialogs.lexicon import PROSE, Role


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
