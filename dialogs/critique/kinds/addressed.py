"""Whom a letter addresses as its employer to be: in its salutation, by what it wants to join, by "why" and "at"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dialogs.critique.view import View
from dialogs.lexicon import Role, SentenceView
from dialogs.posting import Account, Written, significant

BEFORE = 8
"""Words before "to join X" among which a wish makes it meant, and "since" or "before" makes it past."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """A name that a letter addresses as the employer, and where it stands; an unsure one may be that of a place."""

    name: str
    start: int
    end: int
    unsure: bool = False


def addressed(view: View, account: Account) -> Iterator[Addressed]:
    """Every employer that the letter addresses, each place once: in the salutation, the subject, and what it tells."""
    seen: set[int] = set()
    for one in _everywhere(view, account):
        if one.start not in seen:
            seen.add(one.start)
            yield one


def _everywhere(view: View, account: Account) -> Iterator[Addressed]:
    for sentence in view.reading.prose(Role.SALUTATION):
        yield from _greeted(account, sentence)
    for sentence in view.reading.prose(Role.SUBJECT):
        yield from _headed(account, sentence)
    for sentence in view.prose:
        yield from _placed(account, sentence)
        yield from _near(account, sentence)
        yield from _wanted(account, sentence)
        yield from _opened(account, sentence)


def ours(name: str, company: str, text: str, written: Written, trades: frozenset[str] = frozenset()) -> bool:
    """Whether a name is that of the company, or stands in its posting at all: a parent, a place, a client."""
    if _apart(name, company, text, trades):
        return False
    squashed, wanted = _squashed(name), _squashed(company)
    if squashed.startswith(wanted) or wanted.startswith(squashed):
        return True
    if significant(name, written) == significant(company, written):
        return True
    initials = "".join(word[0] for word in company.split() if word[0].isupper())
    first = name.split(maxsplit=1)[0]
    forms = rf"{re.escape(first)}|{re.escape(first.upper())}"
    return squashed.upper() == initials or bool(re.search(rf"(?<!\w)(?:{forms})(?!\w)", text))


def _apart(name: str, company: str, text: str, trades: frozenset[str]) -> bool:
    """Whether two names begin with the same trade and are two firms: "Clinica Arcuri" and "Clinica Solmi"."""
    one, other = name.split(), company.split()
    if len(one) < 2 or len(other) < 2 or one[0].lower() != other[0].lower() or one[0].lower() not in trades:
        return False
    told = {word.lower().strip(".,") for word in (*other, *text.split())}
    return not any(word.lower() in told for word in one[1:])


def _squashed(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())


def _greeted(account: Account, sentence: SentenceView) -> Iterator[Addressed]:
    """The company of a salutation: a name with a team behind it, "Spettabile" before it or a legal form."""
    spoken = account.words.spoken[account.reading.language].sets
    text = account.reading.text
    titled = sentence.has("named-title")
    for found in account.words.name.finditer(text, sentence.start, sentence.end):
        if not titled and (traded := _traded(found, spoken["letter.trades"], spoken["letter.generic"])):
            yield traded
            continue
        for start, end in _runs(found.group("name"), found.start("name"), spoken["letter.generic"]):
            name = account.words.written.owner.sub("", text[start:end])
            before = text[sentence.start : start].lower().replace("’", "'").split()
            previous = before[-1].strip(".,") if before else ""
            after = text[end : sentence.end].lower()
            behind = account.words.written.behind_owner.match(after)
            teamed = bool(behind) and behind[1] in _team(account)  # type: ignore[index]
            strong = previous in spoken["letter.of"] or bool(found["legal"] and end == found.end("name"))
            weak = previous in spoken["letter.of-weak"] and any(word.strip(",") in _team(account) for word in before)
            if (teamed and not titled) or strong or weak:
                yield Addressed(name, start, end)


def _traded(found: re.Match[str], trades: frozenset[str], generic: frozenset[str]) -> Addressed | None:
    """A name that holds the word of a trade, as none of a person does: "Dear Larkspur Foods,"."""
    words = list(re.finditer(r"\S+", found["name"]))
    while words and words[0].group().lower() in generic:
        words.pop(0)
    if (
        len(words) < 2
        or words[-1].group().lower() in generic
        or not any(word.group().lower() in trades for word in words)
    ):
        return None
    if all(word.group().lower() in generic | trades for word in words):
        return None
    start = found.start("name") + words[0].start()
    return Addressed(found["name"][words[0].start() : words[-1].end()], start, found.start("name") + words[-1].end())


def _team(account: Account) -> frozenset[str]:
    """The words for those who read letters: "team", "recruiting", "selezione"."""
    return account.words.spoken[account.reading.language].sets["letter.team"]


def _runs(name: str, start: int, generic: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The stretches of a capitalised run without the words any salutation has: "Larkspur" of "Dear Larkspur Team"."""
    begin: int | None = None
    last = start
    for found in re.finditer(r"\S+", name):
        if found.group().lower().strip(".,") in generic:
            if begin is not None:
                yield begin, last
            begin = None
        else:
            begin = start + found.start() if begin is None else begin
            last = start + found.end()
    if begin is not None:
        yield begin, last


def _wanted(account: Account, sentence: SentenceView) -> Iterator[Addressed]:
    """The name behind "to join", "apply to", "the role at", where a wish says so and nothing says it is past."""
    tokens = account.tokens
    if account.says("letter.came", sentence):
        return
    for mark in (*account.within("letter.seeks", sentence), *account.within("letter.aims", sentence)):
        found = named(account, tokens.ends[mark.last - 1], sentence.end)
        if not found:
            continue
        if not mark.label.endswith("seeks"):
            low = mark.first - BEFORE
            near = [one for one in account.within("letter.had", sentence) if low <= one.first < mark.first]
            wished = [one for one in account.within("letter.wishes", sentence) if low <= one.first < mark.first]
            this = tokens.norms[mark.first - 1] if mark.first else ""
            meant = this in account.words.spoken[account.reading.language].sets["letter.this"]
            if near and not (wished and wished[-1].first > near[-1].first):
                continue
            if not wished and (not meant or account.says("letter.over", sentence)):
                continue
        yield found


def _near(account: Account, sentence: SentenceView) -> Iterator[Addressed]:
    """The name of "your team at Larkspur"."""
    for mark in account.within("letter.near", sentence):
        if found := named(account, account.tokens.ends[mark.last - 1], sentence.end):
            yield replace(found, unsure=True)


def _headed(account: Account, sentence: SentenceView) -> Iterator[Addressed]:
    """The name at the end of a subject: "Backend Engineer at Larkspur"."""
    tokens = account.tokens
    for mark in account.within("letter.at", sentence):
        found = named(account, tokens.ends[mark.last - 1], sentence.end)
        if not found:
            continue
        whole = account.words.name.match(account.reading.text, found.start, sentence.end)
        if whole and not account.reading.text[whole.end() : sentence.end].strip(" .,"):
            yield found


def _placed(account: Account, sentence: SentenceView) -> Iterator[Addressed]:
    """The name of "Larkspur is where I want to …", "to Larkspur as your next …", "Larkspur's posting"."""
    tokens, text, owned = account.tokens, account.reading.text, account.words.written.owned
    marks = [
        (mark, label)
        for label in ("letter.is-where", "letter.as-your", "letter.advert")
        for mark in account.within(label, sentence)
    ]
    towards = account.words.spoken[account.reading.language].sets["letter.led"]
    for mark, label in marks:
        before = text[sentence.start : tokens.starts[mark.first]]
        if label == "letter.advert" and not owned.search(before):
            continue
        ended = owned.sub("", before).rstrip()
        for name in account.words.name.finditer(ended):
            if name.end() != len(ended):
                continue
            start = sentence.start + name.start()
            found = named(account, start, sentence.start + name.end())
            past = account.says("letter.over", sentence) if label == "letter.is-where" else False
            led = text[:start].rstrip().rpartition(" ")[2].lower()
            if found and not past and (label != "letter.as-your" or led in towards):
                yield found


def _opened(account: Account, sentence: SentenceView) -> Iterator[Addressed]:
    """The name of "Why X?" as a line of its own, and "At X I would …" at the beginning of a sentence."""
    tokens = account.tokens
    for label in ("letter.why", "letter.at"):
        for mark in account.within(label, sentence):
            if tokens.starts[mark.first] != sentence.start:
                continue
            found = named(account, tokens.ends[mark.last - 1], sentence.end)
            if not found:
                continue
            rest = account.reading.text[found.end : sentence.end].strip(" ,")
            if label == "letter.why" and len(rest.split()) <= 1:
                yield found
            would = [one for one in account.within("letter.would", sentence) if tokens.starts[one.first] >= found.end]
            if (
                label == "letter.at"
                and would
                and not account.reading.text[found.end : tokens.starts[would[0].first]].strip(" ,")
            ):
                yield found


def named(account: Account, at: int, end: int) -> Addressed | None:
    """The name that begins here, if it is one of a company: no technology, no place, no team of people."""
    text = account.reading.text
    start = account.words.written.before_name.match(text, at).end()  # type: ignore[union-attr]
    found = account.words.name.match(text, start, end)
    if not found:
        return None
    spoken = account.words.spoken[account.reading.language].sets
    name = account.words.written.owner.sub("", found.group("name"))
    low = name.lower()
    if low in spoken["letter.places"] or low.split()[0] in spoken["letter.generic"] | spoken["company.never"]:
        return None
    if start in account.begun or not re.search(r"[^\W\d]{2}", name):
        return None
    return Addressed(name, start, start + len(name))
