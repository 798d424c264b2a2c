"""The interview: what a person does, and what the coach does then.

The rules, all of them:

1. The answers are kept; the position is derived. `next_question` is the first question that applies and has no accepted
   answer. Nothing else says where a person is, so going back, editing and a new release need no migration.
2. The log only grows. Asking again reopens a question; what stood before stands until a new answer is accepted.
3. An answer is probed at most twice, then it is taken as it is. A skip is always respected, except for the three
   questions that decide how a letter is written.
4. A button counts only for the letter at hand and only at the step it was made for. Any other press changes nothing and
   says so.
5. A message that makes no sense where a person is changes nothing and says what would.
6. One message for one step: what became of the answer, and the next question, together.
"""

from __future__ import annotations

from datetime import datetime

from dialogs.effects import Effect, Say
from dialogs.events import Commanded, Edited, Event, Pressed, Said, Sent
from dialogs.interview import commands
from dialogs.interview.answering import continued, goes_on, take_text
from dialogs.interview.desk import Case, Coach, Desk, Guide
from dialogs.interview.position import next_question
from dialogs.rich import rich

__all__ = ["Case", "Coach", "Guide", "next_question", "step"]

KINDS = ("photo", "sticker", "voice", "document")  # what a sentence of its own answers


def step(coach: Coach, case: Case, event: Event, now: datetime) -> tuple[Effect, ...]:
    """What an event comes to: entries to keep and things to say. Pure; the same arguments give the same effects.

    The letter at hand is the one last written to, so an entry is always later than all before it: where the clock was
    set back, entries go on by a microsecond each until it has caught up.
    """
    at = case.current
    desk = Desk(coach, case, at.number, at.log, case.after(now))
    if isinstance(event, Commanded):
        return commands.command(desk, event.name.casefold())
    if isinstance(event, Pressed):
        return commands.press(desk, event)
    if isinstance(event, Edited):
        return (Say(rich(desk.replies.say("edited"))),)
    if isinstance(event, Sent):
        return (Say(rich(desk.replies.say(event.what if event.what in KINDS else "other"))),)
    return said(desk, event)


def said(desk: Desk, event: Said) -> tuple[Effect, ...]:
    """A message in words."""
    if not desk.log:
        return commands.begin(desk)
    if goes_on(desk, event):
        return continued(desk, event.text)
    if desk.replies.means("back", event.text):
        return commands.back(desk)
    question = next_question(desk.coach.script, desk.log)
    if question is None:
        return commands.spoken_to(desk, event.text)
    return take_text(desk, question, event.text, forwarded=event.forwarded)
