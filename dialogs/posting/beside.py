"""Beside: the name of a company next to the title of the job."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.posting.candidates import Candidate
from dialogs.posting.names import line_of, name_at, name_before, placed
from dialogs.posting.page import Page
from dialogs.posting.titles import Title

_BRACKET = re.compile(r"\s*(?:\([^()\n]{0,60}\)\s*)+")
_DASH = re.compile(r"\s*[-–—|:·]\s*(?:\w{1,3}\s+)?$")
_SEATED = re.compile(r"(?:,[^.,\n]{2,40})?\.\s*")
_LONE = re.compile(r"\s*(?:[·•,–—|(-]|$)")


def beside_title(page: Page, title: Title) -> Iterator[Candidate]:
    """The name beside the title, on the line before it or on the line behind."""
    line = line_of(page, title.first)
    if line is None:
        return
    start, end = page.span(title.first, title.last)
    before = page.text[line.start : start]
    if joint := _DASH.search(before):
        head = before[: joint.start()].strip()
        seated = (
            name_at(page, line.start, start, exact=True) if "," in head else ""
        )  # "Hollin & Sons, Leeds, Yorkshire"
        name = seated if seated and head.startswith(seated + ",") else name_before(page, head)
        if name:
            yield Candidate(name, 7)
    elif (name := name_at(page, line.start, start, exact=True)) and _SEATED.fullmatch(before[len(name) :]):
        yield Candidate(name, 5)
    at = end
    written = page.words.written
    weakly = written.beside_weakly
    for _ in range(4):
        bracket = _BRACKET.match(page.text, at, line.end)
        joint = written.joint.match(page.text, bracket.end() if bracket else at, line.end)
        if not joint:
            break
        name = name_at(page, joint.end(), line.end, exact=True)
        sign = joint.group().strip().lower()
        if not name:
            stop = re.compile(r"[-–—|·,]").search(page.text, joint.end(), line.end)
            at = stop.start() if stop else line.end
            continue
        at = page.text.find(name, joint.end()) + len(name)
        if sign == "," and page.text[at : at + 2] == ". " and " " not in name and page.text.count(name) == 1:
            break  # "Backend Engineer, Leeds. We …": a place, more likely than not
        weight = 8.0 if sign == "@" or sign in written.beside else 3.0 if sign == "," or sign in weakly else 5.0
        yield Candidate(name, weight - 3 * placed(page, name, at, line.end))
    for step, weight in ((1, 4.5), (2, 2.0), (-1, 4.0)):
        number = line.number + step
        if not 0 <= number < min(len(page.lines), line.number + 3) or (line.number > 6 and step != 1):
            continue
        near = page.lines[number]
        if near.bullet or near.heading:
            continue
        name = name_at(page, near.start, near.end, exact=True)
        after = near.start + len(name)
        if name and _LONE.match(page.text, after, near.end) and not placed(page, name):
            whole = near.last - near.first <= 14
            yield Candidate(name, weight if whole else 1)
