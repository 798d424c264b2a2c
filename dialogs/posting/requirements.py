"""Requirements: what a posting asks for, line by line, and what it hints at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dialogs.posting.nouns import Hint, Kind, Requirement
from dialogs.posting.page import Page, Sentence
from dialogs.posting.titles import Title
from dialogs.posting.vocabulary import Found, everyday

_SIGNS = frozenset(":,/(;-&")
"""Signs beside which a name that is an everyday word too is a technology."""

_ROW = frozenset(",/;()+|&•*-.")
"""Signs between the members of a row."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A technology or theme in a sentence, by its tokens."""

    name: str
    technology: bool
    first: int
    last: int


def requirements(page: Page, title: Title | None) -> tuple[Requirement, ...]:
    """What is asked for, in the order of the text; a thing asked for twice is named where it is asked for most."""
    chosen = [one for one in page.sentences if _asks(page, one, title)]
    if not any(_items(page, one) for one in chosen):
        chosen = [one for one in page.sentences if one.line.section != "skip" and not _idle(page, one)]
    found: dict[str, Requirement] = {}
    for ask, sentence in enumerate(chosen):
        for one in _required(page, sentence, ask):
            known = found.get(one.name)
            if known is None or (one.must and not known.must):
                found[one.name] = replace(one, years=one.years or (known.years if known else None))
            elif one.years and not known.years:
                found[one.name] = replace(known, years=one.years)
    return tuple(sorted(found.values(), key=lambda one: (one.ask, one.start)))


def hints(page: Page) -> tuple[Hint, ...]:
    """What stands between the lines, each once, with the sentence that gives it away."""
    found: dict[str, Hint] = {}
    for sentence in page.sentences:
        for mark in _between(page, sentence.first, sentence.last):
            name = mark.label.partition(":")[2]
            if not mark.label.startswith("hint:") or name in found or _plain_word(page, sentence, mark):
                continue
            if name == "ai" and habit(page, sentence):
                continue
            if name == "regulated" and page.any_in(("asks.legal",), sentence.first, sentence.last):
                continue
            found[name] = Hint(name, page.text[sentence.start : sentence.end], sentence.start, sentence.end)
    return tuple(found.values())


def habit(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence speaks of AI as a way of working, and names nothing that AI features run on."""
    return page.any_in(("ai-habits.words",), sentence.first, sentence.last) and not page.any_in(
        ("ai-habits.strong",), sentence.first, sentence.last
    )


def _asks(page: Page, sentence: Sentence, title: Title | None) -> bool:
    """Whether a sentence asks for something: by its section, by being a line of a list, by its words."""
    if title is not None and sentence.first <= title.first < sentence.last:
        return True
    line = sentence.line
    if line.section == "skip" or _idle(page, sentence):
        return line.section == "skip" and not line.bullet and page.any_in(("asks.nice",), sentence.first, sentence.last)
    if line.bullet or line.section in ("must", "nice", "tasks"):
        return True
    return page.any_in(("asks.asks", "asks.nice"), sentence.first, sentence.last)


def _idle(page: Page, sentence: Sentence) -> bool:
    """Whether a sentence offers, or tells how to apply."""
    return page.any_in(("asks.skip",), sentence.first, sentence.last)


def _required(page: Page, sentence: Sentence, ask: int) -> Iterator[Requirement]:
    items = _items(page, sentence)
    if not items:
        return
    text = page.text[sentence.start : sentence.end]
    years = _years(page, sentence)
    taken: set[int] = set()
    named = {one.name for one in items if one.technology}
    such = page.any_in(("asks.such",), sentence.first, sentence.last)
    for number, one in enumerate(items):
        if number in taken:
            continue
        also: list[str] = []
        if one.technology:
            if such and any(not other.technology and one.name in _meeting(page, other) for other in items):
                continue
            last = one
            for later in range(number + 1, len(items)):
                other = items[later]
                if not other.technology or not _or(page, last, other, items[later:]):
                    break
                also.append(other.name)
                taken.add(later)
                last = other
        else:
            met = [name for name in named if name in _meeting(page, one)]
            if met and not such:
                continue
            also.extend(sorted(met))
        kind: Kind = "technology" if one.technology else "theme"
        yield Requirement(
            one.name, kind, _must(page, sentence, one), text, sentence.start, sentence.end, ask, tuple(also), years
        )


def _meeting(page: Page, theme: _Item) -> frozenset[str]:
    return page.words.themes[theme.name].technologies


def _items(page: Page, sentence: Sentence) -> list[_Item]:
    """The technologies and themes of a sentence, without those inside a longer one or behind "you do not need"."""
    marks = [one for one in _between(page, sentence.first, sentence.last) if one.label.startswith(("tech:", "theme:"))]
    refused = page.marks_in("asks.never", sentence.first, sentence.last)
    if refused:
        marks = [one for one in marks if one.first < refused[0].first]
    about_ai = habit(page, sentence)
    marks.sort(key=lambda one: (one.first, -one.last, one.label))
    kept: list[_Item] = []
    seen: set[str] = set()
    reach = sentence.first
    for one in marks:
        if one.last <= reach and not (kept and kept[-1].first == one.first and kept[-1].last == one.last):
            continue
        name = one.label.partition(":")[2]
        technology = one.label.startswith("tech:")
        if technology and not _meant(page, sentence, one, name):
            continue
        if not technology and _plain_word(page, sentence, one):
            continue
        if not technology and about_ai and name == "ai-infrastructure":
            continue
        reach = max(reach, one.last)
        if name not in seen:
            seen.add(name)
            kept.append(_Item(name, technology, one.first, one.last))
    return kept


def _meant(page: Page, sentence: Sentence, mark: Found, name: str) -> bool:
    """Whether a name is the technology's: not what every developer knows, and no everyday word."""
    entry = page.words.entries[name]
    if entry.kind == "basic":
        return False
    start, end = page.span(mark.first, mark.last)
    written = page.text[start:end]
    if not written[0].isalnum() and start and page.text[start - 1].isalnum():
        return False  # ".net" of an address
    if not entry.everyday(written):
        return True
    if written not in entry.words:
        return False
    norms = page.tokens.norms
    before = norms[mark.first - 1] if mark.first > sentence.first else ""
    after = norms[mark.last] if mark.last < sentence.last else ""
    known = page.words.written
    if after == "'" or after in known.plain_behind or page.text[end : end + 1] in ("-", "&"):
        return False
    if not before or before in ("-", "•", "*"):
        return not after or after in _SIGNS or after in known.around_technology
    if before in _SIGNS or before in known.around_technology:
        return True
    return (after in (",", "/") or after in known.behind_technology) and len(name) > 1


def _plain_word(page: Page, sentence: Sentence, mark: Found) -> bool:
    """Whether a phrase is only the word of every day that is spelled like it, and stands in no row of technologies."""
    if not everyday(page.spoken.sets["common.capitals"], page.tokens, page.text, mark):
        return False
    before, after = _beside(page, sentence, mark.first, -1), _beside(page, sentence, mark.last - 1, 1)
    return not (before and after and "named" in (before, after))


def _beside(page: Page, sentence: Sentence, at: int, step: int) -> str:
    """What stands beside a word in a row: "named", the "edge" of the sentence, or "" where no row is on that side."""
    norms = page.tokens.norms
    first, signs = at + step, 0
    while sentence.first <= first < sentence.last and norms[first] in _ROW:
        first, signs = first + step, signs + 1
    if not sentence.first <= first < sentence.last:
        return "edge"
    if not signs:
        return ""
    named = (
        one
        for one in _between(page, sentence.first, sentence.last)
        if one.label.startswith(("tech:", "theme:")) and not one.first <= at < one.last
    )
    return "named" if any((one.last - 1 if step < 0 else one.first) == first for one in named) else ""


def _between(page: Page, first: int, last: int) -> list[Found]:
    """Every phrase between two tokens."""
    found = page.marks.found
    low = bisect_left(found, first, key=lambda one: one.first)
    high = bisect_left(found, last, key=lambda one: one.first)
    return [one for one in found[low:high] if one.last <= last]


def _or(page: Page, one: _Item, other: _Item, rest: list[_Item]) -> bool:
    """Whether one of two technologies will do: "Java or Kotlin", "Java, Kotlin or Scala", "Java/Kotlin"."""
    norms = page.tokens.norms
    joins = {" ".join(norms[m.first : m.last]) for m in page.marks_in("asks.or", one.last, other.first)}
    between = [norm for norm in norms[one.last : other.first] if norm not in (",", "'")]
    if joins and len(between) <= 3:
        return True
    if between or len(rest) < 2:
        return False
    return rest[1].technology and _or(page, other, rest[1], rest[1:])


def _must(page: Page, sentence: Sentence, item: _Item) -> bool:
    """Whether an item must be brought: not in a section of extras, nor with "a plus" said of it."""
    if sentence.line.section == "nice":
        return False
    for mark in page.marks_in("asks.nice", sentence.first, sentence.last):
        first = sentence.first
        for cue in page.marks_in("asks.must", sentence.first, mark.first):
            first = cue.last
        semicolon = [at for at in range(first, mark.first) if page.tokens.norms[at] in (";", ":")]
        first = semicolon[-1] if semicolon else first
        if item.first >= mark.last or item.first >= first:
            return False
    return True


def _years(page: Page, sentence: Sentence) -> int | None:
    """The fewest years a sentence asks for."""
    norms = page.tokens.norms
    for mark in page.marks_in("asks.years", sentence.first, sentence.last):
        if page.any_in(("asks.ago",), mark.last, min(mark.last + 1, sentence.last)):
            continue
        value: int | None = None
        for at in range(mark.first - 1, max(sentence.first, mark.first - 5) - 1, -1):
            if norms[at].isdigit() and len(norms[at]) <= 2:
                value = int(norms[at])
            elif norms[at] in page.words.numbers:
                value = page.words.numbers[norms[at]]
            elif value is not None:
                break
        if value:
            return value
    return None
