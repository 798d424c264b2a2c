"""Words: everything a language says around figures, ready for looking up; a class for each table of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dialogs.measures.knowing import Knowing
from dialogs.measures.nouns import Family
from dialogs.measures.phrases import Phrases
from dialogs.measures.tokens import Scanner, Tokens


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
    past_endings: Phrases
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
    scanner: Scanner = field(init=False, compare=False, repr=False, metadata={"made": True})

    def __post_init__(self) -> None:
        """What is known of each word is worked out of the tables when it is first met."""
        object.__setattr__(self, "scanner", Scanner(Knowing(self).token))

    @property
    def units(self) -> tuple[tuple[Family, Phrases], ...]:
        """The tables of units that stand behind a number, in the order in which they are asked."""
        return (
            (Family.RATE, self.rates),
            (Family.TIME, self.time),
            (Family.WINDOW, self.span),
            (Family.AGE, self.age),
            (Family.SIZE, self.size),
        )

    def scan(self, text: str, pieces: Sequence[str] | None = None) -> tuple[Tokens, list[int]]:
        """The tokens of a text, in order, with what this language knows of each, and where each ends."""
        return self.scanner.scan(text, pieces)
