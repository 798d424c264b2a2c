"""Plain text is read in the encoding it was written in, and nothing else is taken for text."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import content
from bot.critiques.judging import sentences
from bot.documents import MOST, Document, UnreadableError, read
from bot.documents.nouns import REASONS
from dialogs.answers import LANGUAGES

SAID = "Perché “misurare”? L’indice costa €400\u00a0al mese.\nGiulia\n"


@pytest.mark.parametrize(
    "raw",
    [
        SAID.encode(),
        SAID.encode("utf-8-sig"),
        SAID.encode("utf-16"),
        SAID.encode("utf-16-le"),  # without a mark
        SAID.encode("utf-16-be"),
        b"\xfe\xff" + SAID.encode("utf-16-be"),
        SAID.encode("cp1252"),
        SAID.replace("\n", "\r\n").encode(),
        SAID.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-le", "utf-16-be", "utf-16-be with mark", "cp1252", "crlf", "cr"],
)
def test_a_text_is_the_same_in_every_encoding(raw: bytes) -> None:
    assert read(raw).text == SAID


def test_utf_8_with_a_letter_cut_in_two_stays_utf_8() -> None:
    assert read("è più là, perché".encode()[:-1] + b"\n").text == "è più là, perch\ufffd\n"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        # what only programs read in Markdown is blank, and every letter behind it stays in its place
        ("---\nto: Holt\n---\nDear team,\n", "   \n        \n   \nDear team,\n"),
        ('+++\nlevel = "mid"\n+++\nDear team,', "   \n             \n   \nDear team,"),
        ("Dear <!-- or\nyou? --> team,", "Dear        \n         team,"),
        # and what only looks like it stays
        ("---\nDear team,\n---\nI ran it.", "---\nDear team,\n---\nI ran it."),
        ("Dear team,\n---\nnote: I ran it.\n---", "Dear team,\n---\nnote: I ran it.\n---"),
        ("Dear <!-- team,", "Dear <!-- team,"),
    ],
)
def test_the_head_of_a_markdown_file_is_no_part_of_the_letter(raw: str, text: str) -> None:
    assert read(raw.encode()).text == text


@pytest.mark.parametrize(("raw", "newline"), [(b"a\nb", 1), (b"a\r\nb", 2), (b"a\rb", 1), (b"a\r\nb\nc", 0), (b"a", 1)])
def test_how_long_a_line_end_was_is_known(raw: bytes, newline: int) -> None:
    assert read(raw).newline == newline


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image"),  # whatever its name says
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image"),
        (b"\x00\x00\x00\x18ftypheic", "image"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x7fELF\x02\x01\x01" + bytes(60), "binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old-word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"{\\rtf1 Dear team}", "rich-text"),
        (b"\n<!DOCTYPE html><p>Dear team", "web-page"),
        (b"\x1f\x8b\x08\x00", "archive"),
        (b"word " * 1_000_000, "large"),
        (b"%PDF-1.7" + bytes(MOST), "large"),
    ],
)
def test_what_is_no_text_is_refused_for_what_it_is(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        read(raw)
    assert refused.value.reason == reason


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    if raw[:2] == b"PK" or b"%PDF-" in raw:
        return  # those start a process; the hostile ones have a table of their own
    with suppress(UnreadableError):
        assert isinstance(read(raw), Document)


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1).filter(lambda t: any(map(str.isalnum, t))))
def test_a_text_in_utf_8_is_read_as_it_is(text: str) -> None:
    raw = ("So: " + text).encode()
    assert read(raw).text == "So: " + text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_its_sentence(language: str) -> None:
    told = sentences(language)["refusals"]
    assert sorted(told) == sorted(REASONS)
    for reason in REASONS:
        error = UnreadableError(reason, kind="Word", megabytes=4, pages=20)
        assert "{" not in error.told(told)
    assert content.files()[f"{language}/terminal.toml"]
