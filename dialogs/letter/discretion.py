"""Discretion: what a person asked to keep out of the letter, found and cut, and every secret known by its tokens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.letter.clearance import Bars, barred, capitals, clients, plain_words, subjects, sums
from dialogs.letter.remarks import Words
from dialogs.letter.secrets import FIGURE, MONEY, Secrets, bare_forms
from dialogs.letter.terms import Terms
from dialogs.prose.sentences import Part

PARENTHESIS = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of an answer that stays out, by offsets in the answer."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found:
    """What discretion found in one answer: stretches that stay out, and the secrets in them."""

    cuts: tuple[Cut, ...]
    names: frozenset[str]
    figures: frozenset[str]


class Discretion:
    """Reads all answers once for remarks, then says of any stretch whether it must stay out."""

    def __init__(
        self,
        known: Words,
        common: Mapping[str, str],
        public: frozenset[str],
        grammar: frozenset[str],
        small: frozenset[str],
    ) -> None:
        self.words, self.common, self.public, self.grammar = known, common, public, grammar
        self.small = small
        self._told: list[tuple[str, str]] = []
        self._cleared = ""
        self._gagged: set[str] = set()
        self._fronts: set[str] = set()
        self._asked: set[str] = set()
        self._sums: set[str] = set()
        self._bars: Bars | None = None

    def read(self, question: str, parts: tuple[Part, ...], cleared: str) -> Found:
        """The cuts and secrets of one answer, sentence by sentence."""
        cuts: list[Cut] = []
        names: set[str] = set()
        figures: set[str] = set()
        self._told += [(question, part.text) for part in parts]
        self._cleared, self._bars = cleared, None
        for at, part in enumerate(parts):
            found, secret = self._sentence(question, part, parts[at - 1] if at else None, cleared)
            cuts += found
            names |= self._names(secret, beginning=bool(self.words.of_a_name.search(part.text)))
            figures |= self._figures(secret)
            if found and secret.strip(" |"):
                self._gag(part.text, secret)
        return Found(tuple(cuts), frozenset(names), frozenset(figures))

    def _gag(self, whole: str, secret: str) -> None:
        """Bars the clients and the money of a sentence that was asked to stay out, also where written small."""
        known, text, terms = self._nobody(), f"{whole} | {secret}", self.words.terms
        self._asked.add(whole)
        self._gagged |= clients(text, known, terms)
        self._fronts |= subjects(text, known, terms, small=False) | capitals(secret, known, terms)
        if self.words.of_a_name.search(text) and not self._names(text):
            self._fronts |= subjects(text, known, terms, small=True)
        self._sums |= sums(text, terms)

    def _nobody(self) -> frozenset[str]:
        """Words that name nobody, or whom everybody may know."""
        return self.grammar | self.public | frozenset(self.common)

    def bars(self) -> Bars:
        """What may not be told in any answer: by the answer to `cleared`, and by what was asked inside the answers."""
        if self._bars is None:
            made = barred(self._cleared, self._told, self._nobody(), self.grammar, self.words.terms)
            plain = plain_words((text for _, text in self._told if text not in self._asked), self.words.terms)
            fronts = {name for name in self._fronts if " " in name or name not in plain}
            self._bars = Bars(made.names | self._gagged | fronts, made.sums | self._sums, self.words.terms.numbers)
        return self._bars

    def _sentence(self, question: str, part: Part, before: Part | None, cleared: str) -> tuple[list[Cut], str]:
        """The cuts a sentence needs, and the words in which secrets stand."""
        text = part.text
        cuts: list[Cut] = []
        secret = ""
        named: list[int] = []
        shown = text
        for bracket in PARENTHESIS.finditer(text):
            if not self._remark(question, bracket[0]):
                continue
            shown = shown[: bracket.start()] + " " * len(bracket[0]) + shown[bracket.end() :]
            cuts.append(Cut(part.start + bracket.start(), part.start + bracket.end()))
            host = _host(text, bracket.start(), self.words.terms)
            if self._names(bracket[0]):
                named.append(bracket.start())
            if self._names(bracket[0]) or FIGURE.search(bracket[0]):
                secret += " | " + bracket[0]
            elif not self._merely_described(text[host : bracket.start()]):
                secret += " | " + text[host : bracket.start()]
            if cleared and self._concerned(text[host : bracket.start()], cleared):
                cuts.append(Cut(part.start + host, part.start + bracket.start()))
        if self._remark(question, shown) and not self._settled(shown, named):
            found, words = self._outside(question, part, shown, before)
            cuts += found
            secret += " | " + words
        return cuts, secret

    def _merely_described(self, host: str) -> bool:
        """Whether an employer or client is only described, with no name of it: "a payments firm I can't name"."""
        return bool(self.words.described.search(host)) and not self._names(host)

    def _settled(self, shown: str, named: list[int]) -> bool:
        """Whether a remark only says of a name in a cut bracket that it is not told: "a firm I can't name (…)"."""
        found = list(self.words.remarks.finditer(shown))
        return bool(named and found) and all(any(0 <= start - remark.end() <= 2 for start in named) for remark in found)

    def _outside(self, question: str, part: Part, shown: str, before: Part | None) -> tuple[list[Cut], str]:
        """A remark outside brackets: what it speaks of goes with it."""
        clauses = _clauses(shown, self.words.terms)
        flags = [bool(self._remark(question, shown[a:b])) for a, b in clauses]
        if not any(flags):
            return [Cut(part.start, part.end)], shown
        if (untold := self._untold(shown, clauses, flags)) is not None:
            return [Cut(part.start + a, part.start + b) for a, b in untold], ""
        first, last = flags.index(True), len(flags) - 1 - flags[::-1].index(True)
        head, remark = shown[: clauses[first][0]], shown[clauses[first][0] : clauses[last][1]]
        tail = shown[clauses[last][1] :]
        keep_tail = bool(self.words.terms.turn.match(tail.lstrip(" ,;"))) and not MONEY.search(tail)
        cut_to = part.start + clauses[last][1] if keep_tail else part.end
        of_a_name = bool(self.words.of_a_name.search(remark))
        if not any(char.isalnum() for char in head):
            secret = remark if self._names(remark) or MONEY.search(remark) else ""
            cuts = [Cut(part.start, cut_to)]
            if not secret and before and not keep_tail:
                secret = before.text
                if not of_a_name or not self._names(before.text):
                    cuts.append(Cut(before.start, before.end))
            return cuts, secret
        if of_a_name and self._names(head, beginning=True):
            return [Cut(part.start + len(head.rstrip(" ,;")), cut_to)], head
        if of_a_name and not FIGURE.search(head) and (self._names(remark) or PARENTHESIS.search(part.text)):
            return [Cut(part.start + len(head.rstrip(" ,;")), cut_to)], remark
        begin = _money_clause(head, self.words.terms)
        return [Cut(part.start + begin, cut_to)], head[begin:] + " | " + remark

    def _untold(self, shown: str, clauses: list[tuple[int, int]], flags: list[bool]) -> list[tuple[int, int]] | None:
        """The clauses that only say what was not told, where every remark is one of these; None where one is not."""
        told = [bool(self.words.untold.search(shown[a:b])) for a, b in clauses]
        remarks = [at for at, flag in enumerate(flags) if flag]
        if not all(told[at] or (at and told[at - 1]) for at in remarks):
            return None
        if any(MONEY.search(shown[a:b]) or self._names(shown[a:b]) for at, (a, b) in enumerate(clauses) if told[at]):
            return None
        out = [span for at, span in enumerate(clauses) if told[at] or at in remarks]
        left = "".join(shown[a:b] for a, b in clauses if (a, b) not in out)
        return out if len(left.split()) > 3 else [(0, len(shown))]

    def _remark(self, question: str, text: str) -> bool:
        if question == "closing":
            text = self.words.offers.sub("", text)
        described = self.words.described.sub("", text)
        if described != text and not self._names(text):
            text = described
        return bool(self.words.remarks.search(text))

    def _concerned(self, host: str, cleared: str) -> bool:
        """Whether the clause a cut bracket hangs on is about the very thing that is not cleared."""
        if self.words.cleared.search(cleared):
            return False
        refused = set(re.findall(r"\w{5,}", cleared.lower()))
        return any(
            word in refused for word in re.findall(r"\w{5,}", host.lower()) if self.words.money_words.fullmatch(word)
        )

    def _names(self, text: str, *, beginning: bool = False) -> frozenset[str]:
        """Proper names in a text, in lower case: not technologies, nor what everybody may know.

        A capital at the beginning of a sentence counts only where `beginning` says so.
        """
        found: set[str] = set()
        for stretch in text.split(" | "):
            for match in self.words.terms.name.finditer(stretch):
                first = match.start() <= len(stretch) - len(stretch.lstrip(" (\"'"))
                words = re.findall(r"\w+", re.sub(r"['’]s$", "", match[0]).lower())
                while words and (self._ordinary(words[0]) or words[0] in self.grammar):
                    words.pop(0)
                if len(words) == 1 and words[0] in self.small:
                    continue
                starts = first and len(words) == 1 and not stretch.lstrip().startswith("(")
                if words and (not starts or (beginning and words[0] not in self.grammar)):
                    found.add(" ".join(words))
            for mark in self.words.named.finditer(stretch):
                follows = re.match(r"[a-z]{4,}(?=\s*(?:[,.;)]|$))", stretch[mark.end() :])
                if follows and "(" in stretch and not self._ordinary(follows[0]) and follows[0] not in self.small:
                    found.add(follows[0])
        parts = {word for name in found if " " in name for word in name.split() if self._telling(word)}
        return frozenset(name for name in found | parts if len(name) > 2)

    def _telling(self, word: str) -> bool:
        """Whether one word of a longer name gives the name away."""
        return len(word) > 4 and word not in self.words.plain_names and not self._ordinary(word)

    def _ordinary(self, lowered: str) -> bool:
        return lowered in self.common or lowered in self.public or lowered in ("nda", "i", "p1", "p0")

    def _figures(self, text: str) -> frozenset[str]:
        return frozenset(bare for figure in FIGURE.finditer(text) for bare in bare_forms(figure[0]) if len(bare) > 2)

    def scrub(self, part_text: str, secrets: Secrets) -> tuple[Cut, ...] | None:
        """Stretches to cut so that a sentence keeps its sense and tells no secret; None where only silence is left."""
        cuts: list[Cut] = []
        text, at = part_text, self.words.terms.at
        for bracket in PARENTHESIS.finditer(text):
            if secrets.told(bracket[0]):
                cuts.append(Cut(bracket.start(), bracket.end()))
        for name in sorted(secrets.names, key=len, reverse=True):
            words = r"\W+".join(re.escape(word) for word in name.split())
            for pattern in (rf",\s*{words}\s*(?=,|$)", rf"\s+(?:{at})\s+{words}(?:['’]s)?(?=\W|$)(?!['’])"):
                for match in re.finditer(pattern, text, re.IGNORECASE):
                    end = match.end() + (
                        1 if pattern.startswith(",") and text[match.end() : match.end() + 1] == "," else 0
                    )
                    cuts.append(Cut(match.start(), end))
        left = without(text, cuts)
        bars = self.bars()
        if not secrets.told(left) and not bars.told(left):
            return tuple(cuts)
        if not bars.told(text):
            return None
        for bracket in PARENTHESIS.finditer(text):
            if bars.told(bracket[0]):
                cuts.append(Cut(bracket.start(), bracket.end()))
        for bound in (len(text), *(begin for begin, _ in reversed(_clauses(text, self.words.terms)))):
            tail = [Cut(bound, len(text))] if bound < len(text) else []
            left = without(text, [*cuts, *tail])
            if len(left.split()) > 4 and not secrets.told(left) and not bars.told(left):
                return (*cuts, *tail)
        return (Cut(0, len(text)),)


def without(text: str, cuts: list[Cut] | tuple[Cut, ...]) -> str:
    """A text without the stretches cut."""
    out, at = [], 0
    for cut in sorted(cuts, key=lambda c: (c.start, c.end)):
        if cut.start > at:
            out.append(text[at : cut.start])
        at = max(at, cut.end)
    out.append(text[at:])
    return "".join(out)


def _host(text: str, at: int, terms: Terms) -> int:
    """Where the clause begins that ends at `at`."""
    begin = 0
    for match in terms.bound.finditer(text, 0, at):
        begin = match.start()
    return begin


def _clauses(text: str, terms: Terms) -> list[tuple[int, int]]:
    spans, at = [], 0
    for match in terms.aside.finditer(text):
        if match.start() > at:
            spans.append((at, match.start()))
        at = match.start()
    spans.append((at, len(text)))
    return spans


def _money_clause(head: str, terms: Terms) -> int:
    """Where, in what stands before a remark, the clause with the money begins; 0 where all of it must go."""
    money = MONEY.search(head)
    if not money:
        return 0
    begin = 0
    for match in terms.last.finditer(head[: money.start()]):
        begin = match.start()
    return begin if len(head[:begin].split()) > 3 else 0
