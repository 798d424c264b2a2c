"""Shape: what a piece of chat is grammatically, as far as tables can tell for certain."""

from __future__ import annotations

import re
from enum import StrEnum

from dialogs.prose.table import WORD, Prose

HEAD = re.compile(r"[,:;(]| where | which | that | who | whose | dove | che ")


class Shape(StrEnum):
    """What a sentence begins with."""

    OWN = "own"  # the writer acts: "I built", "We had", an Italian verb in the first person
    CLAUSE = "clause"  # something else acts: "The index covered every stop"
    VERB = "verb"  # a verb whose "I" was dropped in chat: "led the split"
    NOUN = "noun"  # no verb in its head: "the geofence matching service at Tarrow"
    UNSURE = "unsure"


def shape(text: str, prose: Prose) -> Shape:
    """What a sentence begins with; UNSURE where the tables cannot tell."""
    words = [word.lower() for word in WORD.findall(text)]
    if not words:
        return Shape.UNSURE
    if words[0] in ("i", "i'm", "i've", "i'd", "i'll", "we", "we've", "we're", "we'd"):
        return Shape.OWN
    if verb_led(text, prose):
        return Shape.VERB
    grammar = prose.grammar
    if words[0] in grammar["pronouns"]:
        return Shape.CLAUSE if has_verb(text, prose) else Shape.UNSURE
    head = HEAD.split(text, maxsplit=1)[0]
    if words[0] in grammar["subordinators"]:
        return Shape.CLAUSE if has_verb(text, prose) else Shape.UNSURE
    if has_verb(head, prose):
        return Shape.CLAUSE
    return Shape.NOUN if not _perhaps_verb(head) else Shape.UNSURE


def has_verb(text: str, prose: Prose) -> bool:
    """Whether the words surely hold a finite verb."""
    grammar = prose.grammar
    words = [word.lower() for word in WORD.findall(text)]
    for at, word in enumerate(words):
        if word in grammar["finite"] or word in grammar["past"]:
            return True
        follows = words[at + 1] if at + 1 < len(words) else ""
        if (
            at
            and word in grammar["regular"]
            and (not follows or follows in grammar["determiners"] or words[at - 1] in grammar["pronouns"])
        ):
            return True
        if (
            prose.language == "en"
            and at
            and word.endswith("s")
            and follows in grammar["determiners"]
            and len(word) > 3
            and not word.endswith("ss")
        ):
            return True
        if prose.language == "en" and at and words[at - 1] in ("i", "we", "they") and follows:
            return True
        if at and words[at - 1] in grammar["pronouns"] - grammar["determiners"] and word.endswith(("ed", "s")):
            return True
    return False


def verb_led(text: str, prose: Prose) -> bool:
    """Whether the sentence begins with a verb whose subject was dropped in chat."""
    words = [word.lower() for word in WORD.findall(text[:120])]
    if not words:
        return False
    grammar = prose.grammar
    if words[0] in grammar["dropped"] or " ".join(words[:2]) in grammar["dropped"]:
        return True
    if words[0] in grammar["past"]:
        return len(words) > 1
    if words[0] in grammar["regular"] and len(words) > 1:
        after = words[1]
        return (
            after in grammar["determiners"]
            or after in grammar["subordinators"]
            or after in grammar["pronouns"]
            or not _adjective(words[0], after)
        )
    return False


def _adjective(word: str, after: str) -> bool:
    """ "Batched writes", "used tables": a past form that may as well belong to the noun behind it."""
    return after.endswith("s") or word in (
        "automated",
        "cached",
        "used",
        "shared",
        "batched",
        "indexed",
        "managed",
        "logged",
        "learned",
        "named",
        "called",
        "signed",
        "owned",
        "mixed",
    )


def _perhaps_verb(head: str) -> bool:
    words = [word.lower() for word in WORD.findall(head)]
    return any(at and word.endswith("ed") for at, word in enumerate(words)) and len(words) > 6
