"""What is no cover letter gets neither findings nor praise nor scores; what is one, however bad, is judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import content
from dialogs.answers import Language, Profile
from dialogs.critique import Critic, critics

TEXTS = Path(__file__).parent / "texts"
CRITICS = critics(content.files())


def judged(file: Path) -> bool:
    """Whether a text was judged, by the critic of its language; and if not, that nothing was said of it."""
    language: Language = "it" if file.stem.endswith("-it") else "en"
    found = CRITICS[language].critique(file.read_text("utf-8"), Profile(language))
    assert found.judged or (found.findings, found.scorecard, found.praise, len(found.notes)) == ((), (), (), 1)
    return found.judged


@pytest.mark.parametrize("file", sorted((TEXTS / "none").glob("*.txt")), ids=lambda path: path.stem)
def test_what_is_no_letter_is_not_judged(file: Path) -> None:
    assert not judged(file)


@pytest.mark.parametrize("file", sorted((TEXTS / "near").glob("*.txt")), ids=lambda path: path.stem)
def test_what_is_a_letter_is_judged_even_where_it_hardly_looks_like_one(file: Path) -> None:
    assert judged(file)


@pytest.mark.parametrize(
    "text", ["尊敬的李女士：您的招聘启事说付款对账在六点之前无法完成。" * 3, "Уважаемая госпожа Иванова, " * 30]
)
def test_a_text_in_other_letters_is_foreign_and_not_short(text: str) -> None:
    found = CRITICS["en"].critique(text, Profile("en"))
    assert not found.judged
    assert found.notes == (CRITICS["en"].words["notes"]["foreign"],)


def test_a_megabyte_is_judged_for_its_faults_and_neither_praised_nor_scored_full(en: Critic) -> None:
    found = en.critique(
        "I cut the latency of the service and I apply for the role at your company. " * 14_000, Profile("en")
    )
    assert found.notes == (en.words["notes"]["long"],)
    assert not found.praise
    assert all(score < 100 for _, score in found.scorecard)
