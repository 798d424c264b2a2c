"""Postings in many shapes: their title, company, requirements and hints; and what no text may do to the reader."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import files
from dialogs.posting import Posting, Postings
from dialogs.posting.plain import LONGEST, plain

SHAPES = tomllib.loads((Path(__file__).parent / "postings.toml").read_text("utf-8"))["posting"]
READER = Postings(files())


@pytest.mark.parametrize("case", SHAPES, ids=lambda case: case["shape"])
def test_a_posting_says_its_title_company_requirements_and_hints(case: dict[str, Any]) -> None:
    found = READER.read(case["text"])
    told = {one.name for one in found.requirements}
    technologies = {one.name for one in found.requirements if one.kind == "technology"}
    nice = {one.name for one in found.requirements if one.kind == "technology" and not one.must}
    assert (found.language, found.title, found.company) == (case["language"], case["title"], case["company"])
    assert (technologies - nice, nice) == (set(case["technologies"]), set(case.get("nice", ())))
    assert set(case.get("themes", ())) - told == set()
    assert set(case.get("never", ())) & told == set()
    assert {one.name for one in found.hints} == set(case.get("hints", ()))
    years = {one.name: one.years for one in found.requirements if one.years}
    assert case.get("years", {}).items() <= years.items()
    if "nouns" in case:
        assert found.nouns == set(case["nouns"])


def exact(found: Posting) -> None:
    """Every span says what it claims to say."""
    spans = [(one.start, one.end, one.sentence) for one in found.requirements]
    spans += [(one.start, one.end, one.sentence) for one in found.hints]
    for start, end, sentence in spans:
        assert found.text[start:end] == sentence
    assert found.title in found.text
    assert len({one.name for one in found.requirements}) == len(found.requirements)


@pytest.mark.parametrize("case", SHAPES, ids=lambda case: case["shape"])
def test_sentences_stand_where_they_are_said_to_stand(case: dict[str, Any]) -> None:
    exact(READER.read(case["text"]))


PLAIN = """Backend Engineer Developer Sviluppatore Acme Hollin is hiring cerca un una a - • : , . ; ( ) / or o Java Go
Kafka PostgreSQL required nice to have requisiti graditi 5+ years anni 3-5 the at we @ presso <li> </p> &amp; &lt;p&gt;
AI RAG legacy > From: Subject: Srl Ltd. 🙂 “ ’ not è É e' https://x.io/a a@b.co"""
WORDS = st.sampled_from([*PLAIN.split(), "\n", "\n\n", "\u200b", "\u2028", "\x00"])


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=80).map(" ".join) | st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    exact(READER.read(text))


PIECES = ["<", "<a ", "<div>", "<li>", "&lt;", "&", "Acme ", "A", "Acme is hiring ", "at Acme we ", "a, ", "Java or ",
          "Java, ", "- ", ":", "Engineer ", "Backend ", "Engineer/", "(", "> ", "5 years ", "a\n", "- Go\n", "@a.io ",
          "Ltd ", "Requirements: ", ". ", "e.g. ", "greenfield ", "**", "_", "\u2028", "our client "]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_text_is_about_twice_the_work(piece: str) -> None:
    """Counted in calls: what grows with the square of the text would go over."""
    text = piece * (2_000 // len(piece))
    READER.read(text * 2)
    assert calls(text * 2) < 2.6 * calls(text) + 5_000


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_hostile_posting_is_read(piece: str) -> None:
    """Regular expressions make no calls to count: what grows with the square would not come back from here."""
    assert len(plain(piece * (2 * LONGEST // len(piece)), READER.words.written)) <= LONGEST * 2
    READER.read(piece * (LONGEST // len(piece)))


def calls(text: str) -> int:
    """Calls of functions, in Python and below, that one reading makes."""
    made = 0

    def count(_frame: object, event: str, _given: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        READER.read(text)
    finally:
        sys.setprofile(None)
    return made
