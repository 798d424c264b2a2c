"""Texts as messages: they fit, they lose nothing, and their styles stand where they stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.text import KIND, parts
from dialogs.rich import Rich, Span, Style, plain, rich, utf16

# Words with what UTF-16 and clients find hard: surrogate pairs, joined emoji, accents, quotes, long runs.
WORDS = st.sampled_from(
    ["p99", "è", "👩\u200d💻", "🇮🇹", "e\u0301", "“so.”", "a" * 40, ".", "!", "…", "\n", "\n\n", " ", "\t", "𝕏"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
SPANS = st.builds(Span, TEXTS, st.sampled_from(Style))
RICH = st.lists(SPANS, max_size=8).map(lambda spans: rich(*spans))
LIMITS = st.integers(24, 300)


@given(RICH, LIMITS)
def test_parts_joined_are_the_text(text: Rich, limit: int) -> None:
    assert "".join(part.text for part in parts(text, limit)) == plain(text)


@given(RICH, LIMITS)
def test_no_part_is_too_long_or_empty(text: Rich, limit: int) -> None:
    assert all(0 < utf16(part.text) <= limit for part in parts(text, limit))


@given(RICH, LIMITS)
def test_every_entity_lies_in_its_part_on_whole_characters_and_words(text: Rich, limit: int) -> None:
    for part in parts(text, limit):
        units = part.text.encode("utf-16-le")
        for entity in part.entities:
            assert entity["length"] > 0
            assert entity["offset"] + entity["length"] <= utf16(part.text)
            styled = units[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode("utf-16-le")
            assert styled == styled.strip()


@given(RICH, LIMITS)
def test_what_is_styled_is_what_was_styled(text: Rich, limit: int) -> None:
    wanted = ["".join(c for c in span.text if not c.isspace()) for span in text if span.style is not Style.PLAIN]
    found = ""
    for part in parts(text, limit):
        units = part.text.encode("utf-16-le")
        for e in part.entities:
            found += units[e["offset"] * 2 : (e["offset"] + e["length"]) * 2].decode("utf-16-le")
    assert "".join(c for c in found if not c.isspace()) == "".join(wanted)


@given(st.text(min_size=1, max_size=9000))
def test_any_text_at_telegrams_own_limit(text: str) -> None:
    made = parts(rich(text))
    assert "".join(part.text for part in made) == text
    assert all(utf16(part.text) <= 4096 for part in made)


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("One. Two.\n\nThree. Four.", 20, ["One. Two.\n\n", "Three. Four."]),  # a paragraph before a sentence
        ("One two. Three four five", 20, ["One two. ", "Three four five"]),  # a sentence before a word
        ("one two three four five six", 20, ["one two three four ", "five six"]),  # a word where nothing else is there
        ("He said “no.” And then he left", 24, ["He said “no.” ", "And then he left"]),  # the quote stays with its end
        (
            "A.\n\nb c d e f g h i j k l m n",
            20,
            ["A.\n\nb c d e f g h i ", "j k l m n"],
        ),  # not for a paragraph too near
        ("x" * 30, 24, ["x" * 24, "x" * 6]),  # a word that is too long by itself
        ("y" * 22 + "👩\u200d💻" + "z", 24, ["y" * 22, "👩\u200d💻z"]),  # not inside an emoji
        ("y" * 23 + "e\u0301", 24, ["y" * 23, "e\u0301"]),  # not between a letter and its accent
        ("", 24, []),
    ],
)
def test_where_a_text_is_cut(text: str, limit: int, cut: list[str]) -> None:
    assert [part.text for part in parts(rich(text), limit)] == cut


@pytest.mark.parametrize("style", [style for style in Style if style is not Style.PLAIN])
def test_every_style_has_its_entity(style: Style) -> None:
    (part,) = parts(rich("👋 ", Span("bold", style), "!"))
    assert part.entities == ({"type": KIND[style], "offset": 3, "length": 4},)
