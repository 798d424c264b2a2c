"""The classifier: a spaCy text classifier over bags of features, and how it is kept as text."""

from __future__ import annotations

import base64
import zlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from dialogs.ideas.examples import IDEAS

ROWS = 2**15
"""Rows of weights that the words and pairs of words are hashed to."""

LEAST = 2
"""Domains that a stem must be known from; what one trade alone says is no idea."""

LINE = 120


def known(lines: Iterable[tuple[str, Iterable[str]]]) -> frozenset[str]:
    """What stands in several domains. Given are domains with the stems or features of a sentence of theirs."""
    where: dict[str, set[str]] = defaultdict(set)
    for domain, found in lines:
        for one in found:
            where[one].add(domain)
    return frozenset(one for one, domains in where.items() if len(domains) >= LEAST)


def pipe() -> Any:
    """An untrained classifier of the ideas, without a pipeline around it."""
    from spacy.ml.models.textcat import build_bow_text_classifier_v3  # noqa: PLC0415 (spaCy comes with the first text)
    from spacy.pipeline.textcat_multilabel import MultiLabel_TextCategorizer  # noqa: PLC0415
    from spacy.vocab import Vocab  # noqa: PLC0415

    model = build_bow_text_classifier_v3(exclusive_classes=False, ngram_size=1, no_output_layer=False, length=ROWS)
    made = MultiLabel_TextCategorizer(Vocab(), model, "ideas", threshold=0.5, scorer=None)
    for idea in IDEAS:
        made.add_label(idea)
    return made


def packed(made: Any) -> str:
    """A classifier as lines of text. Weights are rounded, since the fourth digit says nothing and takes space."""
    for node in made.model.walk():
        if node.name == "sparse_linear":
            node.set_param("W", node.get_param("W").astype("float16").astype("float32"))
    raw = base64.b85encode(zlib.compress(made.to_bytes(exclude=["vocab"]), 9)).decode("ascii")
    return "\n".join(raw[at : at + LINE] for at in range(0, len(raw), LINE))


def unpacked(text: str) -> Any:
    """The classifier that these lines hold."""
    return pipe().from_bytes(zlib.decompress(base64.b85decode("".join(text.split()))), exclude=["vocab"])
