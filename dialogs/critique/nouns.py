"""The nouns of a critique: what is said of a text, how much it weighs, and whose advice it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    """Whose advice it is: the guide's name, the market it writes for and the date of its text."""

    guide: str
    market: str
    date: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark. `quote` is text[start:end]; all three are None where the whole letter is meant."""

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


@dataclass(frozen=True, slots=True)
class Critique:
    """What the guides would say of a text.

    Findings, weightiest first; a score from 0 to 100 for each dimension; what is well done, and is true; words of the
    body; and notes where the text could not be judged as a letter.
    """

    findings: tuple[Finding, ...]
    scorecard: tuple[tuple[str, int], ...]
    praise: tuple[str, ...]
    words: int
    notes: tuple[str, ...]
