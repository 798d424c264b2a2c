"""The nouns of a critique: what is said of a text, how much it weighs, and whose advice it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dialogs.posting import Held


class Weight(StrEnum):
    """How much a finding weighs."""

    BLOCK = "block"  # a matter of fact or honesty: the letter should not go out
    FAULT = "fault"  # a guide calls it a mistake
    ADVICE = "advice"  # worth knowing, never counted against the writer


ORDER = (Weight.BLOCK, Weight.FAULT, Weight.ADVICE)

DIMENSIONS = (
    "opening",
    "anchor-project",
    "measurement",
    "trade-off",
    "technologies",
    "operations",
    "company",
    "closing",
    "wording",
    "form",
)
"""The dimensions of the scorecard, in the order a letter is read."""


@dataclass(frozen=True, slots=True)
class Source:
    """Whose advice it is: the guide's name, the market it writes for and the date of its text.

    `ours` where no guide speaks of it: `guide` then says so, in words.
    """

    guide: str
    market: str
    date: str
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a disagreement: its guides, by id and in full, what they say, and the faults that it silences."""

    ids: tuple[str, ...]
    guides: tuple[Source, ...]
    says: str
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A disagreement as it is shown. `chosen` is the guide that somebody chose, `speaks` the one that is followed.

    Both are "" where there is none. Where it is not `choosable`, `note` says why.
    """

    number: str
    topic: str
    sides: tuple[Side, ...]
    chosen: str
    speaks: str
    choosable: bool
    note: str


@dataclass(frozen=True, slots=True)
class GuideBand:
    """Fewest and most words that a guide gives a level; `ours` where it gives none and the band is our own reading."""

    guide: str
    source: Source
    low: int
    high: int
    applies: bool
    ours: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """A dimension that a guide names among what counts most, and why."""

    dimension: str
    source: Source
    why: str


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of the body's words a guide gives to each part, in percent."""

    source: Source
    parts: tuple[tuple[str, int], ...]
    why: str


@dataclass(frozen=True, slots=True)
class Measuring:
    """What a letter was measured by: every guide's band, the one that applies first; what counts most; the shares."""

    bands: tuple[GuideBand, ...] = ()
    first: tuple[Reason, ...] = ()
    shares: Shares | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark. `quote` is text[start:end]; all three are None where the whole letter is meant.

    `splits` are the disagreements it is part of; `disagreement` tells them in a few sentences.
    """

    fault: str
    weight: Weight
    start: int | None
    end: int | None
    quote: str | None
    message: str
    why: str
    fix: str
    source: Source
    disagreement: str | None
    dimension: str
    splits: tuple[Split, ...] = ()

    def __hash__(self) -> int:
        """By its fault and place: all else follows from these, and would cost more than finding it did."""
        return hash((self.fault, self.start, self.end))


@dataclass(frozen=True, slots=True)
class Praise:
    """What is well done, and the sentence that shows it: `quote` is text[start:end]."""

    merit: str
    text: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Critique:
    """What the guides would say of a text.

    Findings, weightiest first; a score from 0 to 100 for each dimension; what is well done, and is true; words of the
    body; notes where the text could not be judged as a letter; what it was measured by; and whether it was judged at
    all.
    """

    findings: tuple[Finding, ...]
    scorecard: tuple[tuple[str, int], ...]
    praise: tuple[Praise, ...]
    words: int
    notes: tuple[str, ...]
    measuring: Measuring = Measuring()
    judged: bool = True
    held: Held | None = None  # against the posting, where one was given
