"""Titles of jobs: "Senior Backend Engineer", "Sviluppatrice Java", wherever a text names one."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.posting.page import Page
from dialogs.posting.vocabulary import Found, Marks, Tokens

REACH = 6
"""Words that qualify a title at most, on either side of its noun."""

_BESIDE = frozenset({"title.field", "title.level"})
_NOUNS = {
    "title.developer": ("developer", False),
    "title.engineer": ("engineer", False),
    "title.developers": ("developer", True),
    "title.engineers": ("engineer", True),
}


@dataclass(frozen=True, slots=True)
class Title:
    """A title: its noun ("developer" or "engineer"), whether of several people, what field, and its tokens."""

    noun: str
    plural: bool
    fields: frozenset[str]
    bare: bool  # without any word that qualifies it
    first: int
    last: int


def titles(text: str, found: Tokens, marks: Marks) -> tuple[Title, ...]:
    """Every title of a text, in order; where two overlap, the longer."""
    every = sorted((one for label in _NOUNS for one in marks.of(label)), key=lambda one: (one.first, -one.last))
    kept: list[Title] = []
    for one in every:
        title = _grown(text, found, marks, one)
        inside = kept and title.first < kept[-1].last
        if not (inside and (kept[-1].noun == title.noun or title.last <= kept[-1].last)):
            kept.append(title)
    return tuple(kept)


def _grown(text: str, found: Tokens, marks: Marks, noun: Found) -> Title:
    """The title around a noun: what qualifies it before, and in Italian and behind a numeral, after."""
    first, last = noun.first, noun.last
    fields: set[str] = set()
    bare = True
    for _ in range(REACH):
        one = _longest([m for m in marks.ending.get(first, ()) if _qualifies(text, found, m)])
        if one is None and first > 1 and found.norms[first - 1] in ("/", "&"):  # "Backend/API Engineer"
            apart = [m for m in marks.ending.get(first - 1, ()) if _qualifies(text, found, m)]
            one = _longest([m for m in apart if m.label != "title.level"])
        if one is None or "\n\n" in text[found.starts[one.first] : found.starts[first]]:
            break
        first, bare = one.first, False
        if one.label != "title.level":
            fields.add(" ".join(found.norms[one.first : one.last]))
    for _ in range(REACH):
        one = _longest([m for m in marks.beginning.get(last, ()) if _qualifies(text, found, m)], ahead=True)
        if one is None or "\n" in text[found.ends[last - 1] : found.starts[one.first]]:
            break  # "Backend Engineer", and on the next line what they use
        last, bare = one.last, False
        if one.label != "title.level":
            fields.add(" ".join(found.norms[one.first : one.last]))
    kind, plural = _NOUNS[noun.label]
    return Title(kind, plural, frozenset(fields), bare, first, last)


def _qualifies(text: str, found: Tokens, mark: Found) -> bool:
    if mark.label not in _BESIDE and not mark.label.startswith("tech:"):
        return False
    written = text[found.starts[mark.first] : found.ends[mark.last - 1]]
    if mark.label.startswith("tech:") or len(written) <= 2:
        return not written.islower() or len(written) > 3
    return True


def _longest(some: list[Found], ahead: bool = False) -> Found | None:
    if not some:
        return None
    return max(some, key=lambda one: one.last) if ahead else min(some, key=lambda one: one.first)


def title_of(page: Page) -> tuple[Title | None, frozenset[str]]:
    """The title that a posting seeks, and every noun by which it calls that same job."""
    every = titles(page.text, page.tokens, page.marks)
    scored = [(_weight(page, one), -one.first, one) for one in every if not one.plural]
    best = max(scored, default=None, key=lambda entry: entry[:2])
    if best is None or best[0] < 0:
        return None, frozenset()
    title = best[2]
    same = {one.noun for one in every if one.fields & title.fields or (one.bare and _beside(page, one, title))}
    return title, frozenset(same | {title.noun})


def _beside(page: Page, one: Title, title: Title) -> bool:
    """Whether two titles are one: "Backend Engineer / Developer"."""
    between = page.tokens.norms[min(one.last, title.last) : max(one.first, title.first)]
    return len(between) == 1 and between[0] == "/"


def _weight(page: Page, title: Title) -> float:
    """How likely it is that this is the job advertised."""
    lines = page.lines
    at = next((line for line in reversed(lines) if line.first <= title.first), lines[0])
    weight = max(0.0, 5.0 - at.number)
    size = max(1, at.last - at.first)
    if title.last - title.first >= 0.6 * size or title.first <= at.first + 1:
        weight += 3
    before = [
        one
        for back in range(4)
        for one in page.marks.ending.get(title.first - back, ())
        if title.first - back > at.first
    ]
    labels = {one.label for one in before}
    weight += 4 * ("title.before" in labels)
    weight -= 9 * ("title.beside" in labels)
    weight -= 6 * (at.section == "skip")
    weight += bool(title.fields)
    return weight - 4 * title.bare * ("title.before" not in labels and size > title.last - title.first)
