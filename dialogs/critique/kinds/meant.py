"""Employers meant: names that a letter treats as those of its reader, where it neither greets nor asks to join them.

It speaks to them ("At Larkspur you …"), praises them, says what it would do for them, or writes because of them. A name
of the writer's own past is none, however near it stands to a wish: their other sentences tell of what was done there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.critique.kinds.addressed import Addressed, named
from dialogs.critique.kinds.courted import courted
from dialogs.critique.kinds.namings import Naming, Namings, listed
from dialogs.critique.view import View
from dialogs.lexicon import Role
from dialogs.posting import Account

REACH = 16
"""Words between a wish and the name that it is for."""

ANSWERED = 8
"""Words behind a name within which it could or would do something."""

_YOU_ACT = re.compile(r"[a-zà-ý]{2,}(?:ate|ete|ite)$")
_I_WOULD = re.compile(r"[a-zà-ý]{2,}rei$")
_PARTED = re.compile(r"\s(?:[-–—|]|@)\s|,\s")
_TOLD = ("letter.past", "letter.over", "letter.did", "letter.ended")


def meant(view: View, account: Account) -> Iterator[Addressed]:
    """Every name that the letter treats as its reader's, in order of its sentences, and those beside a title."""
    names = Namings(view, account)
    for one in names:
        if one.says("letter.came"):
            continue
        meant_for = _spoken_to(one) or _served(one)
        placed = one.one_of(one.before, "letter.of-place")  # "in Larice" may be a place as well
        sure = (meant_for and not placed) or _praised(one) or _reason(one) or _advertised(one)
        if (sure or meant_for or courted(names, one)) and not names.own(one):
            yield Addressed(one.text, one.start, one.end, unsure=not sure)
    yield from _headed(names)
    yield from _signed(names)


def _spoken_to(one: Naming) -> bool:
    """The name of "At Larkspur you send …"."""
    norms = one.account.tokens.norms
    opened = one.first - 1 == one.account.bounds(one.sentence)[0] or one.one_of(norms[one.first - 2], "letter.opens")
    if not opened or not one.one_of(one.before, "letter.inside"):
        return False
    after = next((word for word in one.ahead(2) if word != ","), "")
    if one.one_of(after, "letter.yourself"):
        return True
    return one.account.reading.language == "it" and bool(_YOU_ACT.match(after))


def _praised(one: Naming) -> bool:
    """The name of "Larkspur's mission is why I apply"."""
    if one.says("letter.ended") or not one.says("letter.wishes", "letter.admires", "letter.writing"):
        return False
    return (one.owns and one.leads("letter.virtues")) or (
        one.one_of(one.before, "letter.of-weak") and one.follows("letter.virtues", 1)
    )


def _served(one: Naming) -> bool:
    """The name of "I would cut that queue at Larkspur", "help Larkspur grow", "how Larkspur's search could …"."""
    if one.follows("letter.aims"):
        honour = one.one_of(one.after, "letter.might") and one.says("letter.honour")
        if honour or one.one_of(one.after, "letter.would-be"):
            return True
    wish = max((at for at in _wishes(one) if at < one.first), default=-1)
    if wish < 0 or one.first - wish > REACH or one.event or one.personal:
        return False
    if any(wish < mark.first < one.first for mark in one.within(*_TOLD)):
        return False
    if one.one_of(one.before, "letter.inside"):
        return True
    given = any(wish <= mark.first < one.first for mark in one.within("letter.gives"))
    if one.follows("letter.helps") or (given and one.one_of(one.before, "letter.given-to")):
        return True
    talked = one.owns and any(wish < mark.first < one.first for mark in one.within("letter.talks"))
    return talked and any(one.one_of(word, "letter.might") for word in one.ahead(ANSWERED))


def _wishes(one: Naming) -> Iterator[int]:
    """The tokens where something wished begins, near before a name: "I would", "vorrei", "ridurrei"."""
    yield from (mark.first for mark in one.within("letter.wishes"))
    if one.account.reading.language == "it":
        low = max(one.account.bounds(one.sentence)[0], one.first - REACH)
        yield from (at for at in range(low, one.first) if _I_WOULD.match(one.account.tokens.norms[at]))


def _reason(one: Naming) -> bool:
    """The name of "I am writing because Larkspur needs …"."""
    if not one.one_of(one.before, "letter.reason") or one.says("letter.ended", "letter.over"):
        return False
    if not any(mark.last < one.first for mark in one.within("letter.writing")):
        return False
    present = one.after.endswith("s") or one.one_of(one.after, "letter.might")
    return one.after.isalpha() and (present or one.account.reading.language == "it")


def _advertised(one: Naming) -> bool:
    """The name of "L'annuncio di Larice chiede …", "I saw that Larkspur is hiring"."""
    return one.leads("letter.hires") or (one.follows("letter.advert-of") and not one.says("letter.had"))


def _headed(names: Namings) -> Iterator[Addressed]:
    """The name behind a dash in a subject; behind a comma only what is no place, or has a legal form."""
    account, text = names.account, names.account.reading.text
    for sentence in names.view.reading.prose(Role.SUBJECT):
        breaks = list(_PARTED.finditer(text, sentence.start, sentence.end))
        found = named(account, breaks[-1].end(), sentence.end) if breaks else None
        if found is None:
            continue
        whole = account.words.name.match(text, found.start, sentence.end)
        end = whole.end() if whole else found.end
        legal = bool(whole and whole["legal"])
        if text[end : sentence.end].strip(" .") or found.name.split(maxsplit=1)[0].lower() in names.people:
            continue
        if legal or not breaks[-1].group().startswith(",") or not listed(account.reading.language, found.name):
            yield Addressed(found.name, found.start, found.end, unsure=not legal)


def _signed(names: Namings) -> Iterator[Addressed]:
    """The name of "Candidate for Backend Engineer at Larkspur" below the letter."""
    account = names.account
    for sentence in names.view.reading.prose(Role.SIGN_OFF, Role.NAME):
        if account.says("letter.applies", sentence):
            for mark in account.within("letter.at", sentence):
                if found := named(account, account.tokens.ends[mark.last - 1], sentence.end):
                    yield found
