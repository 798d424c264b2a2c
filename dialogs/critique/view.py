"""The view: a reading with what a rule asks of it again and again, worked out once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dialogs.answers import Profile
from dialogs.critique.patterns import patterns
from dialogs.ideas import IDEAS, NOTHING, Heard, Ideas
from dialogs.lexicon import COUNTED, PROSE, Mark, Reading, Role, SentenceView
from dialogs.lexicon.bits import mask
from dialogs.measures import Family, Measure
from dialogs.posting import Account, Posting, Postings

_PLACES = {idea: place for place, idea in enumerate(IDEAS)}
NO_OUTCOME = frozenset({Family.YEAR, Family.CLOCK, Family.AGE, Family.WINDOW})
_GENERIC = patterns(
    ("generic-mention", "reader-owns >0 generic-thing", "reader-owns >0 generic-quality >0 generic-thing")
)
"""What any company could be told: "you", "your team", "your great mission"."""

_READ = PROSE | {Role.LIST}

SALARY = 0.8
"""How sure the classifier has to be that a sum of money is what the writer asks for."""

FEW = 10
"""Below this, a plain number of things says nothing of scale."""


@dataclass(frozen=True)
class View:
    """A reading, for whom it is meant, and the posting it answers, if any."""

    reading: Reading
    profile: Profile
    posting: Posting | None
    read: Callable[[str], Reading]  # reads another text as this one was read
    postings: Postings
    names: frozenset[str] = frozenset()  # words in small letters that the person's own names are made of
    band: tuple[int, int] = (0, 1 << 30)  # fewest and most words of the body
    ideas: Ideas | None = None  # hears ideas that no pattern finds; without it the patterns decide alone

    @cached_property
    def prose(self) -> tuple[SentenceView, ...]:
        """The sentences that tell something, in order."""
        return tuple(sentence for sentence in self.reading.sentences if sentence.role in PROSE)

    @cached_property
    def closing(self) -> tuple[SentenceView, ...]:
        """The sentences of the closing: the last paragraph, with the one before where the last is a formula."""
        closing = tuple(sentence for sentence in self.prose if sentence.role is Role.CLOSING)
        if closing or not self.prose:
            return closing
        last = self.prose[-1].paragraph
        return tuple(sentence for sentence in self.prose if sentence.paragraph == last)

    @cached_property
    def opening(self) -> tuple[SentenceView, ...]:
        """The first two sentences, which calibrate the reader."""
        return self.prose[:2]

    @cached_property
    def first_paragraph(self) -> tuple[SentenceView, ...]:
        """The sentences of the opening paragraph."""
        return tuple(sentence for sentence in self.prose if sentence.paragraph == self.prose[0].paragraph)

    def holding(self, *classes: str) -> Sequence[SentenceView]:
        """The sentences that tell something and hold one of these word classes, in order."""
        wanted = mask(classes)
        return [one for one in self.prose if one.mask & wanted] if self.reading.mask & wanted else ()

    @cached_property
    def technical(self) -> tuple[SentenceView, ...]:
        """The sentences that count towards the length and name a technology."""
        return tuple(one for one in self.reading.sentences if one.technologies and one.role in COUNTED)

    def sentences(self, where: str) -> tuple[SentenceView, ...]:
        """The sentences of a part of the letter.

        "opening", "first-paragraph", "closing", "salutation", "prose", which has its lists, or "anywhere", which has
        salutation and subject line too; "telling", which is the prose without its closing, unless that is all of it,
        and "own", which leaves out what the closing says of the reader.
        """
        found = self._parts.get(where)
        if found is None:
            found = self._parts[where] = self._part(where)
        return found

    def _part(self, where: str) -> tuple[SentenceView, ...]:
        if where == "opening":
            return self.opening
        if where == "first-paragraph":
            return self.first_paragraph
        if where == "closing":
            return self.closing
        if where == "salutation":
            return self.reading.prose(Role.SALUTATION)
        if where == "own":
            theirs = {sentence.number for sentence in self.closing if sentence.has("second-person")}
            return tuple(one for one in self.sentences("prose") if one.number not in theirs)
        if where == "telling":
            several = len({sentence.paragraph for sentence in self.prose}) > 1
            closing = {sentence.number for sentence in self.closing if several}
            return tuple(one for one in self.sentences("prose") if one.number not in closing)
        return self.reading.prose(*_READ, *((Role.SUBJECT, Role.SALUTATION) if where == "anywhere" else ()))

    @cached_property
    def _parts(self) -> dict[str, tuple[SentenceView, ...]]:
        return {}

    @cached_property
    def _told(self) -> dict[int, tuple[Measure, ...]]:
        return {}

    def after(self, sentence: SentenceView, reach: int) -> tuple[SentenceView, ...]:
        """The sentences that follow one, at most `reach` of them."""
        return self.reading.sentences[sentence.number + 1 : sentence.number + 1 + reach]

    def sure(self, idea: str, sentence: SentenceView) -> float:
        """How sure the classifier is, from 0 to 1, that a sentence says an idea; 0 where there is none to ask."""
        scores = self._scores.get(sentence.number)
        return scores[_PLACES[idea]] if scores else 0.0

    def any_sure(self, ideas: Iterable[str], sentence: SentenceView, least: float) -> bool:
        """Whether the classifier is at least so sure of any of these ideas."""
        scores = self._scores.get(sentence.number)
        if scores:
            for idea in ideas:
                if scores[_PLACES[idea]] >= least:
                    return True
        return False

    def surest(self, idea: str) -> float:
        """The most that the classifier is sure of an idea anywhere."""
        return self._most[_PLACES[idea]] if self._most else 0.0

    def backs(self, idea: str, sentence: SentenceView, least: float) -> bool:
        """Whether the classifier does not deny what a pattern found: at least so sure, or none there to ask."""
        return self.ideas is None or self.sure(idea, sentence) >= least

    @cached_property
    def _heard(self) -> Heard:
        return self.ideas.heard(self.sentences("prose")) if self.ideas else NOTHING

    @cached_property
    def _most(self) -> Sequence[float]:
        return self._heard.most

    @cached_property
    def _scores(self) -> Mapping[int, Sequence[float]]:
        """What the classifier hears in every sentence that tells something, by number; in the order of IDEAS."""
        return dict(zip((one.number for one in self.sentences("prose")), self._heard.rows, strict=False))

    @cached_property
    def advert(self) -> Reading:
        """The posting, read as the letter is: costs as much as the letter does, so few ask for it."""
        return self.read(self.posting.text if self.posting else "")

    @cached_property
    def account(self) -> Account | None:
        """What the letter tells of its writer's work; None where there is no posting to hold it against."""
        return self.postings.account(self.reading) if self.posting else None

    def around(self, sentence: SentenceView, back: int, reach: int) -> tuple[SentenceView, ...]:
        """A sentence with at most `back` before it and `reach` behind it."""
        return self.reading.sentences[max(0, sentence.number - back) : sentence.number + 1 + reach]

    def tells(self, measure: Measure, sentence: SentenceView) -> bool:
        """Whether a figure tells of the writer's work: no year, age or rota, no handful, nothing of the reader's."""
        if measure.family in NO_OUTCOME:
            return False
        if measure.before is not None or measure.percentile:
            return True
        if any(mark.start < measure.end and measure.start < mark.end for mark in sentence.of("on-call", "salary-word")):
            return False
        if measure.family in (Family.COUNT, Family.RATE, Family.TIME) and sentence.has("second-person"):
            return False
        if measure.family is Family.MONEY and self.sure("salary", sentence) >= SALARY:
            return False
        return measure.family is not Family.COUNT or measure.after.value >= FEW

    def figures(self, sentence: SentenceView) -> tuple[Measure, ...]:
        """The figures of a sentence that say something about the writer's work."""
        if not sentence.measures:
            return ()
        found = self._told.get(sentence.number)
        if found is None or sentence.page is not self.reading.page:
            found = tuple(measure for measure in sentence.measures if self.tells(measure, sentence))
            if sentence.page is self.reading.page:
                self._told[sentence.number] = found
        return found

    @cached_property
    def specific(self) -> frozenset[int]:
        """Numbers of the sentences that name something only this company could be told.

        That is "your" or "you" with a thing or an act that is no common property of companies, or a figure of theirs.
        """
        return frozenset(s.number for s in self.prose if self._specific(s))

    def _specific(self, sentence: SentenceView) -> bool:
        if not sentence.has("second-person"):
            return self._names_company(sentence)
        if sentence.has("company-tie", "company-fact"):
            return True
        if any(
            m.family not in (Family.YEAR, Family.WINDOW, Family.AGE, Family.CLOCK) for m in sentence.measures
        ) and not (sentence.has("first-person") and sentence.role is Role.CLOSING):
            return True
        blank = [span for one in _GENERIC for span in one.spans(sentence)]
        return any(not _covered(mark, blank) for mark in sentence.of("second-person"))

    def _names_company(self, sentence: SentenceView) -> bool:
        """Whether the company of the posting is named, if only by its first word, with a figure, a source or a tie."""
        company = self.posting.company if self.posting else ""
        short = company.split()[0] if company else ""
        named = bool(company) and (company in sentence.text or (len(short) > 3 and short in sentence.text))
        if not named or (sentence.has("applying") and company not in sentence.text):
            return False
        return bool(sentence.measures) or sentence.has("company-source", "strong-tie")


def _covered(mark: Mark, by: Iterable[tuple[int, int]]) -> bool:
    return any(start <= mark.start and mark.end <= end for start, end in by)
