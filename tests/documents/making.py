"""Documents made for tests: .docx packages and PDFs written by hand, sound and hostile."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

OFFICE = "http://schemas.openxmlformats.org"
TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    f'<?xml version="1.0"?><Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
NAMES = (
    f'xmlns:w="{OFFICE}/wordprocessingml/2006/main" xmlns:mc="{OFFICE}/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def paragraph(text: str) -> str:
    """A paragraph of WordprocessingML."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def docx(body: str, extra: Iterable[tuple[str, bytes]] = (), head: str = "") -> bytes:
    """A .docx with this body, `extra` files, and `head` before its root element."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        document = f'<?xml version="1.0"?>{head}<w:document {NAMES}><w:body>{body}</w:body></w:document>'
        package.writestr("word/document.xml", document)
        for name, data in extra:
            package.writestr(name, data)
    return whole.getvalue()


def lying(package: bytes, name: str, size: int) -> bytes:
    """The package with another unpacked size claimed for one of its files, in both of its headers."""
    raw, at, known = bytearray(package), 0, name.encode()
    while (at := raw.find(b"PK\x01\x02", at)) >= 0:
        length = struct.unpack("<H", raw[at + 28 : at + 30])[0]
        if raw[at + 46 : at + 46 + length] == known:
            local = struct.unpack("<I", raw[at + 42 : at + 46])[0]
            raw[at + 24 : at + 28] = raw[local + 22 : local + 26] = struct.pack("<I", size)
        at += 4
    return bytes(raw)


def pdf(objects: Iterable[bytes], trailer: str = "/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1."""
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = f"trailer\n<< /Size {len(places) + 1} {trailer} >>\nstartxref\n{len(out)}\n%%EOF".encode()
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + table + end


def stream(data: bytes, how: str = "/FlateDecode") -> bytes:
    """A stream object, its data decoded by these filters."""
    return b"<< /Length %d /Filter %s >>\nstream\n" % (len(data), how.encode()) + data + b"\nendstream"


PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
    b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
)
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
ONE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def page(content: bytes, pages: bytes = ONE, leaf: bytes = PAGE, more: Iterable[bytes] = ()) -> bytes:
    """A PDF of one page with this content object."""
    return pdf([CATALOG, pages, leaf, content, *more])


def packed(size: int, times: int = 1) -> bytes:
    """So many zeros, deflated so many times."""
    squeeze, zeros = zlib.compressobj(9), bytes(1_000_000)
    out = [squeeze.compress(zeros) for _ in range(size // len(zeros))]
    data = b"".join(out) + squeeze.flush()
    for _ in range(times - 1):
        data = zlib.compress(data, 9)
    return data
