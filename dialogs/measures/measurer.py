"""The measurer: reads the measures of a text in one language."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dialogs.answers import Language
from dialogs.content_error import Files
from dialogs.measures.atoms import Atom
from dialogs.measures.changes import pair
from dialogs.measures.context import percentiles, placed
from dialogs.measures.drafts import Draft
from dialogs.measures.mates import ALONE, Run, beside
from dialogs.measures.nouns import Measure, Quantity
from dialogs.measures.reader import walk
from dialogs.measures.tables import words_of
from dialogs.measures.tokens import STOPS, Tokens
from dialogs.measures.words import Words


@dataclass(frozen=True, slots=True)
class Measurer:
    """Finds measures in texts of one language. Immutable; one is enough for every thread and text."""

    words: Words

    @classmethod
    def from_files(cls, files: Files, language: Language) -> Measurer:
        """From content/<language>/measures.toml; a wrong file is a ContentError."""
        return cls(words_of(files, language))

    def find(self, text: str, pieces: Sequence[str] | None = None) -> tuple[Measure, ...]:
        """The measures of a text, in order, never overlapping; `text[m.start:m.end] == m.text` for each.

        `pieces` are the text as somebody has cut it already: runs, each with the white space before it.
        """
        tokens, stops = self.words.scan(text, pieces)
        marks = [i for i, token in enumerate(tokens) if token.mark]
        walked = walk(tokens, marks, self.words)
        if not walked.atoms:
            return ()
        breaks = sentences(tokens, marks, self.words)
        drafts = placed(tokens, pair(tokens, walked.atoms, breaks, self.words), self.words)
        places = [bisect_right(breaks, draft.first) for draft in drafts]
        named = percentiles(tokens, drafts, places, walked.mentions, breaks)
        around = beside(tokens, drafts, places, self.words)
        told = _Told(text, tokens, stops)
        return tuple([told.measure(*its) for its in zip(drafts, named, around, strict=True)])


def find_measures(text: str, language: Language, files: Files) -> tuple[Measure, ...]:
    """The measures of a text, as `Measurer.find` gives them; the tables of equal files are read once."""
    return Measurer.from_files(files, language).find(text)


class _Told(NamedTuple):
    """A text, its tokens, and where each of them ends."""

    text: str
    tokens: Tokens
    stops: list[int]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of tokens `first` to `last` (exclusive)."""
        return self.stops[first] - len(self.tokens[first].raw), self.stops[last - 1]

    def words(self, run: Run | None) -> str:
        """The words of a run of tokens; "" for none."""
        if run is None:
            return ""
        start, end = self.span(*run)
        return self.text[start:end]

    def measure(self, draft: Draft, percentile: str, around: tuple[Run | None, Run | None]) -> Measure:
        """What a draft says, with the words around it."""
        atom, (start, end) = draft.after, self.span(draft.first, draft.last)
        assert atom.family is not None
        after, before = self.quantity(atom), self.quantity(draft.before) if draft.before else None
        window, load = map(self.words, around) if around is not ALONE else ("", "")
        about = draft.about or atom.about
        text = self.text[start:end]
        return Measure(atom.family, after, start, end, text, before, percentile, window, load, atom.per, about)

    def quantity(self, atom: Atom) -> Quantity:
        """The value of an atom, where it stands."""
        start, end = self.span(atom.first, atom.last)
        return Quantity(atom.value, atom.unit, self.text[start:end], start, end)


def _breaks(tokens: Tokens, i: int, words: Words) -> bool:
    """Whether a new sentence begins at token `i`, which white space and perhaps a full stop stand before."""
    token, previous = tokens[i], tokens[i - 1]
    if "\n" in token.gap and (token.gap.count("\n") > 1 or token.low in words.plain.bullets):
        return True
    if previous.raw not in STOPS:
        return False
    if previous.raw == "." and i > 1 and not previous.gap and tokens[i - 2].low in words.plain.abbreviations:
        return token.raw[:1].isupper()
    return True


def sentences(tokens: Tokens, marks: Iterable[int], words: Words) -> list[int]:
    """The tokens that begin a new sentence, in order; `marks` are all at which one may end, or a line before them."""
    found: list[int] = []
    for i in marks:
        token = tokens[i]
        if not token.edge:
            continue
        if "\n" in token.gap and i and (not found or found[-1] != i) and _breaks(tokens, i, words):
            found.append(i)
        if token.raw in STOPS and tokens[i + 1].gap and _breaks(tokens, i + 1, words):
            found.append(i + 1)
    return found
