"""Candidates: every name that may be the company's, by the shapes in which postings say who advertises."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.posting.agencies import recruiting, senders
from dialogs.posting.names import line_of, name_at, name_before, norms_behind, placed, refused, trimmed
from dialogs.posting.page import Line, Page

_LOWER = r"[a-zà-ý][\w-]{2,30}(?:\.[a-z]{2,6})?"
_DOES = re.compile(r"\s[a-z]{3,12}(?:s|[aeiou])\s")
_PAUSE = re.compile(r"\s*(?:[,:;.(–—]|-\s|$)", re.M)
_ENDS = frozenset(".!?:")

EARLY = 4
"""Lines at the beginning of an advert in which a company is told of."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that may be the company's, and how much its place speaks for it."""

    name: str
    weight: float


def candidates(page: Page) -> Iterator[Candidate]:
    """Every name with what its place speaks for it; a name may come more than once."""
    for line in page.lines[:80]:
        yield from _labelled(page, line)
        yield from _headed(page, line)
    yield from _seeking(page)
    yield from _told(page)


def _labelled(page: Page, line: Line) -> Iterator[Candidate]:
    """The name behind a label: "Company: Hollin Freight"."""
    for mark in page.marks_in("company.label", line.first, line.last):
        if mark.first == line.first and mark.last < line.last and page.tokens.norms[mark.last] == ":":
            name = name_at(page, page.tokens.ends[mark.last], line.end, sure=True)
            if name:
                yield Candidate(name, 10)
            elif found := re.match(rf"\s*({_LOWER})\s*$", page.text[page.tokens.ends[mark.last] : line.end]):
                yield Candidate(found[1], 10)


def _headed(page: Page, line: Line) -> Iterator[Candidate]:
    """A heading "About Hollin Freight", a line "Why Hollin?"."""
    if line.bullet or line.last - line.first > 9:
        return
    for mark in page.marks_in("company.about", line.first, line.last):
        if mark.first == line.first:
            end = page.tokens.ends[mark.last - 1]
            name = name_at(page, end, line.end, sure=True)
            if name and len(page.text[end : line.end].strip(" ?:!")) <= len(name) + 2:
                yield Candidate(name, 6)


def _seeking(page: Page) -> Iterator[Candidate]:
    """The name of "Hollin Freight is hiring"; it may carry an aside in commas or brackets."""
    tokens, text = page.tokens, page.text
    for mark in page.marks.of("company.seeks"):
        line = line_of(page, mark.first)
        if line is None or line.bullet or mark.first == line.first:
            continue
        low = max(line.start, tokens.starts[mark.first] - 160)
        before = text[low : tokens.starts[mark.first]].rstrip()
        pieces = re.split(r"(?<=[.!?:])\s+|\s[-–—|]\s", before)
        piece = pieces[-1].strip()
        piece = re.sub(r"\s*\([^()]{0,60}\)$", "", piece)
        aside = re.fullmatch(r"([^,]{2,60}),[^,]{0,90},?", piece)
        name = name_before(page, aside[1] if aside else piece)
        if not name and re.fullmatch(_LOWER, piece) and low + len(before) - len(piece) == line.start:
            name = piece if not refused(page, piece) else ""
        if name:
            yield Candidate(name, 9 if line.number < 12 else 6)


def _told(page: Page) -> Iterator[Candidate]:
    """The names of "At Hollin we", "join Hollin", "our client Hollin", "Hollin carries …", "I'm Ada from Hollin"."""
    tokens, sets, written = page.tokens, page.spoken.sets, page.words.written
    for mark in page.marks.of("company.at"):
        end = tokens.ends[mark.last - 1]
        name = name_at(page, end, end + 90)
        if not name:
            continue
        after = page.text.find(name, end) + len(name)
        rest = [norm for norm in norms_behind(page, after, 3) if norm != ","]
        long = mark.last - mark.first > 1 or tokens.norms[mark.first] in written.join
        follows = bool(rest) and (rest[0] in sets["company.follows"] or rest[0].endswith(written.selves))
        if follows or (long and not placed(page, name)):
            yield Candidate(name, 6 if follows else 4)
    for label in ("company.selves", "company.inside"):
        yield from _paused(page, label)
    for mark in page.marks.of("company.client"):
        end = tokens.ends[mark.last - 1]
        name = name_at(page, end, end + 90)
        if name:
            yield Candidate(name, 14)
    if not page.marks.of("company.client"):
        for name in recruiting(page):
            yield Candidate(name, 9)
    for mark in page.marks.of("company.claims"):
        line = line_of(page, mark.first)
        if line is None or line.number > 40:
            continue
        start = max(line.start, tokens.starts[mark.first] - 70)
        piece = re.split(r"(?<=[.!?:])\s+", page.text[start : tokens.starts[mark.first]])[-1].strip()
        found = page.words.name.fullmatch(piece)
        if found and not refused(page, piece):
            yield Candidate(trimmed(page, piece), 3.5)
    yield from _legal(page)
    yield from _doing(page)
    yield from _crewed(page)
    for name in senders(page):
        yield Candidate(name, 5)


def _paused(page: Page, label: str) -> Iterator[Candidate]:
    """The name with a pause behind: "We are Hollin, forty people"; of "At Hollin, every parcel" at the beginning."""
    for mark in page.marks.of(label):
        end = page.tokens.ends[mark.last - 1]
        name = name_at(page, end, end + 90)
        after = page.text.find(name, end) + len(name) if name else end
        begins = mark.first == 0 or page.tokens.norms[mark.first - 1] in _ENDS or label == "company.selves"
        if begins and name and _PAUSE.match(page.text, after) and not placed(page, name):
            yield Candidate(name, 5)


def _crewed(page: Page) -> Iterator[Candidate]:
    """The name of "the Hollin engineering team"."""
    for mark in page.marks.of("company.crew"):
        before = page.text[max(0, page.tokens.starts[mark.first] - 70) : page.tokens.starts[mark.first]].rstrip()
        found = list(page.words.name.finditer(before))
        if not found or found[-1].end() != len(before):
            continue
        words = found[-1]["name"].split()
        name = " ".join(words[words[0].lower() in page.words.written.article :])
        if name and not refused(page, name):
            yield Candidate(trimmed(page, name), 3)


def _doing(page: Page) -> Iterator[Candidate]:
    """The name with which one of the first lines begins, and which does something: "Hollin & Sons rents bells".

    A name of one word has to do it to something: "Hollin carries the post".
    """
    objects = {one.first for one in page.marks.of("company.object")}
    for line in page.lines[:EARLY]:
        found = page.words.name.match(page.text, line.start, line.end)
        if line.bullet or not found or refused(page, found["name"]):
            continue
        does = _DOES.match(page.text, found.end(), line.end)
        if not does:
            continue
        several = " " in found["name"]
        behind = bisect_left(page.tokens.starts, does.end())
        to_what = behind in objects or page.tokens.norms[behind][:1].isdigit()
        if several or (to_what and not placed(page, found["name"])):
            yield Candidate(trimmed(page, found["name"]), 3 if several else 2)


def _legal(page: Page) -> Iterator[Candidate]:
    """A name with its legal form: "Hollin Freight Ltd"."""
    for found in page.words.name.finditer(page.text):
        if found["legal"] and not refused(page, found["name"], sure=True):
            yield Candidate(trimmed(page, found["name"]) + found["legal"], 5)
