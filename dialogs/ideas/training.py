"""Training: a spaCy text classifier over bags of words, the same for the same examples."""

from __future__ import annotations

import base64
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from dialogs.ideas.examples import IDEAS, Example

SEED, EPOCHS, BATCH, RATE, WEIGHT = 0, 12, 32, 0.003, 0.05
"""Chosen once over all ideas of both languages; more epochs or a lighter L2 learn the domains by heart."""

ROWS = 2**14
"""Rows of weights that the words and pairs of words are hashed to."""

LEAST = 2
"""Domains that a stem must be known from; what one trade alone says is no idea."""

LINE = 120


def known(stems: Iterable[tuple[str, set[str]]]) -> frozenset[str]:
    """The stems that stand in several domains. Given are domains with the stems of a sentence of theirs."""
    where: dict[str, set[str]] = defaultdict(set)
    for domain, found in stems:
        for stem in found:
            where[stem].add(domain)
    return frozenset(stem for stem, domains in where.items() if len(domains) >= LEAST)


def pipe() -> Any:
    """An untrained classifier of the ideas, without a pipeline around it."""
    from spacy.ml.models.textcat import build_bow_text_classifier_v3  # noqa: PLC0415 (spaCy comes with the first text)
    from spacy.pipeline.textcat_multilabel import MultiLabel_TextCategorizer  # noqa: PLC0415
    from spacy.vocab import Vocab  # noqa: PLC0415

    model = build_bow_text_classifier_v3(exclusive_classes=False, ngram_size=2, no_output_layer=False, length=ROWS)
    made = MultiLabel_TextCategorizer(Vocab(), model, "ideas", threshold=0.5, scorer=None)
    for idea in IDEAS:
        made.add_label(idea)
    return made


def trained(words: Sequence[Sequence[str]], told: Sequence[Example]) -> Any:
    """A classifier that has read these examples, given as words. What an example leaves open teaches nothing."""
    from spacy.tokens import Doc  # noqa: PLC0415
    from spacy.training import Example as Pair  # noqa: PLC0415
    from thinc.api import Adam, fix_random_seed  # noqa: PLC0415

    fix_random_seed(SEED)
    made = pipe()
    pairs = []
    for line, one in zip(words, told, strict=True):
        doc = Doc(made.vocab, words=list(line))
        gold = doc.copy()
        gold.cats = {idea: float(idea in one.says) for idea in IDEAS if idea not in one.unsure}
        pairs.append(Pair(doc, gold))
    made.initialize(lambda: pairs)
    adam = Adam(RATE, L2=WEIGHT, L2_is_weight_decay=False, grad_clip=0.0)
    for epoch in range(EPOCHS):
        mixed = _mixed(len(pairs), epoch)
        for at in range(0, len(pairs), BATCH):
            made.update([pairs[number] for number in mixed[at : at + BATCH]], sgd=adam)
    return made


def _mixed(size: int, epoch: int) -> list[int]:
    """The numbers below `size` in an order that differs by epoch, and never by machine."""
    return sorted(range(size), key=lambda number: zlib.crc32(f"{SEED} {epoch} {number}".encode()))


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
