"""spelling: words that no dictionary, no technology, no name of the person's and no habit of the text explains."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import filterfalse

from dialogs.answers import Language
from dialogs.critique.kinds.base import Check, Data, Place, Span
from dialogs.critique.view import View
from dialogs.lexicon import PROSE, Role
from dialogs.lexicon.spelling import Dictionary

HABIT = 3
"""Times that an unknown word stands in a text from which it is a term of the writer's, not a slip."""

_LEAST = 3
_LONG, _SETTLED = 40, 20_000  # letters of a word, and words, that are remembered as right
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
    dictionaries: dict[Language, Dictionary] = {}
    settled: set[str] = set()
    passed: set[str] = set()  # what stands between two spaces, and has no word in it that is not settled

    def settles(written: str, dictionary: Dictionary, language: Language) -> bool:
        """Whether a word is right wherever it stands: known, a name, or too short to judge."""
        word = written.replace("’", "'")
        if word.lower() in slips:
            return False
        return not written.islower() or len(written) < _LEAST or all(map(dictionary.knows, _parts(word, language)))

    def check(view: View) -> Iterator[Span]:
        language = view.reading.language
        dictionary = dictionaries.get(language) or dictionaries.setdefault(language, Dictionary(language, known))
        pieces = set(filterfalse(passed.__contains__, view.reading.page.pieces))
        if not pieces:
            return
        if len(settled) > _SETTLED or len(passed) > _SETTLED:
            settled.clear()
            passed.clear()
        fresh = {word for piece in pieces for word in _WORD.findall(piece)} - settled
        settled.update(word for word in fresh if len(word) < _LONG and settles(word, dictionary, language))
        passed.update(one for one in pieces if _is_text(one) and settled.issuperset(_WORD.findall(one)))
        asked = fresh - settled
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


def _is_text(piece: str) -> bool:
    """Whether a piece may be remembered: no address or number is."""
    return len(piece) < _LONG and "@" not in piece and "/" not in piece and not any(map(str.isdigit, piece))


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
