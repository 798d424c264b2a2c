"""Rows: what each feature of a sentence adds to the scores of the ideas, worked out when it is first met.

The classifier is linear, so the score of a sentence is a sum over its features. Every feature has a number, and under
it a row of the table; word classes have theirs at the places of their bits. A letter is scored with two sums of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain, count, pairwise
from typing import Any

from dialogs.ideas.examples import IDEAS
from dialogs.ideas.features import OTHER, Features, named, parts
from dialogs.lexicon import SentenceView
from dialogs.lexicon.bits import in_order
from dialogs.remembered import Remembered

MOST, ROOM = 30_000, 65_536
"""Features and pairs that are remembered, before remembering begins anew; and rows, with those of one more text."""

NOWHERE = -1

_SILENT = "function-word"  # a word class that is no feature


_Said = tuple[tuple[int, ...], tuple[int, ...]]
"""The numbers of words, and of the concepts of these words."""


class _Kept:
    """What is remembered of features: only ever added to, so that several threads may score at once.

    `parts` are pieces of sentences, and `heads` those that a sentence begins with, where a capital makes no name.
    """

    def __init__(self, table: Any, said: Callable[[Iterable[str], _Kept], _Said], features: Features) -> None:
        self.table = table
        self.free = count()
        self.names: dict[int, str] = {}
        self.numbers: dict[str, int] = {}
        cut = features.cut
        self.parts = Remembered(lambda part: said(named(cut[part]), self))
        self.heads = Remembered(lambda part: said((*cut[part][:1], *named(cut[part][1:])), self))
        self.pairs: dict[tuple[int, int], int] = {}
        self.follows: dict[tuple[int, int], int] = {}

    @property
    def full(self) -> bool:
        """Whether it is time to begin anew."""
        return max(len(self.numbers), len(self.pairs), len(self.follows)) > MOST


class Rows:
    """Scores sentences of one language with a trained classifier."""

    def __init__(self, pipe: Any, features: Features) -> None:
        import numpy as np  # noqa: PLC0415 (comes with spaCy)

        self._np, self._features = np, features
        self._layer = next(node for node in pipe.model.walk() if node.name == "sparse_linear")
        self._strings = pipe.vocab.strings
        self._base = self._layer.get_param("b")
        self._classes = np.zeros((0, len(IDEAS)), dtype="f")
        self._kept = self._anew()

    def _anew(self) -> _Kept:
        return _Kept(self._np.zeros((ROOM, len(IDEAS)), dtype="f"), self._said, self._features)

    def scores(self, sentences: Sequence[SentenceView]) -> Any:
        """A row for each sentence: how surely it says each idea, from 0 to 1."""
        np, kept = self._np, self._kept
        if kept.full:
            kept = self._kept = self._anew()
        lines = [self._line(sentence, kept) for sentence in sentences]
        sizes = list(map(len, lines))
        numbers = np.fromiter(chain.from_iterable(lines), np.intp, sum(sizes))
        starts = list(accumulate(sizes[:-1], initial=0))
        raw = np.add.reduceat(kept.table[numbers], starts) + self._base + self._held(sentences)
        return 1 / (1 + np.exp(-raw.clip(-30, 30)))

    def _line(self, sentence: SentenceView, kept: _Kept) -> set[int]:
        """The numbers of the features that a sentence has, each once, but for its word classes."""
        written = parts(sentence)
        said = list(map(kept.parts.__getitem__, written))
        head = next((at for at, (words, _) in enumerate(said) if words), None)
        if head is not None:
            said[head] = kept.heads[written[head]]
        words = [self._number("<s>", kept), *chain.from_iterable([one for one, _ in said]), self._number("</s>", kept)]
        concepts = [*chain.from_iterable([one for _, one in said])]
        line = {*words, *concepts, *map(kept.pairs.get, pairwise(words)), *map(kept.follows.get, pairwise(concepts))}
        if None in line:
            line.update(self._pair(pair, kept, " ") for pair in pairwise(words) if pair not in kept.pairs)
            line.update(self._pair(pair, kept, ">") for pair in pairwise(concepts) if pair not in kept.follows)
            line.discard(None)
        line.discard(NOWHERE)
        return line  # type: ignore[return-value]  # no None is left

    def _said(self, words: Iterable[str], kept: _Kept) -> _Said:
        """The numbers of words and of their concepts."""
        numbers, concepts = list[int](), list[int]()
        seen = self._features.known
        for word in words:
            stem, ideas = self._features.meant(word)
            known = seen is None or stem in seen or stem[0] == "<"
            numbers.append(self._number(stem if known else OTHER, kept))
            concepts += (self._number(one, kept) for one in ideas)
        return tuple(numbers), tuple(concepts)

    def _pair(self, pair: tuple[int, int], kept: _Kept, between: str) -> int:
        """The number of two features one behind the other; NOWHERE where the classifier does not know them so."""
        one, other = kept.names[pair[0]], kept.names[pair[1]]
        name = f"{one}{between}{other}"
        known = self._features.pairs is None or name in self._features.pairs
        found = self._number(name, kept) if known and one != other else NOWHERE
        (kept.pairs if between == " " else kept.follows)[pair] = found
        return found

    def _number(self, name: str, kept: _Kept) -> int:
        """The number of a feature, given once its row stands in the table."""
        found = kept.numbers.get(name)
        if found is None:
            free = next(kept.free)
            kept.names[free], kept.table[free] = name, self._row(name)
            found = kept.numbers.setdefault(name, free)
        return found

    def _row(self, name: str) -> Any:
        """What one feature adds."""
        key = self._np.array([self._strings.add(name)], dtype="uint64")
        one = self._np.ones(1, dtype="f"), self._np.ones(1, dtype="int32")
        return self._layer.predict((key, *one))[0] - self._base

    def _held(self, sentences: Sequence[SentenceView]) -> Any:
        """What the word classes of each sentence add."""
        np = self._np
        most = max(sentence.mask.bit_length() for sentence in sentences)
        if most > len(self._classes):
            rows = [self._row(f"c:{klass}") * (klass != _SILENT) for klass in in_order()]
            self._classes = np.array(rows, dtype="f")
        size = (len(self._classes) + 7) // 8
        held = np.frombuffer(b"".join(sentence.mask.to_bytes(size, "little") for sentence in sentences), dtype="uint8")
        bits = np.unpackbits(held.reshape(len(sentences), size), axis=1, bitorder="little", count=len(self._classes))
        return bits.astype("f") @ self._classes
