"""Words: everything a language says around figures, ready for looking up; a class for each table of the file."""

from __future__ import annotations

from dataclasses import dataclass, field

from dialogs.measures.phrases import Phrases
from dialogs.measures.tokens import Token

_STEM = 3  # letters by which a number written as one word is suspected


@dataclass(frozen=True, slots=True)
class NumberWords:
    """How numbers are written."""

    closed: bool
    point: str
    join: Phrases
    of: Phrases
    half: Phrases
    parts: Phrases
    nothing: Phrases
    no: Phrases
    since: Phrases
    one: Phrases
    article: Phrases
    unsure: Phrases
    unsure_after: Phrases
    ones: Phrases
    tens: Phrases
    hundreds: Phrases
    thousands: Phrases
    alone: Phrases
    scales: Phrases
    letters: Phrases
    phrases: Phrases
    about: Phrases


@dataclass(frozen=True, slots=True)
class TimesWords:
    """Multiples and repetitions."""

    noun: Phrases
    adverbs: Phrases
    compared: Phrases
    multiplied: Phrases
    folds: Phrases
    fold_not_after: Phrases
    halves: Phrases
    cutting: Phrases
    fractions: Phrases
    fraction_before: Phrases
    fraction_after: Phrases
    fraction_not_after: Phrases


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """What ties an old value to a new one."""

    before_old: Phrases
    to: Phrases
    to_alone: Phrases
    inverse: Phrases
    instead: Phrases
    between: Phrases
    between_and: Phrases
    versus: Phrases
    formerly: Phrases
    lasted: Phrases
    past: Phrases
    now: Phrases


@dataclass(frozen=True, slots=True)
class RotaWords:
    """One week in so many."""

    among: Phrases
    parts: Phrases
    whole: Phrases
    every: Phrases
    ordinals: Phrases


@dataclass(frozen=True, slots=True)
class AboutWords:
    """What makes a figure approximate, and what may stand between that and the figure."""

    before: Phrases
    after: Phrases
    filler: Phrases


@dataclass(frozen=True, slots=True)
class WindowWords:
    """What makes a duration a window, and a figure a load."""

    before: Phrases
    with_time: Phrases
    with_age: Phrases
    sides: Phrases
    versus: Phrases
    behind: Phrases
    running: Phrases
    load: Phrases
    load_after: Phrases


@dataclass(frozen=True, slots=True)
class PercentileWords:
    """Percentiles and means."""

    average: Phrases
    not_average: Phrases
    median: Phrases
    percentile: Phrases
    suffix: Phrases
    ordinals: Phrases


@dataclass(frozen=True, slots=True)
class DateWords:
    """Dates and times of day."""

    months: Phrases
    unsure: Phrases
    suffix: Phrases
    of: Phrases
    before_year: Phrases
    when_before: Phrases
    parts: Phrases
    on_days: Phrases
    clock_suffix: Phrases
    clock_evening: Phrases
    clock_before: Phrases
    clock_to: Phrases
    clock_tail: Phrases


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """Who makes a number a team's size."""

    nouns: Phrases
    before: Phrases
    after: Phrases


@dataclass(frozen=True, slots=True)
class PlainWords:
    """Words that decide whether a number counts something."""

    labels: Phrases
    versioned: Phrases
    stop: Phrases
    spelled_plural: bool
    second_endings: Phrases
    plural: Phrases
    plural_endings: Phrases
    not_plural_endings: Phrases
    verb_endings: Phrases
    abbreviations: Phrases
    bullets: Phrases


@dataclass(frozen=True, slots=True)
class Words:
    """All the tables of one language. Immutable, and shared by every text read in it."""

    time: Phrases
    span: Phrases
    age: Phrases
    size: Phrases
    percent: Phrases
    money: Phrases
    money_between: Phrases
    rates: Phrases
    per: Phrases
    periods: Phrases
    period_adjectives: Phrases
    numbers: NumberWords
    times: TimesWords
    changes: ChangeWords
    rota: RotaWords
    about: AboutWords
    window: WindowWords
    percentile: PercentileWords
    dates: DateWords
    people: PeopleWords
    plain: PlainWords
    starters: frozenset[str] = field(default=frozenset(), metadata={"made": True})
    stems: frozenset[str] = field(default=frozenset(), metadata={"made": True})

    def begins(self, token: Token) -> bool:
        """Whether a figure can begin at this token, as far as one word can tell."""
        return token.low in self.starters or (bool(self.stems) and token.low[:_STEM] in self.stems)

    def __post_init__(self) -> None:
        """Notes the words at which a figure can begin, so that a walk passes over all others at once."""
        numbers, times = self.numbers, self.times
        tables = (
            numbers.one, numbers.article, numbers.nothing, numbers.no,
            numbers.ones, numbers.tens, numbers.phrases, numbers.about,
            numbers.parts,
            times.adverbs, times.multiplied, times.folds, times.halves, times.fractions, self.rota.every,
            self.dates.months,
            self.period_adjectives, self.percentile.average, self.percentile.median, self.percentile.ordinals,
        )  # fmt: skip
        firsts = {word for table in tables for word in table.by_first}
        object.__setattr__(self, "starters", frozenset(firsts | {"p", "q", "h"}))
        if numbers.closed:
            written = (numbers.ones, numbers.tens, numbers.hundreds, numbers.thousands)
            object.__setattr__(self, "stems", frozenset(word[:_STEM] for table in written for word in table.by_first))
