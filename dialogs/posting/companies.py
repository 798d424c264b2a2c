"""Companies: who advertises, by the shapes in which postings say so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from dialogs.posting.page import Line, Page
from dialogs.posting.titles import Title, titles
from dialogs.posting.written import Written

_LOWER = r"[a-zà-ý][\w-]{2,30}(?:\.[a-z]{2,6})?"
_BRACKET = re.compile(r"\s*(?:\([^()\n]{0,60}\)\s*)+")
_DASH = re.compile(r"\s*[-–—|:·]\s*(?:\w{1,3}\s+)?$")
_SEATED = re.compile(r"(?:,[^.,\n]{2,40})?\.\s*")
_DOES = re.compile(r"\s[a-z]{3,12}(?:s|[aeiou](?=\s[\d]))\s")
_LONE = re.compile(r"\s*(?:[·•,–—|(-]|$)")


@dataclass(frozen=True, slots=True)
class _Named:
    """A name that may be the company's, and how much its place speaks for it."""

    name: str
    weight: float


def company(page: Page, title: Title | None) -> str:
    """The company that seeks somebody; "" where none is named, or only an agency that seeks for somebody else."""
    weights: dict[str, float] = defaultdict(float)
    names: dict[str, tuple[float, str]] = {}
    written = page.words.written
    for one in _candidates(page, title):
        key = significant(one.name, written)
        weights[key] += one.weight
        if key not in names or one.weight > names[key][0]:
            names[key] = (one.weight, one.name)
    if not weights:
        return _hosts(page)
    hosted = {significant(host, written): host for host in _addresses(page)}
    counts = Counter(word.lower() for word in re.findall(r"\w+", page.text))
    agencies = {significant(name, written) for name in _agencies(page)}
    hidden = bool(page.marks.of("company.client"))
    best, top = "", 0.0
    for key, weight in weights.items():
        known = key in hosted or key.replace(" ", "") in hosted
        total = weight + 2 * known + 0.4 * min(4, counts[key.split()[0]] - 1)
        if key in agencies:
            total -= 12
        if total > top:
            best, top = names[key][1], total
    if not best:
        return "" if hidden or agencies else _hosts(page)
    return best


def significant(name: str, written: Written) -> str:
    """The word of a name that tells it from others, small: "hollin" for "The Hollin Freight Ltd"."""
    words = [word for word in re.findall(r"\w+", name.lower()) if word not in written.article]
    return words[0] if words else name.lower()


def _hosts(page: Page) -> str:
    """A company of which only an address is told."""
    return next(iter(_addresses(page)), "")


def _addresses(page: Page) -> list[str]:
    """The names in addresses that are somebody's own."""
    written = page.words.written
    found = [match[1] for pattern in (written.board, written.host) for match in pattern.finditer(page.text)]
    return [one for one in dict.fromkeys(found) if one.lower() not in written.public]


def _candidates(page: Page, title: Title | None) -> Iterator[_Named]:
    for line in page.lines[:80]:
        yield from _labelled(page, line)
        yield from _headed(page, line)
    yield from _seeking(page)
    yield from _told(page)
    if title is not None:
        yield from _around(page, title)


def _labelled(page: Page, line: Line) -> Iterator[_Named]:
    """The name behind a label: "Company: Hollin Freight"."""
    for mark in page.marks_in("company.label", line.first, line.last):
        if mark.first == line.first and mark.last < line.last and page.tokens.norms[mark.last] == ":":
            name = _name(page, page.tokens.ends[mark.last], line.end, sure=True)
            if name:
                yield _Named(name, 10)
            elif found := re.match(rf"\s*({_LOWER})\s*$", page.text[page.tokens.ends[mark.last] : line.end]):
                yield _Named(found[1], 10)


def _headed(page: Page, line: Line) -> Iterator[_Named]:
    """A heading "About Hollin Freight", a line "Why Hollin?"."""
    if line.bullet or line.last - line.first > 9:
        return
    for mark in page.marks_in("company.about", line.first, line.last):
        if mark.first == line.first:
            end = page.tokens.ends[mark.last - 1]
            name = _name(page, end, line.end, sure=True)
            if name and len(page.text[end : line.end].strip(" ?:!")) <= len(name) + 2:
                yield _Named(name, 6)


def _seeking(page: Page) -> Iterator[_Named]:
    """The name of "Hollin Freight is hiring"; it may carry an aside in commas or brackets."""
    tokens, text = page.tokens, page.text
    for mark in page.marks.of("company.seeks"):
        line = _line(page, mark.first)
        if line is None or mark.first == line.first:
            continue
        low = max(line.start, tokens.starts[mark.first] - 160)
        before = text[low : tokens.starts[mark.first]].rstrip()
        pieces = re.split(r"(?<=[.!?:])\s+|\s[-–—|]\s", before)
        piece = pieces[-1].strip()
        piece = re.sub(r"\s*\([^()]{0,60}\)$", "", piece)
        aside = re.fullmatch(r"([^,]{2,60}),[^,]{0,90},?", piece)
        name = _at_end(page, aside[1] if aside else piece)
        if not name and re.fullmatch(_LOWER, piece) and low + len(before) - len(piece) == line.start:
            name = piece if not _refused(page, piece) else ""
        if name:
            yield _Named(name, 9 if line.number < 12 else 6)


def _at_end(page: Page, piece: str) -> str:
    """The name with which a piece of a sentence ends, where nothing but small words stands before it."""
    for found in page.words.name.finditer(piece):
        if found.end() == len(piece) and not _refused(page, found.group(), sure=True):
            return _trimmed(page, found.group())
    return ""


def _told(page: Page) -> Iterator[_Named]:
    """The names of "At Hollin we", "join Hollin", "our client Hollin", "Hollin carries …", "I'm Ada from Hollin"."""
    tokens, sets = page.tokens, page.spoken.sets
    for mark in page.marks.of("company.at"):
        end = tokens.ends[mark.last - 1]
        name = _name(page, end, end + 90)
        if not name:
            continue
        after = page.text.find(name, end) + len(name)
        rest = [norm for norm in _next(page, after, 3) if norm != ","]
        long = mark.last - mark.first > 1 or tokens.norms[mark.first] in page.words.written.join
        follows = bool(rest) and rest[0] in sets["company.follows"]
        if follows or (long and not _placed(page, name)):
            yield _Named(name, 6 if follows else 4)
    for mark in page.marks.of("company.client"):
        end = tokens.ends[mark.last - 1]
        name = _name(page, end, end + 90)
        if name:
            yield _Named(name, 14)
    if not page.marks.of("company.client"):
        for name in _recruiting(page):
            yield _Named(name, 9)
    for mark in page.marks.of("company.claims"):
        line = _line(page, mark.first)
        if line is None or line.number > 40:
            continue
        start = max(line.start, tokens.starts[mark.first] - 70)
        piece = re.split(r"(?<=[.!?:])\s+", page.text[start : tokens.starts[mark.first]])[-1].strip()
        found = page.words.name.fullmatch(piece)
        if found and not _refused(page, piece):
            yield _Named(_trimmed(page, piece), 3.5)
    yield from _legal(page)
    yield from _doing(page)
    for name in _senders(page):
        yield _Named(name, 5)


def _doing(page: Page) -> Iterator[_Named]:
    """The name of several words with which the advert begins, and which does something: "Hollin & Sons rents bells"."""
    for line in page.lines[:2]:
        found = page.words.name.match(page.text, line.start, line.end)
        if line.bullet or not found or " " not in found["name"] or _refused(page, found["name"]):
            continue
        if _DOES.match(page.text, found.end(), line.end):
            yield _Named(_trimmed(page, found["name"]), 3)


def _legal(page: Page) -> Iterator[_Named]:
    """A name with its legal form: "Hollin Freight Ltd"."""
    for found in page.words.name.finditer(page.text):
        if found["legal"] and not _refused(page, found["name"], sure=True):
            yield _Named(_trimmed(page, found["name"]) + found["legal"], 5)


def _senders(page: Page) -> Iterator[str]:
    """The names behind "I'm Ada from …"."""
    tokens = page.tokens
    for mark in page.marks.of("company.person"):
        for at in range(mark.last, min(mark.last + 5, len(tokens.norms))):
            if tokens.norms[at] in page.spoken.sets["company.from"]:
                if name := _name(page, tokens.ends[at], tokens.ends[at] + 80):
                    yield name
                break


def _recruiting(page: Page) -> Iterator[str]:
    """The names behind "recruiter for …": who is sought for, or the agency where a client is told of beside it."""
    for mark in page.marks.of("company.recruits"):
        end = page.tokens.ends[mark.last - 1]
        if (name := _name(page, end, end + 80)) and not _placed(page, name):
            yield name


def _agencies(page: Page) -> Iterator[str]:
    """Names of those who only seek for others."""
    tokens, sets = page.tokens, page.spoken.sets
    for mark in page.marks.of("company.agency"):
        end = tokens.ends[mark.last - 1]
        if name := _name(page, end, end + 80):
            yield name
        line = _line(page, mark.first)
        if line is not None and (found := page.words.name.match(page.text, line.start)):
            yield found.group()
    if page.marks.of("company.client"):
        yield from _senders(page)
        yield from _recruiting(page)
    for found in page.words.name.finditer(page.text):
        last = found["name"].split()[-1].lower()
        if " " in found["name"] and last in sets["company.agency-name"]:
            yield found["name"]
        if not sets["company.agencies"].isdisjoint(accumulate(found["name"].lower().split(" "), "{} {}".format)):
            yield found["name"]


def _around(page: Page, title: Title) -> Iterator[_Named]:
    """The name beside the title, on the line before it or on the line behind."""
    line = _line(page, title.first)
    if line is None:
        return
    start, end = page.span(title.first, title.last)
    before = page.text[line.start : start]
    if joint := _DASH.search(before):
        head = before[: joint.start()].strip()
        seated = _name(page, line.start, start, exact=True) if "," in head else ""  # "Hollin & Sons, Leeds, Yorkshire"
        name = seated if seated and head.startswith(seated + ",") else _at_end(page, head)
        if name:
            yield _Named(name, 7)
    elif (name := _name(page, line.start, start, exact=True)) and _SEATED.fullmatch(before[len(name) :]):
        yield _Named(name, 5)
    at = end
    written = page.words.written
    weakly = written.beside_weakly
    for _ in range(4):
        bracket = _BRACKET.match(page.text, at, line.end)
        joint = written.joint.match(page.text, bracket.end() if bracket else at, line.end)
        if not joint:
            break
        name = _name(page, joint.end(), line.end, exact=True)
        sign = joint.group().strip().lower()
        if not name:
            stop = re.compile(r"[-–—|·,]").search(page.text, joint.end(), line.end)
            at = stop.start() if stop else line.end
            continue
        at = page.text.find(name, joint.end()) + len(name)
        if sign == "," and page.text[at : at + 2] == ". " and " " not in name and page.text.count(name) == 1:
            break  # "Backend Engineer, Leeds. We …": a place, more likely than not
        weight = 8.0 if sign == "@" or sign in written.beside else 3.0 if sign == "," or sign in weakly else 5.0
        yield _Named(name, weight - 3 * _placed(page, name, at, line.end))
    for step, weight in ((1, 4.5), (2, 2.0), (-1, 4.0)):
        number = line.number + step
        if not 0 <= number < min(len(page.lines), line.number + 3) or (line.number > 6 and step != 1):
            continue
        near = page.lines[number]
        if near.bullet or near.heading:
            continue
        name = _name(page, near.start, near.end, exact=True)
        after = near.start + len(name)
        if name and _LONE.match(page.text, after, near.end) and not _placed(page, name):
            whole = near.last - near.first <= 14
            yield _Named(name, weight if whole else 1)


def _name(page: Page, start: int, stop: int, sure: bool = False, exact: bool = False) -> str:
    """The name that begins here, behind spaces and small marks; "" where none does."""
    at = start
    while at < min(stop, len(page.text)) and page.text[at] in " ,:“\"'’«(":
        if page.text[at] == "\n" or (exact and page.text[at] == "("):
            break
        at += 1
    found = page.words.name.match(page.text, at, min(stop, len(page.text)))
    if not found or _refused(page, found["name"], sure):
        return ""
    return _trimmed(page, found["name"]) + (found["legal"] or "")


def _trimmed(page: Page, name: str) -> str:
    """A name without the words behind it that belong to the advertisement: "Hollin Careers"."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in page.words.written.behind_name:
        words.pop()
    return " ".join(words)


def _refused(page: Page, name: str, sure: bool = False) -> bool:
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
    return not sure and any(
        one.label.startswith(("tech:", "title.field", "title.level", "theme:"))
        and one.first == 0
        and one.last == len(words)
        for one in marks.found
    )


def _placed(page: Page, name: str, at: int = 0, end: int = 0) -> bool:
    """Whether a name is that of a place, or stands before the way of working as places do: "Leeds (hybrid)"."""
    if name.lower() in page.spoken.sets["letter.places"]:
        return True
    rest = page.text[at:end].strip().lower()
    return bool(page.words.written.way.match(rest))


def _line(page: Page, token: int) -> Line | None:
    low, high = 0, len(page.lines)
    while low < high:
        middle = (low + high) // 2
        if page.lines[middle].first <= token:
            low = middle + 1
        else:
            high = middle
    return page.lines[low - 1] if low else None


def _next(page: Page, at: int, many: int) -> list[str]:
    """The tokens behind a character."""
    first = bisect_left(page.tokens.starts, at)
    return list(page.tokens.norms[first : first + many])
