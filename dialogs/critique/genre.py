"""Genre: whether a text is a cover letter at all, good or bad, or a recipe, a CV, a log or a posting.

A letter applies for something or tells of work with systems, and somebody says "I" in it. Without a greeting, a
farewell or one of the openings that only letters have, it must say so throughout, as the body of a letter does.
"""

from __future__ import annotations

from dialogs.lexicon import Reading
from dialogs.lexicon.reading import Role

ABOUT = 2
"""Words about applying and about work that any letter holds; ten times as many are usual."""

THROUGHOUT = 0.25
"""Share of sentences in which a letter without greeting and farewell says "I" or "we"; two in three are usual."""

ALL_WE = 0.6
"""The same, where nobody says "I": a posting says "we" too, and "you" as often."""

SEEN = 4_000
"""Characters of a text that show its script."""

LAST_LATIN = "\u024f"

_ABOUT = (
    *("applying", "aimed-at", "spec-word", "role-noun", "company-tie", "cliche", "passion"),
    *("system-noun", "team-any", "team-specific", "latency-word", "percentile-word", "on-call"),
    *("measurement-tool", "measurement-strong", "trade-off-cost", "options-strong"),
)
_I, _WE, _YOU, _STOCK = "first-person", "plural-person", "second-person", "stock-opening"


def is_letter(reading: Reading) -> bool:
    """Whether a text can be judged as a cover letter. Meant for texts long enough to judge."""
    if _about(reading) < ABOUT or not reading.has(_I, _WE, _STOCK):
        return False
    if any(paragraph.role in (Role.SALUTATION, Role.SIGN_OFF) for paragraph in reading.paragraphs):
        return True
    if any(sentence.has(_STOCK) for sentence in reading.sentences[:2]):
        return True
    sentences, ours = len(reading.sentences), len(reading.where((_I, _WE)))
    if not reading.has(_I):
        return ours >= ALL_WE * sentences and ours > 2 * len(reading.where((_YOU,)))
    return ours >= THROUGHOUT * sentences


def is_latin(text: str) -> bool:
    """Whether a text is written in the letters that English and Italian are written in, for the most part."""
    seen = text[:SEEN]
    if seen.isascii() or not any(letter > LAST_LATIN and letter.isalpha() for letter in set(seen)):
        return True
    letters = [letter for letter in seen if letter.isalpha()]
    return sum(letter <= LAST_LATIN for letter in letters) * 2 >= len(letters)


def _about(reading: Reading) -> int:
    """How often a text speaks of applying, work with others or with systems; a bare "your" is not of that.

    Technologies and changed figures are counted first: where they are enough, nothing else is.
    """
    told = len(reading.technologies) + sum(measure.before is not None for measure in reading.measures)
    if told >= ABOUT:
        return told
    yours = {mark.start for mark in reading.of(_YOU)}
    return told + sum(mark.start not in yours for mark in reading.of(*_ABOUT))
