"""Word: the paragraphs of a .docx as text, in the order a reader sees them.

python-docx opens the package and finds the document in it. Its `paragraphs` leave out what stands in content controls,
text boxes, tables and tracked insertions, of which Word's own letter templates are made; so the tree is walked here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from bot.documents.nouns import UnreadableError
from bot.documents.sizes import PARTS, is_part

_BLOCK = 65_536
_DEEP = 200
_SKIPPED = {
    qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), qn("w:pPr"), qn("w:rPr"), qn("w:sdtPr"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}  # fmt: skip
_MARKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): ""}
_PARAGRAPH, _TEXT, _LISTED = qn("w:p"), qn("w:t"), qn("w:numPr")


def text(raw: bytes) -> str:
    """The text of a .docx: paragraphs apart by an empty line, soft breaks as line ends, list items with a dash."""
    found = docx.Document(io.BytesIO(_checked(raw)))
    return _joined(list(_paragraphs(found.element.body, 0)))


def _checked(raw: bytes) -> bytes:
    """The package with its XML unpacked under a bound, whatever sizes it claims; pictures are there and empty."""
    kept, left = io.BytesIO(), PARTS
    with zipfile.ZipFile(io.BytesIO(raw)) as package, zipfile.ZipFile(kept, "w") as copy:
        for entry in package.infolist():
            if not is_part(entry.filename):
                copy.writestr(entry.filename, b"")
                continue
            part = bytearray()
            with package.open(entry) as stream:
                while block := stream.read(_BLOCK):
                    part += block
                    if len(part) > left:
                        raise UnreadableError("bomb")
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"!\x00D\x00O\x00C" in part:
                raise UnreadableError("bomb")
            left -= len(part)
            copy.writestr(entry.filename, bytes(part))
    return kept.getvalue()


def _paragraphs(element: BaseOxmlElement, deep: int) -> Iterator[tuple[str, bool]]:
    """The paragraphs below an element, and whether each is an item of a list; a text box stands where its anchor is."""
    if deep > _DEEP:
        raise UnreadableError("bomb")
    for child in element:
        if child.tag == _PARAGRAPH:
            said: list[str] = []
            boxes: list[tuple[str, bool]] = []
            _inline(child, said, boxes, deep + 1)
            yield "".join(said), any(True for _ in child.iter(_LISTED))
            yield from boxes
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from _paragraphs(child, deep + 1)


def _inline(element: BaseOxmlElement, said: list[str], boxes: list[tuple[str, bool]], deep: int) -> None:
    """Add the text below a paragraph to `said`, and the paragraphs of a text box in it to `boxes`."""
    if deep > _DEEP:
        raise UnreadableError("bomb")
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED:
            continue
        if child.tag == _TEXT:
            said.append(child.text or "")
        elif child.tag in _MARKS:
            said.append(_MARKS[child.tag])
        elif child.tag.endswith("}txbxContent"):
            boxes.extend(_paragraphs(child, deep + 1))
        else:
            _inline(child, said, boxes, deep + 1)


def _joined(paragraphs: list[tuple[str, bool]]) -> str:
    """Paragraphs as text: those of a list, and short ones that Word set without a space between, stay together."""
    lines: list[str] = []
    before = False
    for said, listed in paragraphs:
        clean = "\n".join(line.strip(" \t") for line in said.split("\n")).strip("\n")
        if not clean:
            continue
        if lines and not (listed and before):
            lines.append("")
        lines.append(f"- {clean}" if listed else clean)
        before = listed
    return "\n".join(lines) + "\n" if lines else ""
