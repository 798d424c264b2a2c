"""Hostile texts: work grows with length, never with its square. Counted in calls and in sizes, never in seconds."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Mapping
from types import FrameType

import pytest

from bot.content import files
from dialogs.answers import Language, Profile
from dialogs.critique import Critic
from dialogs.lexicon import MOST
from dialogs.lexicon.pieces import RUN
from dialogs.lexicon.segments import LONGEST, sentences
from dialogs.posting import Postings

PIECES = {
    "dots": [".", ". ", ".'", "?! ", "…"],
    "brackets": ["[", "[x] ", "{", "(", "()", ") ", "((a) "],
    "one long word": ["a", "A", "_", "x1"],
    "emoji": ["🙂", "🙂 ", "👩‍💻 "],
    "digits": ["7", "7 ", "7%", "7,", "5 ms ", "from 3 to 4 ms, ", "p99 ", "one in five "],
    "quotes": ["'", '"', "“a” ", "e' ", "dell'"],
    "newlines": ["\n", "a\n", "\r\n", " "],
    "bullets": ["- a\n", "1. a\n", "• Go\n"],
    "tags": ["<", "<p>", "<li>a</li>", "</", "<a ", "&amp;"],
    "commas": [",", "a, ", "Go, ", "a and b, "],
    "technologies": ["Java ", "Java Java Java Java Java. ", "PostgreSQL, Kafka ", "Spring "],
    "signs": ["-", "@", "/", ";  ", "http://"],
    "code": ["if (", "def a", "SELECT a "],
    "phrases": ["Gentile ", "passionate about latency 4 ms. ", "you, we built an API ", "Dear a, "],
    "postings": ["Backend Engineer ", "Tarn is hiring. ", "- Go and SQL\n", "About Tarn, ", "Company: Tarn\n"],
}
"""What a text may hold again and again, and what kind of hostility that is."""

ALL = [piece for pieces in PIECES.values() for piece in pieces]
PROFILES = {"en": Profile("en", "uk", "senior"), "it": Profile("it", "it", "mid")}
SMALL = 300
"""Characters of the shorter text. What grows with the square of it is twice as much too many in the longer one."""

LONGER = 4


def _calls(work: Callable[[], object]) -> int:
    """Calls of functions, in Python and below, that a piece of work makes."""
    made = 0

    def count(_frame: FrameType, event: str, _given: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    gc.disable()  # what it calls back is no work of ours
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
        gc.enable()
    return made


def _linear(work: Callable[[str], object], piece: str) -> None:
    """Four times the text is at most about four times the work; with the square it would be sixteen times."""
    text = piece * (SMALL // len(piece) + 1)
    work(text * LONGER)  # what is looked up once is looked up now
    work(text)
    once = _calls(lambda: work(text))
    assert _calls(lambda: work(text * LONGER)) < 1.1 * LONGER * once + 1_000


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing keeps a text from being judged: a row of dots is no letter, and no check would see it."""
    monkeypatch.setattr(Critic, "_notes", lambda _self, _text, _reading: iter(()))


@pytest.mark.parametrize("piece", [". ", "a\n", "7 ", "Java "])
def test_work_that_grows_with_the_square_is_seen(en: Critic, piece: str) -> None:
    """The count can fail: a check that holds every sentence, or every word, against every other does not pass."""

    def square(text: str) -> None:
        reading = en.read(text)
        units = [one.text for one in reading.sentences] if len(reading.sentences) > 1 else text.split()
        for one in units:
            for other in units:
                one.startswith(other)

    with pytest.raises(AssertionError):
        _linear(square, piece)


@pytest.mark.parametrize("piece", ALL)
@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.usefixtures("judged")
def test_four_times_the_text_is_about_four_times_the_work(
    both: Mapping[Language, Critic], language: Language, piece: str
) -> None:
    critic = both[language]
    _linear(lambda text: critic.critique(text, PROFILES[language], text), piece)


@pytest.mark.parametrize("piece", ALL)
def test_a_posting_four_times_as_long_is_about_four_times_the_work(piece: str) -> None:
    postings = Postings(files())
    _linear(postings.read, piece)


@pytest.mark.parametrize("piece", ALL)
@pytest.mark.usefixtures("judged")
def test_a_long_hostile_text_is_read(both: Mapping[Language, Critic], piece: str) -> None:
    """What grows with the square would not come back from here; regular expressions make no calls to count."""
    text = piece * (MOST // 10 // len(piece)) + "x"
    for language, critic in both.items():
        critic.critique(text, PROFILES[language], None if language == "en" else text)


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
