"""The pages of all faults say what the content says. Where this fails: `make docs`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.critiques.pages import FILES, Pages, code_span

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


CODE = re.compile(r"(`+).*?\1")
QUOTED = re.compile(r"“[^”\n]*”|«[^»\n]*»|\"[^\"\n]*\"")
BROKEN = re.compile(
    r"…"  # a place left open; in an example or a quoted phrase it may stand for any words
    r"|[{}]"
    r"|\s[.,;:!?)]"
    r"|[.,;:]{2}"
    r"|\(\s|\(\)|“”|«»|\"\""
    r"|(?<=\w)  +(?=\w)"
)


@pytest.mark.parametrize("language", FILES)
def test_no_page_holds_a_sentence_that_reads_broken(language: str) -> None:
    pages = Pages(language)
    for code in pages.faults:
        for line in pages.markdown(code).splitlines():
            read = QUOTED.sub("“”", CODE.sub("", line)) if not line.lstrip().startswith(("- `", "(")) else ""
            assert not BROKEN.search(read.replace("“”", "words")), (code, line)
        said = pages.said(code)
        for text in (said.message, said.why, said.fix):
            assert text.rstrip('”»")')[-1] in ".?!", (code, text)
            assert text[0].isupper() or text[0] in '“«"0123456789', (code, text)


@pytest.mark.parametrize(
    ("language", "code", "message"),
    [
        # the figures, names and words of the first bad example, which stands below
        ("en", "too-long", "504 words, and JobJourney gives 350 to 450."),
        ("en", "title-mismatch", "You apply under another title than theirs: they seek a Backend Engineer."),
        ("it", "wrong-company", "La lettera è indirizzata a qualcuno che non è Trasporti Olmo."),
        ("it", "unknown-word", "«perche» non sta in nessuno dei nostri dizionari."),
    ],
)
def test_a_message_with_places_is_that_of_its_first_example(language: str, code: str, message: str) -> None:
    pages = Pages(language)
    assert pages.said(code).message == message
    told = pages.markdown(code).splitlines()[0]
    assert told.startswith(f"**{message}** (")
    assert {"en": "said of the first text below", "it": "detto del primo testo qui sotto"}[language] in told


@pytest.mark.parametrize(("text", "code"), [("a", "`a`"), ("a `b` c", "``a `b` c``"), ("`a`", "`` `a` ``")])
def test_an_example_stands_in_markdown_letter_by_letter(text: str, code: str) -> None:
    assert code_span(text) == code
