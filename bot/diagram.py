"""The diagram: the interview drawn from its script, as Markdown with a Mermaid flowchart, for docs/interview.md."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from bot.app import make_coach
from bot.letter_files import write_whole
from dialogs.interview import Coach
from dialogs.script import Condition, Question

HEAD = """\
# The interview

Drawn from the question files of `content/en/interview` by `make diagram`; a test fails where it is out of date. Nothing
stores a position: the next question is the first one that applies and has no accepted answer. A dashed loop is a probe,
put where an answer gives cause for it; at most two a question. `/back`, `/skip` and `/edit` work everywhere.
"""


def diagram(coach: Coach) -> str:
    """The whole page."""
    chart = "\n".join(f"    {line}" for line in _chart(coach.script.questions))
    return f"{HEAD}\n```mermaid\nflowchart TD\n{chart}\n```\n\n" + "\n".join(_table(coach)) + "\n"


def _chart(questions: tuple[Question, ...]) -> Iterator[str]:
    """Nodes and arrows, in the order of the questions."""
    yield 'begin(["/start"])'
    waiting = ["begin"]  # what leads on to the next question
    for question in questions:
        name = f"q_{question.id}"  # a name of its own: Mermaid reserves words such as "end"
        yield f'{name}["{"<br/>".join(_label(question))}"]'
        if when := condition(question.applies):
            gate = f"if_{question.id}"
            yield f'{gate}{{"{when}?"}}'
            yield from (f"{before} --> {gate}" for before in waiting)
            yield f"{gate} -- yes --> {name}"
            waiting = [name, f"{gate} -- no"]
        else:
            yield from (f"{before} --> {name}" for before in waiting)
            waiting = [name]
        yield from (f'{name} -. "{probe.name}" .-> {name}' for probe in question.probes)
    yield 'letter(["the letter and its critique"])'
    yield from (f"{before} --> letter" for before in waiting)


def _label(question: Question) -> Iterator[str]:
    yield f"<b>{question.id}</b>"
    if question.choices:
        yield " / ".join(question.choices)
    if question.exits:
        yield "or: " + ", ".join(question.exits)


def condition(applies: Condition) -> str:
    """When a question is asked, in words; nothing where it always is."""
    parts = [f"{name} is {' or '.join(held)}" for name, held in _held(applies) if held]
    found = ["a sum of money is named"] if applies.figures else []
    found += ["an answer has one of its words"] if applies.mentions else []
    found += ["the posting has one of its words"] if applies.posting else []
    return " and ".join([*parts, *([", or ".join(found)] if found else [])])


def _held(applies: Condition) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ("market", applies.markets), ("level", applies.levels)


def _table(coach: Coach) -> Iterator[str]:
    """A row for each question: when it is asked, its probes with whose advice they are, its ways out."""
    yield "| question | asked | probes | honest ways out |"
    yield "|---|---|---|---|"
    for question in coach.script.questions:
        when = condition(question.applies) or "always"
        needed = ", must be answered" if question.required else ""
        probes = ", ".join(f"{probe.name} ({coach.guides[probe.guide].name})" for probe in question.probes)
        yield f"| {question.id} | {when}{needed} | {probes} | {', '.join(question.exits)} |"


if __name__ == "__main__":
    write_whole(Path(sys.argv[1]), diagram(make_coach()[0]))
