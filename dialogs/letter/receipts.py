"""Receipts: whether each figure, name and technology of a sentence stands in the words it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dialogs.letter.letter import Receipt

FIGURE = re.compile(r"(?:(?<![\w.,)\]])\.)?\d+(?:[.,]\d+)*")
CAPITAL = re.compile(r"(?<!\w)(?:[^\W\d_][\w.+#/&-]*[\w+#]|[^\W\d_])")


def unbacked(text: str, receipts: Iterable[Receipt], tissue: frozenset[str]) -> tuple[str, ...]:
    """The figures, names and technologies of a sentence that none of its receipts holds; empty for an honest one.

    `tissue` holds the connecting words that may carry a capital of their own.
    """
    source = " ".join(receipt.quote for receipt in receipts)
    known = {_digits(figure) for figure in FIGURE.findall(source)}
    missing = [figure for figure in FIGURE.findall(text) if _digits(figure) not in known]
    words = set(_flat(source).split()) | tissue
    for at, match in enumerate(CAPITAL.finditer(text.replace("'", "").replace("’", ""))):
        word = match[0]
        if word == word.lower() or (at == 0 and word[1:] == word[1:].lower()):
            continue
        if not all(_held(part, words) for part in _flat(word).split()):
            missing.append(word)
    return tuple(missing)


def _held(part: str, words: set[str]) -> bool:
    """Whether a word, its singular, or a longer word with it in it was said."""
    return part in words or part.rstrip("s") in words or (len(part) > 2 and any(part in word for word in words))


def _digits(figure: str) -> str:
    """The digits of a figure; ".4" and "0.4" are one."""
    return re.sub(r"\D", "", f"0{figure}" if figure.startswith(".") else figure)


def _flat(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower().replace("’", "'").replace("'", "")))
