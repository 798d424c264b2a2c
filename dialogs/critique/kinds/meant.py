"""Employers meant: names that a letter treats as those of its reader, where it neither greets nor asks to join them.

It speaks to them ("At Larkspur you …"), praises them, says what it would do for them, or writes because of them. A name
of the writer's own past is none, however near it stands to a wish: their other sentences tell of what was done there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

from dialogs.answers import Language
from dialogs.critique.kinds.addressed import Addressed, named
from dialogs.critique.view import View
from dialogs.lexicon import Role, SentenceView
from dialogs.lexicon.spelling import Dictionary
from dialogs.posting import Account

REACH = 16
"""Words between a wish and the name that it is for."""

NEAR = 8
"""Words between praise and the name that is praised."""

_CAPITAL = re.compile(r"[A-ZÀ-Ý0-9]")
_YOU_ACT = re.compile(r"[a-zà-ý]{2,}(?:ate|ete|ite)$")
_I_WOULD = re.compile(r"[a-zà-ý]{2,}rei$")
_EVENT = re.compile(r"(?:con|conf|camp|day|days|fest|summit)$", re.I)
_PARTED = re.compile(r"\s(?:[-–—|]|@)\s|,\s")


_SHORT = re.compile(r"[A-Z]{1,6}s?|.{1,2}|[A-Z]{1,4}-[a-z]+")
_STARTS = frozenset(':;.!?-–—("“«')

OWNED = 4
"""Words between "my" and a name that is the writer's own thereby: "my colleagues at Larkspur"."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in a sentence: its text, characters, its first token and the one behind it, and whether it owns."""

    text: str
    start: int
    end: int
    first: int
    last: int
    owns: bool


def meant(view: View, account: Account) -> Iterator[Addressed]:
    """Every name that the letter treats as its reader's, in order of its sentences."""
    people = _people(view)
    for sentence in view.prose:
        for name in _names(account, sentence):
            if name.text.split()[0].lower() in people:
                continue
            for way in (_spoken_to, _praised, _served, _reason, _advertised, _used, _courted):
                sure = way(account, sentence, name)
                if sure is not None and not _own(view, account, sentence, name):
                    yield Addressed(name.text, name.start, name.end, unsure=not sure)
                    break
            else:
                if _told_of(view, account, sentence, name) and not _own(view, account, sentence, name):
                    yield Addressed(name.text, name.start, name.end, unsure=True)
    yield from _beside_title(view, account, people)


def _names(account: Account, sentence: SentenceView) -> Iterator[_Name]:
    """The names of a sentence; one behind its first word stands for itself too, as in "Admiring Larkspur"."""
    tokens, text = account.tokens, account.reading.text
    first, last = account.bounds(sentence)
    taken = -1
    for at in range(first, last):
        start = tokens.starts[at]
        if start < taken or not _CAPITAL.match(text, start):
            continue
        found = named(account, start, sentence.end)
        if found is None or found.start != start:
            continue
        taken = found.end if at > first else start + 1
        behind = next((one for one in range(at, last) if tokens.starts[one] >= found.end), last)
        owner = account.words.written.behind_owner.match(text, found.end)
        owns = bool(owner) and owner.start(1) - found.end > 1  # type: ignore[union-attr]
        if owns:
            behind = next((one for one in range(behind, last) if tokens.starts[one] >= owner.start(1)), last)  # type: ignore[union-attr]
        yield _Name(found.name, found.start, found.end, at, behind, owns)


def _people(view: View) -> frozenset[str]:
    """The words of the salutation and of the writer's name, which are nobody's company."""
    lines = (*view.reading.prose(Role.SALUTATION), *view.reading.prose(Role.NAME)[:1])
    return frozenset(word.strip(".,").lower() for line in lines for word in line.text.split())


def _own(view: View, account: Account, sentence: SentenceView, name: _Name) -> bool:
    """Whether another sentence names it where the writer tells what they did."""
    found = re.compile(rf"(?<!\w){re.escape(name.text)}(?!\w)")
    return any(
        found.search(other.text)
        and other.has("first-person", "plural-person")
        and any(account.says(label, other) for label in ("letter.had", "letter.past", "evidence.acts"))
        and not any(account.says(label, other) for label in ("letter.seeks", "letter.writing", "letter.admires"))
        for other in view.sentences("prose")
        if other is not sentence
    )


def _before(account: Account, name: _Name) -> str:
    return account.tokens.norms[name.first - 1] if name.first else ""


def _set(account: Account, key: str) -> frozenset[str]:
    return account.words.spoken[account.reading.language].sets[key]


def _ends_at(account: Account, label: str, sentence: SentenceView, at: int) -> bool:
    return any(one.last == at for one in account.within(label, sentence))


def _begins_at(account: Account, label: str, sentence: SentenceView, at: int) -> bool:
    return any(one.first == at for one in account.within(label, sentence))


def _spoken_to(account: Account, sentence: SentenceView, name: _Name) -> bool | None:
    """The name of "At Larkspur you send …"; less surely "your Larkspur Cloud"."""
    norms = account.tokens.norms
    before = _before(account, name)
    begins = name.first - 1 == account.bounds(sentence)[0] or norms[max(0, name.first - 2)] in _set(
        account, "letter.opens"
    )
    at = name.last + (norms[name.last : name.last + 1] == (",",))
    after = norms[at] if at < len(norms) else ""
    if begins and before in _set(account, "letter.inside"):
        if after in _set(account, "letter.yourself"):
            return True
        if account.reading.language == "it" and _YOU_ACT.match(after):
            return before not in _set(account, "letter.of-place")
    if before in _set(account, "letter.yours"):
        words = name.text.lower().split()
        wares = _set(account, "letter.wares")
        if (len(words) > 1 and words[-1] in wares) or (len(words) == 1 and after in wares):
            return False
    return None


def _praised(account: Account, sentence: SentenceView, name: _Name) -> bool | None:
    """The name of "Larkspur's mission is why I apply"; less surely "I have long admired Larkspur"."""
    if account.says("letter.ended", sentence):
        return None
    courted = partial(account.says, sentence=sentence)
    if courted("letter.wishes") or courted("letter.admires") or courted("letter.writing"):
        if name.owns and _begins_at(account, "letter.virtues", sentence, name.last):
            return True
        if _before(account, name) in _set(account, "letter.of-weak") and _ends_at(
            account, "letter.virtues", sentence, name.first - 1
        ):
            return True
    if _person(account, name.text.split()):
        return None
    small = _set(account, "letter.led") | _set(account, "letter.of-weak")
    for mark in account.within("letter.admires", sentence):
        between = account.tokens.norms[mark.last : name.first]
        if mark.last > name.first or len(between) > NEAR or set(between) & set(",;:"):
            continue
        if name.owns or not between or between[-1] in small:
            return False
    return None


def _served(account: Account, sentence: SentenceView, name: _Name) -> bool | None:
    """The name of "I would cut that queue at Larkspur", "help Larkspur grow", "how Larkspur's search could …"."""
    norms = account.tokens.norms
    after = norms[name.last] if name.last < len(norms) else ""
    if _ends_at(account, "letter.aims", sentence, name.first):
        honour = after in _set(account, "letter.might") and account.says("letter.honour", sentence)
        if honour or after in _set(account, "letter.would-be"):
            return True
    wish = max((at for at in _wishes(account, sentence) if at < name.first), default=-1)
    if wish < 0 or name.first - wish > REACH or _event(account, name):
        return None
    told = ("letter.past", "letter.over", "letter.did", "letter.ended")
    if any(wish < one.first < name.first for label in told for one in account.within(label, sentence)):
        return None
    before = _before(account, name)
    if _person(account, name.text.split()):
        return None
    if _ends_at(account, "letter.helps", sentence, name.first):
        return True
    given = any(wish <= one.first < name.first for one in account.within("letter.gives", sentence))
    if before in _set(account, "letter.inside"):
        return before not in _set(account, "letter.of-place") or given
    if given and before in _set(account, "letter.given-to"):
        return True
    if name.owns and any(wish < one.first < name.first for one in account.within("letter.talks", sentence)):
        ahead = norms[name.last : name.last + NEAR]
        if any(word in _set(account, "letter.might") for word in ahead):
            return True
    return None


def _wishes(account: Account, sentence: SentenceView) -> Iterator[int]:
    """The tokens where something wished begins: "I would", "vorrei", "ridurrei"."""
    yield from (one.first for one in account.within("letter.wishes", sentence))
    if account.reading.language == "it":
        first, last = account.bounds(sentence)
        yield from (at for at in range(first, last) if _I_WOULD.match(account.tokens.norms[at]))


def _event(account: Account, name: _Name) -> bool:
    """Whether a name is that of a meeting, a month or a school: "at PyCon", "at the Tarn meetup"."""
    after = account.tokens.norms[name.last] if name.last < len(account.tokens.norms) else ""
    words = name.text.lower().split()
    return bool(_EVENT.search(name.text)) or bool({after, *words} & _set(account, "letter.events"))


def _reason(account: Account, sentence: SentenceView, name: _Name) -> bool | None:
    """The name of "I am writing because Larkspur needs …"."""
    if _before(account, name) not in _set(account, "letter.reason") or account.says("letter.ended", sentence):
        return None
    if not any(one.last < name.first for one in account.within("letter.writing", sentence)):
        return None
    after = account.tokens.norms[name.last] if name.last < len(account.tokens.norms) else ""
    present = account.reading.language == "it" or after.endswith("s") or after in _set(account, "letter.might")
    return True if present and after.isalpha() and not account.says("letter.over", sentence) else None


def _advertised(account: Account, sentence: SentenceView, name: _Name) -> bool | None:
    """The name of "L'annuncio di Larice chiede …", "I saw that Larkspur is hiring"."""
    if _begins_at(account, "letter.hires", sentence, name.last):
        return True
    found = _ends_at(account, "letter.advert-of", sentence, name.first)
    return True if found and not account.says("letter.had", sentence) else None


def _used(account: Account, sentence: SentenceView, name: _Name) -> bool | None:
    """The name of "I use the Larkspur app", "I am a customer of Larkspur", where the reader is spoken to as well."""
    if not sentence.has("second-person"):
        return None
    norms = account.tokens.norms
    after = norms[name.last] if name.last < len(norms) else ""
    custom = _ends_at(account, "letter.custom", sentence, name.first)
    using = any(0 <= name.first - one.last <= 1 for one in account.within("letter.uses", sentence))
    return False if custom or (using and after in _set(account, "letter.wares")) else None


def _courted(account: Account, sentence: SentenceView, name: _Name) -> bool | None:
    """The name of any sentence that wishes, praises or speaks to somebody, and tells nothing of what was.

    That is never sure: it counts where the letter names its own company nowhere.
    """
    courts = ("letter.wishes", "letter.gives", "letter.admires", "letter.writing", "letter.seeks", "letter.applies")
    if not sentence.has("second-person") and not any(account.says(label, sentence) for label in courts):
        return None
    norms = account.tokens.norms
    before = _before(account, name)
    teamed = before in account.words.written.article and norms[name.last] in _set(account, "letter.team")
    if _past(account, sentence, name, teamed) or _event(account, name) or _person(account, name.text.split()):
        return None
    if _SHORT.fullmatch(name.text) or (_begins(account, sentence, name) and _everyday(account, name)):
        return None
    if teamed or before in _set(account, "letter.beside"):
        return False
    if name.owns and _begins_at(account, "letter.virtues", sentence, name.last):
        return False
    after = norms[name.last] if name.last < len(norms) else ""
    begins = _begins(account, sentence, name) or before in _set(account, "letter.opens")
    begins = begins or _ends_at(account, "letter.wishes", sentence, name.first)
    does = after.endswith("s") or after in _set(account, "letter.might")
    if account.reading.language == "it":
        does = after.isalpha() and not _begins_at(account, "letter.idle-word", sentence, name.last)
    return False if begins and does and not name.owns else None


def _told_of(view: View, account: Account, sentence: SentenceView, name: _Name) -> bool:
    """Whether a sentence begins with a name and says what it does, where the reader is spoken to nearby.

    Never sure, as what nobody else would be told of may be a third party.
    """
    if name.first != account.bounds(sentence)[0] or _everyday(account, name) or _person(account, name.text.split()):
        return False
    if _SHORT.fullmatch(name.text) or _past(account, sentence, name, False) or sentence.has("first-person"):
        return False
    near = view.reading.sentences[max(0, sentence.number - 1) : sentence.number + 2]
    if sentence.role is not Role.COMPANY and not any(one.has("second-person") for one in near):
        return False
    ahead = account.tokens.norms[name.last : name.last + 4]
    if account.reading.language == "it":
        return bool(ahead) and ahead[0].isalpha() and not _begins_at(account, "letter.idle-word", sentence, name.last)
    return any(word.endswith("s") and word != "was" for word in ahead)


def _past(account: Account, sentence: SentenceView, name: _Name, teamed: bool) -> bool:
    """Whether a sentence tells of what was, or of others; a word such as "my" has to stand right before the name."""
    for label in ("letter.had", "letter.past", "letter.did", "letter.over", "letter.ended", "letter.others"):
        for mark in account.within(label, sentence):
            words = " ".join(account.tokens.norms[mark.first : mark.last])
            near = 0 <= name.first - mark.last < OWNED and not teamed
            if near or words not in _set(account, "letter.owned-near"):
                return True
    return False


def _begins(account: Account, sentence: SentenceView, name: _Name) -> bool:
    """Whether a name has its capital from the place where it stands: at the beginning, or behind a colon."""
    return name.first == account.bounds(sentence)[0] or _before(account, name) in _STARTS


def _everyday(account: Account, name: _Name) -> bool:
    """Whether a name is a word of every day that the text has a capital for nowhere else."""
    word = name.text.split()[0]
    told = len(re.findall(rf"(?<=[a-zà-ý,] ){re.escape(word)}(?!\w)", account.reading.text))
    return not told and _listed(account, word)


def _listed(account: Account, name: str) -> bool:
    """Whether the first word of a name stands in the lists of words, as names of many places do."""
    return _dictionary(account.reading.language).lists(name.split(maxsplit=1)[0].lower())


@cache
def _dictionary(language: Language) -> Dictionary:
    return Dictionary(language)


def _person(account: Account, words: list[str]) -> bool:
    """Whether a name of several words may be a person's, as none with a trade in it is."""
    trades = _set(account, "letter.trades")
    return len(words) > 1 and not any(one.lower() in trades for one in words)


def _beside_title(view: View, account: Account, people: frozenset[str]) -> Iterator[Addressed]:
    """The name behind a dash in a subject that has a title, and that of "Candidate for … at Larkspur" below."""
    text = account.reading.text
    for sentence in view.reading.prose(Role.SUBJECT):
        breaks = list(_PARTED.finditer(text, sentence.start, sentence.end))
        found = named(account, breaks[-1].end(), sentence.end) if breaks else None
        if found and breaks[-1].group().startswith(",") and _listed(account, found.name):
            found = None  # "Backend Engineer, Leeds": a place, as likely as not
        if found and not text[found.end : sentence.end].strip(" .") and found.name.split()[0].lower() not in people:
            yield Addressed(found.name, found.start, found.end, unsure=True)
        for whole in account.words.name.finditer(text, sentence.start, sentence.end):
            if whole["legal"] and not text[whole.end() : sentence.end].strip(" ."):
                yield Addressed(whole["name"], whole.start(), whole.end("name"))
    for sentence in view.reading.prose(Role.SIGN_OFF, Role.NAME):
        if account.says("letter.applies", sentence):
            for mark in account.within("letter.at", sentence):
                if found := named(account, account.tokens.ends[mark.last - 1], sentence.end):
                    yield found
