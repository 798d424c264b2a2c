"""Shape: what a piece of chat is grammatically, as far as tables can tell for certain."""

from __future__ import annotations

import re
from enum import StrEnum

from dialogs.prose.table import WORD, Prose

HEAD = re.compile(r"[,:;(]| (?:where|which|that|who|whose|when|if|and when|and if|why|how|what|dove|che|quando|se) ")


class Shape(StrEnum):
    """What a sentence begins with."""

    OWN = "own"  # the writer acts: "I built", "We had"
    CLAUSE = "clause"  # something else acts: "The index covered every stop"
    VERB = "verb"  # a verb whose "I" was dropped in chat: "led the split"
    BASE = "base"  # a bare verb: "fix the clocks, order by number, or hide the odd ones"
    NOUN = "noun"  # no verb anywhere: "the geofence matching service at Tarrow"
    RELATIVE = "relative"  # no verb before a comma or a relative clause: "your post from May, where you keep both"
    UNSURE = "unsure"


def shape(text: str, prose: Prose) -> Shape:
    """What a sentence begins with; UNSURE where the tables cannot tell for certain."""
    words = [word.lower() for word in WORD.findall(text)]
    grammar = prose.grammar
    if not words:
        return Shape.UNSURE
    if words[0] in ("i", "i'm", "i've", "i'd", "i'll", "we", "we've", "we're", "we'd"):
        return Shape.OWN if prose.language == "en" else Shape.NOUN if not may_have_verb(text, prose) else Shape.UNSURE
    if verb_led(text, prose):
        return Shape.VERB
    counts = grammar["determiners"] if prose.language == "en" else frozenset()  # "two workers", "this queue"
    if words[0] in (grammar["pronouns"] | grammar["subordinators"]) - counts:
        return Shape.CLAUSE if has_verb(text, prose) else Shape.UNSURE
    if words[0] in grammar["bases"] and prose.language == "en":
        return Shape.BASE
    head = HEAD.split(text, maxsplit=1)[0]
    if not may_have_verb(text, prose):
        return Shape.NOUN
    if not may_have_verb(head, prose) and head != text:
        return Shape.CLAUSE if _goes_on(text, prose) else Shape.RELATIVE
    return Shape.CLAUSE if has_verb(head, prose) else Shape.UNSURE


def _goes_on(text: str, prose: Prose) -> bool:
    """Whether behind an insertion the verb of the head comes: "your paper, shown in June, publishes …"."""
    if prose.language != "en" or text.count(",") < 2:
        return False
    firsts = [part.split(" ", 1)[0].lower() for part in text.split(", ")[2:]]
    return any(
        (word in prose.grammar["finite"] and word.endswith("s") and "'" not in word) or word in ("has", "had")
        for word in firsts
    )


SURE = frozenset(("must", "should", "may", "might", "doesn't", "don't", "now", "cannot", "gets", "takes", "get"))


def certain(text: str, prose: Prose) -> bool:
    """Whether the verb before any comma is one that nothing else could be; only such a clause may follow "that"."""
    if prose.language != "en":
        return True
    words = [word.lower() for word in WORD.findall(HEAD.split(text, maxsplit=1)[0])]
    if not words or not MORE.match(text):
        return True
    return any(word in prose.grammar["surely"] or word in SURE for word in words)


def may_have_verb(text: str, prose: Prose) -> bool:
    """Whether any word could be a finite verb; only where this is false is a text surely a mere phrase."""
    return has_verb(text, prose) or bool(prose.perhaps.search(text))


MORE = re.compile(
    r"(?:(?:about|around|roughly|some|an?|the|up to) )?(?:[\w.]{1,9} ){0,2}"
    r"(?:more|extra|fewer|less|slower|higher|longer|another|additional|bigger|weaker)\b",
    re.IGNORECASE,
)
PAST = re.compile(r"(?!need|speed|feed|seed|indeed|hundred|embed|shed|exceed|proceed|succeed|based)[a-z]{3,}ed")
MANNERS = frozenset(("only", "just", "around", "about", "over", "nearly", "roughly", "half", "four", "six", "ten"))
TOWARDS = frozenset(("into", "through", "against", "from", "everything", "everyone", "when", "how", "why", "where"))
SUBJECTS = frozenset(
    ("it", "he", "she", "they", "we", "i", "nobody", "everybody", "everyone", "someone", "this", "that", "who")
)
PERIODS = frozenset(("second", "minute", "hour", "day", "night", "week", "month", "quarter", "year", "time"))


def has_verb(text: str, prose: Prose) -> bool:
    """Whether the words surely hold a finite verb."""
    grammar = prose.grammar
    words = [word.lower() for word in WORD.findall(text)]
    nominal = grammar["nominal"]  # after these a word is a noun, whatever it may be elsewhere: "contratti di lavoro"
    if any(
        (word in grammar["finite"] or word in grammar["past"]) and not (at and words[at - 1] in nominal)
        for at, word in enumerate(words)
    ):
        return True
    return prose.language == "en" and any(_is_verb(words, at, prose) for at in range(1, len(words)))


def _is_verb(words: list[str], at: int, prose: Prose) -> bool:
    """Whether the neighbours of an English word show it to be a finite verb."""
    word, before = words[at], words[at - 1]
    follows = words[at + 1] if at + 1 < len(words) else ""
    determined = follows in prose.grammar["determiners"]
    if word in prose.grammar["regular"] and (not follows or determined or before in SUBJECTS):
        return True
    if (
        word.endswith("s")
        and not word.endswith("ss")
        and len(word) > 3
        and determined
        and word not in prose.grammar["relatives"]
    ):
        return not (follows in ("a", "an", "each", "every") and at + 2 < len(words) and words[at + 2] in PERIODS)
    if before in ("i", "we", "they") and follows:
        return True
    return before in SUBJECTS and word.endswith(("ed", "s")) and word not in ("is", "its")


def verb_led(text: str, prose: Prose) -> bool:
    """Whether the sentence begins with a verb whose subject was dropped in chat."""
    words = [word.lower() for word in WORD.findall(text[:120])]
    if not words or re.match(r"\w+-", text) or (len(words) > 1 and words[1] in SUBJECTS - {"that", "this", "it"}):
        return False
    grammar = prose.grammar
    if words[0] in grammar["participles"]:  # "rilasciato un deposito alla volta"; "usato da tutti" is passive
        return len(words) > 1 and (words[1] in grammar["objects"] or words[1].isdigit())
    if words[1:2] == ["by"]:
        return False  # passive: "used by 400 nurses"
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
            or not _adjective(words, prose, text)
        )
    return prose.language == "en" and PAST.fullmatch(words[0]) is not None and _acted(words, prose)


def _acted(words: list[str], prose: Prose) -> bool:
    """Whether a past form that no table knows has what was done behind it: "Injected a checker", "Deleted 60,000"."""
    if len(words) < 2 or words[0] in prose.grammar["adjectives"]:
        return False
    after = words[1]
    return after in prose.grammar["determiners"] or after in MANNERS or after[0].isdigit() or after in TOWARDS


def _adjective(words: list[str], prose: Prose, text: str) -> bool:
    """Whether a past form may as well belong to the noun behind it, as in "batched writes were slow"."""
    if words[0] in prose.grammar["adjectives"]:
        return True
    rest = HEAD.split(text, maxsplit=1)[0].split(" ", 1)
    return words[1].endswith("s") and len(rest) > 1 and has_verb(rest[1], prose)
