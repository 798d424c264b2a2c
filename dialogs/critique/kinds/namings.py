"""Namings: every place where a letter names something, the words around it, and what is said of it elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice

from dialogs.answers import Language
from dialogs.critique.kinds.addressed import named
from dialogs.critique.view import View
from dialogs.lexicon import Role, SentenceView
from dialogs.lexicon.spelling import Dictionary
from dialogs.posting import Account
from dialogs.posting.vocabulary import Found

MOST = 12
"""Names of one sentence that are looked at."""

_CAPITAL = re.compile(r"[A-ZÀ-Ý0-9]")
_INSIDE = re.compile(r"(?<=[a-zà-ý,] )[A-ZÀ-Ý0-9][^\W_]*")
_EVENT = re.compile(r"(?:con|conf|camp|day|days|fest|summit)$", re.I)
_STARTS = frozenset(':;.!?-–—("“«')


@dataclass(frozen=True, slots=True)
class Naming:
    """A name in a sentence: its characters, its first token and the one behind it, and whether it owns something."""

    account: Account = field(repr=False)
    sentence: SentenceView = field(repr=False)
    text: str
    start: int
    end: int
    first: int
    last: int
    owns: bool

    @property
    def before(self) -> str:
        """The word before it."""
        return self.account.tokens.norms[self.first - 1] if self.first else ""

    @property
    def after(self) -> str:
        """The word behind it."""
        return next(iter(self.ahead(1)), "")

    def ahead(self, many: int) -> tuple[str, ...]:
        """So many words behind it."""
        return self.account.tokens.norms[self.last : self.last + many]

    def one_of(self, word: str, key: str) -> bool:
        """Whether a word is in a list of the letter's language."""
        return word in self.account.words.spoken[self.account.reading.language].sets[key]

    def says(self, *labels: str) -> bool:
        """Whether its sentence has a phrase of one of these labels."""
        return any(self.account.says(label, self.sentence) for label in labels)

    def within(self, *labels: str) -> Iterator[Found]:
        """The phrases of these labels in its sentence."""
        for label in labels:
            yield from self.account.within(label, self.sentence)

    def follows(self, label: str, at: int = 0) -> bool:
        """Whether it stands right behind a phrase of a label, or so many words behind."""
        return any(one.last == self.first - at for one in self.within(label))

    def leads(self, label: str) -> bool:
        """Whether a phrase of a label stands right behind it."""
        return any(one.first == self.last for one in self.within(label))

    @property
    def begins(self) -> bool:
        """Whether its sentence begins with it."""
        return self.first == self.account.bounds(self.sentence)[0]

    @property
    def raised(self) -> bool:
        """Whether it may have its capital from its place: at the beginning, or behind a colon."""
        return self.begins or self.before in _STARTS

    @property
    def personal(self) -> bool:
        """Whether it may be a person's, since it has several words and none of a trade."""
        words = self.text.lower().split()
        return len(words) > 1 and not any(self.one_of(one, "letter.trades") for one in words)

    @property
    def event(self) -> bool:
        """Whether it is that of a meeting or a school: "at PyCon", "at the Tarn meetup"."""
        words = (self.after, *self.text.lower().split())
        return bool(_EVENT.search(self.text)) or any(self.one_of(one, "letter.events") for one in words)

    @property
    def listed(self) -> bool:
        """Whether its first word stands in the lists of words, as names of many places do."""
        return listed(self.account.reading.language, self.text)


@dataclass(frozen=True)
class Namings:
    """The namings of a letter."""

    view: View
    account: Account

    def __iter__(self) -> Iterator[Naming]:
        people = self.people
        for sentence in self.view.prose:
            for one in islice(self._of(sentence), MOST):
                if one.text.split(maxsplit=1)[0].lower() not in people:
                    yield one

    def _of(self, sentence: SentenceView) -> Iterator[Naming]:
        """The names of a sentence; one behind its first word stands for itself too, as in "Admiring Larkspur"."""
        tokens, text = self.account.tokens, self.account.reading.text
        first, last = self.account.bounds(sentence)
        taken = -1
        for at in range(first, last):
            start = tokens.starts[at]
            if start < taken or not _CAPITAL.match(text, start):
                continue
            found = named(self.account, start, sentence.end)
            if found is None or found.start != start:
                continue
            taken = found.end if at > first else start + 1
            owner = self.account.words.written.behind_owner.match(text, found.end)
            owns = owner is not None and owner.start(1) - found.end > 1
            end = owner.start(1) if owner and owns else found.end
            behind = next((one for one in range(at, last) if tokens.starts[one] >= end), last)
            yield Naming(self.account, sentence, found.name, found.start, found.end, at, behind, owns)

    @cached_property
    def people(self) -> frozenset[str]:
        """The words of the salutation and of the writer's name, which are nobody's company."""
        lines = (*self.view.reading.prose(Role.SALUTATION), *self.view.reading.prose(Role.NAME)[:1])
        return frozenset(word.strip(".,").lower() for line in lines for word in line.text.split())

    def own(self, one: Naming) -> bool:
        """Whether another sentence has its first word where the writer tells what they did."""
        return bool(self._told[_first(one.text)] - {one.sentence.number})

    def everyday(self, one: Naming) -> bool:
        """Whether it is a word of every day that the text has a capital for only where sentences begin."""
        return _first(one.text) not in self._inside and one.listed

    @cached_property
    def _told(self) -> defaultdict[str, set[int]]:
        """The words with a capital in sentences that tell of the writer's past, and the numbers of those."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for sentence in self.view.sentences("prose"):
            if not sentence.has("first-person", "plural-person"):
                continue
            past = any(self.account.says(one, sentence) for one in ("letter.had", "letter.past", "evidence.acts"))
            if past and not any(
                self.account.says(one, sentence) for one in ("letter.seeks", "letter.writing", "letter.admires")
            ):
                for word in re.findall(r"[A-ZÀ-Ý0-9][^\W_]*", sentence.text):
                    found[word].add(sentence.number)
        return found

    @cached_property
    def _inside(self) -> frozenset[str]:
        return frozenset(_INSIDE.findall(self.account.reading.text))


def _first(name: str) -> str:
    found = re.match(r"[^\W_]+", name)
    return found[0] if found else name


def listed(language: Language, name: str) -> bool:
    """Whether the first word of a name is a word of the language."""
    return _dictionary(language).lists(name.split(maxsplit=1)[0].lower())


@cache
def _dictionary(language: Language) -> Dictionary:
    return Dictionary(language)
