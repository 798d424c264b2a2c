"""Position: where a person is, derived from what they have answered and from nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.answers import Log, Profile, is_open, profile, standing, told
from dialogs.script import Condition, Question, Script

MONEY = re.compile(
    r"[$£€]\s?\d|\b(?:eur|gbp|usd)\s?\d"
    r"|\d(?:k|m|mln|bn)?\s?(?:€|euros?\b|eur\b|gbp\b|usd\b|dollars?\b|pounds\b|quid\b|sterline\b|dollari\b)"
    r"|(?:million|thousand|mila|milioni(?:\sdi)?)\s(?:euros?|dollars?|pounds|sterline|dollari)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What conditions look at: the profile, the person's own words together, and the posting."""

    profile: Profile
    own: str
    posting: str

    @classmethod
    def of(cls, log: Log) -> Told:
        """What a log tells."""
        known = told(log)
        posting = known.pop("posting", "")
        return cls(profile(log), "\n".join(known.values()), posting)


def applies(condition: Condition, known: Told) -> bool:
    """Whether a question is to be asked, given what was told."""
    if (condition.markets and known.profile.market not in condition.markets) or (
        condition.levels and known.profile.level not in condition.levels
    ):
        return False
    wanted = []
    if condition.mentions:
        wanted.append(any(pattern.search(known.own) for pattern in condition.mentions.values()))
    if "money" in condition.figures:
        wanted.append(MONEY.search(known.own) is not None)
    if condition.posting:
        wanted.append(any(pattern.search(known.posting) for pattern in condition.posting.values()))
    return not wanted or any(wanted)


def next_question(script: Script, log: Log) -> Question | None:
    """The first question that applies and has no accepted answer; None where all have one."""
    known = Told.of(log)
    return next((q for q in script.questions if is_open(log, q.id) and applies(q.applies, known)), None)


def answered(script: Script, log: Log) -> tuple[Question, ...]:
    """The questions that have an answer and still apply, in order."""
    known = Told.of(log)
    return tuple(q for q in script.questions if standing(log, q.id) and applies(q.applies, known))


def previous_question(script: Script, log: Log, current: Question | None) -> Question | None:
    """The last question before the current one that has an answer; None where there is none."""
    order = [question.id for question in script.questions]
    end = order.index(current.id) if current else len(order)
    before = [question for question in answered(script, log) if order.index(question.id) < end]
    return before[-1] if before else None


def progress(script: Script, log: Log, question: Question) -> tuple[int, int] | None:
    """The number of a counted question and how many there are; None for one that is not counted."""
    if not question.counted:
        return None
    known = Told.of(log)
    counted = [q.id for q in script.questions if q.counted and applies(q.applies, known)]
    return (counted.index(question.id) + 1, len(counted)) if question.id in counted else None


def still_open(script: Script, log: Log) -> tuple[Question, ...]:
    """The questions that apply and are not answered yet."""
    known = Told.of(log)
    return tuple(q for q in script.questions if is_open(log, q.id) and applies(q.applies, known))
