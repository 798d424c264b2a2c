"""The text of a .docx is what a reader of it sees, in the order they see it."""

from __future__ import annotations

import io

import docx
import pytest

from bot.documents import UnreadableError, read
from tests.documents.making import docx as package
from tests.documents.making import paragraph


def saved(*paragraphs: str) -> bytes:
    """A document as python-docx writes it."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    whole = io.BytesIO()
    document.save(whole)
    return whole.getvalue()


def test_paragraphs_are_paragraphs() -> None:
    document = read(
        saved("Gentile dottoressa Bianchi,", "l’esportazione è più veloce.", "", "Cordiali saluti,\nGiulia")
    )
    assert document.text == "Gentile dottoressa Bianchi,\n\nl’esportazione è più veloce.\n\nCordiali saluti,\nGiulia\n"
    assert (document.kind, document.newline) == ("docx", 0)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        # content controls, of which Word's own templates are made
        (f"<w:sdt><w:sdtContent>{paragraph('Dear team,')}</w:sdtContent></w:sdt>", "Dear team,\n"),
        ("<w:p><w:sdt><w:sdtContent><w:r><w:t>Ada</w:t></w:r></w:sdtContent></w:sdt></w:p>", "Ada\n"),
        # a table, cell by cell
        (
            f"<w:tbl><w:tr><w:tc>{paragraph('Ada')}</w:tc><w:tc>{paragraph('Leeds')}</w:tc></w:tr></w:tbl>",
            "Ada\n\nLeeds\n",
        ),
        # what was inserted is read, what was deleted is not
        (
            "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>",
            "new\n",
        ),
        # a text box is read once, not again as its fallback
        (
            "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx><w:txbxContent>"
            f"{paragraph('in a box')}</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:txbxContent>"
            f"{paragraph('in a box')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
            "<w:r><w:t>around it</w:t></w:r></w:p>",
            "around it\n\nin a box\n",
        ),
        # a link's words are read, the code of a field is not
        ("<w:p><w:hyperlink><w:r><w:t>my notes</w:t></w:r></w:hyperlink></w:p>", "my notes\n"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>2</w:t></w:r></w:p>", "2\n"),
        # marks that are letters to a reader
        (
            "<w:p><w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>known</w:t><w:br/><w:t>x</w:t></w:r></w:p>",
            "well-known\nx\n",
        ),
        # items of a list
        (
            "".join(f"<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>{t}</w:t></w:r></w:p>" for t in ("one", "two")),
            "- one\n- two\n",
        ),
    ],
)
def test_what_a_reader_sees_is_read_and_nothing_else(body: str, text: str) -> None:
    assert read(package(body)).text == text


def test_a_document_without_words_says_so() -> None:
    with pytest.raises(UnreadableError) as refused:
        read(package(paragraph(" ")))
    assert refused.value.reason == "empty"
