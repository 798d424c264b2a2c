"""spelling: words that no dictionary, no technology, no name of the person's and no habit of the text explains."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from functools import cache, cached_property
from itertools import chain

from dialogs.answers import Language
from dialogs.critique.kinds.base import Check, Data, Place, Span
from dialogs.critique.view import View
from dialogs.lexicon import PROSE, Role
from dialogs.lexicon.spelling import Dictionary
from dialogs.remembered import Remembered

HABIT = 3
"""Times that an unknown word stands in a text from which it is a term of the writer's, not a slip."""

_LEAST = 3
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TECHNICAL = frozenset("-./\\@_#`=<>&+*|~$%0123456789")
_STOPS = frozenset(".,;:!?…")
_ELIDED = frozenset("'’")
_OPENING = frozenset("\"'“‘«`")
_READ = PROSE | {Role.LIST}


def spelling(data: Data) -> Check:
    """Unknown words that resemble a common one, each at its first place, with what was probably meant."""
    known = data.strings("known")
    slips = data.texts("slips")
    data.done()
    speller = cache(lambda language: _Speller(Dictionary(language, known), language, slips))

    def check(view: View) -> Iterator[Span]:
        language = view.reading.language
        doubtful, dictionary = speller(language).doubtful, speller(language).dictionary
        asked = set(chain.from_iterable(map(doubtful.__getitem__, view.reading.page.pieces)))
        if not asked:
            return
        text = _Text(view)
        said: set[str] = set()
        for start, end in text.places():
            if view.reading.text[start:end] not in asked:
                continue
            word = text.of(start, end)
            if word.lower() in said or word.lower() in view.names:
                continue
            right = slips.get(word.lower()) if not text.quoted(start) and not text.named(start) else None
            if right is None:
                if not text.plain(start, end) or all(map(dictionary.knows, _parts(word, language))):
                    continue
                if text.explained(start, end):
                    continue
                right = next(filter(None, map(dictionary.near, _parts(word, language))), None)
                if right is None:
                    continue
            said.add(word.lower())
            yield Place.at(start, end, {"{near}": right})

    return check


class _Speller:
    """What a dictionary says of words, wherever they stand. `doubtful` has the words of a piece that need a look."""

    def __init__(self, dictionary: Dictionary, language: Language, slips: Container[str]) -> None:
        self.dictionary = dictionary
        self.doubtful = Remembered(lambda piece: tuple(word for word in _WORD.findall(piece) if not self._right(word)))
        self._language: Language = language
        self._slips = slips

    def _right(self, written: str) -> bool:
        """Whether a word is right wherever it stands: known, a name, or too short to judge."""
        word = written.replace("’", "'")
        if word.lower() in self._slips:
            return False
        if not written.islower() or len(written) < _LEAST:
            return True
        return all(map(self.dictionary.knows, _parts(word, self._language)))


class _Text:
    """The words of a text, and what explains one that no dictionary knows."""

    def __init__(self, view: View) -> None:
        self._view, self._text = view, view.reading.text

    def places(self) -> Iterator[tuple[int, int]]:
        """Every word of the paragraphs that tell something."""
        for paragraph in self._view.reading.paragraphs:
            if paragraph.role in _READ:
                for found in _WORD.finditer(self._text, paragraph.start, paragraph.end):
                    yield found.span()

    def of(self, start: int, end: int) -> str:
        """A word with its apostrophe in one form."""
        return self._text[start:end].replace("’", "'")

    def quoted(self, start: int) -> bool:
        """Whether an opening quotation mark stands right before."""
        return self._text[start - 1 : start] in _OPENING

    def named(self, start: int) -> bool:
        """Whether it has a capital and begins no sentence: a name."""
        before = self._text[max(0, start - 3) : start]
        begins = not before.strip() or "\n" in before or before.rstrip()[-1:] in _STOPS
        return self._text[start].isupper() and not begins

    def plain(self, start: int, end: int) -> bool:
        """Whether it is a word of prose: small letters, no part of a path, a flag, an address or a compound."""
        before, after = self._text[start - 1 : start], self._text[end : end + 1]
        behind = self._text[end + 1 : end + 2]
        if after in _TECHNICAL and not (after in _STOPS and not behind.isalnum()):
            return False
        word = self._text[start:end]
        if after in _ELIDED:
            return False
        return end - start >= _LEAST and word.islower() and before not in _TECHNICAL and not self.quoted(start)

    def explained(self, start: int, end: int) -> bool:
        """Whether it is part of a technology, a name of the person's or the posting's, or a term used again."""
        word = self._text[start:end]
        return (
            word in self._view.names
            or self._counted[word] >= HABIT
            or word in self._names
            or any(one.start < end and start < one.end for one in self._view.reading.technologies)
        )

    @cached_property
    def _counted(self) -> Counter[str]:
        return Counter(_WORD.findall(self._text))

    @cached_property
    def _names(self) -> frozenset[str]:
        posting = self._view.posting.text if self._view.posting else ""
        capitals = (word.lower() for word in self._counted if not word.islower())
        return frozenset(capitals) | frozenset(word.lower() for word in _WORD.findall(posting))


def _parts(word: str, language: Language) -> tuple[str, ...]:
    """What of a word with an apostrophe a dictionary has to know: didn't, driver's; dell'importatore, po'."""
    if "'" not in word:
        return (word,)
    if language == "en":
        base = word.split("'", maxsplit=1)[0]
        return (base.removesuffix("n") if word.endswith("n't") else base,)
    return tuple(_long(word.split("'")[1:]))


def _long(parts: Iterable[str]) -> Iterator[str]:
    return (part for part in parts if len(part) >= _LEAST)
