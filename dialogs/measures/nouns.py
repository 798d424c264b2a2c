"""The nouns: what a figure in a text is, once it is understood."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Family(StrEnum):
    """What kind of thing a figure counts."""

    TIME = "time"  # a latency, delay or duration of work: ms, s, min, h
    WINDOW = "window"  # how long something was observed or lasted: "over six weeks", "for 3 Mondays", "su 8 lunedì"
    CLOCK = "clock"  # a time of day or a span of it: "7am-9am", "6:00", "alle 8"
    RATE = "rate"  # so many a second, day, week: "1,800 pings a second", "140 richieste al secondo", "twice a quarter"
    COUNT = "count"  # things: "11 million polygons", "900 ambulatori"
    PERCENT = "percent"
    RATIO = "ratio"  # "4.2x", "three times", "un terzo", "one week in five"
    MONEY = "money"  # with a currency; may be a rate ("£40m a month"); a bare "42k" has the currency ""
    SIZE = "size"  # bytes: "40 GB"
    YEAR = "year"  # a calendar year or a date: "in 2024", "2024", "3 December", "H1 2024"
    AGE = "age"  # years of experience, ages, team sizes: true, but no outcome


class Quantity(NamedTuple):
    """One value: `value` in `unit`, as it stands in the text, multipliers applied ("1.4 million" is 1400000)."""

    value: Decimal
    unit: str  # canonical: "ms" "s" "min" "h" "day" "week" "month" "year" "%" "x" "EUR" "GB", or the noun counted
    text: str
    start: int
    end: int


class Measure(NamedTuple):
    """A figure with what belongs to it. Offsets are characters of the text read.

    A change has `before` and `after` ("from 920 to 240 ms"); a plain value has only `after`, and so has a range ("20 to
    30 ms": its upper end). A span of the day is no change, but has both: `before` is the hour it begins, `after` the
    hour it ends ("7am-9am": 7 h and 9 h); who looks for changes leaves out the family CLOCK.

    `percentile` is "p99" and the like, "average" for a mean, "" where the words name none. `window` and `load` are the
    words of the same sentence that say over how long and under what load.
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
    per: str = ""  # "second", "day", "2 month" ("one every two months") for rates and money by period
    approximate: bool = False

    @property
    def factor(self) -> Decimal | None:
        """How many times `after` goes into `before`, units made equal: 15 for "from 210 s to 14 s"; else None."""
        if self.before is None or self.family is Family.CLOCK:
            return None
        before, after = magnitude(_by_period(self.before, self.per)), magnitude(_by_period(self.after, self.per))
        if before is None or after is None or not after[0] or before[1] != after[1]:
            return None
        return before[0] / after[0]


def _by_period(quantity: Quantity, per: str) -> Quantity:
    known = not per or "/" in quantity.unit
    return quantity if known else quantity._replace(unit=f"{quantity.unit}/{per}")


_BASES = {
    "ns": ("s", Decimal("1e-9")),
    "µs": ("s", Decimal("1e-6")),
    "ms": ("s", Decimal("0.001")),
    "s": ("s", Decimal(1)),
    "min": ("s", Decimal(60)),
    "h": ("s", Decimal(3600)),
    "day": ("s", Decimal(86400)),
    "week": ("s", Decimal(604800)),
    "fortnight": ("s", Decimal(1209600)),
    "month": ("s", Decimal(2629746)),  # a twelfth of a Gregorian year
    "quarter": ("s", Decimal(7889238)),
    "year": ("s", Decimal(31556952)),
    "B": ("B", Decimal(1)),
    "kB": ("B", Decimal(10**3)),
    "MB": ("B", Decimal(10**6)),
    "GB": ("B", Decimal(10**9)),
    "TB": ("B", Decimal(10**12)),
    "PB": ("B", Decimal(10**15)),
}

_SPELLED = {"second": "s", "minute": "min", "hour": "h", "night": "day"}  # periods, by their units


def scale_of(unit: str) -> Decimal:
    """How many of its base unit (seconds, bytes, itself) a unit is."""
    return _BASES.get(unit, (unit, Decimal(1)))[1]


def magnitude(quantity: Quantity) -> tuple[Decimal, str] | None:
    """The value in its base unit (seconds, bytes, else its own unit), so that ms and s, MB and GB can be compared.

    A unit with a period ("times/fortnight", "/2 month") is brought to a rate per second.
    """
    unit, _, period = quantity.unit.partition("/")
    base, scale = _BASES.get(unit, (unit, Decimal(1)))
    if not period:
        return quantity.value * scale, base
    many, _, name = period.rpartition(" ")
    name = _SPELLED.get(name, name)
    if name not in _BASES:
        return None
    return quantity.value * scale / (_BASES[name][1] * Decimal(many or 1)), f"{base}/s"
