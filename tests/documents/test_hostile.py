"""A file made to harm is refused in under two seconds, and this process grows by nothing but the file."""

from __future__ import annotations

import io
import random
import resource
import subprocess
import sys
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest

from bot.documents import UnreadableError, read
from bot.documents.bounded import ROOT
from bot.documents.reader import MEMORY
from tests.documents.making import CATALOG, ONE, PAGE, docx, lying, packed, page, paragraph, pdf, stream

SECONDS = 2.0
MEASURED = (  # a process is counted with what its parent held when it was born, so a small one must start the reader
    "import resource, subprocess, sys; "
    "subprocess.run([sys.executable, '-m', 'bot.documents.reader', 'pdf'], stdout=subprocess.DEVNULL); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)"
)


@dataclass(frozen=True)
class Hostile:
    """A file, and the reasons for which it may be refused; none where it holds a text after all."""

    name: str
    make: Callable[[], bytes]
    reasons: tuple[str, ...]


def other_zip(*names: str) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return whole.getvalue()


def laughs() -> bytes:
    names = "abcdefghijkl"
    steps = "".join(f'<!ENTITY {b} "{f"&{a};" * 20}">' for a, b in pairwise(names))
    return docx(paragraph("&l;"), head=f'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">{steps}]>')


SELF = (
    b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Length 11 >>\n"
    b"stream\n/X Do /X Do\nendstream"
)
FORMS = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>"
LEAVES = b"<< /Type /Pages /Kids [" + b"".join(b"%d 0 R " % n for n in range(5, 5005)) + b"] /Count 5000 >>"
OWN = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>"
NOTHING, DRAW = stream(zlib.compress(b"BT ET")), stream(zlib.compress(b"/X Do"))
HELLO = b"BT /F1 10 Tf 50 700 Td (hello) Tj ET\n"
TWICE = "[/FlateDecode /FlateDecode]"
DEAR, SPACES = paragraph("Dear team"), " " * 50_000_000
LARGE, BROKEN = ("bomb", "slow"), ("broken", "scanned")

FILES = (
    # packages
    Hostile("50 MB of spaces in 50 KB", lambda: docx(paragraph("x") + SPACES), ("bomb",)),
    Hostile(
        "the same, claiming to be small",
        lambda: lying(docx(paragraph("x") + SPACES), "word/document.xml", 1000),
        ("bomb", "broken"),
    ),
    Hostile("20,000 files", lambda: docx(DEAR, [(f"word/{n}.xml", b"") for n in range(20_000)]), ("bomb",)),
    Hostile("600 files", lambda: docx(DEAR, [(f"word/{n}.xml", b"") for n in range(600)]), ("bomb",)),
    Hostile("entities in entities", laughs, ("bomb",)),
    Hostile(
        "an entity that reads a file",
        lambda: docx(paragraph("&x;"), head='<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        ("bomb",),
    ),
    Hostile("elements 3,000 deep", lambda: docx("<w:sdt>" * 3000 + DEAR + "</w:sdt>" * 3000), ("broken", "bomb")),
    Hostile("elements 210 deep", lambda: docx("<w:sdt>" * 210 + DEAR + "</w:sdt>" * 210), ("broken", "bomb")),
    Hostile("a bomb inside, as an object", lambda: docx(DEAR, [("word/embeddings/a.docx", docx(SPACES))]), ()),
    Hostile("a picture of 100 MB of nothing", lambda: docx(DEAR, [("word/media/a.png", bytes(100_000_000))]), ()),
    Hostile("a package without its document", lambda: other_zip("[Content_Types].xml", "word/a.xml"), ("broken",)),
    Hostile("a package cut short", lambda: docx(DEAR)[:300], ("broken",)),
    Hostile("another archive", lambda: other_zip("a.txt"), ("archive",)),
    Hostile("a spreadsheet", lambda: other_zip("[Content_Types].xml", "xl/workbook.xml"), ("office",)),
    Hostile("OpenDocument", lambda: other_zip("content.xml", "META-INF/manifest.xml"), ("office",)),
    # PDFs
    Hostile("a page that inflates to 300 MB", lambda: page(stream(packed(300_000_000))), LARGE),
    Hostile("deflated twice, to 900 MB", lambda: page(stream(packed(900_000_000, 2), TWICE)), LARGE),
    Hostile("runs of zeros", lambda: page(stream(b"\x81\0" * 4_000_000 + b"\x80", "/RunLengthDecode")), LARGE),
    Hostile("two million drawn words", lambda: page(stream(zlib.compress(HELLO * 2_000_000, 1))), LARGE),
    Hostile("5,000 pages", lambda: pdf([CATALOG, LEAVES, PAGE, NOTHING, *[PAGE] * 5000]), ("pages",)),
    Hostile("pages that hold themselves", lambda: page(NOTHING, OWN), ("scanned",)),
    Hostile("a form that draws itself", lambda: pdf([CATALOG, ONE, FORMS, DRAW, SELF]), ("scanned",)),
    Hostile("a length that is itself", lambda: page(b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream"), BROKEN),
    Hostile("a table before itself", lambda: pdf([CATALOG, ONE, PAGE, NOTHING], "/Root 1 0 R /Prev 9"), BROKEN),
    Hostile("arrays 100,000 deep", lambda: page(b"[" * 100_000 + b"]" * 100_000), ("slow", *BROKEN)),
    Hostile("a head and random bytes", lambda: b"%PDF-1.4\n" + random.Random(7).randbytes(1_000_000), BROKEN),
    Hostile("a head alone", lambda: b"%PDF-1.7\n", ("broken",)),
    Hostile("a page without text", lambda: page(NOTHING), ("scanned",)),
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_hostile_file_is_refused_soon_and_in_little_room(file: Hostile) -> None:
    raw = file.make()
    tracemalloc.start()
    before = spent()
    said = outcome(raw)
    computed, grown = spent() - before, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert said in (file.reasons or ("Dear team\n",))
    assert computed < SECONDS
    assert grown < 4_000_000 + 3 * len(raw)


def outcome(raw: bytes) -> str:
    """The text, or the reason of the refusal."""
    try:
        return read(raw).text
    except UnreadableError as refused:
        return refused.reason


def spent() -> float:
    """Seconds that this process and its children have computed; a busy machine makes them no more."""
    both = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(one.ru_utime + one.ru_stime for one in both)


@pytest.mark.skipif(sys.platform != "linux", reason="the size of a process is told in other units, or not limited")
def test_the_process_that_reads_stays_small() -> None:
    raw = page(stream(packed(300_000_000)))
    done = subprocess.run([sys.executable, "-c", MEASURED], input=raw, capture_output=True, check=True, cwd=ROOT)
    assert 10_000_000 < int(done.stdout) < MEMORY


def test_a_sealed_pdf_is_refused_for_its_password() -> None:
    key = b"<" + b"ab" * 32 + b">"
    sealed = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O " + key + b" /U " + key + b" >>"
    raw = pdf([CATALOG, ONE, PAGE, NOTHING, sealed], "/Root 1 0 R /Encrypt 5 0 R /ID [<ab> <ab>]")
    with pytest.raises(UnreadableError) as refused:
        read(raw)
    assert refused.value.reason == "encrypted"


def test_the_process_that_reads_sees_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its environment has what starts Python, and nothing of ours."""
    seen: dict[str, str] = {}
    run = subprocess.run

    def spied(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        seen.update(options["env"])
        return run(command, **options)

    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "110201543:secret")
    monkeypatch.setattr(subprocess, "run", spied)
    assert read(docx(paragraph("Dear team"))).text == "Dear team\n"
    assert set(seen) <= {"PYTHONPATH", "PYTHONIOENCODING", "SYSTEMROOT", "PATH"}
