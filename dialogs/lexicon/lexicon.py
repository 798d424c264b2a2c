"""The lexicon of one language: every word class and technology in one matcher, so that a text is read in one pass.

spaCy gives the tokenizer and the PhraseMatcher over a blank pipeline; it is imported when a lexicon is built.
Phrases are matched on the norm of a token ("didn't", "didnt" and "did not" are one), in Italian without accents.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from dialogs.answers import Language
from dialogs.lexicon import segments
from dialogs.lexicon.gazetteer import Entry, gazetteer
from dialogs.lexicon.reading import Mark, Paragraph, Reading, Role, SentenceView, Technology
from dialogs.lexicon.roles import roles
from dialogs.lexicon.words import expanded, verbs, word_classes
from dialogs.measures import Measure

MOST = 60_000
"""Characters that are read. A longer text is no letter; what stands behind is left unread."""

_SAME = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ",
                       "\u200b": " ", "\ufeff": " ", "\u00ad": " ", "‑": "-", "\t": " "})  # fmt: skip
RUN = 60
"""Characters without a space that are tokenized in one piece; tokenizing costs the square of a run."""

_LONG_RUN = re.compile(rf"\S{{{RUN}}}(?=\S)")
_ACCENT = re.compile(r"(?<=[a-z]{2})([aeiou])'(?![a-zà-ù])|(?<![\w'])([eE])'(?=[\s,;.])")
_ACCENTED = dict(zip("aeiouE", "àèìòùÈ", strict=True))
_WORD = re.compile(r"\w")
_BEFORE = {"in", "with", "on", "using", "use", "uses", "to", "from", "and", "or", "of", "over", "via"}
_PRIMA = {"in", "con", "su", "e", "o", "ed", "da", "di", "tra", "a"}
_HERE = frozenset(_BEFORE | _PRIMA)
"""Words after which a name that is an everyday word too is a technology."""

_ITEM = frozenset("-–—•*▪◦‣·")
"""What stands before an item of a list."""


class Lexicon:
    """What one language knows. Building it takes half a second; reading a letter, a few milliseconds."""

    def __init__(
        self, files: Mapping[str, str], language: Language, measure: Callable[[str], Sequence[Measure]] | None = None
    ) -> None:
        import spacy  # noqa: PLC0415 (three quarters of a second: only when a text must be read)
        from spacy.matcher import PhraseMatcher  # noqa: PLC0415
        from spacy.tokens import Doc  # noqa: PLC0415

        self.language: Language = language
        self.classes = word_classes(files, language)
        self.entries = gazetteer(files)
        self._measure = measure
        self._nlp = spacy.blank(language)
        self._pieces: dict[str, tuple[str, ...]] = {}
        self._norms: dict[str, str] = {}
        self._matcher = PhraseMatcher(self._nlp.vocab, attr="NORM")
        self._size = 0
        forms = verbs(files, language)
        for name, phrases in self.classes.items():
            for one in expanded(name, phrases, language, forms):
                self._matcher.add(name, [Doc(self._nlp.vocab, words=self._tokens(one))])
                self._size += 1
        for number, entry in enumerate(self.entries):
            docs = [Doc(self._nlp.vocab, words=self._tokens(form.split())) for form in entry.written]
            self._matcher.add(f"tech:{number}", docs)

    def __len__(self) -> int:
        """How many phrases the classes stand for: a phrase costs one to two kilobytes."""
        return self._size

    def _tokens(self, words: Iterable[str]) -> list[str]:
        """The norms of the tokens that these words are made of."""
        return [norm for word in words for norm in self._piece(word)]

    def _piece(self, word: str) -> tuple[str, ...]:
        if word not in self._pieces:
            clean = self._clean(word).strip()
            elided = self.language == "it" and clean.endswith("'")  # "dell'" is one token before its noun, two alone
            norms = (clean,) if elided else tuple(token.norm_ for token in self._nlp.make_doc(clean))
            self._pieces[word] = tuple(self._norm(norm) for norm in norms)
        return self._pieces[word]

    def _norm(self, norm: str) -> str:
        found = self._norms.get(norm)
        if found is None:
            found = norm.lower()
            if self.language == "it" and found != "è":
                found = "".join(c for c in unicodedata.normalize("NFD", found) if not unicodedata.combining(c))
            if len(self._norms) < 50_000:
                self._norms[norm] = found
        return found

    def _clean(self, text: str) -> str:
        """The same text, character for character, with plain quotes and spaces and with typed accents made real."""
        text = text.translate(_SAME)
        if self.language == "it" and "'" in text:
            text = _ACCENT.sub(lambda found: _ACCENTED[found[1] or found[2]] + " ", text)
        return text

    def read(self, text: str) -> Reading:
        """What is in the text. Never raises, whatever the text; linear in its length, and capped at MOST characters."""
        clean = self._clean(text[:MOST])
        doc = self._nlp.make_doc(_LONG_RUN.sub(r"\g<0> ", clean))
        for token in doc:
            norm = self._norm(token.norm_)
            if norm != token.norm_:
                token.norm_ = norm
        put = [found.end() + number for number, found in enumerate(_LONG_RUN.finditer(clean))]  # spaces put in
        starts = [token.idx - bisect_left(put, token.idx) for token in doc]
        ends = [start + len(token) for start, token in zip(starts, doc, strict=True)]
        marks, named = self._found(doc, text, starts, ends)
        technologies = self._technologies(doc, text, starts, ends, named)
        measures = tuple(self._measure(text[:MOST])) if self._measure else ()
        marks += [mark for measure in measures for mark in _figure(measure, starts)]
        marks += [_named(one, starts) for one in technologies]
        blocks = segments.blocks(clean)
        by_start = sorted(marks, key=lambda m: (m.start, m.end))
        paragraphs = tuple(
            Paragraph(
                block.start, block.end, text[block.start : block.end], role, _count(clean[block.start : block.end])
            )
            for block, role in zip(blocks, roles(clean, blocks, by_start), strict=True)
        )
        return self._reading(text, clean, paragraphs, (by_start, measures, technologies), starts)

    def _found(
        self, doc: Any, text: str, starts: list[int], ends: list[int]
    ) -> tuple[list[Mark], dict[int, list[tuple[int, int]]]]:
        """Marks of every word class, the longest where some of one class overlap, and where technologies are named."""
        by_key: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for key, first, last in self._matcher(doc):
            by_key[key].append((first, last))
        marks: list[Mark] = []
        named: dict[int, list[tuple[int, int]]] = {}
        strings = self._nlp.vocab.strings
        for key, spans in by_key.items():
            name = strings[key]
            longest = _longest(spans)
            if name.startswith("tech:"):
                named[int(name[5:])] = longest
                continue
            for first, last in longest:
                start, end = starts[first], ends[last - 1]
                marks.append(Mark(name, start, end, text[start:end], first, last))
        return marks, named

    def _technologies(
        self, doc: Any, text: str, starts: list[int], ends: list[int], named: dict[int, list[tuple[int, int]]]
    ) -> tuple[Technology, ...]:
        """The technologies that are really meant, the longest where names overlap."""
        sure: list[tuple[int, int, Entry]] = []
        maybe: list[tuple[int, int, Entry]] = []
        for number, spans in named.items():
            entry = self.entries[number]
            for first, last in spans:
                if not entry.everyday:
                    sure.append((first, last, entry))
                elif text[starts[first] : ends[last - 1]] in entry.written:
                    maybe.append((first, last, entry))
        places = sorted(first for first, _, _ in sure)
        for first, last, entry in maybe:
            near = bisect_left(places, first - 4), bisect_right(places, last + 3)
            before = doc[first - 1].norm_ if first else ""
            item = before in _ITEM and last < len(doc) and doc[last].norm_ in _HERE  # "- Go in production"
            if (
                last - first > 1
                or near[0] < near[1]
                or item
                or before in _HERE
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

    def _reading(
        self,
        text: str,
        clean: str,
        paragraphs: tuple[Paragraph, ...],
        found: tuple[list[Mark], tuple[Measure, ...], tuple[Technology, ...]],
        starts: list[int],
    ) -> Reading:
        """Put together what was found, sentence by sentence."""
        marks, measures, technologies = found
        bounds = list(_sentences(clean, paragraphs))
        opens = [start for start, _, _ in bounds]
        held_marks = _hand_out(marks, opens)
        held_measures = _hand_out(measures, opens)
        held_technologies = _hand_out(technologies, opens)
        views: list[SentenceView] = []
        where: dict[str, list[int]] = defaultdict(list)
        for number, (start, end, paragraph) in enumerate(bounds):
            mine = [mark for mark in held_marks.get(number, ()) if mark.end <= end]
            classes: dict[str, list[Mark]] = defaultdict(list)
            for mark in mine:
                classes[mark.klass].append(mark)
            for klass in classes:
                where[klass].append(number)
            views.append(
                SentenceView(
                    number,
                    start,
                    end,
                    text[start:end],
                    paragraph,
                    paragraphs[paragraph].role,
                    _count(clean[start:end]),
                    bisect_left(starts, start),
                    bisect_left(starts, end),
                    tuple(mine),
                    tuple(held_measures.get(number, ())),
                    tuple(held_technologies.get(number, ())),
                    {klass: tuple(found) for klass, found in classes.items()},
                )
            )
        index = {klass: tuple(numbers) for klass, numbers in where.items()}
        return Reading(text, self.language, paragraphs, tuple(views), tuple(marks), measures, technologies, index)


def _figure(measure: Measure, starts: list[int]) -> Iterator[Mark]:
    """A figure as marks, so that patterns may speak of it: "figure", and "figure-money" for one of a family."""
    first, last = bisect_left(starts, measure.start), bisect_left(starts, measure.end)
    for klass in ("figure", f"figure-{measure.family}"):
        yield Mark(klass, measure.start, measure.end, measure.text, first, last)


def _named(one: Technology, starts: list[int]) -> Mark:
    """A technology as a mark."""
    return Mark(
        "technology", one.start, one.end, one.name, bisect_left(starts, one.start), bisect_left(starts, one.end)
    )


def _sentences(clean: str, paragraphs: Iterable[Paragraph]) -> Iterator[tuple[int, int, int]]:
    for number, paragraph in enumerate(paragraphs):
        if paragraph.role in (Role.CODE, Role.LIST, Role.SALUTATION, Role.SUBJECT, Role.SIGN_OFF, Role.NAME):
            yield paragraph.start, paragraph.end, number
        else:
            for start, end in segments.sentences(clean, paragraph.start, paragraph.end):
                yield start, end, number


def _hand_out(found: Iterable[Any], opens: list[int]) -> dict[int, list[Any]]:
    """Everything found, by the number of the sentence it begins in."""
    held: dict[int, list[Any]] = defaultdict(list)
    for one in found:
        held[bisect_right(opens, one.start) - 1].append(one)
    return held


def _longest(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that no longer one overlaps, in order."""
    kept: list[tuple[int, int]] = []
    for first, last in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or first >= kept[-1][1]:
            kept.append((first, last))
    return kept


def _count(text: str) -> int:
    """Words of a text: runs between spaces that hold a letter or a figure."""
    return sum(1 for word in text.split() if _WORD.search(word))
