"""Report: a letter as the JSON object that `coach draft --format json` gives, without the findings."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from dialogs.letter.letter import Letter


def as_json(letter: Letter) -> dict[str, Any]:
    """The letter's text, sentences with receipts and offsets, words, what was left out and what stands in the way."""
    return {
        "letter": letter.text,
        "sentences": [asdict(sentence) for sentence in letter.sentences],
        "words": letter.words,
        "left_out": [asdict(item) for item in letter.left_out],
        "blocked": list(letter.blocked),
    }
