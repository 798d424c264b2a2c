"""The lexicon of one language: every word class and technology in one tree, so that a text is read in one pass.

spaCy gives the tokenizer of a blank pipeline; it is imported when a lexicon is built.
Phrases are matched on the norm of a token ("didn't", "didnt" and "did not" are one), in Italian without accents.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import pairwise
from operator import or_

from dialogs.answers import Language
from dialogs.lexicon import segments
from dialogs.lexicon.bits import bit, mask, union
from dialogs.lexicon.gazetteer import Entry, gazetteer
from dialogs.lexicon.pieces import Cutter, Page
from dialogs.lexicon.reading import TECHNOLOGY, Paragraph, Reading, Role, SentenceView, Technology, figure_classes
from dialogs.lexicon.roles import roles
from dialogs.lexicon.tree import Found, Tree
from dialogs.lexicon.words import expanded, leads, verbs, word_classes
from dialogs.measures import Family, Measure

MOST = 60_000
"""Characters that are read. A longer text is no letter; what stands behind is left unread."""

_SAME = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ",
                       "\u200b": " ", "\ufeff": " ", "\u00ad": " ", "‑": "-", "\t": " "})  # fmt: skip
_ACCENT = re.compile(r"(?<=[a-z]{2})([aeiou])'(?![a-zà-ù])|(?<![\w'])([eE])'(?=[\s,;.])")
_ACCENTED = dict(zip("aeiouE", "àèìòùÈ", strict=True))
_ITEM = frozenset("-–—•*▪◦‣·")
"""What stands before an item of a list."""


Measuring = Callable[[str, Sequence[str]], Sequence[Measure]]
"""What finds the figures of a text, which is given whole and in pieces."""


class Lexicon:
    """What one language knows. Building it takes half a second; reading a letter, less than a millisecond."""

    def __init__(self, files: Mapping[str, str], language: Language, measure: Measuring | None = None) -> None:
        import spacy  # noqa: PLC0415 (three quarters of a second: only when a text must be read)

        self.language: Language = language
        self.classes = word_classes(files, language)
        self.entries = gazetteer(files)
        self._leads = leads(files)
        self._measure = measure
        self._nlp = spacy.blank(language)
        self._words: dict[str, tuple[str, ...]] = {}
        self._tree = Tree()
        self._cutter = Cutter(self._cut, self._tree.begins)
        self._size = 0
        forms = verbs(files, language)
        for name, phrases in self.classes.items():
            for one in expanded(name, phrases, language, forms):
                self._tree.add(self._tokens(one), name)
                self._size += 1
        for number, entry in enumerate(self.entries):
            for form in entry.written:
                self._tree.name(self._tokens(form.split()), number)
        self._tree.grow()
        self._words.clear()

    def __len__(self) -> int:
        """How many phrases the classes stand for: a phrase costs some hundred bytes."""
        return self._size

    def _tokens(self, words: Iterable[str]) -> list[str]:
        """The norms of the tokens that these words are made of."""
        return [norm for word in words for norm in self._word(word)]

    def _word(self, word: str) -> tuple[str, ...]:
        if word not in self._words:
            clean = self._clean(word).strip()
            elided = self.language == "it" and clean.endswith("'")  # "dell'" is one token before its noun, two alone
            norms = (clean,) if elided else tuple(token.norm_ for token in self._nlp.make_doc(clean))
            self._words[word] = tuple(self._nlp.vocab[self._norm(norm)].norm_ for norm in norms)
        return self._words[word]

    def _cut(self, piece: str) -> Iterator[tuple[str, int, int]]:
        """The tokens of a piece without spaces: their norms, and where they begin and end in it."""
        if len(piece) == len("C.") and piece[0].isalpha() and piece[1] == ".":  # no initial where a list ends
            yield self._norm(piece[0]), 0, 1
            yield ".", 1, 2
            return
        for token in self._nlp.make_doc(piece):
            yield self._norm(token.norm_), token.idx, token.idx + len(token)

    def _norm(self, norm: str) -> str:
        found = norm.lower()
        if self.language == "it" and found != "è":
            found = "".join(c for c in unicodedata.normalize("NFD", found) if not unicodedata.combining(c))
        return found

    def _clean(self, text: str) -> str:
        """The same text, character for character, with plain quotes and spaces and with typed accents made real."""
        text = text.translate(_SAME)
        if self.language == "it" and "'" in text:
            text = _ACCENT.sub(lambda found: _ACCENTED[found[1] or found[2]] + " ", text)
        return text

    def read(self, text: str) -> Reading:
        """What is in the text. Never raises, whatever the text; linear in its length, and capped at MOST characters."""
        seen = text[:MOST]
        page = self._cutter.page(seen, self._clean(seen))
        clean = page.clean
        found = tuple(self._tree.walk(page.norms, page.nodes))
        technologies = self._technologies(page, found)
        measures = tuple(self._measure(page.text, page.pieces)) if self._measure else ()
        blocks = segments.blocks(clean)
        paragraphs = tuple(
            Paragraph(block.start, block.end, text[block.start : block.end], role, page.count(block.start, block.end))
            for block, role in zip(blocks, roles(page, blocks, found), strict=True)
        )
        sentences = tuple(_sentences(page, paragraphs, found, measures, technologies, self._tree.longest))
        every = union(sentence.mask for sentence in sentences)
        return Reading(text, self.language, paragraphs, sentences, measures, technologies, every, found, page)

    def _technologies(self, page: Page, found: Iterable[tuple[int, Found]]) -> tuple[Technology, ...]:
        """The technologies that are really meant, the longest where names overlap."""
        norms, starts, ends = page.norms, page.starts, page.ends
        sure: list[tuple[int, int, Entry]] = []
        maybe: list[tuple[int, int, Entry]] = []
        stops: dict[int, int] = {}
        for first, here in found:
            for number, size in here.technologies:
                if stops.get(number, 0) > first:
                    continue
                entry, last = self.entries[number], first + size
                if entry.words and entry.everyday(said := page.text[starts[first] : ends[last - 1]]):
                    if said not in entry.words:
                        continue
                    maybe.append((first, last, entry))
                else:
                    sure.append((first, last, entry))
                stops[number] = last
        places = [first for first, _, _ in sure]
        for first, last, entry in maybe:
            near = bisect_left(places, first - 4), bisect_right(places, last + 3)
            before = norms[first - 1] if first else ""
            item = before in _ITEM and last < len(norms) and norms[last] in self._leads  # "- Go in production"
            if last - first == 1 and len(norms[first]) == 1 and norms[last : last + 1] == (".",) and near[0] >= near[1]:
                continue  # the initial of a name
            if (
                last - first > 1
                or near[0] < near[1]
                or item
                or before in self._leads
                or (before and before not in ".!?:\n" and before.isalpha())
            ):
                sure.append((first, last, entry))
        taken: list[Technology] = []
        stop = -1
        for first, last, entry in sorted(sure, key=lambda one: (one[0], -one[1])):
            if first >= stop:
                taken.append(Technology(entry.name, entry.kind, starts[first], ends[last - 1]))
                stop = last
        return tuple(taken)


_FIGURE = {family: mask(figure_classes(family)) for family in Family}
_NAMED = bit(TECHNOLOGY)
_WHOLE = frozenset({Role.CODE, Role.LIST, Role.SALUTATION, Role.SUBJECT, Role.SIGN_OFF, Role.NAME})
"""Paragraphs that are one sentence, whatever stands in them."""


def _sentences(
    page: Page,
    paragraphs: Sequence[Paragraph],
    found: tuple[tuple[int, Found], ...],
    measures: tuple[Measure, ...],
    technologies: tuple[Technology, ...],
    longest: int,
) -> Iterator[SentenceView]:
    """The sentences, each with what begins in it. No phrase has more than `longest` tokens."""
    bounds = list(_bounds(page.clean, paragraphs))
    opens = [start for start, _, _ in bounds]
    tokens = [page.token(start) for start in opens]
    masks = [here.mask for _, here in found]
    mine = _shares([first for first, _ in found], tokens)
    figures = _shares([one.start for one in measures], opens)
    names = _shares([one.start for one in technologies], opens)
    for number, (start, end, paragraph) in enumerate(bounds):
        here, told, named = found[mine[number]], measures[figures[number]], technologies[names[number]]
        last = page.token(end)
        bits = reduce(or_, masks[mine[number]], 0)
        if here and here[-1][0] + longest >= last:
            bits = _bits(page, here, last, end, bits, longest)
        for one in told:
            if one.end <= end:
                bits |= _FIGURE[one.family]
        if named and named[0].end <= end:
            bits |= _NAMED
        role = paragraphs[paragraph].role
        yield SentenceView(
            number,
            start,
            end,
            paragraph,
            role,
            tokens[number],
            last,
            told,
            named,
            bits,
            here,
            page,
        )


def _bits(page: Page, found: Sequence[tuple[int, Found]], last: int, end: int, every: int, longest: int) -> int:
    """The bits of the classes that end before a character, of `every` that begins before token `last`."""
    for first, here in reversed(found):
        if first + here.longest >= last and page.ends[first + here.longest - 1] > end:
            break
        if first + longest < last:
            return every
    else:
        return every
    bits = 0
    for first, here in found:
        if first + here.longest >= last and page.ends[first + here.longest - 1] > end:
            bits |= union(one.bit for one in here.classes if page.ends[first + one.size - 1] <= end)
        else:
            bits |= here.mask
    return bits


def _bounds(clean: str, paragraphs: Iterable[Paragraph]) -> Iterator[tuple[int, int, int]]:
    """Where each sentence begins and ends, and the number of its paragraph."""
    for number, paragraph in enumerate(paragraphs):
        if paragraph.role in _WHOLE:
            yield paragraph.start, paragraph.end, number
        else:
            for start, end in segments.sentences(clean, paragraph.start, paragraph.end):
                yield start, end, number


def _shares(places: Sequence[int], opens: Sequence[int]) -> list[slice]:
    """For each place that something opens at, which of the ordered `places` stand from there to the next."""
    edges = [*(bisect_left(places, at) for at in opens), len(places)]
    return [slice(first, last) for first, last in pairwise(edges)]
