"""Clearance: the names and sums that the person barred in so many words, told in any casing, spelling or unit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dialogs.letter.terms import Numbers, Terms

WORD = re.compile(r"[^\W_][\w&-]*")


@dataclass(frozen=True, slots=True)
class Bars:
    """Names in lower case, and numbers by all their spellings, that no sentence may tell."""

    names: frozenset[str] = frozenset()
    sums: frozenset[str] = frozenset()
    numbers: Numbers | None = None  # how numbers are told; needed where there are sums

    def told(self, text: str) -> bool:
        """Whether a text tells a barred name (in any casing, with a possessive) or number (in any unit)."""
        flat = " ".join(re.findall(r"\w+", text.lower()))
        if any(re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", flat) for name in self.names):
            return True
        if self.numbers is None:
            return False
        return any(spellings(number, self.numbers) & self.sums for number in self.numbers.pattern.finditer(text))


def spellings(number: re.Match[str], numbers: Numbers) -> frozenset[str]:
    """The keys of a number: its value and its bare digits, or the share it is."""
    digits = number["digits"]
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
        digits = re.sub(r"[.,]", "", digits)
    digits = digits.replace(",", ".")
    try:
        value = float(digits)
    except ValueError:
        return frozenset({digits})
    if number["percent"]:
        return frozenset({f"{value:g}%"})
    many = (number["many"] or "").lower()
    whole = value * (numbers.times[many] if many else 1)
    keys = {f"{whole:.12g}", f"{value:.12g}"}
    if not many and value >= 1000 and value % 1000 == 0:
        keys.add(f"{value / 1000:.12g}k")
    if many and whole == value * 1000:
        keys.add(f"{value:.12g}k")
    return frozenset(keys)


def is_sum(text: str, number: re.Match[str], terms: Terms) -> bool:
    """Whether a number is money: by its sign, or by what stands before it ("saved 1.2 million")."""
    if number["percent"]:
        return False
    after = text[number.end() : number.end() + 12]
    if number[0].lstrip()[:1] in "$£€" or terms.currency.match(after):
        return True
    many = number["many"] or (len(number["digits"]) > 3 and terms.per.match(after))
    return bool(many) and bool(terms.sum_before.search(text[: number.start()]))


def sums(text: str, terms: Terms) -> frozenset[str]:
    """The spellings of all money in a text."""
    return frozenset(
        key
        for number in terms.numbers.pattern.finditer(text)
        if is_sum(text, number, terms)
        for key in spellings(number, terms.numbers)
    )


def clients(text: str, known: Collection[str], terms: Terms) -> frozenset[str]:
    """The names a text introduces as those of clients, in lower case; words in `known` are nobody's name."""
    found: set[str] = set()
    patterns = (*terms.introduced, terms.beside) if terms.client.search(text) else terms.introduced
    for pattern in patterns:
        for match in pattern.finditer(text):
            found |= name_forms(match[1], known, terms)
    return frozenset(found)


def subjects(text: str, known: Collection[str], terms: Terms, *, small: bool) -> frozenset[str]:
    """Who a sentence is about: "Corvane asked …", and where `small` says so "corvane transit alone saved …"."""
    patterns = (terms.small_subject, terms.small_object) if small else (terms.subject,)
    found = [match[1] for pattern in patterns for match in pattern.finditer(text)]
    return frozenset(form for name in found for form in name_forms(name, known, terms))


def capitals(text: str, known: Collection[str], terms: Terms) -> frozenset[str]:
    """Names with a capital inside a sentence, in lower case."""
    found = terms.capitals.finditer(text)
    return frozenset(form for match in found for form in name_forms(match[1], known, terms))


def name_forms(name: str, known: Collection[str], terms: Terms) -> frozenset[str]:
    """A name and, where it gives the name away, its first word."""
    words = re.findall(r"\w+", re.sub(r"['’]s\b", "", name).lower())
    while words and (words[0] in known or words[0] in terms.ordinary):
        words.pop(0)
    if not words or len(words[0]) < 3:
        return frozenset()
    return frozenset({" ".join(words), words[0]})


def refused(cleared: str, terms: Terms) -> tuple[str, ...]:
    """The clauses of the answer to `cleared` that say no; none where it only says that there is nothing to hide."""
    if terms.not_applicable.match(cleared):
        return ()
    out: list[str] = []
    at, no = 0, False
    text = terms.no_objection.sub(" ", cleared)
    for end in (*terms.clause.finditer(text), None):
        clause = text[at : end.start()] if end else text[at:]
        if terms.no.search(clause) or terms.only.search(clause):
            no = True
        elif terms.yes.search(clause):
            no = False
        elif end is not None and not clause.strip():
            continue
        if no and clause.strip():
            out.append(clause)
        at = end.end() if end else at
        if end and terms.but.search(end[0]):
            no = bool(terms.all_but.search(text[: end.end()]))
        elif end and re.search(r"[;.!]", end[0]):
            no = False
    return tuple(out)


def barred(
    cleared: str, texts: Iterable[tuple[str, str]], known: Collection[str], common: frozenset[str], terms: Terms
) -> Bars:
    """What the answer to `cleared` bars in (question, text) pairs.

    Words in `known` are never names; words in `common` stay unless they have a capital somewhere.
    """
    clauses = refused(cleared, terms)
    if not clauses:
        return Bars()
    told = tuple(texts)
    whole = "\n".join(text for _, text in told)
    lowered = set(_words(whole))
    proper = {m[0].lower() for m in re.finditer(r"(?<=[\w,:(] )[A-ZÀ-Ú][\w&-]+", f"{whole}\n{cleared}")}
    numbers = [spellings(number, terms.numbers) for number in terms.numbers.pattern.finditer(whole)]
    names: set[str] = set()
    figures: set[str] = set()
    for clause in clauses:
        if terms.only.search(clause) and not terms.no.search(clause):
            names |= frozenset() if terms.of_names.search(clause) else _all_clients(told, known, terms)
            figures |= frozenset() if terms.of_money.search(clause) else sums(whole, terms)
            continue
        these = _numbers(clause, numbers, terms.numbers)
        said = {_without_s(word, lowered) for word in _words(clause)}
        words = {word for word in said if word in lowered and _name(word, known, terms)}
        plain = common | set(_words(" ".join(match[0] for match in terms.described.finditer(clause))))
        words = {word for word in words if word in proper or word not in plain}
        names.update(form for word in words for form in (" ".join(re.findall(r"\w+", word)), word.split("-")[0]))
        figures |= these
        if not (these or words) or terms.all_names.search(clause):
            of_names, of_money = bool(terms.of_names.search(clause)), bool(terms.of_money.search(clause))
            names |= _all_clients(told, known, terms) if of_names or not of_money else frozenset()
            figures |= sums(whole, terms) if of_money or not of_names else frozenset()
    return Bars(frozenset(names), frozenset(figures), terms.numbers)


def _words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(re.sub(r"['’]s\b", "", text))]


def _without_s(word: str, lowered: Collection[str]) -> str:
    """A word as an answer has it: "corvanes" is Corvane's."""
    bare = word.removesuffix("s")
    return bare if len(word) > 6 and word not in lowered and bare in lowered else word


def plain_words(texts: Iterable[str], terms: Terms) -> frozenset[str]:
    """Words written small somewhere and not only where a name stands ("for corvane")."""
    return frozenset(match[0] for text in texts for match in terms.plain.finditer(text))


def _name(word: str, known: Collection[str], terms: Terms) -> bool:
    """Whether a word of a refusal may be somebody's name, or a thing that is not to be told of."""
    return len(word) > 2 and not word[0].isdigit() and word not in terms.ordinary and word not in known


def _numbers(clause: str, numbers: Iterable[frozenset[str]], known: Numbers) -> frozenset[str]:
    """The spellings of the numbers of a clause that also occur in an answer, whatever their unit."""
    found: set[str] = set()
    for number in known.pattern.finditer(clause):
        if number[0].strip().isdigit() and len(number["digits"]) < 2:
            continue
        keys = {key.rstrip("%") for key in spellings(number, known)}
        for other in numbers:
            if {key.rstrip("%") for key in other} & keys:
                found |= keys | other
    return frozenset(found)


def _all_clients(told: Iterable[tuple[str, str]], known: Collection[str], terms: Terms) -> frozenset[str]:
    """The clients of all answers; in `project` only what is called one: the rest is the employer."""
    found: set[str] = set()
    for question, text in told:
        if question != "project" or terms.client.search(text):
            found |= clients(text, known, terms)
    return frozenset(found)
