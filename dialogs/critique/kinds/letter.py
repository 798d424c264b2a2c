"""letter: ideas that only the letter as a whole shows, each under its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from dialogs.critique.kinds.base import Check, Data, Span, whole
from dialogs.critique.kinds.employers import tells_of_employer
from dialogs.critique.patterns import pattern, stands
from dialogs.critique.view import View
from dialogs.lexicon import Role, SentenceView
from dialogs.measures import Family

_OWN_WORK = (
    pattern("singular-act > built-verb|improve-verb|measurement-tool|operations-artifact"),
    pattern("singular-act > options-considered|options-rejected"),
    pattern("singular-act >3 work-verb"),
)
_BUILT = (pattern("singular-act >2 built-verb"),)
_SYSTEM = (pattern("built-verb >4 system-noun"),)
_DATED = (pattern("figure-year >1 singular-act >1 built-verb"),)
_ONESELF = ("biography", "responsibility", "cliche", "passion", "portable", "boilerplate", "hedging", "sql-skill")
ONESELF = 0.5
"""How sure the classifier has to be that a sentence is about somebody rather than about what they did."""

_TIE = (pattern("strong-tie"), pattern("company-tie"))

_PASSIVE = (pattern("passive-aid >1 built-verb|improve-verb|moved-on"),)

BREATH = 3
"""How often "we" stands in a sentence that shows nobody."""

_EMPTY = ("boilerplate", "passion", "filler", "portable", "cliche")
EMPTY, EMPTY_SURE = 2, 0.8
"""How many empty ideas are heard in a sentence that ties nobody to a company, and how surely."""

HEAP, YEARS, MEASURED = 3, 5, 0.9
"""Projects that make a heap, years in a paragraph that make a CV of it, and how surely a measurement is to be heard."""

SHOWN = 2
"""Different things of a trade that show it: one alone may be a figure of speech, or an example from elsewhere."""

WEIGHED = 0.05
"""How sure the classifier has to be that a sentence weighs options where its words say so."""

_ENDING = re.compile(r"h?[aeio]{1,2}\b")


COMPANY_BACKED, PRAISE_BACKED, COMPANY_SURE, TIE_SURE = 0.04, 0.4, 0.8, 0.9
"""How sure the classifier has to be that a sentence tells a fact of this company only, where a pattern finds one, where
it finds one among praise, and where none does; and that it tells a tie to it."""


def letter(data: Data) -> Check:
    """A check by its name."""
    name = data.one_of("check", *CHECKS)
    data.done()
    return CHECKS[name]


def opening_without_evidence(view: View) -> Iterator[Span]:
    """The first two sentences hold no figure of the writer's, no tie, no problem of the company."""
    opening = view.opening
    if opening and not any(view.figures(s) or (_of_company(view, s) and not _empty(view, s)) for s in opening):
        yield whole(opening[0])


def _empty(view: View, sentence: SentenceView) -> bool:
    """Whether a sentence without words of a tie is heard to say several empty things at once."""
    return not stands(_TIE, sentence) and sum(view.sure(idea, sentence) >= EMPTY_SURE for idea in _EMPTY) >= EMPTY


def buried_connection(view: View) -> Iterator[Span]:
    """A real tie that stands only after the opening; what was only read of the company, or is like theirs, is none."""
    first = {s.number for s in view.first_paragraph}
    if any(_of_company(view, s) for s in view.first_paragraph):
        return
    for sentence in view.prose:
        if sentence.number in first:
            continue
        felt = view.sure("tie", sentence) >= TIE_SURE and not sentence.has("merely-read")
        if sentence.has("strong-tie") or felt:
            marks = sentence.of("strong-tie")
            yield (marks[0].start if marks else sentence.start), sentence.end
            return


def _of_company(view: View, sentence: SentenceView) -> bool:
    """Whether a sentence tells a fact of this company only, or a tie to it."""
    return _fact(view, sentence) or stands(_TIE, sentence) or view.sure("tie", sentence) >= TIE_SURE


def no_metric(view: View) -> Iterator[Span]:
    """No figure that says something about the writer's work."""
    if not any(view.figures(sentence) for sentence in (*view.prose, *view.reading.prose(Role.LIST))):
        yield None


def team_hides_author(view: View) -> Iterator[Span]:
    """Where the work is told "we" and "the team" act, and "I" hardly ever does, and never builds.

    What somebody says of themselves, of a duty or of a skill is no act. Work that "was built" hides them too, and so
    does a paragraph in which only "we" acts, time and again in a breath: "We drew it, we built it, we shipped it".
    """
    several = len({s.paragraph for s in view.prose}) > 1
    closing = {s.number for s in view.closing} if several else set()
    told = [s for s in view.prose if s.number not in closing]
    if any(_only_we(stretch) for _, stretch in groupby(told, lambda s: s.paragraph)):
        yield None
        return
    together = sum(s.has("plural-person") or stands(_PASSIVE, s) for s in told)
    alone = sum(s.has("first-person") and not s.has("second-person") and not _of_oneself(view, s) for s in told)
    if together < 3 or 2 * alone > together:
        return
    built = sum(stands(_OWN_WORK, s) for s in told)
    if not built or (built == 1 and together >= 6):
        yield None


def _only_we(paragraph: Iterable[SentenceView]) -> bool:
    """Whether "we" do everything in a paragraph, and its writer nothing that can be seen."""
    told = tuple(paragraph)
    breath = max(len(s.of("plural-person")) for s in told)
    return breath >= BREATH and not any(stands(_OWN_WORK, s) or s.has("own-act") for s in told)


def _of_oneself(view: View, sentence: SentenceView) -> bool:
    """Whether a sentence only says who somebody is, what they know or were there for."""
    return view.any_sure(_ONESELF, sentence, ONESELF)


def too_many_projects(view: View) -> Iterator[Span]:
    """Three or more projects, none of them told with how it was measured and what was weighed.

    Where they are numbered ("the first …, the second …"), one of them has to be told so, else the letter as a whole.
    """
    numbered = len(view.holding("project-number")) >= HEAP
    told = _stretches(view.prose) if numbered else (view.prose,)
    if any(_deep(view, stretch) for stretch in told):
        return
    turns = [_turns(s) for s in view.prose]
    many = numbered or (sum(turns) >= HEAP and sum(map(bool, turns)) >= 2)
    if many or any(_heaped(tuple(some)) for _, some in groupby(view.prose, lambda s: s.paragraph)):
        yield None


def _turns(sentence: SentenceView) -> int:
    """How many projects a sentence turns to."""
    return len(sentence.of("project-turn")) + sum(1 for one in _DATED for _ in one.spans(sentence))


def _heaped(paragraph: Sequence[SentenceView]) -> bool:
    """Whether a paragraph heaps up what was built: sentence by sentence, in one list, or year by year."""
    told = [s for s in paragraph if stands(_BUILT, s) or _turns(s)]
    if len(told) >= HEAP and sum(stands(_SYSTEM, s) for s in told) >= 2:
        return True
    if any(s.has("projects-of") and s.text.count(",") >= HEAP - 1 for s in paragraph):
        return True
    years = (one for s in paragraph for one in s.measures if one.family is Family.YEAR)
    return sum(1 if one.text == one.after.text else 2 for one in years) >= YEARS


def _deep(view: View, told: Sequence[SentenceView]) -> bool:
    weighed = any(s.has("options-strong") and view.backs("option", s, WEIGHED) for s in told)
    return weighed and any(s.has("measurement-strong") or view.sure("measurement", s) >= MEASURED for s in told)


def _stretches(told: Sequence[SentenceView]) -> Iterator[Sequence[SentenceView]]:
    """The sentences of each numbered project, and those before the first."""
    begins = [0, *(at for at, s in enumerate(told) if at and s.has("project-number")), len(told)]
    for first, last in pairwise(begins):
        yield told[first:last]


def no_company_fact(view: View) -> Iterator[Span]:
    """Nothing that only this company could be told."""
    if not any(_fact(view, sentence) for sentence in view.prose) and not tells_of_employer(view):
        yield None


def _fact(view: View, sentence: SentenceView) -> bool:
    """Whether a sentence tells a fact of this company only."""
    praise = sentence.has("company-cliche") and not sentence.measures and not sentence.has("company-source")
    if sentence.number in view.specific and view.backs(
        "company", sentence, PRAISE_BACKED if praise else COMPANY_BACKED
    ):
        return True
    return view.sure("company", sentence) >= COMPANY_SURE


def no_domain(view: View) -> Iterator[Span]:
    """Neither an industry nor a line of business is named, nor do things of a trade show it."""
    if view.reading.has("domain") or len(_of_a_trade(view)) >= SHOWN:
        return
    units = {m.after.unit for m in view.reading.measures if m.family in (Family.COUNT, Family.RATE)}
    if not view.read(". ".join(sorted(unit for unit in units if unit.isalpha()))).has("domain-unit"):
        yield None


def _of_a_trade(view: View) -> set[str]:
    """The things, people and places of a trade that the letter tells of; singular and plural are one."""
    return {_ENDING.sub("", mark.text.lower()) for s in view.sentences("prose") for mark in s.of("business")}


def no_years(view: View) -> Iterator[Span]:
    """Technologies are named, and none of them with years."""
    if any(t.kind != "basic" for t in view.reading.technologies) and not any(_years(s) for s in view.reading.sentences):
        yield None


def _years(sentence: SentenceView) -> bool:
    return bool(sentence.technologies) and any(
        m.family in (Family.AGE, Family.YEAR, Family.WINDOW) and m.after.unit in ("year", "month", "")
        for m in sentence.measures
    )


def long_abstract(view: View) -> Iterator[Span]:
    """Over forty words with no figure and nothing that has a name."""
    for sentence in view.prose:
        if not sentence.measures and not sentence.technologies and sentence.words > 40 and not _named(sentence):
            yield whole(sentence)


def _named(sentence: SentenceView) -> bool:
    """Whether a word inside the sentence has a capital: a system, a place, a product."""
    words = sentence.text.split()[1:]
    return any(
        word.strip("\"'“”(«")[:1].isupper() and word.strip("\"'“”(,.;:") not in ("I", "I'm", "I've") for word in words
    )


CHECKS: dict[str, Callable[[View], Iterator[Span]]] = {
    "opening-without-evidence": opening_without_evidence,
    "buried-connection": buried_connection,
    "no-metric": no_metric,
    "team-hides-author": team_hides_author,
    "too-many-projects": too_many_projects,
    "no-company-fact": no_company_fact,
    "no-domain": no_domain,
    "no-years": no_years,
    "long-abstract": long_abstract,
}
