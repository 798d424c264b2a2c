"""Measures: the figures in a text, understood."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Family(StrEnum):
    """What kind of thing a figure counts."""

    TIME = "time"  # a latency, delay or duration of work: ms, s, min, h
    WINDOW = "window"  # how long something was observed or lasted: "over six weeks", "for 3 Mondays", "su 8 lunedì"
    CLOCK = "clock"  # a time of day or a span of it: "7am-9am", "6:00", "alle 8"
    RATE = (
        "rate"  # so many a second, minute, hour, day, week, month: "1,800 pings a second", "140 richieste al secondo"
    )
    COUNT = "count"  # things: "11 million polygons", "900 ambulatori"
    PERCENT = "percent"
    RATIO = "ratio"  # "4.2x", "three times", "un terzo"
    MONEY = "money"  # with a currency; may be a rate ("£40m a month")
    SIZE = "size"  # bytes: "40 GB"
    YEAR = "year"  # a calendar year or a date: "in 2024", "2024", "3 December"
    AGE = "age"  # years of experience, ages, team sizes: true, but no outcome


@dataclass(frozen=True, slots=True)
class Quantity:
    """One value: `value` in `unit`, as it stands in the text."""

    value: Decimal
    unit: str  # canonical: "ms" "s" "min" "h" "day" "week" "month" "year" "%" "x" "EUR" "B", or the noun counted
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure with what belongs to it. Offsets are characters of the text read.

    A change has `before` and `after` ("from 920 to 240 ms"); a plain value has only `after`. `percentile` is "p99"
    and the like, "average" for a mean, "" where the words name none. `window` and `load` are the words of the same sentence
    that say over how long and under what load.
    """

    family: Family
    after: Quantity
    start: int
    end: int
    text: str
    before: Quantity | None = None
    percentile: str = ""
    window: str = ""
    load: str = ""
    per: str = ""  # "second", "day", "month" for rates and money by period
    approximate: bool = False
