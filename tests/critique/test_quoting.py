"""A quoted line fits, and its carets stand under its words, whatever the letters are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.critique.quoting import place, quoted


@pytest.mark.parametrize(
    ("text", "words", "shown", "carets"),
    [
        ("I am passionate.", "passionate", "I am passionate.", "     ^^^^^^^^^^"),
        ("漢字 and passion", "passion", "漢字 and passion", "         ^^^^^^^"),  # two columns each
        ("漢字 and passion", "漢字", "漢字 and passion", "^^^^"),
        ("perche\u0301 passion", "passion", "perche\u0301 passion", "       ^^^^^^^"),  # an accent takes none
        ("a\tpassion", "passion", "a   passion", "    ^^^^^^^"),  # tabs as spaces
        ("a\u200bb passion", "passion", "ab passion", "   ^^^^^^^"),  # nothing that cannot be seen
        ("\x1b[31m passion", "passion", "\ufffd[31m passion", "      ^^^^^^^"),  # nothing that steers
        ("one\ntwo words\nthree", "two words\nthree", "two words", "^^^^^^^^^"),  # the first line of several
    ],
)
def test_carets_stand_under_the_words(text: str, words: str, shown: str, carets: str) -> None:
    start = text.index(words)
    quote = quoted(text, start, start + len(words), 60)
    assert (quote.shown, " " * quote.at + "^" * quote.length) == (shown, carets)


def test_a_long_line_is_shown_around_the_words_and_no_word_is_cut() -> None:
    text = "one two three four five six " * 20 + "passionate " + "seven eight nine ten " * 20
    start = text.index("passionate")
    quote = quoted(text, start, start + 10, 60)
    assert quote.shown.startswith("…")
    assert quote.shown.endswith("…")
    assert quote.shown[quote.at : quote.at + quote.length] == "passionate"
    assert set(quote.shown.strip("…").split()) <= set(text.split())


@given(st.text(max_size=300), st.data(), st.integers(20, 100))
def test_no_quote_is_too_wide_and_every_place_is_right(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start, len(text)))
    quote = quoted(text, start, end, width)
    assert quote.length >= 1
    assert quote.at + quote.length <= width + 2
    line, column = place(text, start)
    assert text.split("\n")[line - 1][: column - 1] == text[:start].rpartition("\n")[2]
