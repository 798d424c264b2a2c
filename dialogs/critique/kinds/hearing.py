"""Hearing: what a fault asks of the classifier of ideas, beside or instead of its patterns."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.critique.kinds.base import Data
from dialogs.critique.patterns import Pattern, stands
from dialogs.critique.view import View
from dialogs.ideas import IDEAS
from dialogs.lexicon import SentenceView

RIVALS = ("company", "measurement", "trade-off", "option", "next-step", "testing")
"""Concrete ideas: a sentence that holds one of them is no empty one, whatever else it sounds like."""

RIVAL, BESIDE = 0.8, 0.5
"""How sure the classifier has to be of a rival, and of an idea that has to stand beside."""

FEWEST = 5
"""Words below which a sentence says too little to be heard."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """A sentence is heard where the classifier is `sure` that it says the `idea`.

    In the place `hear_in` if there is one, with `with_idea` beside it if there is one, without `without_idea`, and not
    where one of `rivals` is heard too. With `hear_has` the sentence has to hold one of these patterns: where SQL is
    heard to be named as a skill, it is named. What a pattern found is denied where it is less than `backed` sure of it.
    """

    idea: str
    sure: float
    backed: float
    hear_in: str
    with_idea: str
    without_idea: str
    rivals: tuple[str, ...]
    has: tuple[Pattern, ...]

    @classmethod
    def of(cls, data: Data, places: tuple[str, ...]) -> Hearing:
        """The hearing of a rule; without an idea nothing is heard, and nothing denied."""
        idea = data.one_of("idea", "", *IDEAS)
        return cls(
            idea,
            data.share("sure", 1.0),
            data.share("backed", 0.0),
            data.one_of("hear_in", "", *places),
            data.one_of("with_idea", "", *IDEAS),
            data.one_of("without_idea", "", *IDEAS),
            tuple(one for one in data.strings("rivals") or RIVALS if one != idea),
            data.patterns("hear_has"),
        )

    def listens(self, view: View) -> bool:
        """Whether there is a sentence that may be heard."""
        return bool(self.idea) and view.surest(self.idea) >= self.sure

    def hears(self, view: View, sentence: SentenceView) -> bool:
        """Whether the sentence says the idea, whatever its words."""
        return (
            bool(self.idea)
            and sentence.words >= FEWEST
            and (not self.has or stands(self.has, sentence))
            and view.sure(self.idea, sentence) >= self.sure
            and (not self.hear_in or any(one is sentence for one in view.sentences(self.hear_in)))
            and not view.any_sure(self.rivals, sentence, RIVAL)
            and (not self.with_idea or _beside(view, sentence, self.with_idea))
            and not (self.without_idea and _beside(view, sentence, self.without_idea))
        )

    def denies(self, view: View, sentence: SentenceView) -> bool:
        """Whether a pattern was wrong to find the idea here."""
        return bool(self.backed) and not view.backs(self.idea, sentence, self.backed)


def _beside(view: View, sentence: SentenceView, idea: str) -> bool:
    return any(view.sure(idea, one) >= BESIDE for one in view.around(sentence, 1, 1))
