"""The golden letters: read them aloud when they change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.letter.material import GOLDEN, OWN, PUBLIC, TO_OTHER_MARKETS, answers, letter, read, shown

ALL = [pytest.param(path, id=path.stem) for path in (*OWN, *PUBLIC)]
FEW = {"uk-junior-thumb"}  # says so little that the letter stays under its band


def test_the_public_personas_are_there() -> None:
    if not PUBLIC:
        pytest.skip("../shared/personas is not here; the letters of our own answer files are tested all the same")
    assert len(PUBLIC) >= 4


@pytest.mark.parametrize("path", ALL)
def test_the_letter_is_the_one_that_was_read_and_approved(path: Path) -> None:
    assert shown(letter(path)) == (GOLDEN / f"{path.stem}.md").read_text("utf-8")


@pytest.mark.parametrize(("stem", "market"), TO_OTHER_MARKETS.items())
def test_the_same_answers_give_the_letter_of_another_market(stem: str, market: str) -> None:
    path = next((path for path in PUBLIC if path.stem == stem), None)
    if path is None:
        pytest.skip("../shared/personas is not here")
    assert shown(letter(path, market)) == (GOLDEN / f"{stem}-in-{market}.md").read_text("utf-8")


@pytest.mark.parametrize("market", ["us", "uk", "it"])
@pytest.mark.parametrize("path", ALL)
def test_no_secret_is_told_in_any_market(path: Path, market: str) -> None:
    text = letter(path, market).text.lower()
    assert [secret for secret in read(path)["secrets"] if secret.lower() in text] == []


@pytest.mark.parametrize("market", ["us", "uk", "it"])
@pytest.mark.parametrize("path", ALL)
def test_nothing_stands_in_the_way_of_an_export(path: Path, market: str) -> None:
    assert letter(path, market).blocked == ()


@pytest.mark.parametrize("market", ["us", "uk", "it"])
@pytest.mark.parametrize("path", ALL)
def test_the_letter_never_leaves_its_band_upwards(path: Path, market: str) -> None:
    made = letter(path, market)
    assert made.words <= made.band[1]
    if path.stem not in FEW and market == read(path)["market"]:
        assert made.words >= made.band[0] or made.missing


@pytest.mark.parametrize("path", ALL)
def test_title_and_company_stand_in_the_letter_as_they_were_given(path: Path) -> None:
    told, text = answers(path), letter(path).text
    assert told["role"] in text
    assert told["company"] in text


@pytest.mark.parametrize("path", ALL)
def test_a_british_letter_has_three_paragraphs_at_most(path: Path) -> None:
    body = letter(path, "uk").text.strip().split("\n\n")[1:-1]
    assert len(body) <= 3


@pytest.mark.parametrize("path", ALL)
def test_what_is_neither_in_the_letter_nor_left_out_is_nowhere(path: Path) -> None:
    made = letter(path)
    quoted = {(receipt.question, receipt.quote) for sentence in made.sentences for receipt in sentence.receipts}
    for question in set(read(path)["answers"]) - {"cleared", "deadline"}:
        assert any(q == question for q, _ in quoted) or any(item.question == question for item in made.left_out), (
            question
        )
