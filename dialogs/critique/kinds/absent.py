"""absent: the letter lacks an idea, so the finding is about the whole letter."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.critique.kinds.base import Check, Data, Span
from dialogs.critique.kinds.hearing import RIVAL
from dialogs.critique.patterns import stands
from dialogs.critique.view import View
from dialogs.ideas import IDEAS
from dialogs.lexicon import SentenceView

WHERE = ("telling", "prose", "closing", "own")


def absent(data: Data) -> Check:
    """A check that all of `lacks` are missing; a sentence with `ignoring` does not count as evidence.

    `where` is a part of the letter (view.py): "telling" is all prose but the closing, "own" all but what there is about
    the reader's company.
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

    def shown(view: View, sentence: SentenceView) -> bool:
        """Whether a sentence is evidence: by its words, by what the classifier hears in it, or by a figure."""
        if not (
            (stands(lacks, sentence) and (not idea or view.backs(idea, sentence, backed)))
            or (idea and view.sure(idea, sentence) >= sure and not unsaid(view, sentence))
            or (figure == "excuses" and view.figures(sentence))
        ):
            return False
        return not stands(ignoring, sentence) and not view.any_sure(disowned, sentence, RIVAL)

    def unsaid(view: View, sentence: SentenceView) -> bool:
        """Whether what is heard in a sentence without a pattern is another idea, or none."""
        return view.any_sure(rivals, sentence, RIVAL) or stands(unheard, sentence)

    def check(view: View) -> Iterator[Span]:
        if technologies == "needed" and not any(one.kind != "basic" for one in view.reading.technologies):
            return
        if needs and not any(stands(needs, sentence) for sentence in view.prose):
            return
        if not any(shown(view, sentence) for sentence in view.sentences(where)):
            yield None

    return check
