"""Words: the tables of content/<lang>/measures.toml, made ready for looking up."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from dialogs.answers import Language
from dialogs.content_error import ContentError, Files, line_of
from dialogs.measures.tokens import Token, scan

# Letters written in one language hold units of another ("15M requests/day" in an Italian one): these tables are joined.
JOINED = ("time", "span", "age", "size", "percent", "money", "rates", "periods", "period-adjectives")

_STEM = 3  # letters by which a number written as one word is suspected
Entry = tuple[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases, each with the name it stands for. Looking one up costs the same however many there are."""

    by_first: Mapping[str, tuple[Entry, ...]]
    by_last: Mapping[str, tuple[Entry, ...]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Phrases:
        """From pairs of phrase and name; where two fit, the longest is found, then the first."""
        first: dict[str, list[Entry]] = {}
        last: dict[str, list[Entry]] = {}
        for phrase, name in pairs:
            words = tuple(token.low for token in scan(phrase))
            first.setdefault(words[0], []).append((words, name))
            last.setdefault(words[-1], []).append((words, name))
        return cls(_longest_first(first), _longest_first(last))

    def at(self, tokens: tuple[Token, ...], i: int) -> tuple[str, int] | None:
        """The name of the phrase that begins at token `i`, and the token after it."""
        if i >= len(tokens):
            return None
        for words, name in self.by_first.get(tokens[i].low, ()):
            if len(words) == 1 or tuple(token.low for token in tokens[i : i + len(words)]) == words:
                return name, i + len(words)
        return None

    def ending(self, tokens: tuple[Token, ...], i: int) -> tuple[str, int] | None:
        """The name of the phrase that ends right before token `i`, and its first token."""
        if i <= 0:
            return None
        for words, name in self.by_last.get(tokens[i - 1].low, ()):
            start = i - len(words)
            if start >= 0 and tuple(token.low for token in tokens[start:i]) == words:
                return name, start
        return None

    def __contains__(self, word: object) -> bool:
        return any(len(words) == 1 for words, _ in self.by_first.get(str(word), ()))


def _longest_first(index: dict[str, list[Entry]]) -> Mapping[str, tuple[Entry, ...]]:
    return MappingProxyType({key: tuple(sorted(entries, key=lambda e: -len(e[0]))) for key, entries in index.items()})


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
    versus: Phrases
    formerly: Phrases
    past: Phrases
    now: Phrases


@dataclass(frozen=True, slots=True)
class RotaWords:
    """One week in so many."""

    among: Phrases
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
    clock_suffix: Phrases
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
            numbers.one, numbers.article, numbers.nothing, numbers.ones, numbers.tens, numbers.phrases, numbers.about, numbers.parts,
            times.adverbs, times.multiplied, times.fractions, self.rota.every, self.dates.months,
            self.percentile.average, self.percentile.median, self.percentile.ordinals,
        )  # fmt: skip
        firsts = {word for table in tables for word in table.by_first}
        object.__setattr__(self, "starters", frozenset(firsts | {"p", "q", "h"}))
        if numbers.closed:
            written = (numbers.ones, numbers.tens, numbers.hundreds, numbers.thousands)
            object.__setattr__(self, "stems", frozenset(word[:_STEM] for table in written for word in table.by_first))


_GROUPS = {
    group.__name__: group
    for group in (
        NumberWords, TimesWords, ChangeWords, RotaWords, AboutWords, WindowWords, PercentileWords, DateWords, PeopleWords, PlainWords,
    )
}  # fmt: skip
T = TypeVar("T")


def words_of(files: Files, language: Language) -> Words:
    """The tables of a language. A missing or unknown one is a ContentError; equal files give the same object."""
    path = f"{language}/measures.toml"
    if path not in files:
        raise ContentError(path, 1, "the file of number and unit words is missing")
    return _words(files["en/measures.toml"], files[path], path)


@lru_cache(maxsize=16)
def _words(english: str, text: str, path: str) -> Words:
    base, own = _parsed(english, "en/measures.toml"), _parsed(text, path)
    for name in JOINED:
        mine = own.setdefault(name, {})
        for key, phrases in base[name].items():
            mine[key] = [*mine.get(key, ()), *phrases]
    return _built(Words, own, path, text)


def _parsed(text: str, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ContentError(path, getattr(error, "lineno", 1), str(error)) from error


def _built(group: type[T], table: Mapping[str, Any], path: str, text: str) -> T:
    names = {f.name.replace("_", "-"): f for f in fields(group) if not f.metadata}  # type: ignore[arg-type]
    for key in table:
        if key not in names:
            raise ContentError(path, line_of(text, key), f"no table or list is called {key!r}", ", ".join(names))
    made: dict[str, object] = {}
    for key, its in names.items():
        if key not in table:
            raise ContentError(path, 1, f"{key!r} is missing", "an empty list, where the language has no such word")
        kind, value = str(its.type), table[key]
        if kind in _GROUPS:
            made[its.name] = _built(_GROUPS[kind], value, path, text)
        elif kind == "Phrases":
            made[its.name] = Phrases.of(_pairs(value, key, path, text))
        else:
            made[its.name] = value
    return group(**made)


def _pairs(value: object, key: str, path: str, text: str) -> Iterable[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    if isinstance(value, list):
        pairs = [(phrase, phrase) for phrase in value]
    elif isinstance(value, dict):
        for name, meant in value.items():
            pairs += [(phrase, name) for phrase in meant] if isinstance(meant, list) else [(name, str(meant))]
    if any(not isinstance(phrase, str) or not phrase.strip() for phrase, _ in pairs) or not isinstance(
        value, list | dict
    ):
        raise ContentError(path, line_of(text, key), f"{key!r} holds something that is no phrase", "non-empty strings")
    return pairs
