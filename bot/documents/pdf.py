"""PDF: the characters of a .pdf with their places on the page. What makes lines and paragraphs of them is `layout`.

pdfminer.six reads the file; its own layout is not used, since it tears justified lines apart.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTItem, LTPage
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from bot.documents.layout import Glyph, laid_out
from bot.documents.nouns import UnreadableError

PAGES = 20
"""Pages that are read; a letter has one or two."""

GLYPHS = 60_000
"""Characters that are read, as many as the critique reads."""

_UNKNOWN = "(cid:"


def text(raw: bytes) -> str:
    """The text of a .pdf: paragraphs apart by an empty line, lines that only the page broke joined again."""
    logging.disable(logging.CRITICAL)
    try:
        document = PDFDocument(PDFParser(io.BytesIO(raw)))
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise UnreadableError("encrypted") from None
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=None)
    interpreter = PDFPageInterpreter(manager, device)
    pages: list[list[Glyph]] = []
    left = GLYPHS
    for number, page in enumerate(PDFPage.create_pages(document)):
        if number >= PAGES:
            raise UnreadableError("pages", pages=PAGES)
        interpreter.process_page(page)
        layout: LTPage = device.get_result()
        glyphs = list(_glyphs(layout, 0))[:left]
        left -= len(glyphs)
        pages.append(glyphs)
    return laid_out(pages)


def _glyphs(item: LTItem, deep: int) -> Iterator[Glyph]:
    """The upright characters of a page, also those in forms, in the order in which they are drawn."""
    if isinstance(item, LTChar):
        a, b, _, _, _, baseline = item.matrix
        said = "\ufffd" if item.get_text().startswith(_UNKNOWN) else item.get_text()
        if a > 0 and abs(b) < 0.01 * a:
            yield Glyph(said, item.x0, item.x1, baseline, max(item.size, 0.1))
    elif isinstance(item, LTContainer) and deep < 20:
        for child in item:
            yield from _glyphs(child, deep + 1)
