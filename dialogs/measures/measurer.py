"""The measurer: reads the measures of a text in one language."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dialogs.answers import Language
from dialogs.content_error import Files
from dialogs.measures.atoms import Atom
from dialogs.measures.changes import pair
from dialogs.measures.context import load_of, percentiles, placed, window_of
from dialogs.measures.drafts import Draft
from dialogs.measures.nouns import Measure, Quantity
from dialogs.measures.numerals import Tokens
from dialogs.measures.reader import walk
from dialogs.measures.tables import words_of
from dialogs.measures.words import Words

_NEAR = 6  # measures to either side that a window or load may come from


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
        walked = walk(tokens, self.words)
        if not walked.atoms:
            return ()
        breaks = sentences(tokens, self.words)

        def sentence(i: int) -> int:
            return bisect_right(breaks, i)

        drafts = placed(tokens, pair(tokens, walked.atoms, sentence, self.words), self.words)
        named = percentiles(tokens, drafts, walked.mentions, sentence)
        places = [sentence(draft.first) for draft in drafts]
        told = _Told(text, tokens, stops)
        found: list[Measure] = []
        for k, draft in enumerate(drafts):
            low, high, place = max(0, k - _NEAR), k + _NEAR + 1, places[k]
            mates = [mate for mate, at in zip(drafts[low:high], places[low:high], strict=True) if at == place]
            window = load = None
            if len(mates) > 1:
                window, load = window_of(draft, mates), load_of(tokens, draft, mates, self.words)
            found.append(told.measure(draft, named[k], told.words(window), told.words(load)))
        return tuple(found)


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

    def words(self, span: tuple[int, int] | None) -> str:
        """The words of a run of tokens; "" for none."""
        if span is None:
            return ""
        start, end = self.span(*span)
        return self.text[start:end]

    def measure(self, draft: Draft, percentile: str, window: str, load: str) -> Measure:
        """What a draft says, with the words around it."""
        (start, end), family, atom = self.span(draft.first, draft.last), draft.after.family, draft.after
        assert family is not None
        before = self.quantity(draft.before) if draft.before else None
        about = draft.about or atom.about
        text = self.text[start:end]
        after = self.quantity(atom)
        return Measure(family, after, start, end, text, before, percentile, window, load, atom.per, about)

    def quantity(self, atom: Atom) -> Quantity:
        """The value of an atom, where it stands."""
        start, end = self.span(atom.first, atom.last)
        return Quantity(atom.value, atom.unit, self.text[start:end], start, end)


def _breaks(tokens: Tokens, i: int, words: Words) -> bool:
    """Whether a new sentence begins at token `i`, which white space and perhaps a full stop stand before."""
    token, previous = tokens[i], tokens[i - 1]
    if "\n" in token.gap and (token.gap.count("\n") > 1 or token.low in words.plain.bullets):
        return True
    if previous.raw not in _STOPS:
        return False
    if previous.raw == "." and i > 1 and not previous.gap and tokens[i - 2].low in words.plain.abbreviations:
        return token.raw[:1].isupper()
    return True


_STOPS = frozenset({".", "!", "?", "…"})


def sentences(tokens: Tokens, words: Words) -> list[int]:
    """The tokens that begin a new sentence, in order."""
    edges = [i for i, token in enumerate(tokens) if token.edge]
    maybe = {i for i in edges if i and "\n" in tokens[i].gap}
    maybe.update(i + 1 for i in edges if tokens[i].raw in _STOPS and i + 1 < len(tokens) and tokens[i + 1].gap)
    return [i for i in sorted(maybe) if _breaks(tokens, i, words)]
