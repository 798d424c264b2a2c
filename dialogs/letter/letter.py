"""Letter: what a writer gives, every sentence with its receipts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where words come from. `quote` is a literal piece of the answer to `question`."""

    question: str
    quote: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the letter; `start` and `end` are its offsets in the letter's text.

    Without receipts it is connecting tissue, and holds no facts.
    """

    text: str
    start: int
    end: int
    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of an answer that the letter does not use, and why: "confidential", "length", "aside" or "elsewhere"."""

    question: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter. `words` counts its body, `band` is what market and level allow.

    `blocked` holds sentences with a figure, name or technology that no receipt backs: such a letter is not exported.
    `missing` names the questions whose answers would help most, weightiest first.
    """

    text: str
    sentences: tuple[Sentence, ...]
    words: int
    band: tuple[int, int]
    left_out: tuple[LeftOut, ...]
    blocked: tuple[str, ...]
    missing: tuple[str, ...]
