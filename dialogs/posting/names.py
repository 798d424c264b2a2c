"""Names: the capitalised runs of a posting that may be what a company is called."""

from __future__ import annotations

import re
from bisect import bisect_left

from dialogs.posting.page import Line, Page
from dialogs.posting.titles import titles
from dialogs.posting.written import Written


def significant(name: str, written: Written) -> str:
    """The word of a name that tells it from others, small: "hollin" for "The Hollin Freight Ltd"."""
    words = [word for word in re.findall(r"\w+", name.lower()) if word not in written.article]
    return words[0] if words else name.lower()


def name_at(page: Page, start: int, stop: int, sure: bool = False, exact: bool = False) -> str:
    """The name that begins here, behind spaces and small marks; "" where none does."""
    at = start
    while at < min(stop, len(page.text)) and page.text[at] in " ,:“\"'’«(":
        if page.text[at] == "\n" or (exact and page.text[at] == "("):
            break
        at += 1
    found = page.words.name.match(page.text, at, min(stop, len(page.text)))
    if not found or refused(page, found["name"], sure):
        return ""
    return trimmed(page, found["name"]) + (found["legal"] or "")


def name_before(page: Page, piece: str) -> str:
    """The name with which a piece of a sentence ends, where nothing but small words stands before it."""
    for found in page.words.name.finditer(piece):
        if found.end() == len(piece) and not refused(page, found.group(), sure=True):
            return trimmed(page, found.group())
    return ""


def trimmed(page: Page, name: str) -> str:
    """A name without the words behind it that belong to the advertisement: "Hollin Careers"."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in page.words.written.behind_name:
        words.pop()
    return " ".join(words)


def refused(page: Page, name: str, sure: bool = False) -> bool:
    """Whether a capitalised run cannot be a company: a title, a technology, a month, a heading."""
    never = page.spoken.sets["company.never"] | page.spoken.sets["letter.places"]
    low = name.lower()
    words = low.split()
    if low in never or words[0] in never or not re.search(r"[^\W\d]", name):
        return True
    found = page.tokens.__class__(tuple(words), tuple(range(len(words))), tuple(range(1, len(words) + 1)))
    marks = page.spoken.postings.find(found.norms)
    if titles(name, found, marks):
        return True
    if sure:
        return False
    plain = [one for one in marks.found if one.label.startswith(("tech:", "title.field", "title.level", "theme:"))]
    technical = [one for one in plain if one.label.startswith("tech:")]
    return any(one.first == 0 and one.last == len(words) for one in plain) or (
        any(one.first == 0 for one in technical) and any(one.last == len(words) for one in technical)
    )


def placed(page: Page, name: str, at: int = 0, end: int = 0) -> bool:
    """Whether a name is that of a place, or stands before the way of working as places do: "Leeds (hybrid)"."""
    if name.lower() in page.spoken.sets["letter.places"]:
        return True
    rest = page.text[at:end].strip().lower()
    return bool(page.words.written.way.match(rest))


def line_of(page: Page, token: int) -> Line | None:
    """The line that a token stands in."""
    low, high = 0, len(page.lines)
    while low < high:
        middle = (low + high) // 2
        if page.lines[middle].first <= token:
            low = middle + 1
        else:
            high = middle
    return page.lines[low - 1] if low else None


def norms_behind(page: Page, at: int, many: int) -> list[str]:
    """The tokens behind a character."""
    first = bisect_left(page.tokens.starts, at)
    return list(page.tokens.norms[first : first + many])
