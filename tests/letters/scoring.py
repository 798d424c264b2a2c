"""How well a critic does on labelled letters: recall, precision, and false alarms on the strong ones.

A label is found where a finding of its fault touches a word of its quote; a label or a finding that means the whole
letter is met by any other of that fault. A finding is right where it meets a label, and held to be neither right nor
wrong where the reader allowed it (`may`). Precision counts what counts against the writer, blocks and faults; advice
that nobody labelled is counted beside it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dialogs.critique import Finding, Weight
from tests.letters.labelled import Label, Labelled

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one letter: labels missed, and findings that nobody labelled, hard ones and advice apart."""

    letter: Labelled
    missed: tuple[Label, ...]
    false: tuple[Finding, ...]
    false_advice: tuple[Finding, ...]
    right: int
    """Hard findings that meet a label or are allowed."""


@dataclass(slots=True)
class Row:
    """One fault over all letters."""

    labels: int = 0
    found: int = 0
    false: int = 0
    false_advice: int = 0


@dataclass(slots=True)
class Score:
    """The sum over letters."""

    letters: int = 0
    strong: int = 0
    labels: int = 0
    found: int = 0
    right: int = 0
    false: int = 0
    false_on_strong: int = 0
    advice_on_strong: int = 0
    faults: dict[str, Row] = field(default_factory=lambda: defaultdict(Row))

    @property
    def recall(self) -> float:
        """Labels found, of all; 1 where there are none."""
        return self.found / self.labels if self.labels else 1.0

    @property
    def precision(self) -> float:
        """Hard findings that are right, of all; 1 where there are none."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def false_alarms(self) -> float:
        """Hard findings a strong letter; 0 where there is none."""
        return self.false_on_strong / self.strong if self.strong else 0.0


def judge(letter: Labelled, findings: Iterable[Finding]) -> Verdict:
    """What the findings of one letter are worth."""
    met: set[int] = set()
    right = 0
    wrong: list[Finding] = []
    for finding in findings:
        hits = {n for n, label in enumerate(letter.must) if _meets(letter.letter, label, finding)}
        met |= hits
        if not hits and finding.fault not in letter.may:
            wrong.append(finding)
        elif finding.weight is not Weight.ADVICE:
            right += 1
    return Verdict(
        letter,
        tuple(label for n, label in enumerate(letter.must) if n not in met),
        tuple(one for one in wrong if one.weight is not Weight.ADVICE),
        tuple(one for one in wrong if one.weight is Weight.ADVICE),
        right,
    )


def score(verdicts: Sequence[Verdict]) -> Score:
    """The sum of verdicts."""
    total = Score()
    for one in verdicts:
        total.letters += 1
        total.strong += one.letter.strong
        total.labels += len(one.letter.must)
        total.found += len(one.letter.must) - len(one.missed)
        total.right += one.right
        total.false += len(one.false)
        total.false_on_strong += len(one.false) if one.letter.strong else 0
        total.advice_on_strong += len(one.false_advice) if one.letter.strong else 0
        for label in one.letter.must:
            total.faults[label.fault].labels += 1
            total.faults[label.fault].found += label not in one.missed
        for finding in one.false:
            total.faults[finding.fault].false += 1
        for finding in one.false_advice:
            total.faults[finding.fault].false_advice += 1
    return total


def table(total: Score) -> str:
    """The score as text, a line a fault and the sums below."""
    lines = [f"{'fault':32}{'labels':>7}{'found':>7}{'false':>7}{'advice':>8}"]
    lines += [
        f"{code:32}{row.labels:7}{row.found:7}{row.false:7}{row.false_advice:8}"
        for code, row in sorted(total.faults.items())
    ]
    lines += ["", summary(total)]
    return "\n".join(lines)


def summary(total: Score) -> str:
    """The three figures that matter, with what they are made of."""
    return (
        f"{total.letters} letters, {total.strong} of them strong\n"
        f"recall     {total.recall:.3f}  ({total.found} of {total.labels} labels)\n"
        f"precision  {total.precision:.3f}  ({total.right} of {total.right + total.false} blocks and faults)\n"
        f"false alarms per strong letter {total.false_alarms:.3f}"
        f"  ({total.false_on_strong}; advice {total.advice_on_strong})"
    )


def _meets(text: str, label: Label, finding: Finding) -> bool:
    if label.fault != finding.fault:
        return False
    return finding.start is None or finding.end is None or stands_at(text, label, finding.start, finding.end)


def stands_at(text: str, label: Label, start: int, end: int) -> bool:
    """Whether text[start:end] touches a word of the label's quote; a label without one stands everywhere."""
    if label.quote is None:
        return True
    at = text.index(label.quote)
    return bool(_words(text, at, at + len(label.quote)) & _words(text, start, end))


def _words(text: str, start: int, end: int) -> set[int]:
    """Numbers of the words that text[start:end] touches."""
    return {n for n, word in enumerate(_WORD.finditer(text)) if word.start() < end and word.end() > start}
