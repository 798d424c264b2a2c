"""The kinds of fault: few, and each takes many faults as data."""

from __future__ import annotations

from collections.abc import Callable

from dialogs.content_error import ContentError
from dialogs.critique.fault import Fault
from dialogs.critique.kinds.absent import absent
from dialogs.critique.kinds.base import Check, Data, Place, Span
from dialogs.critique.kinds.figures import figures
from dialogs.critique.kinds.form import form
from dialogs.critique.kinds.letter import letter
from dialogs.critique.kinds.phrase import phrase
from dialogs.critique.kinds.posting import posting
from dialogs.critique.kinds.spelling import spelling
from dialogs.critique.kinds.technologies import technologies

KINDS: dict[str, Callable[[Data], Check]] = {
    "phrase": phrase,  # words of a class, or classes in a row, where nothing near excuses them
    "absent": absent,  # the letter lacks an idea
    "figures": figures,  # the shape of a figure, and what stands around it
    "technologies": technologies,  # too many, or in a row
    "form": form,  # length, paragraphs, lists, code, subject, sign-off, blanks
    "letter": letter,  # ideas that only the whole letter shows
    "spelling": spelling,  # words that nothing explains
    "posting": posting,  # how the letter answers its posting
}

SENTENCE_KINDS = frozenset({"phrase", "figures"})
"""The kinds that can be seen in one sentence, whatever it belongs to."""


WHOLE_KINDS = frozenset({"absent", "letter"})
"""The kinds that need a letter long enough to be judged as one."""


def check_for(fault: Fault, classes: frozenset[str]) -> Check:
    """The check of a fault; raises ContentError where its rule makes no sense."""
    if fault.kind not in KINDS:
        raise ContentError(fault.path, 1, f'kind = "{fault.kind}"', ", ".join(KINDS))
    return KINDS[fault.kind](Data(fault.path, fault.rule, classes))


__all__ = ["KINDS", "SENTENCE_KINDS", "WHOLE_KINDS", "Check", "Place", "Span", "check_for"]
