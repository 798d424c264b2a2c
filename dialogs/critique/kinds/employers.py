"""Employers told of: what a letter says of the company it is written to, by its name or to its face.

The name is that of the posting, or one that the letter addresses. A letter without a posting may name the company only
where it tells of it, so a name there counts too, unless it is one of the writer's own: where they worked, or with whom.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dialogs.critique.kinds.addressed import addressed
from dialogs.critique.view import View
from dialogs.lexicon import Role, SentenceView
from dialogs.posting import Account, significant

SHORT = 4
"""Letters of the first word of a name from which it alone is the name: "Larkspur" for "Larkspur Foods"."""

TOLD = 0.15
"""How sure the classifier has to be that a sentence which begins with "you" and a verb tells a fact of the company."""

_YOU = re.compile(r"(?:You|Voi) (?=[a-zà-ý]{3,})")
_YOUR_ACT = re.compile(r"[A-Z][a-zà-ý]{2,}(?:ate|ete|ite)\b")
_READERS = frozenset({Role.COMPANY, Role.CLOSING})

_ASIDE = re.compile(r"\s*,[^,;.\n]{2,60},(?=\s)")
_OWNED = re.compile(r"['’]s?(?=\s)")
_SEVERAL = re.compile(r"\s|[&+]|[a-zà-ý][A-Z]")
_NEXT = re.compile(r"\s+([a-zà-ý]+)")
_BREAK = (",", ";", ":", "—", "–", "(", "-")


def tells_of_employer(view: View) -> bool:
    """Whether a sentence says what this employer does: "Larkspur lets a guest …", "You weigh each cage …"."""
    account = view.account or view.postings.account(view.reading)
    if any(_tells_you(view, account, sentence) for sentence in view.prose):
        return True
    names = set(_names(view, account))
    if any(_tells(account, sentence, name) for sentence in view.prose for name in names):
        return True
    return not view.posting and _tells_of_another(view, account)


def _tells_you(view: View, account: Account, sentence: SentenceView) -> bool:
    """Whether a sentence begins with what the reader does, and is neither praise nor what their advert asks for."""
    if not _substantial(sentence):
        return False
    sure = view.sure("company", sentence) >= TOLD
    if account.reading.language == "it" and _YOUR_ACT.match(sentence.text):
        figured = bool(sentence.measures) and not sentence.has("first-person")
        return (sure or figured) and not _begins(account, sentence, "letter.you-idle", 0)
    you = _YOU.match(sentence.text)
    return sure and you is not None and not _begins(account, sentence, "letter.you-idle", you.end())


def _names(view: View, account: Account) -> Iterator[str]:
    """What the employer is called: the posting's company, what the letter addresses, and the first word of each."""
    written = account.words.written
    theirs = [view.posting.company] if view.posting and view.posting.company else []
    for name in (*theirs, *(one.name for one in addressed(view, account))):
        yield name
        first = significant(name, written)
        at = name.lower().find(first)
        if len(first) >= SHORT and at >= 0:
            yield name[at : at + len(first)]


def _tells(account: Account, sentence: SentenceView, name: str) -> bool:
    """Whether a sentence says something of a name that is no praise, nor what any company does."""
    if name not in sentence.text or not _substantial(sentence):
        return False
    found = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", sentence.text)
    return any(_acts(account, sentence, one.start(), one.end()) for one in found)


def _substantial(sentence: SentenceView) -> bool:
    return bool(sentence.measures) or not sentence.has("company-cliche")


def _tells_of_another(view: View, account: Account) -> bool:
    """Whether a name that nobody addressed is told of where a letter speaks of its reader, as none of its own is."""
    sentences = view.reading.sentences
    for sentence in view.prose:
        near = sentences[max(0, sentence.number - 1) : sentence.number + 2]
        if sentence.role not in _READERS or not any(one.has("second-person") for one in near):
            continue
        if sentence.has("team-specific", "plural-person") or not _substantial(sentence):
            continue
        for found in account.words.name.finditer(view.reading.text, sentence.start, sentence.end):
            name = found.group("name")
            start, end = found.start("name") - sentence.start, found.end("name") - sentence.start
            if (
                (_SEVERAL.search(name) or _heard(account, sentence, start))
                and _acts(account, sentence, start, end)
                and not any(one.start < found.end() and found.start() < one.end for one in sentence.technologies)
                and not _own(view, sentence, name)
            ):
                return True
    return False


def _heard(account: Account, sentence: SentenceView, at: int) -> bool:
    """Whether the writer says that they read or saw it: "I read that Larkspur …"."""
    return any(
        0 <= at - (account.tokens.ends[one.last - 1] - sentence.start) <= 1
        for one in account.within("letter.heard", sentence)
    )


def _own(view: View, sentence: SentenceView, name: str) -> bool:
    """Whether a name stands in another sentence too, where the writer tells of themselves."""
    return any(
        name in other.text and other.has("first-person", "plural-person") and not other.has("second-person")
        for other in view.prose
        if other is not sentence
    )


def _acts(account: Account, sentence: SentenceView, start: int, end: int) -> bool:
    """Whether what stands between these places of a sentence begins a clause and does something in it."""
    text = sentence.text
    before = text[:start].rstrip(' “"«')
    if before and not before.endswith(_BREAK) and not _ends(account, sentence, "letter.clause", len(before)):
        return False
    owned = _OWNED.match(text, end)
    at = owned.end() if owned else end
    aside = _ASIDE.match(text, at)
    at = aside.end() if aside else at
    rest = text[at:].lstrip(", ")
    if not owned and _begins(account, sentence, "letter.relative", len(text) - len(rest)):
        return True
    verb = _NEXT.match(text, at)
    return bool(verb) and not _begins(account, sentence, "letter.idle", verb.start(1))  # type: ignore[union-attr]


def _begins(account: Account, sentence: SentenceView, label: str, at: int) -> bool:
    place = sentence.start + at
    return any(account.tokens.starts[one.first] == place for one in account.within(label, sentence))


def _ends(account: Account, sentence: SentenceView, label: str, at: int) -> bool:
    place = sentence.start + at
    return any(account.tokens.ends[one.last - 1] == place for one in account.within(label, sentence))
