"""Hostile texts: work grows with length, never with its square. Counted in calls and in sizes, never in seconds."""

from __future__ import annotations

import gc
import sys
from collections.abc import Mapping
from types import FrameType

import pytest

from dialogs.answers import Language, Profile
from dialogs.critique import Critic
from dialogs.lexicon import MOST
from dialogs.lexicon.pieces import RUN
from dialogs.lexicon.segments import LONGEST, sentences

PIECES = [
    ".",
    ". ",
    ".'",
    "[",
    "[x] ",
    "{",
    "(",
    "()",
    ") ",
    "a",
    "A",
    "'",
    '"',
    "_",
    "-",
    "@",
    "/",
    "🙂",
    "7",
    "7 ",
    "7%",
    "7,",
    "5 ms ",
    "\n",
    "a\n",
    "- a\n",
    " ",
    "if (",
    "def a",
    ";  ",
    "e' ",
    "Go, ",
    "Gentile ",
    "passionate about latency 4 ms. ",
    "Java Java Java Java Java. ",
    "you, we built an API ",
]
PROFILES = {"en": Profile("en", "uk", "senior"), "it": Profile("it", "it", "mid")}
SMALL = 2_000


def _calls(critic: Critic, text: str) -> int:
    """Calls of functions, in Python and below, that one critique makes, with the text as its own posting."""
    made = 0

    def count(_frame: FrameType, event: str, _given: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    gc.disable()  # what it calls back is no work of ours
    sys.setprofile(count)
    try:
        critic.critique(text, PROFILES[critic.language], text)
    finally:
        sys.setprofile(None)
        gc.enable()
    return made


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("language", ["en", "it"])
def test_twice_the_text_is_about_twice_the_work(
    both: Mapping[Language, Critic], language: Language, piece: str
) -> None:
    critic = both[language]
    text = piece * (SMALL // len(piece))
    critic.critique(text * 2, PROFILES[language], text * 2)  # what is looked up once is looked up now
    assert _calls(critic, text * 2) < 2.6 * _calls(critic, text) + 5_000


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_hostile_text_is_read(both: Mapping[Language, Critic], piece: str) -> None:
    """What grows with the square would not come back from here; regular expressions make no calls to count."""
    text = piece * (MOST // 2 // len(piece)) + "x"
    for critic in both.values():
        critic.critique(text, PROFILES[critic.language], text)


@pytest.mark.parametrize("piece", ["_", "'", "aB", "🙂", "http://"])
def test_no_run_that_is_tokenized_is_long(en: Critic, piece: str) -> None:
    reading = en.read("I cut it " + piece * 500 + " by 40% and gave up freshness.")
    assert all(len(mark.text) <= RUN for mark in reading.marks)
    assert all(reading.text[mark.start : mark.end] == mark.text for mark in reading.marks if mark.klass != "technology")
    assert reading.has("gain-verb")
    assert reading.has("trade-off-cost")


def test_offsets_behind_a_long_run_are_exact(en: Critic) -> None:
    text = "See " + "x" * 400 + " and " + "y" * RUN + " first, then leveraging the cache, and Kafka."
    found = en.check("leverage-verb", text, PROFILES["en"])
    assert [text[one.start : one.end] for one in found] == ["leveraging"]
    kafka = en.read(text).technologies[-1]
    assert text[kafka.start : kafka.end] == "Kafka"


def test_a_sentence_without_end_is_cut_at_a_space() -> None:
    text = "word " * 2_000
    pieces = [text[start:end] for start, end in sentences(text, 0, len(text))]
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert " ".join(pieces).split() == text.split()
