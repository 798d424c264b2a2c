"""The measurer: reads the measures of a text in one language."""

from __future__ import annotations

from dataclasses import dataclass

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
from dialogs.measures.tokens import scan
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

    def find(self, text: str) -> tuple[Measure, ...]:
        """The measures of a text, in order, never overlapping; `text[m.start:m.end] == m.text` for each."""
        tokens = scan(text)
        walked = walk(tokens, self.words)
        if not walked.atoms:
            return ()
        sentence = sentences(tokens, self.words)
        drafts = placed(tokens, pair(tokens, walked.atoms, sentence, self.words), self.words)
        named = percentiles(tokens, drafts, walked.mentions, sentence)
        found: list[Measure] = []
        for k, draft in enumerate(drafts):
            mates = [m for m in drafts[max(0, k - _NEAR) : k + _NEAR + 1] if sentence[m.first] == sentence[draft.first]]
            window, load = window_of(draft, mates), load_of(tokens, draft, mates, self.words)
            found.append(
                _measure(text, tokens, draft, named[k], _words(text, tokens, window), _words(text, tokens, load))
            )
        return tuple(found)


def find_measures(text: str, language: Language, files: Files) -> tuple[Measure, ...]:
    """The measures of a text, as `Measurer.find` gives them; the tables of equal files are read once."""
    return Measurer.from_files(files, language).find(text)


def _words(text: str, tokens: Tokens, span: tuple[int, int] | None) -> str:
    return text[tokens[span[0]].start : tokens[span[1] - 1].end] if span else ""


def _measure(text: str, tokens: Tokens, draft: Draft, percentile: str, window: str, load: str) -> Measure:
    start, end = tokens[draft.first].start, tokens[draft.last - 1].end
    after = _quantity(text, tokens, draft.after)
    assert draft.after.family is not None
    return Measure(
        family=draft.after.family,
        after=after,
        start=start,
        end=end,
        text=text[start:end],
        before=_quantity(text, tokens, draft.before) if draft.before else None,
        percentile=percentile,
        window=window,
        load=load,
        per=draft.after.per,
        approximate=draft.about or draft.after.about,
    )


def _quantity(text: str, tokens: Tokens, atom: Atom) -> Quantity:
    start, end = tokens[atom.first].start, tokens[atom.last - 1].end
    return Quantity(atom.value, atom.unit, text[start:end], start, end)


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


def sentences(tokens: Tokens, words: Words) -> tuple[int, ...]:
    """The number of its sentence for every token."""
    numbers: list[int] = []
    begun, current, previous = 0, 0, ""
    for i, (_, _, raw, _, _, gap) in enumerate(tokens):
        if gap and i and (previous in _STOPS or "\n" in gap) and _breaks(tokens, i, words):
            numbers += [current] * (i - begun)
            begun, current = i, current + 1
        previous = raw
    return (*numbers, *[current] * (len(tokens) - begun))
