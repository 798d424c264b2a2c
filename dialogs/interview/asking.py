"""Asking: the messages that put a question, probe an answer, or show what stands."""

from __future__ import annotations

from dialogs.answers import Kind, of, standing
from dialogs.effects import Choice, Say
from dialogs.interview.desk import Desk
from dialogs.interview.position import next_question, progress
from dialogs.rich import Rich, Span, Style, rich
from dialogs.script import Accepts, Probe, Question

ROW = 30  # characters of buttons that fit one row on a phone


def rows(*choices: Choice) -> tuple[tuple[Choice, ...], ...]:
    """Buttons in rows that a phone shows without cutting their words."""
    packed: list[list[Choice]] = []
    for choice in choices:
        if packed and sum(len(c.label) + 4 for c in packed[-1]) + len(choice.label) <= ROW:
            packed[-1].append(choice)
        else:
            packed.append([choice])
    return tuple(tuple(row) for row in packed)


def choices_for(desk: Desk, question: Question) -> tuple[Choice, ...]:
    """The buttons of a question: its choices, its ways out, and what it can be left with."""
    replies, found = desk.replies, []
    entries = of(desk.log, question.id)
    if entries and entries[-1].kind is Kind.REOPENED and standing(desk.log, question.id):
        found.append(Choice(replies.button("keep"), "keep"))
    for choice in question.choices:
        found.append(Choice(desk.words(question, f"choice {choice}"), f"pick:{choice}"))
    if question.id == "name":
        if name := desk.case.name.strip():
            found.append(Choice(replies.button("sign", name=name), "name"))
        found.append(Choice(replies.button("no-name"), "skip"))
    found += [Choice(replies.exit(way), f"exit:{way}") for way in question.exits]
    if question.id != "name" and not question.required and not question.exits:
        found.append(Choice(replies.button("skip"), "skip"))
    return tuple(found)


def ask(desk: Desk, *before: str | Span | Rich, menu: bool = False) -> Say:
    """The question that is open now, with what is to be said before it; the end of the interview is not asked here."""
    question = next_question(desk.coach.script, desk.log)
    if question is None:
        raise ValueError("ask() was called though nothing is open")
    replies = desk.replies
    number = progress(desk.coach.script, desk.log, question)
    lead = replies.sentences["words", "progress"] if number else ""
    if number:
        lead = lead.replace("{n}", str(number[0])).replace("{total}", str(number[1]))
    parts: list[str | Span | Rich] = [*before]
    if before:
        parts.append("\n\n")
    parts += [Span(lead, Style.BOLD)] if lead else []
    parts.append(desk.words(question, f"ask {desk.profile.level}", "ask"))
    entries = of(desk.log, question.id)
    was = standing(desk.log, question.id)
    if entries and entries[-1].kind is Kind.REOPENED and was and was.words and question.accepts is Accepts.TEXT:
        parts += ["\n\n", replies.say("was"), "\n", Span(shortened(was.words), Style.QUOTE), "\n", replies.say("again")]
    elif begins := desk.words(question, "begins"):
        parts += ["\n", Span(replies.say("begins", words=begins), Style.ITALIC)]
    return Say(rich(*parts), rows(*choices_for(desk, question)), menu=menu)


def probe(desk: Desk, question: Question, asked: Probe) -> Say:
    """A probe: what is still wanted, in one line why, whose advice it is, and the honest ways out."""
    wanted, _, why = desk.words(question, f"probe {asked.name}").partition("\n\n")
    guide = desk.coach.guides[asked.guide]
    source = f" ({guide.name}, {desk.replies.label(guide.market)}, {desk.replies.label(guide.date)})"
    parts: list[str | Span] = [wanted]
    if why:
        parts += ["\n", Span(why + source, Style.ITALIC)]
    ways = [Choice(desk.replies.exit(way), f"exit:{way}") for way in question.exits]
    ways.append(Choice(desk.replies.exit("leave-it"), "leave"))
    return Say(rich(*parts), rows(*ways))


def honest(desk: Desk, question: Question, way: str) -> Say:
    """What can still be told after an honest way out."""
    leave = Choice(desk.replies.exit("leave-it"), "leave")
    return Say(rich(desk.words(question, f"exit {way}")), rows(leave))


def hint(desk: Desk, question: Question) -> Say:
    """Why a question is asked, and what would answer it."""
    text = desk.words(question, "hint") or desk.words(question, f"ask {desk.profile.level}", "ask")
    return Say(rich(text), rows(*choices_for(desk, question)))


def shortened(text: str, limit: int = 300) -> str:
    """The text on one line, cut at a word where it is longer than so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + " …"
