"""Employers courted: names that are likely the reader's, and count where the letter names its own company nowhere.

What courts is a wish, praise, an application, or a word to the reader; a sentence that tells of a past courts nobody.
"""

from __future__ import annotations

import re

from dialogs.critique.kinds.namings import Naming, Namings
from dialogs.lexicon import Role

NEAR = 8
"""Words between praise and the name that is praised."""

OWNED = 4
"""Words between "my" and a name that is the writer's own thereby: "my colleagues at Larkspur"."""

_SHORT = re.compile(r"[A-Z]{1,6}s?|.{1,2}|[A-Z]{1,4}-[a-z]+")
_COURTS = ("letter.wishes", "letter.gives", "letter.admires", "letter.writing", "letter.seeks", "letter.applies")
_PAST = ("letter.had", "letter.past", "letter.did", "letter.over", "letter.ended", "letter.others")


def courted(names: Namings, one: Naming) -> bool:
    """Whether a name is likely the reader's."""
    return _product(one) or _admired(one) or _used(one) or _among(names, one) or _told_of(names, one)


def _product(one: Naming) -> bool:
    """The name of "your Larkspur Cloud", "your Larkspur app"."""
    words = one.text.lower().split()
    ware = words[-1] if len(words) > 1 else one.after
    return one.one_of(one.before, "letter.yours") and one.one_of(ware, "letter.wares")


def _admired(one: Naming) -> bool:
    """The name of "I have long admired Larkspur"."""
    if one.says("letter.ended") or one.personal:
        return False
    for mark in one.within("letter.admires"):
        between = one.account.tokens.norms[mark.last : one.first]
        if mark.last > one.first or len(between) > NEAR or set(between) & set(",;:"):
            continue
        if (
            one.owns
            or not between
            or one.one_of(between[-1], "letter.led")
            or one.one_of(between[-1], "letter.of-weak")
        ):
            return True
    return False


def _used(one: Naming) -> bool:
    """The name of "I use the Larkspur app", "a customer of Larkspur", where the reader is spoken to as well."""
    if not one.sentence.has("second-person"):
        return False
    using = any(0 <= one.first - mark.last <= 1 for mark in one.within("letter.uses"))
    return one.follows("letter.custom") or (using and one.one_of(one.after, "letter.wares"))


def _among(names: Namings, one: Naming) -> bool:
    """The name of a sentence that courts: behind "at" or "of", before "team", or as what does something."""
    if not one.sentence.has("second-person") and not one.says(*_COURTS):
        return False
    teamed = one.before in one.account.words.written.article and one.one_of(one.after, "letter.team")
    if one.event or one.personal or _past(one, teamed):
        return False
    if _SHORT.fullmatch(one.text) or (one.raised and names.everyday(one)):
        return False
    if teamed or one.one_of(one.before, "letter.beside") or (one.owns and one.leads("letter.virtues")):
        return True
    clause = one.raised or one.one_of(one.before, "letter.opens") or one.follows("letter.wishes")
    return clause and not one.owns and _does(one, 1)


def _told_of(names: Namings, one: Naming) -> bool:
    """The name with which a sentence begins that says what it does, where the reader is spoken to nearby."""
    if not one.begins or one.personal or _SHORT.fullmatch(one.text) or names.everyday(one):
        return False
    if one.sentence.has("first-person") or _past(one, teamed=False):
        return False
    number = one.sentence.number
    near = names.view.reading.sentences[max(0, number - 1) : number + 2]
    if one.sentence.role is not Role.COMPANY and not any(other.has("second-person") for other in near):
        return False
    return _does(one, 4)


def _does(one: Naming, reach: int) -> bool:
    """Whether what stands behind a name is a verb of the present: in English within so many words."""
    if one.account.reading.language == "it":
        return one.after.isalpha() and not one.leads("letter.idle-word")
    return any((word.endswith("s") or one.one_of(word, "letter.might")) for word in one.ahead(reach))


def _past(one: Naming, teamed: bool) -> bool:
    """Whether a sentence tells of what was, or of others; a word such as "my" has to stand right before the name."""
    for mark in one.within(*_PAST):
        words = " ".join(one.account.tokens.norms[mark.first : mark.last])
        near = 0 <= one.first - mark.last < OWNED and not teamed
        if near or not one.one_of(words, "letter.owned-near"):
            return True
    return False
