"""Whatever the text, nothing raises, every quote stands where it says, and the work grows with the text, no faster."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.answers import Profile
from dialogs.critique import Critic

MID = Profile("en", "us", "mid")
PIECES = st.sampled_from(
    [
        "I cut latency by 73.9%", "Dear Ms. Orr,", "[Name]", "“quote”", "é", "👩‍💻", "don’t", "from 2 s to 300 ms",
        "Yours sincerely,", "I am passionate about", "def f(x):\n    return x", "Skills: Kafka, Redis, Go, Java, AWS",
        "- Go, Java", "average", "l'ho scartato", "perche'", "p99", "https://x.y/z?q=1", "€40m",
        " ", "\n", "\n\n", ". ", "\u200b", "'", "((", "{{", "\t", "…", "\r\n", "\x00",
    ]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES | st.text(max_size=12), max_size=40).map("".join))
def test_a_quote_is_what_stands_at_its_place(en: Critic, it: Critic, text: str) -> None:
    for critic in (en, it):
        for one in critic.critique(
            text, Profile(critic.language, "uk", "senior"), "Coppice is hiring a Backend Engineer"
        ).findings:
            assert (one.start is None) == (one.end is None) == (one.quote is None)
            if one.start is not None and one.end is not None:
                assert 0 <= one.start < one.end <= len(text)
                assert text[one.start : one.end] == one.quote


def steps(work: Callable[[], object]) -> int:
    """How many calls a piece of work makes, of Python and of C functions."""
    count = 0

    def step(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


HOSTILE = {
    "dots": ".",
    "brackets": "([{",
    "one long word": "a",
    "emoji": "👩‍💻 ",
    "figures": "p99 from 900 to 200 ms ",
    "commas and names": "Go, Java, Kafka, ",
    "lists": "- Go\n",
    "quotes": "'\"’",
    "open blanks": "[a",
    "one sentence": "I built a service and we weighed options ",
    "short lines": "x\n\n",
    "accents": "e' perche' ",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=list(HOSTILE))
def test_twice_the_text_is_at_most_twice_the_work(en: Critic, it: Critic, piece: str) -> None:
    for critic in (en, it):
        short, long = piece * (6_000 // len(piece)), piece * (12_000 // len(piece))
        critic.critique(long, Profile(critic.language, "us", "mid"))  # caches are filled before counting
        once = steps(lambda s=short, c=critic: c.critique(s, Profile(c.language, "us", "mid")))  # type: ignore[misc]
        twice = steps(lambda s=long, c=critic: c.critique(s, Profile(c.language, "us", "mid")))  # type: ignore[misc]
        assert twice <= 2.3 * once + 500


def test_a_megabyte_costs_no_more_than_what_is_read_of_it(en: Critic) -> None:
    assert en.critique("I run queues. " * 75_000, MID).words == en.critique("I run queues. " * 6_000, MID).words
