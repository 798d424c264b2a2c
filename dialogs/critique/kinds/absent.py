"""absent: the letter lacks an idea, so the finding is about the whole letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dialogs.critique.kinds.base import Check, Data, Span
from dialogs.critique.kinds.hearing import RIVAL
from dialogs.critique.patterns import stands
from dialogs.critique.view import View
from dialogs.ideas import IDEAS
from dialogs.lexicon import SentenceView

WHERE = ("telling", "prose", "closing", "own")


def absent(data: Data) -> Check:
    """A check that all of `lacks` are missing; a sentence with `ignoring` does not count as evidence.

    `where`: "telling" is all prose but sentences of the closing, "own" leaves out sentences about the reader's company.
    A sentence of which the classifier is `sure` that it says the `idea` is evidence too, and what a pattern finds is
    none where it is less than `backed` sure. Nor is a sentence evidence where the classifier hears one of `disowned`,
    and one without a pattern is none where it hears one of `rivals`, or where the sentence holds one of `unheard`.
    `needs` must be somewhere in the letter for the fault to make sense.
    """
    lacks, ignoring, needs = data.patterns("lacks"), data.patterns("ignoring"), data.patterns("needs")
    where, figure = data.one_of("where", *WHERE), data.one_of("figure", "any", "excuses")
    technologies, idea = data.one_of("technologies", "any", "needed"), data.one_of("idea", "", *IDEAS)
    sure, backed = data.share("sure", 1.0), data.share("backed", 0.0)
    disowned, rivals, unheard = data.strings("disowned"), data.strings("rivals"), data.patterns("unheard")
    data.done()

    def check(view: View) -> Iterator[Span]:
        if technologies == "needed" and not any(one.kind != "basic" for one in view.reading.technologies):
            return
        if needs and not any(stands(needs, sentence) for sentence in view.prose):
            return
        told = [one for one in _sentences(view, where) if not stands(ignoring, one) and not _heard(view, one, disowned)]
        if figure == "excuses" and any(view.figures(one) for one in told):
            return
        if any(stands(lacks, one) and (not idea or view.backs(idea, one, backed)) for one in told):
            return
        heard = (one for one in told if idea and view.sure(idea, one) >= sure)
        if any(not _heard(view, one, rivals) and not stands(unheard, one) for one in heard):
            return
        yield None

    return check


def _heard(view: View, sentence: SentenceView, ideas: tuple[str, ...]) -> bool:
    return any(view.sure(one, sentence) >= RIVAL for one in ideas)


def _sentences(view: View, where: str) -> Iterable[SentenceView]:
    if where == "closing":
        return view.closing
    told = view.sentences("prose")
    if where == "prose":
        return told
    closing = {sentence.number for sentence in view.closing}
    if where == "own":
        return [s for s in told if not (s.number in closing and s.has("second-person"))]
    several = len({sentence.paragraph for sentence in view.prose}) > 1
    return [sentence for sentence in told if not several or sentence.number not in closing]
