"""Training: the weights of a spaCy text classifier, found where its loss is least.

The classifier is linear, so the least loss is one point whatever way one walks there: scikit-learn finds it for each
idea by itself, an idea's few sentences weighing as much as the many without it. Adam, an epoch after
another, got nowhere near: of two ideas it heard the rarer one not at all. What an example leaves open teaches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from dialogs.ideas import IDEAS, Example
from dialogs.ideas.classifier import ROWS, pipe

LOOSE = 0.3
"""How little weights are held back (C). Chosen once over all ideas of both languages."""

FEWEST = 20
"""Sentences that say an idea, below which a language does not know it."""


def trained(lines: Sequence[Sequence[str]], told: Sequence[Example], wanted: Sequence[str] = IDEAS) -> Any:
    """A classifier of the ideas wanted that has read these examples, given as features; the same for the same."""
    made = pipe()
    made.model.initialize()
    layer = next(node for node in made.model.walk() if node.name == "sparse_linear")
    rows = design(lines, made.vocab.strings)
    weights, biases = np.zeros((len(IDEAS), ROWS), "f"), np.full(len(IDEAS), -9.0, "f")
    for number, idea in enumerate(IDEAS):
        sure = [at for at, one in enumerate(told) if idea not in one.unsure]
        right = np.array([idea in told[at].says for at in sure])
        if idea not in wanted or right.sum() < FEWEST:
            continue
        fitted = balanced().fit(rows[sure], right)
        weights[number], biases[number] = fitted.coef_[0], fitted.intercept_[0]
    layer.set_param("W", weights.reshape(-1))
    layer.set_param("b", biases)
    return made


def balanced() -> LogisticRegression:
    """The regression of one idea.

    There are more rows of weights than examples, so its dual is solved: the same point, to the third digit of a score
    before it is squeezed, in a twentieth of the time.
    """
    return LogisticRegression(
        C=LOOSE, class_weight="balanced", solver="liblinear", dual=True, max_iter=1000, random_state=0
    )


def design(lines: Sequence[Sequence[str]], strings: Any) -> csr_matrix:
    """Which of the layer's rows each example touches, and how often, as the layer itself tells by its gradient."""
    from thinc.api import SparseLinear_v2  # noqa: PLC0415

    layer = SparseLinear_v2(nO=1, length=ROWS)
    layer.initialize()
    places: dict[str, tuple[int, ...]] = {}

    def place(feature: str) -> tuple[int, ...]:
        found = places.get(feature)
        if found is None:
            key = np.array([strings.add(feature)], "uint64")
            _, back = layer((key, np.ones(1, "f"), np.ones(1, "int32")), is_train=True)
            back(np.ones((1, 1), "f"))
            gradient = layer.get_grad("W")
            touched = np.nonzero(gradient)[0]
            found = places[feature] = tuple(int(row) for row in touched for _ in range(int(gradient[row])))
            layer.set_grad("W", np.zeros(ROWS, "f"))
        return found

    columns = [[row for feature in line for row in place(feature)] for line in lines]
    ends = np.cumsum([0, *(len(one) for one in columns)])
    flat = np.array([row for one in columns for row in one])
    made = csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(lines), ROWS))
    made.sum_duplicates()
    return made


def linear(pipe: Any) -> Any:
    """What pipe.predict gives for words, without making a Doc of them: sums of rows of its weights, squeezed."""
    layer = next(node for node in pipe.model.walk() if node.name == "sparse_linear")
    strings = pipe.vocab.strings
    keys: dict[str, int] = {}

    def key(word: str) -> int:
        found = keys.get(word)
        if found is None:
            found = strings.add(word)
            if len(keys) < 50_000:
                keys[word] = found
        return found

    def predict(lines: Sequence[Sequence[str]]) -> Any:
        arrays, lengths = [], []
        for line in lines:
            arrays.append(np.array([key(word) for word in line], dtype="uint64"))
            lengths.append(len(line))
        joined = np.concatenate(arrays)
        raw = layer.predict((joined, np.ones(len(joined), dtype="f"), np.array(lengths, dtype="int32")))
        return 1 / (1 + np.exp(-np.clip(raw, -30, 30)))

    return predict
