"""posting: how the letter answers the advertisement it was written for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from dialogs.critique.kinds.base import Check, Data, Span
from dialogs.critique.view import View
from dialogs.lexicon import PROSE, Reading, Role, SentenceView, Technology
from dialogs.lexicon.bits import bit
from dialogs.posting import titles

ENOUGH = 3
"""Requirements met with evidence (ResumeGeni: three to four)."""

_PROPER = re.compile(r"\s+(?P<name>[A-Z][\w&'’-]+(?:\s+[A-Z][\w&'’-]+){0,3})")
_TOPICS = frozenset(
    {
        "on-call",
        "operations-artifact",
        "database-depth",
        "testing",
        "ai-infrastructure",
        "topic-architecture",
        "topic-security",
        "topic-messaging",
        "topic-api",
        "topic-batch",
        "topic-delivery",
        "topic-concurrency",
    }
)
"""Word classes that are technical matters a posting may ask for."""


def posting(data: Data) -> Check:
    """A check by its name."""
    name = data.one_of("check", *CHECKS)
    data.done()
    return CHECKS[name]


def wrong_company(view: View) -> Iterator[Span]:
    """Another employer than the posting's is addressed."""
    company = view.posting.company if view.posting else ""
    if not company:
        return
    for sentence in view.reading.prose(Role.SALUTATION):
        greeting = sentence.of("salutation")
        name = sentence.text[greeting[0].end - sentence.start :].strip(" ,:") if greeting else ""
        if not sentence.has("named-title") and _is_company(sentence, name) and not _same(name, company):
            yield sentence.start, sentence.end
    if _first_word(company) in view.reading.text:
        return
    for sentence in view.prose:
        for mark in sentence.of("aimed-at"):
            found = _PROPER.match(view.reading.text, mark.end, sentence.end)
            if found and not _same(found["name"], company):
                yield found.span("name")
                return


def _is_company(sentence: SentenceView, name: str) -> bool:
    """Whether a company is addressed, "Brightdesk team" or "Spettabile Brightdesk", and no office and no person."""
    generic = {word for mark in sentence.of("unnamed-addressee") for word in mark.text.split()}
    words = name.split()
    own = [word for word in words if word[:1].isupper() and word.strip(",.:") not in generic]
    return bool(own) and (len(own) < len(words) or sentence.has("company-salutation"))


def _same(name: str, company: str) -> bool:
    return _first_word(company).lower() in name.lower() or _first_word(name).lower() in company.lower()


def _first_word(name: str) -> str:
    return next((word.strip(",.:'’") for word in name.split() if len(word) > 2 and word.lower() != "the"), name)


def title_mismatch(view: View) -> Iterator[Span]:
    """The letter applies as a Developer where the posting seeks an Engineer, or the reverse."""
    if not view.posting or not view.posting.noun:
        return
    if {noun for _, noun in titles(view.posting.text)} != {view.posting.noun}:
        return
    for sentence in view.reading.sentences:
        applies = sentence.role is Role.SUBJECT or (sentence.role in PROSE and sentence.has("applying", "role-noun"))
        if not applies:
            continue
        for title, noun in titles(sentence.text):
            if noun != view.posting.noun:
                at = sentence.start + sentence.text.index(title)
                yield at, at + len(title)
                return


def topics(reading: Reading, start: int = 0, end: int | None = None) -> frozenset[str]:
    """The technologies and technical matters that a stretch of text speaks of."""
    end = len(reading.text) if end is None else end
    named = {one.name for one in _within(reading.technologies, start, end)} - {"Git", "GitHub", "JSON"}
    bits = reading.beginning(start, end)
    return frozenset(named.union(name for name in _TOPICS if bits & bit(name)))


def _within(found: Sequence[Technology], start: int, end: int) -> Sequence[Technology]:
    """Those that begin in a stretch of text, of technologies in its order."""
    return found[bisect_left(found, start, key=_start) : bisect_left(found, end, key=_start)]


def _start(one: Technology) -> int:
    return one.start


def met(view: View) -> tuple[int, int]:
    """How many of the posting's technical requirements the letter meets with evidence, and how many there are."""
    assert view.posting is not None
    wanted = [found for start, end in _asks(view) if (found := topics(view.advert, start, end))]
    proven: set[str] = set()
    for sentence in view.prose:
        if not _recited(view, sentence):
            proven |= topics(view.reading, sentence.start, sentence.end)
    return sum(not one.isdisjoint(proven) for one in wanted), len(wanted)


def _asks(view: View) -> Iterator[tuple[int, int]]:
    """Where each thing the posting asks for stands in it."""
    assert view.posting is not None
    at = 0
    for ask in view.posting.asks:
        found = view.posting.text.find(ask, at)
        if found >= 0:
            at = found + len(ask)
            yield found, at


def _recited(view: View, sentence: SentenceView) -> bool:
    """Whether a sentence only recites technologies, or speaks of the company rather than of the writer."""
    if len(sentence.technologies) >= 4:
        return not view.figures(sentence) and not sentence.has("built-verb", "options-rejected")
    return sentence.has("not-my-job") or (
        sentence.has("second-person") and not sentence.has("first-person", "plural-person")
    )


def unaddressed(view: View) -> Iterator[Span]:
    """Fewer than three of the posting's technical requirements met with evidence."""
    if view.posting:
        have, wanted = met(view)
        if wanted >= 2 and have < min(ENOUGH, wanted):
            yield None


def stuffing(view: View) -> Iterator[Span]:
    """A sentence that lists the posting's technologies, at most one of which is used anywhere in a project."""
    if not view.posting:
        return
    asked = {one.name for one in view.advert.technologies if one.kind != "basic"}
    used = Counter(name for sentence in view.prose for name in {one.name for one in sentence.technologies})
    for sentence in (*view.prose, *view.reading.prose(Role.LIST)):
        listed = {one.name for one in sentence.technologies} & asked
        if len(listed) < 4 or view.figures(sentence):
            continue
        own = sentence.role in PROSE
        if sum(used[name] > own for name in listed) <= 1:
            yield sentence.start, sentence.end


def ai_missing(view: View) -> Iterator[Span]:
    """The posting asks for AI features, and the letter says nothing of what they need."""
    asked = view.posting is not None and view.advert.has("ai-infrastructure", "ai-feature")
    if asked and not view.reading.has("ai-infrastructure"):
        yield None


CHECKS: dict[str, Callable[[View], Iterator[Span]]] = {
    "wrong-company": wrong_company,
    "title-mismatch": title_mismatch,
    "unaddressed": unaddressed,
    "stuffing": stuffing,
    "ai-missing": ai_missing,
}
