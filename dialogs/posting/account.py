"""An account: what a letter or an answer tells of its writer's work, and which of it is evidence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from dialogs.lexicon import PROSE, Reading, Role, SentenceView
from dialogs.measures import Family
from dialogs.posting.nouns import Requirement
from dialogs.posting.titles import Title, titles
from dialogs.posting.vocabulary import Found, Marks, Tokens, everyday
from dialogs.posting.words import Words

LISTED = 4
"""Names in one sentence that make it a list, unless the sentence says what was built or moved with them."""

APART = 4
"""Words between two names of a row, the comma among them."""

AHEAD = 5
"""Words behind "instead of" and the like within which a name is one that was not taken."""

NEAR = 4
"""Words behind "never used" and the like within which a name is what is denied."""

BEHIND = 8
"""Words between a name and "I have never used it"."""

_APART = frozenset(",;:")
_NO_OUTCOME = frozenset({Family.YEAR, Family.CLOCK, Family.AGE, Family.WINDOW})
_LETTER = PROSE | {Role.LIST}
_HEAD = frozenset({Role.CODE, Role.HEADER, Role.SALUTATION, Role.SUBJECT})


@dataclass(frozen=True, slots=True)
class Name:
    """A technology or theme in a text, by its characters and its tokens."""

    name: str
    technology: bool
    start: int
    end: int
    first: int


@dataclass(frozen=True, slots=True)
class Declined:
    """Why a thing is none of the writer's, by their own sentence."""

    reason: Literal["denied", "weighed"]
    sentence: SentenceView


@dataclass(frozen=True)
class Account:
    """A text of somebody's own, read. `letter` is false for an answer, of which every sentence tells."""

    reading: Reading
    words: Words
    letter: bool = True

    @cached_property
    def tokens(self) -> Tokens:
        """Its tokens."""
        return self.words.tokenizer.tokens(self.reading.text)

    @cached_property
    def marks(self) -> Marks:
        """What was found in it."""
        return self.words.spoken[self.reading.language].letters.find(self.tokens.norms)

    @cached_property
    def titles(self) -> tuple[Title, ...]:
        """The job titles it names."""
        return titles(self.reading.text, self.tokens, self.marks)

    @cached_property
    def begun(self) -> frozenset[int]:
        """The characters where its technologies and job titles begin, so that no company does."""
        titled = (self.tokens.starts[title.first] for title in self.titles)
        return frozenset((*titled, *(one.start for one in self.reading.technologies)))

    @cached_property
    def names(self) -> dict[int, tuple[Name, ...]]:
        """The technologies and themes of each sentence, by its number, in order."""
        opens = [one.start for one in self.reading.sentences]
        found: dict[int, list[Name]] = {}
        starts = self.tokens.starts
        capitals = self.words.spoken[self.reading.language].sets["common.capitals"]
        taken: set[tuple[int, str]] = set()

        def add(name: str, technology: bool, start: int, end: int) -> None:
            number = bisect_left(opens, start + 1) - 1
            if number >= 0 and (number, name) not in taken:
                taken.add((number, name))
                found.setdefault(number, []).append(Name(name, technology, start, end, bisect_left(starts, start)))

        for one in self.reading.technologies:
            if one.kind != "basic":
                add(one.name, True, one.start, one.end)
        for mark in self.marks.found:
            if mark.label.startswith("theme:") and not everyday(capitals, self.tokens, self.reading.text, mark):
                add(mark.label[6:], False, starts[mark.first], self.tokens.ends[mark.last - 1])
        for name, theme in self.words.themes.items():
            for klass in theme.classes:
                for said in self.reading.of(klass):
                    add(name, False, said.start, said.end)
        return {number: tuple(sorted(some, key=lambda one: (one.start, one.name))) for number, some in found.items()}

    @cached_property
    def evidence(self) -> dict[str, SentenceView]:
        """Every technology and theme that a sentence gives evidence of, and the sentence that gives the most."""
        found: dict[str, tuple[int, SentenceView]] = {}
        for number in sorted(self.names):
            sentence = self.reading.sentences[number]
            weight = 2 * self.figured(sentence) + (sentence.role is not Role.LIST)
            for name in self.proves(sentence):
                if name not in found or found[name][0] < weight:
                    found[name] = (weight, sentence)
        return {name: sentence for name, (_, sentence) in found.items()}

    @cached_property
    def declined(self) -> Mapping[str, Declined]:
        """What the writer says they have not used, or only weighed and did not take, and the sentence that says so.

        What is only weighed in one place and named in another is not among it: there may be more to tell.
        """
        denied: dict[str, Declined] = {}
        weighed: dict[str, Declined] = {}
        other: set[str] = set()
        for number in sorted(self.names):
            sentence, some = self.reading.sentences[number], self.names[number]
            no, not_taken = self._denied(sentence, some), self._not_taken(sentence, some)
            for one in some:
                if one in no:
                    denied.setdefault(one.name, Declined("denied", sentence))
                elif one in not_taken:
                    weighed.setdefault(one.name, Declined("weighed", sentence))
                else:
                    other.add(one.name)
        return {name: one for name, one in weighed.items() if name not in other} | denied

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """Everything that the text names at all."""
        return frozenset(one.name for some in self.names.values() for one in some)

    def meeting(self, requirement: Requirement) -> SentenceView | None:
        """The sentence that proves a requirement: with the thing itself, or with what its use is a use of."""
        for name in (requirement.name, *requirement.also):
            near = self.words.themes[name].technologies if name in self.words.themes else frozenset[str]()
            for one in (name, *sorted(near | self.words.meets.get(name, frozenset()))):
                if one in self.evidence:
                    return self.evidence[one]
        return None

    def tells(self, sentence: SentenceView) -> bool:
        """Whether a sentence can be evidence: told by the writer of their own work."""
        if sentence.role not in _LETTER if self.letter else sentence.role in _HEAD:
            return False
        if sentence.has("not-my-job") or self.says("evidence.yours", sentence):
            return False
        return not self.letter or not sentence.has("second-person") or sentence.has("first-person", "plural-person")

    def listing(self, sentence: SentenceView, names: tuple[Name, ...]) -> bool:
        """Whether a sentence only lists: many names with nothing built, few words besides, or a claim to know them."""
        if self.figured(sentence):
            return False
        many = sum(one.technology for one in names)
        if many >= LISTED:
            return not sentence.has("built-verb", "options-rejected") or self._claimed(sentence)
        if many >= 2 and self._row(names) >= LISTED and not self.acts(sentence):
            return True
        inside = sum(len(self.reading.text[one.start : one.end].split()) for one in names if one.technology)
        if many and sentence.words - inside - many < 3 and not self.acts(sentence) and not self._made_of(sentence):
            return True
        return (sentence.role is Role.LIST or self._claimed(sentence)) and not self.acts(sentence)

    def _row(self, names: tuple[Name, ...]) -> int:
        """The most names that follow each other with little but commas between."""
        norms = self.tokens.norms
        longest = run = 1
        for one, other in pairwise(names):
            between = norms[one.first + 1 : other.first]
            near = len(between) <= APART or one.first == other.first
            run = run + 1 if near and ("," in between or other is names[-1] or one.first == other.first) else 1
            longest = max(longest, run)
        return longest

    def _made_of(self, sentence: SentenceView) -> bool:
        """Whether a sentence tells what a system is made of: "The search is Laravel over MySQL"."""
        named = {one.first for one in self.names.get(sentence.number, ()) if one.technology}
        joined = any(one.last in named and one.first for one in self.within("evidence.is", sentence))
        return joined and not self._claimed(sentence)

    def acts(self, sentence: SentenceView) -> bool:
        """Whether somebody does something in a sentence, besides having experience or a row of tools."""
        claims = [one.first for one in self.within("evidence.claims", sentence)]
        named = {one.first for one in self.names.get(sentence.number, ()) if one.technology}
        return any(
            one.last not in named
            and not any(one.last <= claim <= one.last + 3 or one.first == claim for claim in claims)
            for one in self.within("evidence.acts", sentence)
        )

    def figured(self, sentence: SentenceView) -> bool:
        """Whether a sentence has a figure of its writer's work: no year, age or team."""
        return any(one.family not in _NO_OUTCOME for one in sentence.measures)

    def at(self, start: int) -> SentenceView:
        """The sentence that a character stands in."""
        sentences = self.reading.sentences
        return sentences[max(0, bisect_right(sentences, start, key=lambda one: one.start) - 1)]

    def says(self, label: str, sentence: SentenceView) -> bool:
        """Whether a phrase of a label stands in a sentence."""
        return bool(self.within(label, sentence))

    def _claimed(self, sentence: SentenceView) -> bool:
        return self.says("evidence.claims", sentence)

    def proves(self, sentence: SentenceView) -> tuple[str, ...]:
        """What one sentence is evidence of."""
        found = self._proven.get(sentence.number)
        if found is None:
            found = self._proven[sentence.number] = tuple(self._proves(sentence))
        return found

    @cached_property
    def _proven(self) -> dict[int, tuple[str, ...]]:
        return {}

    def _proves(self, sentence: SentenceView) -> Iterator[str]:
        names = self.names.get(sentence.number, ())
        if not self.tells(sentence) or self.listing(sentence, names):
            return
        weighed = {
            *self._after(sentence, "evidence.refused", names, AHEAD),
            *self._before(sentence, "evidence.spurned", names),
        }
        weighed.update(self._after(sentence, "evidence.negates", names, AHEAD))
        out = {
            *self._denied(sentence, names),
            *(one for one in weighed if not self._again(sentence, one)),
        }
        yield from (one.name for one in names if one not in out)

    def _denied(self, sentence: SentenceView, names: tuple[Name, ...]) -> set[Name]:
        """The names that a sentence says its writer has not used: near a denial, with those joined to them."""
        found: set[Name] = set()
        denials = self.within("evidence.denies", sentence)
        for mark in denials:
            at = next((n for n, one in enumerate(names) if one.first >= mark.last), len(names))
            if at < len(names) and self._near(mark.last, names[at].first):
                found.add(names[at])
                found.update(self._joined(names[at:]))
        for label, reach in (("evidence.denies-behind", 0), ("evidence.denies-it", BEHIND)):
            for mark in self.within(label, sentence):
                ahead = any(mark.last <= one.first and self._near(mark.last, one.first) for one in names)
                before = [one for one in names if self._last(one) <= mark.first]
                if not ahead and before and mark.first - self._last(before[-1]) <= reach:
                    found.add(before[-1])
        return found

    def _not_taken(self, sentence: SentenceView, names: tuple[Name, ...]) -> set[Name]:
        """The names that a sentence only weighs, and neither names again nor takes after all."""
        if self.says("evidence.taken", sentence):
            return set()
        found = {*self._after(sentence, "evidence.refused", names, AHEAD)}
        small = self.words.spoken[self.reading.language].sets["evidence.small"]
        for mark in self.within("evidence.negates", sentence):
            behind = next((one for one in names if one.first >= mark.last), None)
            if behind and all(norm in small for norm in self.tokens.norms[mark.last : behind.first]):
                found.add(behind)
        found.update(self._before(sentence, "evidence.spurned", names))
        return {one for one in found if not self._again(sentence, one)}

    def _near(self, start: int, stop: int) -> bool:
        """Whether few words and no comma stand between two tokens."""
        return stop - start <= NEAR and not any(norm in _APART for norm in self.tokens.norms[start:stop])

    def _joined(self, names: tuple[Name, ...]) -> Iterator[Name]:
        """The names behind the first that stand in one row with it: "Kafka, Flink or Spark"."""
        sets = self.words.spoken[self.reading.language].sets
        joins = sets["evidence.row"] | sets["evidence.small"] | {",", "/"}
        for one, other in pairwise(names):
            if not all(norm in joins for norm in self.tokens.norms[self._last(one) : other.first]):
                return
            yield other

    def _last(self, name: Name) -> int:
        """The token behind a name's last one."""
        return bisect_left(self.tokens.starts, name.end)

    def _after(self, sentence: SentenceView, label: str, names: tuple[Name, ...], ahead: int) -> list[Name]:
        """The names behind a phrase of a label, within so many words and before the next comma."""
        found: list[Name] = []
        norms = self.tokens.norms
        for mark in self.within(label, sentence):
            stop = min(mark.last + ahead, len(norms))
            stop = next((at for at in range(mark.last, stop) if norms[at] in _APART), stop)
            found.extend(one for one in names if mark.last <= one.first < stop)
        return found

    def _before(self, sentence: SentenceView, label: str, names: tuple[Name, ...]) -> list[Name]:
        """The name that stands nearest before a phrase of a label, within so many words."""
        near = ([one for one in names if 0 < mark.first - one.first <= AHEAD] for mark in self.within(label, sentence))
        return [some[-1] for some in near if some]

    def _again(self, sentence: SentenceView, name: Name) -> bool:
        """Whether a sentence names it once more: "I weighed Kafka against SQS and took Kafka"."""
        return self.reading.text.count(self.reading.text[name.start : name.end], sentence.start, sentence.end) > 1

    def within(self, label: str, sentence: SentenceView) -> tuple[Found, ...]:
        """The phrases of a label in a sentence."""
        if label not in self.marks.by_label:
            return ()
        return self.marks.within(label, *self.bounds(sentence))

    def bounds(self, sentence: SentenceView) -> tuple[int, int]:
        """The first token of a sentence, and the first behind it."""
        return self._bounds[sentence.number]

    @cached_property
    def _bounds(self) -> tuple[tuple[int, int], ...]:
        """Where each sentence begins and ends, in tokens."""
        starts = self.tokens.starts
        return tuple((bisect_left(starts, one.start), bisect_left(starts, one.end)) for one in self.reading.sentences)
