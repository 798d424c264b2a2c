"""The text of a PDF is the text its writer wrote, in the paragraphs its writer made."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from bot.documents import read
from bot.documents.hyphens import joined
from bot.documents.layout import Glyph, laid_out
from tests.documents.making import page, stream

PAGES = Path(__file__).parent / "pages"


# typst-hyphens: justified, with soft hyphens; typst-indents: paragraphs told by their first line alone; fragments:
# words in pieces placed one by one, as Word and LibreOffice place them; no-spaces: no space drawn, hard hyphens and
# ligature letters, as TeX does; the others: what programs write with those libraries
@pytest.mark.parametrize("file", sorted(PAGES.glob("*.pdf")), ids=lambda path: path.stem)
def test_a_letter_comes_out_of_a_pdf_as_it_was_written(file: Path) -> None:
    letter = PAGES / f"letter-{file.stem[-2:]}.txt"
    assert read(file.read_bytes()).text == letter.read_text("utf-8")


def test_the_offsets_of_a_pdf_are_those_of_its_text() -> None:
    document = read((PAGES / "fpdf-en.pdf").read_bytes())
    assert (document.kind, document.newline) == ("pdf", 0)


@pytest.mark.parametrize(
    ("said", "line", "whole"),
    [
        ("the recon\u00ad", "ciliation", "the reconciliation"),  # a soft hyphen always goes
        ("the recon-", "ciliation ran", "the reconciliation ran"),  # a hyphen between small letters too
        ("a half-", "hour call", "a half-hour call"),  # unless the first part takes one
        ("the high-", "est of them", "the highest of them"),  # and the rest is a word
        ("over 2024-", "2026", "over 2024-2026"),  # figures keep theirs
        ("the Anglo-", "Italian bank", "the Anglo-Italian bank"),  # and names
        ("the end-to-", "end test", "the end-to-end test"),  # and words that have one already
        ("the price -", "as ever", "the price - as ever"),  # a dash is no hyphen
        ("the price", "as ever", "the price as ever"),
    ],
)
def test_a_word_taken_apart_by_a_line_is_whole_again(said: str, line: str, whole: str) -> None:
    assert joined(said, line, frozenset()) == whole


def test_a_hyphen_that_the_text_has_elsewhere_is_kept() -> None:
    assert joined("by a co-", "author", frozenset({"co-author"})) == "by a co-author"


def drawn(lines: list[tuple[float, float, str]], size: float = 10.0) -> list[Glyph]:
    """Characters of half their size each, for lines at (left, baseline)."""
    wide = size / 2
    return [
        Glyph(letter, left + n * wide, left + (n + 1) * wide, baseline, size)
        for left, baseline, text in lines
        for n, letter in enumerate(text)
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        # the page broke the line: its next word would not have fitted
        ([(0, 100, "We moved the ledger"), (0, 88, "to one table")], "We moved the ledger to one table\n"),
        # the writer broke it: it would have
        ([(0, 100, "Ada Keller"), (0, 88, "12 Mill Lane, Leeds LS1 4AB")], "Ada Keller\n12 Mill Lane, Leeds LS1 4AB\n"),
        # items of a list stay lines
        (
            [(0, 100, "- a first item that"), (0, 88, "- a second one here")],
            "- a first item that\n- a second one here\n",
        ),
    ],
)
def test_a_line_end_is_kept_where_the_writer_set_it(lines: list[tuple[float, float, str]], text: str) -> None:
    assert laid_out([drawn(lines)]) == text


def test_bold_type_made_by_drawing_twice_is_read_once() -> None:
    glyphs = drawn([(0, 100, "Ledger")])
    twice = [
        g for one in glyphs for g in (one, Glyph(one.text, one.start + 0.3, one.end + 0.3, one.baseline, one.size))
    ]
    assert laid_out([twice]) == "Ledger\n"


def test_a_paragraph_goes_on_over_a_page() -> None:
    first, second = drawn([(0, 100, "The run took five hours, and the")]), drawn([(0, 700, "office waited for it.")])
    assert laid_out([first, second]) == "The run took five hours, and the office waited for it.\n"


def test_text_in_a_standard_font_without_any_widths_is_read() -> None:
    content = zlib.compress(b"BT /F1 12 Tf 50 700 Td (Dear Ms Okafor,) Tj 0 -30 Td (I ran it.) Tj ET")
    assert read(page(stream(content))).text == "Dear Ms Okafor,\n\nI ran it.\n"
