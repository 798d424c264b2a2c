"""Rows: what each feature of a sentence adds to the scores of the ideas, worked out when it is first met.

The classifier is linear, so the score of a sentence is a sum over its features. Every feature has a number, and under
it a row of the table; word classes have theirs at the places of their bits. A letter is scored with two sums of rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from threading import Lock
from typing import Any

from dialogs.ideas.examples import IDEAS
from dialogs.ideas.features import OTHER, Features
from dialogs.lexicon import SentenceView
from dialogs.lexicon.bits import in_order

MOST = 60_000
"""Features, words and pairs that are remembered; then remembering begins anew."""

_SILENT = "function-word"  # a word class that is no feature


class Rows:
    """Scores sentences of one language with a trained classifier."""

    def __init__(self, pipe: Any, features: Features) -> None:
        import numpy as np  # noqa: PLC0415 (comes with spaCy)

        self._np, self._features = np, features
        self._layer = next(node for node in pipe.model.walk() if node.name == "sparse_linear")
        self._strings = pipe.vocab.strings
        self._base = self._layer.get_param("b")
        self._classes = np.zeros((0, len(IDEAS)), dtype="f")
        self._lock = Lock()  # letters may be read in several threads, and a number is given once
        self._forget()

    def _forget(self) -> None:
        self._table = self._np.zeros((1_024, len(IDEAS)), dtype="f")
        self._names: list[str] = []
        self._numbers: dict[str, int] = {}
        self._words: dict[tuple[str, tuple[str, ...]], tuple[int, tuple[int, ...]]] = {}
        self._pairs: dict[tuple[int, int], int | None] = {}
        self._follows: dict[tuple[int, int], int | None] = {}

    def scores(self, sentences: Sequence[SentenceView]) -> Any:
        """A row for each sentence: how surely it says each idea, from 0 to 1."""
        with self._lock:
            return self._scores(sentences)

    def _scores(self, sentences: Sequence[SentenceView]) -> Any:
        np = self._np
        if len(self._numbers) + len(self._pairs) + len(self._follows) > MOST:
            self._forget()
        lines = [self._line(sentence) for sentence in sentences]
        starts = np.cumsum([0, *(len(line) for line in lines[:-1])])
        numbers = np.array([number for line in lines for number in line])
        raw = np.add.reduceat(self._table[numbers], starts) + self._base + self._held(sentences)
        return 1 / (1 + np.exp(-np.clip(raw, -30, 30)))

    def _line(self, sentence: SentenceView) -> set[int]:
        """The numbers of the features that a sentence has, each once, but for its word classes."""
        known, pairs, follows = self._words, self._pairs, self._follows
        words, concepts = [self._number("<s>")], list[int]()
        last = words[0]
        for one in self._features.said(sentence):
            found = known.get(one)
            if found is None:
                found = known[one] = self._word(*one)
            word, ideas = found
            if word != last:
                words.append(word)
                last = word
            if ideas:
                concepts += ideas
        words.append(self._number("</s>"))
        line = {*words, *concepts}
        for pair in pairwise(words):
            at = pairs[pair] if pair in pairs else self._pair(pair, pairs, " ")
            if at is not None:
                line.add(at)
        for pair in pairwise(concepts):
            at = follows[pair] if pair in follows else self._pair(pair, follows, ">")
            if at is not None:
                line.add(at)
        return line

    def _word(self, stem: str, concepts: tuple[str, ...]) -> tuple[int, tuple[int, ...]]:
        seen = self._features.known
        word = stem if seen is None or stem in seen or stem[0] == "<" else OTHER
        return self._number(word), tuple(map(self._number, concepts))

    def _pair(self, pair: tuple[int, int], kept: dict[tuple[int, int], int | None], between: str) -> int | None:
        """The number of two features one behind the other; None where the classifier does not know them so."""
        one, other = self._names[pair[0]], self._names[pair[1]]
        name = f"{one}{between}{other}"
        known = self._features.pairs is None or name in self._features.pairs
        kept[pair] = self._number(name) if known and (between == " " or one != other) else None
        return kept[pair]

    def _number(self, name: str) -> int:
        found = self._numbers.get(name)
        if found is None:
            found = self._numbers[name] = len(self._names)
            self._names.append(name)
            if found >= len(self._table):
                self._table = self._np.concatenate((self._table, self._np.zeros_like(self._table)))
            self._table[found] = self._row(name)
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
