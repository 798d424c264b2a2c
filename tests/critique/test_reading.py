"""What a text is read with: tokens as spaCy cuts them, and a tree of phrases that misses none."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.answers import Language
from dialogs.critique import Critic
from dialogs.lexicon.tree import Tree

WORDS = """
I we don't couldn't I've the p99, (920 ms) 240ms "well", well-known e.g. U.S. a.m. :) C++ C# Node.js 3.5% $40 40€
dell'API l'ho un'altra perché e' — … ... naïve co-op's https://a.b/c?d=1 x@y.org 1,800/s 🙂 rock'n'roll ' - . ,
"""
SPACES = (" ", "  ", "\n", "\n\n", " \n", "\t", "\u2028")


@cache
def pipeline(language: Language) -> Any:
    """SpaCy's own tokenizer."""
    return spacy.blank(language)


@settings(deadline=None)  # the first text waits for the lexicon
@given(pieces=st.lists(st.tuples(st.sampled_from(WORDS.split()), st.sampled_from(SPACES)), max_size=30))
def test_a_piece_is_cut_alike_wherever_it_stands(
    both: Mapping[Language, Critic], pieces: list[tuple[str, str]]
) -> None:
    """Only where quotation marks stand in a row may spaCy look across a space, and no phrase holds such a row."""
    text = "".join(word + space for word, space in pieces)
    for language, critic in both.items():
        page = critic.read(text).page
        doc = pipeline(language).make_doc(page.clean)
        assert [(token.idx, token.idx + len(token)) for token in doc] == list(zip(page.starts, page.ends, strict=True))


TOKENS = st.lists(st.sampled_from("abc"), max_size=12)
PHRASES = st.dictionaries(st.text("abc", min_size=1, max_size=4), st.sets(st.sampled_from("KLM"), min_size=1))


@given(tokens=TOKENS, phrases=PHRASES)
def test_in_each_class_the_longest_phrase_stands_and_none_over_another(
    tokens: list[str], phrases: dict[str, set[str]]
) -> None:
    tree = Tree()
    for phrase, classes in phrases.items():
        for klass in classes:
            tree.add(phrase, klass)
    tree.grow()
    found = {(one.klass, first, one.size) for first, here in tree.walk(tokens) for one in here.classes}
    for klass in "KLM":
        own = [phrase for phrase, classes in phrases.items() if klass in classes]
        expected, stop = set(), 0
        for first in range(len(tokens)):
            here = [len(one) for one in own if "".join(tokens[first:]).startswith(one)]
            if here and first >= stop:
                expected.add((klass, first, max(here)))
                stop = first + max(here)
        assert {one for one in found if one[0] == klass} == expected


@pytest.mark.parametrize("language", ["en", "it"])
def test_counting_words_of_a_stretch_is_counting_runs_between_spaces(
    both: Mapping[Language, Critic], language: Language
) -> None:
    text = "Well — we cut it,\n\nby 40% … and " + "x" * 150 + " more. " * 3 + "🙂 end"
    page = both[language].read(text).page
    assert page.count(0, len(text)) == 12
    assert page.count(0, text.index("by")) == 4
    assert page.count(text.index("xx") + 7, text.index("xx") + 9) == 1
