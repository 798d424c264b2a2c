"""Position: where a person is, derived from what they have answered and from nothing else."""

from __future__ import annotations

from dialogs.answers import Log, is_open, profile, standing, told
from dialogs.measures import Family, Measurer
from dialogs.script import Condition, Question, Script


def applies(condition: Condition, log: Log, measurer: Measurer | None = None) -> bool:
    """Whether a question is to be asked, given these answers."""
    who, known = profile(log), told(log)
    if (condition.markets and who.market not in condition.markets) or (
        condition.levels and who.level not in condition.levels
    ):
        return False
    posting = known.pop("posting", "")
    own = "\n".join(known.values())
    wanted = []
    if condition.mentions:
        wanted.append(any(p.search(own) for p in condition.mentions.values()))
    if condition.figures and measurer:
        wanted.append(any(m.family is Family.MONEY for m in measurer.find(own)))
    if condition.posting:
        wanted.append(any(p.search(posting) for p in condition.posting.values()))
    return not wanted or any(wanted)


def next_question(script: Script, log: Log, measurer: Measurer | None = None) -> Question | None:
    """The first question that applies and has no accepted answer; None where all have one."""
    for question in script.questions:
        if is_open(log, question.id) and applies(question.applies, log, measurer):
            return question
    return None


def answered(script: Script, log: Log, measurer: Measurer | None = None) -> tuple[Question, ...]:
    """The questions that have an answer and still apply, in order."""
    return tuple(q for q in script.questions if standing(log, q.id) and applies(q.applies, log, measurer))


def previous_question(
    script: Script, log: Log, current: Question | None, measurer: Measurer | None = None
) -> Question | None:
    """The last question before the current one that has an answer; None where there is none."""
    order = [question.id for question in script.questions]
    end = order.index(current.id) if current else len(order)
    before = [question for question in answered(script, log, measurer) if order.index(question.id) < end]
    return before[-1] if before else None


def progress(script: Script, log: Log, question: Question) -> tuple[int, int] | None:
    """The number of a counted question and how many there are; None for one that is not counted."""
    if not question.counted:
        return None
    counted = [q.id for q in script.questions if q.counted and applies(q.applies, log)]
    return (counted.index(question.id) + 1, len(counted)) if question.id in counted else None


def still_open(script: Script, log: Log, measurer: Measurer | None = None) -> tuple[Question, ...]:
    """The questions that apply and are not answered yet."""
    return tuple(q for q in script.questions if is_open(log, q.id) and applies(q.applies, log, measurer))
