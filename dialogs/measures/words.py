"""Words: everything a language says around figures, ready for looking up; a class for each table of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import Enum, auto

from dialogs.measures.closed import closed
from dialogs.measures.phrases import Phrases
from dialogs.measures.tokens import LETTERS, Known, Scanner, Token, folded

STEM = 3  # letters by which a number written as one word is suspected
_SPREAD = 5  # tokens, the article among them, within which a period makes it a figure: "one short outage a month"

MENTION, DATE, PART, FRACTION, MULTIPLE, HABIT, NUMBER = (1 << place for place in range(7))
"""What a word can be the first of."""


class Lead(Enum):
    """What a word and those behind it can be the beginning of."""

    NONE = auto()
    PERIOD = auto()  # nothing but one thing in a period: "a release every month"
    ANY = auto()


Starters = dict[str, frozenset[str] | None]
"""Words at which a figure can begin, each with what must follow then; None where it can stand alone."""


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
    starters: Starters = field(default_factory=dict, metadata={"made": True})
    stems: frozenset[str] = field(default=frozenset(), metadata={"made": True})
    ones: frozenset[str] = field(default=frozenset(), metadata={"made": True})
    counted: frozenset[str] = field(default=frozenset(), metadata={"made": True})
    spread: frozenset[str] = field(default=frozenset(), metadata={"made": True})
    units: frozenset[str] = field(default=frozenset(), metadata={"made": True})
    openers: Mapping[str, int] = field(default_factory=dict, metadata={"made": True})
    begun: frozenset[str] = field(default=frozenset(), metadata={"made": True})
    ended: frozenset[str] = field(default=frozenset(), metadata={"made": True})
    scanner: Scanner = field(default_factory=lambda: Scanner(_nothing), metadata={"made": True}, compare=False)

    def scan(self, text: str, pieces: Sequence[str] | None = None) -> tuple[tuple[Token, ...], list[int]]:
        """The tokens of a text, in order, with what this language knows of each, and where each ends."""
        return self.scanner.scan(text, pieces)

    def know(self, raw: str, low: str) -> Known:
        """What this language knows of a word, written `raw`."""
        letters = folded(raw)[1] == LETTERS
        suspected = bool(self.stems) and low[:STEM] in self.stems
        number = closed(low, self.numbers) if suspected or (self.stems and low in self.starters) else None
        return Known(
            opens=self.openers.get(low, 0),
            starts=low in self.starters or number is not None,
            begins=low in self.begun,
            closes=low in self.ended,
            counted=low in self.counted,
            spread=low in self.spread,
            stop=low in self.plain.stop,
            many=letters and is_plural(low, raw, self.plain),
            number=number,
            alone=self._alone(low, number),
        )

    def _alone(self, low: str, number: Decimal | None) -> Decimal | None:
        """The number that a word is by itself; None where it may begin a phrase that says another."""
        numbers = self.numbers
        if low in numbers.phrases.by_first or low in numbers.about.by_first:
            return None
        if numbers.closed:
            return number
        table = numbers.tens if low in numbers.tens.by_first else numbers.ones
        entries = table.by_first.get(low, ())
        return Decimal(entries[0][1]) if len(entries) == 1 and len(entries[0][0]) == 1 else None

    def leads(self, tokens: tuple[Token, ...], i: int) -> Lead:
        """What can begin at token `i`, as far as the next few words can tell.

        "In" begins a figure only as "in half"; "a" only where a unit, a longer number or a period is near.
        """
        low = tokens[i].low
        seconds = self.starters.get(low)
        if seconds is None or i + 1 >= len(tokens):
            return Lead.ANY if seconds is None else Lead.NONE
        after = tokens[i + 1]
        if after.low in seconds:
            return Lead.ANY
        if low not in self.ones:
            return Lead.NONE
        if after.known.counted:
            return Lead.ANY
        for token in tokens[i + 1 : i + _SPREAD]:
            if token.known.spread:
                return Lead.ANY if low in self.numbers.unsure.by_first else Lead.PERIOD
        return Lead.NONE

    def __post_init__(self) -> None:
        """Notes the words at which a figure can begin, so that a walk passes over all others at once."""
        numbers, times, rota = self.numbers, self.times, self.rota
        ones = (numbers.one, numbers.article)
        tables = (
            numbers.nothing, numbers.no, numbers.ones, numbers.tens, numbers.phrases, numbers.about, numbers.parts,
            times.adverbs, times.multiplied, times.folds, times.halves, times.fractions, rota.every,
            self.dates.months,
            self.period_adjectives, self.percentile.average, self.percentile.median, self.percentile.ordinals,
        )  # fmt: skip
        single = frozenset[str]().union(*(table.alone for table in ones))
        starters: Starters = dict.fromkeys(["p", "q", "h"])
        for table in tables:
            for first, entries in table.by_first.items():
                if first in table.alone and not (first in single and table is numbers.ones):
                    starters[first] = None
                elif (known := starters.get(first, frozenset())) is not None:
                    starters[first] = known.union(words[1] for words, _ in entries if len(words) > 1)
        for table in ones:
            for first in table.by_first:
                if first not in single or len(table.by_first[first]) > 1:
                    starters[first] = None
                else:
                    starters.setdefault(first, frozenset())
        beside = (
            self.time, self.span, times.noun, numbers.scales, numbers.hundreds, numbers.half, numbers.ones,
            numbers.tens, numbers.join,
        )  # fmt: skip
        periods = (self.per, self.period_adjectives, rota.every, rota.among)
        units = (self.rates, self.time, self.span, self.age, self.size)
        object.__setattr__(self, "starters", starters)
        object.__setattr__(self, "ones", single)
        object.__setattr__(self, "counted", _firsts(beside) | {"-"})
        object.__setattr__(self, "spread", _firsts(periods))
        object.__setattr__(self, "units", _firsts(units))
        object.__setattr__(self, "openers", self._openers())
        object.__setattr__(self, "begun", frozenset(low for table in _tables(self) for low in table.by_first))
        object.__setattr__(self, "ended", frozenset(low for table in _tables(self) for low in table.by_last))
        object.__setattr__(self, "scanner", Scanner(self.know))
        if numbers.closed:
            written = (numbers.ones, numbers.tens, numbers.hundreds, numbers.thousands)
            object.__setattr__(self, "stems", frozenset(word[:STEM] for table in written for word in table.by_first))

    def _openers(self) -> Mapping[str, int]:
        numbers, times, named = self.numbers, self.times, self.percentile
        openers: dict[str, int] = {"p": MENTION, "q": DATE, "h": DATE}
        for opens, tables in (
            (MENTION, (named.ordinals, named.average, named.median)),
            (DATE, (self.dates.months,)),
            (PART, (numbers.parts,)),
            (FRACTION, (times.fractions,)),
            (MULTIPLE, (times.folds, times.halves, times.multiplied, times.adverbs)),
            (HABIT, (self.rota.every, self.period_adjectives)),
            (NUMBER, (numbers.nothing, numbers.no, numbers.unsure, numbers.article, numbers.one)),
        ):
            for low in _firsts(tables):
                openers[low] = openers.get(low, 0) | opens
        return openers


def _nothing(raw: str, low: str) -> Known:
    """What is known before the tables are."""
    del raw, low
    return Known()


def is_plural(low: str, raw: str, plain: PlainWords) -> bool:
    """Whether a word can name several things: by its ending or by list, or as an abbreviation in capitals."""
    if low in plain.plural or (len(raw) > 1 and raw.isupper()):
        return True
    if len(low) < 3 or ends(low, plain.not_plural_endings) or ends(low, plain.verb_endings):
        return False
    return ends(low, plain.plural_endings)


def ends(low: str, endings: Phrases) -> bool:
    """Whether a word has one of these endings, each of at most four letters."""
    known = endings.alone
    return low[-1:] in known or low[-2:] in known or low[-3:] in known or low[-4:] in known


def _tables(group: object) -> Iterator[Phrases]:
    """Every table of a group of words, those of the groups in it too."""
    for one in fields(group):  # type: ignore[arg-type]
        value = getattr(group, one.name)
        if isinstance(value, Phrases):
            yield value
        elif hasattr(value, "__dataclass_fields__"):
            yield from _tables(value)


def _firsts(tables: Iterable[Phrases]) -> frozenset[str]:
    """The words that a phrase of these tables begins with."""
    return frozenset(word for table in tables for word in table.by_first)
