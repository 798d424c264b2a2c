"""The critic of one language: reads a text once and says what the guides would say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from dialogs.answers import LANGUAGES, Language, Profile
from dialogs.content_error import ContentError, Files
from dialogs.critique.bands import LENGTH, applied, bands
from dialogs.critique.disagreements import Disagreement, Follows, disagreements, silent, told
from dialogs.critique.emphasis import emphasis
from dialogs.critique.fault import Fault, faults
from dialogs.critique.genre import is_latin, is_letter
from dialogs.critique.kinds import SENTENCE_KINDS, WHOLE_KINDS, Check, Place, Span, check_for
from dialogs.critique.nouns import Critique, Finding, GuideBand, Measuring, Praise, Split, Weight
from dialogs.critique.praise import MERITS, merits
from dialogs.critique.ranking import once, ranked
from dialogs.critique.scorecard import Charge, families, scorecard
from dialogs.critique.sources import filled, guides, nobody
from dialogs.critique.sources import words as guide_words
from dialogs.critique.view import View
from dialogs.ideas import Ideas
from dialogs.lexicon import MOST, Lexicon, Reading
from dialogs.lexicon.words import load
from dialogs.measures import Measurer
from dialogs.posting import Held, Postings

JUDGED = 60
"""Words below which only sentences are judged, not the letter as a whole."""

FOREIGN = 0.12
"""Share of little words of its language that a text has at least; with fewer it is another language, or no prose."""

NOTES = ("empty", "short", "foreign", "long", "no-letter")

UNJUDGED = frozenset({"empty", "foreign", "no-letter"})
"""Notes with which nothing else is said."""

UNSCORED = frozenset({"short", "long"})
"""Notes with which nothing is praised, and only what has faults is scored."""


_Asked = tuple[str, str, str, tuple[str, ...]]
_MOST_ASKED, _MOST_TOLD = 256, 2_000
"""Profiles with a choice, and faults with theirs, for which what is said to everybody alike is remembered."""


class Critic:
    """Criticises texts of one language. Building it reads every fault file; the lexicon comes with the first text."""

    def __init__(self, files: Files, language: Language, postings: Postings | None = None) -> None:
        self.language: Language = language
        self.postings = postings or Postings(files)
        self.faults: tuple[Fault, ...] = faults(files, language)
        self._files = files
        self.ideas = Ideas(files, language)
        self.words = _words(files, language)
        self.guides = guides(files)
        self.guide_words = guide_words(files, language)
        self._nobody = nobody(self.guide_words)
        self._by_code = {fault.code: fault for fault in self.faults}
        self.disagreements = disagreements(files, self.guide_words, self.guides, frozenset(self._by_code))
        self._length = next(one for one in self.disagreements if one.number == LENGTH)
        self._emphasis = emphasis(files, self.guide_words, self.guides)
        about: dict[str, list[Disagreement]] = defaultdict(list)
        for one in self.disagreements:
            for code in one.faults:
                about[code].append(one)
        self._about = {code: tuple(found) for code, found in about.items()}
        self._told: dict[_Asked, tuple[tuple[Split, ...], str | None]] = {}
        self._order = lru_cache(maxsize=_MOST_ASKED)(self._emphasis.order)
        self._bands = lru_cache(maxsize=_MOST_ASKED)(self._banded)
        self._holding = lru_cache(maxsize=_MOST_ASKED)(self._held)

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
        follows: Follows | None = None,
        names: Iterable[str] = (),
    ) -> Critique:
        """All that the guides would say. Never raises, whatever the text; linear in its length.

        `follows` says whose advice the person chose where guides disagree: a disagreement's number to a guide's id.
        `names` are texts whose words are the person's own: their name, their company, terms they asked us to know.
        """
        follows = follows or {}
        reading = self.read(text)
        words = reading.words
        notes = tuple(self._notes(text, reading))
        noted = tuple(self.words["notes"][name] for name in notes)
        measuring = Measuring(self.bands(profile, follows), self._emphasis.first(profile), self._emphasis.shares)
        if UNJUDGED & set(notes):
            return Critique((), (), (), words, noted, measuring, judged=False)
        view = self._view(reading, profile, advert, follows, names)
        some = [one for one in self.faults if "short" not in notes or one.kind not in WHOLE_KINDS]
        raw = self._raw(view, some, follows)
        if "short" in notes:
            raw = tuple(one for one in raw if one.start is not None)
        silences = self._silences
        found = ranked(once(raw, silences), self._order(profile))
        charged = self._charged(view, raw, follows) if not UNSCORED & set(notes) else ()
        scores = scorecard(raw, self._families, charged)
        judged = {one.dimension for one in raw if one.weight is not Weight.ADVICE}
        return Critique(
            found,
            scores if not UNSCORED & set(notes) else tuple(one for one in scores if one[0] in judged),
            self._praise(view, raw) if not UNSCORED & set(notes) else (),
            words,
            noted,
            measuring,
            held=self._against(view),
        )

    def _against(self, view: View) -> Held | None:
        """The letter held against its posting, where there is one."""
        if view.posting is None or view.account is None:
            return None
        return self.postings.held(view.posting, view.account, self.language)

    def bands(self, profile: Profile, follows: Follows | None = None) -> tuple[GuideBand, ...]:
        """How many words each guide gives a letter, the one that applies first."""
        return self._bands(profile, (follows or {}).get(LENGTH, ""))

    def _banded(self, profile: Profile, guide: str) -> tuple[GuideBand, ...]:
        return bands(self._length, profile, {LENGTH: guide} if guide else {}, self.guides)

    def _held(self, profile: Profile, posting: bool) -> frozenset[str]:
        """The codes of the faults that exist for a profile."""
        return frozenset(one.code for one in self.faults if one.when.holds(profile, posting))

    def splits(self, profile: Profile, follows: Follows | None = None) -> tuple[Split, ...]:
        """Every disagreement of the guides, as it is shown to somebody with these choices."""
        return tuple(one.told(profile, follows or {}, self.guides) for one in self.disagreements)

    def glance(
        self, text: str, codes: Collection[str], profile: Profile, follows: Follows | None = None
    ) -> tuple[Finding, ...]:
        """The faults of these codes that can be seen in the sentences of one answer."""
        view = self._view(self.read(text), profile, None, follows or {})
        some = [one for one in self.faults if one.code in codes and one.kind in SENTENCE_KINDS]
        return ranked(once(self._raw(view, some, follows or {}), self._silences), self._order(profile))

    def check(
        self, code: str, text: str, profile: Profile, advert: str | None = None, follows: Follows | None = None
    ) -> tuple[Finding, ...]:
        """What one fault's own check finds, whatever the length of the text and whatever else would be said."""
        view = self._view(self.read(text), profile, advert, follows or {})
        spans = self._checks[code](view)
        return tuple(self._finding(view, self._by_code[code], span, follows or {}) for span in spans)

    def kin(self, code: str) -> tuple[str, ...]:
        """The faults that one stands in for: who mends it may be told one of these, at no further cost."""
        return self._silences.get(code, ())

    @cached_property
    def _silences(self) -> Mapping[str, tuple[str, ...]]:
        """A fault to the faults that it says better."""
        return {fault.code: fault.silences for fault in self.faults if fault.silences}

    @cached_property
    def _families(self) -> Mapping[str, str]:
        """A fault to the family of its dimension that it belongs to, where one says another better."""
        kin = {
            louder: tuple(code for code in codes if self._by_code[code].dimension == self._by_code[louder].dimension)
            for louder, codes in self._silences.items()
        }
        return families({louder: codes for louder, codes in kin.items() if codes})

    def _view(
        self, reading: Reading, profile: Profile, advert: str | None, follows: Follows, names: Iterable[str] = ()
    ) -> View:
        own = frozenset(word for one in names for word in one.lower().split())
        band = applied(self.bands(profile, follows))
        answered = self.postings.read(advert) if advert else None
        return View(reading, profile, answered, self.read, self.postings, own, band, self.ideas)

    def _spoken(self, view: View, follows: Follows) -> frozenset[str]:
        """The codes of the faults that exist here and that the guides somebody follows would name."""
        spoken = self._holding(view.profile, view.posting is not None)
        return spoken - silent(self.disagreements, follows) if follows else spoken

    def _raw(self, view: View, some: Iterable[Fault], follows: Follows) -> tuple[Finding, ...]:
        """All that stands in the text, also what another finding says better."""
        spoken = self._spoken(view, follows)
        checks = self._checks
        found = [
            self._finding(view, fault, span, follows)
            for fault in some
            if fault.code in spoken
            for span in checks[fault.code](view)
        ]
        return tuple(dict.fromkeys(found))

    def _charged(self, view: View, raw: Iterable[Finding], follows: Follows) -> tuple[Charge, ...]:
        """What could not be found because something more basic is missing, in another dimension than that."""
        spoken = self._spoken(view, follows)
        named = dict.fromkeys(code for one in raw for code in self._by_code[one.fault].silences)
        if not named:
            return ()
        louder = {code: {one.dimension for one in raw if code in self._by_code[one.fault].silences} for code in named}
        faults = (self._by_code[code] for code in named if code in spoken)
        return tuple(
            Charge(fault.dimension, fault.code, fault.weight_for(view.profile))
            for fault in faults
            if louder[fault.code] - {fault.dimension}
        )

    def _finding(self, view: View, fault: Fault, span: Span, follows: Follows) -> Finding:
        start, end = span if span else (None, None)
        splits, disagreement = self._splits(fault.code, view.profile, follows)
        quote = view.reading.text[start:end] if span else None
        values = {"{quote}": quote or "", **(span.values if isinstance(span, Place) else {})}
        values |= {"{words}": str(view.reading.words)}
        source = fault.source
        if fault.code in self._length.faults:
            band = self.bands(view.profile, follows)[0]
            gives = self.guide_words.say["gives-ours" if band.ours else "gives"]
            values |= {"{band}": filled(gives, name=band.source.guide, low=band.low, high=band.high)}
            source = self._nobody if band.ours else band.source
        if view.posting:
            values |= {"{company}": view.posting.company, "{title}": view.posting.title}

        def said(text: str) -> str:
            if "{" in text:
                for name, value in values.items():
                    text = text.replace(name, value)
            return text

        return Finding(
            fault=fault.code,
            weight=fault.weight_for(view.profile),
            start=start,
            end=end,
            quote=quote,
            message=said(fault.message),
            why=said(fault.why),
            fix=said(fault.fix),
            source=source,
            disagreement=disagreement,
            dimension=fault.dimension,
            splits=splits,
        )

    def _splits(self, code: str, profile: Profile, follows: Follows) -> tuple[tuple[Split, ...], str | None]:
        """The disagreements that a fault is part of, and what is said of them; remembered, for they hold no text."""
        about = self._about.get(code, ())
        if not about:
            return (), None
        key = code, profile.market, profile.level, tuple(follows.get(one.number, "") for one in about)
        found = self._told.get(key)
        if found is None:
            splits = tuple(one.told(profile, follows, self.guides) for one in about)
            found = splits, " ".join(told(one, self.guide_words) for one in splits) or None
            if len(self._told) >= _MOST_TOLD:
                self._told.clear()
            self._told[key] = found
        return found

    def _praise(self, view: View, raw: Iterable[Finding]) -> tuple[Praise, ...]:
        return tuple(
            Praise(name, self.words["praise"][name], s.start, s.end, view.reading.text[s.start : s.end])
            for name, s in merits(view, tuple(raw))
        )

    def _notes(self, text: str, reading: Reading) -> Iterator[str]:
        """The names of what keeps the text from being judged as a letter."""
        if not text.strip():
            yield "empty"
            return
        words = sum(paragraph.words for paragraph in reading.paragraphs)
        little = reading.count("function-word")
        if not is_latin(text) or (words >= JUDGED // 3 and little < FOREIGN * words):
            yield "foreign"
            return
        if reading.words < JUDGED:
            yield "short"
        elif not is_letter(reading):
            yield "no-letter"
            return
        if len(text) > MOST:
            yield "long"


def critics(files: Files) -> Mapping[Language, Critic]:
    """A critic for every language."""
    postings = Postings(files)
    return {language: Critic(files, language, postings) for language in LANGUAGES}


def _words(files: Files, language: Language) -> Mapping[str, Mapping[str, str]]:
    """The critic's own sentences, all of them."""
    path = f"{language}/critique.toml"
    found = load(path, files.get(path, ""))
    for table, names in (("notes", NOTES), ("praise", tuple(MERITS))):
        for name in names:
            if not found.get(table, {}).get(name):
                raise ContentError(path, 1, f"[{table}] has no {name}", ", ".join(names))
    return found
