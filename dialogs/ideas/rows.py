"""Rows: what each feature of a sentence adds to the scores of the ideas.

The classifier is linear, so the score of a sentence is a sum over its features. Each has a number, and under it a row
of a table: words first, then concepts, then pairs of neighbours; word classes have theirs at the places of their bits.
The numbers of a piece of text are found when it is first met. All sentences of a letter are then scored at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from dialogs.ideas.features import END, OTHER, START, Features, named, parts
from dialogs.lexicon import SentenceView
from dialogs.lexicon.bits import in_order
from dialogs.remembered import Remembered

_SILENT = "function-word"  # a word class that is no feature
_BEHIND_ALL = 2**31 - 1


class Rows:
    """Scores sentences of one language with a trained classifier."""

    def __init__(self, pipe: Any, features: Features) -> None:
        import numpy as np  # noqa: PLC0415 (comes with spaCy)

        self._np, self._features = np, features
        self._layer = next(node for node in pipe.model.walk() if node.name == "sparse_linear")
        self._strings = pipe.vocab.strings
        self._base = self._layer.get_param("b")
        words = (*sorted(features.known or ()), OTHER, START, END)
        single = (*words, *features.concepts)
        self._numbers = numbers = {name: number for number, name in enumerate(single)}
        self._words, self._singles = len(words), len(single)
        pairs = sorted((self._key(numbers[one], numbers[other]), name) for one, other, name in features.paired())
        self._keys = np.array([*(key for key, _ in pairs), _BEHIND_ALL], dtype="int32")
        self._table = self._adding([*single, *(name for _, name in pairs)])
        self._classes = self._table[:0]
        self._begins, self._ends = numbers[START], numbers[END]
        cut = features.cut
        self._inside = Remembered(lambda piece: self._said(named(cut[piece])))
        self._heads = Remembered(lambda piece: self._said((*cut[piece][:1], *named(cut[piece][1:]))))

    def scores(self, sentences: Sequence[SentenceView]) -> Any:
        """A row for each sentence: how surely it says each idea, from 0 to 1."""
        np = self._np
        lines = list(map(self._line, sentences))
        sizes = list(map(len, lines))
        said = np.fromiter(chain.from_iterable(lines), "int32", sum(sizes))
        where = np.arange(len(lines), dtype="int32").repeat(sizes)
        words = said < self._words
        said = np.concatenate((said[words], said[~words]))
        where = np.concatenate((where[words], where[~words]))
        keys = self._key(said[:-1], said[1:])
        places = self._keys.searchsorted(keys)
        known = (self._keys[places] == keys) & (where[:-1] == where[1:])
        every = len(self._table)
        features = np.concatenate((where * every + said, where[1:][known] * every + self._singles + places[known]))
        features.sort()
        once = features[np.concatenate(([True], features[1:] != features[:-1]))]
        starts = once.searchsorted(np.arange(len(lines), dtype="int32") * every)
        raw = np.add.reduceat(self._table.take(once % every, axis=0), starts) + self._base + self._held(sentences)
        return 1 / (1 + np.exp(-raw.clip(-30, 30)))

    def _line(self, sentence: SentenceView) -> list[int]:
        """The numbers of the words of a sentence, each with those of its concepts behind it, from beginning to end."""
        written = parts(sentence)
        said = list(map(self._inside.__getitem__, written))
        for at, numbers in enumerate(said):
            if numbers:
                said[at] = self._heads[written[at]]  # where a capital makes no name
                break
        return [self._begins, *chain.from_iterable(said), self._ends]

    def _said(self, words: Iterable[str]) -> tuple[int, ...]:
        """The numbers of words, each with those of its concepts behind it."""
        found: list[int] = []
        for word in words:
            stem, concepts = self._features.meant(word)
            found.append(self._numbers.get(stem, self._numbers[OTHER]))
            found += (self._numbers[one] for one in concepts)
        return tuple(found)

    def _key(self, one: Any, other: Any) -> Any:
        """What a pair of neighbours is known by, given their numbers."""
        return one * self._singles + other

    def _adding(self, names: Sequence[str]) -> Any:
        """What each of these features adds: a row for each."""
        np = self._np
        keys = np.array([self._strings.add(name) for name in names], dtype="uint64")
        raw = self._layer.predict((keys, np.ones(len(names), dtype="f"), np.ones(len(names), dtype="int32")))
        return raw - self._base

    def _held(self, sentences: Sequence[SentenceView]) -> Any:
        """What the word classes of each sentence add."""
        np = self._np
        masks = [sentence.mask for sentence in sentences]
        if max(masks).bit_length() > len(self._classes):
            classes = in_order()
            self._classes = self._adding([f"c:{klass}" for klass in classes])
            self._classes[[klass == _SILENT for klass in classes]] = 0
        size = (len(self._classes) + 7) // 8
        held = np.frombuffer(b"".join([mask.to_bytes(size, "little") for mask in masks]), dtype="uint8")
        bits = np.unpackbits(held.reshape(len(masks), size), axis=1, bitorder="little", count=len(self._classes))
        return bits.astype("f") @ self._classes
