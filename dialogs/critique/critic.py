"""The critic of one language: reads a text once and says what the guides would say of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from dialogs.answers import LANGUAGES, Language, Profile
from dialogs.content_error import ContentError, Files
from dialogs.critique.bands import band
from dialogs.critique.fault import Fault, faults
from dialogs.critique.kinds import SENTENCE_KINDS, WHOLE_KINDS, Check, Place, Span, check_for
from dialogs.critique.nouns import Critique, Finding, Weight
from dialogs.critique.praise import MERITS, merits
from dialogs.critique.ranking import once, ranked
from dialogs.critique.scorecard import scorecard
from dialogs.critique.view import View
from dialogs.lexicon import MOST, Lexicon, Reading
from dialogs.lexicon.words import load
from dialogs.measures import Measurer
from dialogs.posting import posting

JUDGED = 60
"""Words below which only sentences are judged, not the letter as a whole."""

FOREIGN = 0.12
"""Share of little words of its language that a text has at least; with fewer it is another language, or no prose."""

NOTES = ("empty", "short", "foreign", "long", "no-letter")


class Critic:
    """Criticises texts of one language. Building it reads every fault file; the lexicon comes with the first text."""

    def __init__(self, files: Files, language: Language) -> None:
        self.language: Language = language
        self.faults: tuple[Fault, ...] = faults(files, language)
        self._files = files
        self.words = _words(files, language)

    @cached_property
    def lexicon(self) -> Lexicon:
        """What the critic reads with."""
        return Lexicon(self._files, self.language, Measurer.from_files(self._files, self.language).find)

    @cached_property
    def _checks(self) -> Mapping[str, Check]:
        known = frozenset(self.lexicon.classes)
        return {fault.code: check_for(fault, known) for fault in self.faults}

    def read(self, text: str) -> Reading:
        """What one pass over a text finds in it."""
        return self.lexicon.read(text)

    def critique(
        self,
        text: str,
        profile: Profile,
        advert: str | None = None,
        follows: Mapping[str, str] | None = None,
        names: Iterable[str] = (),
    ) -> Critique:
        """All that the guides would say. Never raises, whatever the text; linear in its length.

        `follows` says whose advice the person chose where guides disagree: a disagreement's number to a guide's id.
        `names` are texts whose words are the person's own: their name, their company, terms they asked us to know.
        """
        reading = self.read(text)
        words = reading.words
        notes = tuple(self._notes(text, reading))
        if "empty" in notes or "foreign" in notes:
            return Critique((), (), (), words, tuple(self.words["notes"][name] for name in notes))
        own = frozenset(word for one in names for word in one.lower().split())
        view = View(reading, profile, posting(advert) if advert else None, self.read, own)
        some = [one for one in self.faults if "short" not in notes or one.kind not in WHOLE_KINDS]
        found = self._findings(view, some, follows or {})
        if "short" in notes:
            found = tuple(one for one in found if one.start is not None)
        praise = (
            merits(view, {one.fault for one in found if one.weight is not Weight.ADVICE})
            if "short" not in notes
            else ()
        )
        return Critique(
            found,
            scorecard(found) if "short" not in notes else _faulted(found),
            tuple(self.words["praise"][name] for name in praise),
            words,
            tuple(self.words["notes"][name] for name in notes),
        )

    def glance(self, text: str, codes: Collection[str], profile: Profile) -> tuple[Finding, ...]:
        """The faults of these codes that can be seen in the sentences of one answer."""
        view = View(self.read(text), profile, None, self.read)
        return self._findings(
            view, [one for one in self.faults if one.code in codes and one.kind in SENTENCE_KINDS], {}
        )

    def check(self, code: str, text: str, profile: Profile, advert: str | None = None) -> tuple[Finding, ...]:
        """What one fault's own check finds, whatever the length of the text and whatever else would be said."""
        view = View(self.read(text), profile, posting(advert) if advert else None, self.read)
        fault = next(one for one in self.faults if one.code == code)
        return tuple(self._found(view, fault))

    def _findings(self, view: View, some: Iterable[Fault], follows: Mapping[str, str]) -> tuple[Finding, ...]:
        found: list[Finding] = []
        silences: dict[str, tuple[str, ...]] = {}
        for fault in some:
            split = fault.disagreement
            if split and follows.get(split.number, fault.guide) != fault.guide:
                continue
            if fault.when.holds(view.profile, view.posting is not None):
                found.extend(self._found(view, fault))
                silences[fault.code] = fault.silences
        return ranked(once(found, silences))

    def _found(self, view: View, fault: Fault) -> Iterator[Finding]:
        for span in self._checks[fault.code](view):
            yield _finding(view, fault, span)

    def _notes(self, text: str, reading: Reading) -> Iterator[str]:
        """The names of what keeps the text from being judged as a letter."""
        if not text.strip():
            yield "empty"
            return
        words = sum(paragraph.words for paragraph in reading.paragraphs)
        little = reading.count("function-word")
        if words >= JUDGED // 3 and little < FOREIGN * words:
            yield "foreign"
            return
        if reading.words < JUDGED:
            yield "short"
        elif not reading.has("first-person", "plural-person"):
            yield "no-letter"
        if len(text) > MOST:
            yield "long"


def _faulted(found: Iterable[Finding]) -> tuple[tuple[str, int], ...]:
    """The scores of a text too short to be judged as a letter: only those that something was found against."""
    told = tuple(found)
    judged = {one.dimension for one in told if one.weight is not Weight.ADVICE}
    return tuple((name, score) for name, score in scorecard(told) if name in judged)


def critics(files: Files) -> Mapping[Language, Critic]:
    """A critic for every language."""
    return {language: Critic(files, language) for language in LANGUAGES}


def _words(files: Files, language: Language) -> Mapping[str, Mapping[str, str]]:
    """The critic's own sentences, all of them."""
    path = f"{language}/critique.toml"
    found = load(path, files.get(path, ""))
    for table, names in (("notes", NOTES), ("praise", tuple(MERITS))):
        for name in names:
            if not found.get(table, {}).get(name):
                raise ContentError(path, 1, f"[{table}] has no {name}", ", ".join(names))
    return found


def _finding(view: View, fault: Fault, span: Span) -> Finding:
    start, end = span if span else (None, None)
    low, high = band(view.profile)
    quote = view.reading.text[start:end] if span else None
    values = {"{quote}": quote or "", **(span.values if isinstance(span, Place) else {})}
    values |= {"{words}": str(view.reading.words), "{low}": str(low), "{high}": str(high)}
    if view.posting:
        values |= {"{company}": view.posting.company, "{title}": view.posting.title}

    def told(text: str) -> str:
        for name, value in values.items():
            text = text.replace(name, value)
        return text

    return Finding(
        fault=fault.code,
        weight=fault.weight_for(view.profile),
        start=start,
        end=end,
        quote=quote,
        message=told(fault.message),
        why=told(fault.why),
        fix=told(fault.fix),
        source=fault.source,
        disagreement=told(fault.disagreement.text) if fault.disagreement else None,
        dimension=fault.dimension,
    )
