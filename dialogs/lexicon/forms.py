"""Forms: one written phrase of a word class stands for every form of it that a text may hold.

    drop~          every form of the verb: drop, drops, dropped, dropping
    review(s|ed)   alternatives inside a word; an empty one is allowed: report(s|)
    (very|) slow   a whole word that may be missing
    (a|the) (big |)job   alternatives may be several words

Verbs that follow no rule stand in words/forms.toml of their language.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.answers import Language


@dataclass(frozen=True, slots=True)
class Verbs:
    """What words/forms.toml of a language holds: verbs that follow no rule, and the endings of those that do."""

    irregular: Mapping[str, tuple[str, ...]]
    endings: Mapping[str, tuple[str, ...]]


_VOWELS = "aeiou"


def expand(phrase: str, language: Language, verbs: Verbs) -> tuple[tuple[str, ...], ...]:
    """Every sequence of words that the phrase stands for. A phrase without marks stands for itself."""
    found: dict[tuple[str, ...], None] = {}
    for spelled in _spelled(phrase.lower()):
        words = [inflect(w[:-1], language, verbs) if w.endswith("~") else (w,) for w in spelled.split()]
        found.update(dict.fromkeys(itertools.product(*words)))
    return tuple(found)


def balanced(phrase: str) -> bool:
    """Whether every bracket that opens also closes."""
    depth = 0
    for letter in phrase:
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            return False
    return depth == 0


def _spelled(text: str) -> list[str]:
    """Every spelling that brackets and bars stand for; brackets may stand in brackets."""
    opened = text.find("(")
    if opened < 0:
        return [text]
    depth, parts, begin = 0, [], opened + 1
    for at in range(opened, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0 or (depth == 1 and text[at] == "|"):
            parts.append(text[begin:at])
            begin = at + 1
        if depth == 0:
            break
    rests = _spelled(text[begin:])
    return [text[:opened] + one + rest for part in parts for one in _spelled(part) for rest in rests]


def inflect(verb: str, language: Language, verbs: Verbs) -> tuple[str, ...]:
    """The forms of a verb, from the table of its language or by rule."""
    if verb in verbs.irregular:
        return verbs.irregular[verb]
    return _english(verb) if language == "en" else _by_ending(verb, verbs)


def _english(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return (verb, verb + "s", verb + "d", (verb[:-2] + "y" if verb.endswith("ie") else verb[:-1]) + "ing")
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return (verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    plain = (verb, third, verb + "ed", verb + "ing")
    if len(verb) > 2 and verb[-1] not in _VOWELS + "wxy" and verb[-2] in _VOWELS and verb[-3] not in _VOWELS:
        return (*plain, verb + verb[-1] + "ed", verb + verb[-1] + "ing")  # both, since stress is not written
    return plain


def _by_ending(verb: str, verbs: Verbs) -> tuple[str, ...]:
    """The forms of a verb whose infinitive has an ending in the table; the infinitive alone where it has none."""
    endings = verbs.endings.get(verb[-3:], ())
    return tuple(dict.fromkeys((verb, *(_join(verb[:-3], ending, verb.endswith("are")) for ending in endings))))


def _join(stem: str, ending: str, first: bool) -> str:
    """An Italian ending, with the h or the single i that the spelling of the first conjugation asks for."""
    soft = first and ending[0] in "eiè"
    if soft and stem.endswith(("c", "g")):
        return stem + "h" + ending
    if soft and stem.endswith(("ci", "gi")):
        return stem[:-1] + ending
    return stem[:-1] + ending if stem.endswith("i") and ending[0] == "i" else stem + ending
