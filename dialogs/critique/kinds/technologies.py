"""technologies: too many of them, or in a row with nothing done with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.critique.kinds.base import Check, Data, Span
from dialogs.critique.view import View
from dialogs.lexicon import SentenceView, Technology

ASSISTANTS = frozenset({"Copilot", "Cursor", "Claude", "Anthropic API", "Gemini", "Windsurf", "OpenAI API"})
"""AI assistants are how one works, no technology of the letter."""

_BETWEEN = re.compile(
    r"[\s,;/&•|()+·\d.-]*(?:(?:and|or|e|ed|o|in|su|con|with|on)\b[\s,/]*)?(?:(?:more|also|anche)\b\s*)?"
)


def technologies(data: Data) -> Check:
    """A check for more than `most` distinct technologies of some `kinds`, or for `row` of them in a row."""
    most, row, kinds = data.number("most", 0), data.number("row", 0), frozenset(data.strings("kinds"))
    labels = data.strings("labels")
    data.done()

    def counted(one: Technology) -> bool:
        return one.name not in ASSISTANTS and (one.kind in kinds if kinds else one.kind != "basic")

    def check(view: View) -> Iterator[Span]:
        if labels:
            for sentence in view.technical:
                if _labelled(sentence, labels):
                    yield sentence.start, sentence.end
        elif row:
            for sentence in view.technical:
                if len(sentence.technologies) >= row:
                    yield from _rows(view.reading.text, sentence, row)
        else:
            named = [one for sentence in view.technical for one in sentence.technologies if counted(one)]
            if len({one.name for one in named}) > most:
                yield _densest(view, counted) if kinds else None

    return check


def _labelled(sentence: SentenceView, labels: tuple[str, ...]) -> bool:
    """Whether a sentence is a label such as "Skills:" with a list behind it."""
    return len(sentence.technologies) >= 2 and any(mark.start == sentence.start for mark in sentence.of(*labels))


def _rows(text: str, sentence: SentenceView, least: int) -> Iterator[tuple[int, int]]:
    """Where at least so many technologies stand in a row, with nothing but commas and the like between them."""
    run: list[Technology] = []
    for one in (*sentence.technologies, None):
        if one is not None and (not run or _BETWEEN.fullmatch(text[run[-1].end : one.start])):
            run.append(one)
            continue
        if len({each.name for each in run}) >= least and sum(each.kind != "basic" for each in run) >= least - 2:
            yield run[0].start, run[-1].end
        run = [one] if one is not None else []


def _densest(view: View, counted: object) -> Span:
    """The stretch from the first to the last of them in the sentence that names most."""
    assert callable(counted)
    best = max(view.reading.sentences, key=lambda s: len({one.name for one in s.technologies if counted(one)}))
    found = [one for one in best.technologies if counted(one)]
    return found[0].start, found[-1].end
