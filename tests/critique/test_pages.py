"""The pages of all faults say what the content says. Where this fails: `make docs`."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.critiques.pages import FILES, Pages, code_span, unvalued

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("language", FILES)
def test_the_pages_of_all_faults_are_up_to_date(language: str) -> None:
    same = (ROOT / FILES[language]).read_text("utf-8") == Pages(language).book()
    assert same, f"{FILES[language]} is out of date: run `make docs` and commit what it writes"


def test_a_page_has_what_why_instead_when_weight_and_source() -> None:
    page = Pages("en").markdown("title-mismatch")
    for said in ("Why: ", "Instead: ", "When: with a posting at hand", "Source: ", "Against this posting: "):
        assert said in page
    assert "Guides disagree (D7, " in Pages("en").markdown("average-latency")


def test_figures_of_a_letter_are_left_open_and_braces_of_an_example_are_not() -> None:
    assert unvalued("{words} words of {low}; see {{company}}") == "… words of …; see {{company}}"


@pytest.mark.parametrize(("text", "code"), [("a", "`a`"), ("a `b` c", "``a `b` c``"), ("`a`", "`` `a` ``")])
def test_an_example_stands_in_markdown_letter_by_letter(text: str, code: str) -> None:
    assert code_span(text) == code
