"""Agencies: who seeks somebody for somebody else, and those who write for a company."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from dialogs.posting.names import line_of, name_at, placed
from dialogs.posting.page import Page


def agencies(page: Page) -> Iterator[str]:
    """Names of those who only seek for others."""
    tokens, sets = page.tokens, page.spoken.sets
    for mark in page.marks.of("company.agency"):
        end = tokens.ends[mark.last - 1]
        if name := name_at(page, end, end + 80):
            yield name
        line = line_of(page, mark.first)
        if line is not None and (found := page.words.name.match(page.text, line.start)):
            yield found.group()
    if page.marks.of("company.client"):
        yield from senders(page)
        yield from recruiting(page)
    for found in page.words.name.finditer(page.text):
        last = found["name"].split()[-1].lower()
        if " " in found["name"] and last in sets["company.agency-name"]:
            yield found["name"]
        if not sets["company.agencies"].isdisjoint(accumulate(found["name"].lower().split(" "), "{} {}".format)):
            yield found["name"]


def senders(page: Page) -> Iterator[str]:
    """The names behind "I'm Ada from …"."""
    tokens = page.tokens
    for mark in page.marks.of("company.person"):
        for at in range(mark.last, min(mark.last + 5, len(tokens.norms))):
            if tokens.norms[at] in page.spoken.sets["company.from"]:
                if name := name_at(page, tokens.ends[at], tokens.ends[at] + 80):
                    yield name
                break


def recruiting(page: Page) -> Iterator[str]:
    """The names behind "recruiter for …": who is sought for, or the agency where a client is told of beside it."""
    for mark in page.marks.of("company.recruits"):
        end = page.tokens.ends[mark.last - 1]
        if (name := name_at(page, end, end + 80)) and not placed(page, name):
            yield name
