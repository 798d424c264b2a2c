"""Receipts: whether each figure, name and technology of a sentence stands in the words it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dialogs.letter.letter import Receipt
from dialogs.prose.table import Prose

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
CAPITAL = re.compile(r"[^\W\d_][\w.+#/&-]*[\w+#]|[^\W\d_]")


def unbacked(text: str, receipts: Iterable[Receipt], prose: Prose, tissue: frozenset[str]) -> tuple[str, ...]:
    """The figures, names and technologies of a sentence that stand in none of its receipts; empty for an honest sentence."""
    source = " ".join(receipt.quote for receipt in receipts)
    lowered = _flat(source)
    missing = [
        figure[0]
        for figure in FIGURE.finditer(text)
        if _digits(figure[0]) not in {_digits(f) for f in FIGURE.findall(source)}
    ]
    words = set(lowered.split())
    for at, match in enumerate(CAPITAL.finditer(text)):
        word = match[0]
        if word == word.lower() or (at == 0 and word[1:] == word[1:].lower()):
            continue
        for part in _flat(word).split():
            if (
                part in words
                or part in tissue
                or part.rstrip("s") in words
                or any(part in w for w in words if len(part) > 2)
            ):
                continue
            missing.append(word)
            break
    return tuple(missing)


def _digits(figure: str) -> str:
    return re.sub(r"\D", "", figure)


def _flat(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower().replace("’", "'").replace("'", "")))
