"""Strong letters stay quiet: no block and no fault is raised on any letter under tests/letters/good."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from dialogs.answers import Language, Profile
from dialogs.critique import Critic, Weight

GOOD = sorted((Path(__file__).resolve().parents[1] / "letters" / "good").glob("*.md"))


def test_there_are_letters_for_every_market_and_level() -> None:
    heads = [_read(path)[0] for path in GOOD]
    assert {(one["market"], one["level"]) for one in heads} == {
        (market, level) for market in ("us", "uk", "it") for level in ("junior", "mid", "senior")
    }


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_strong_letter_has_no_fault(both: Mapping[Language, Critic], path: Path) -> None:
    head, text = _read(path)
    profile = Profile(head["language"], head["market"], head["level"])  # type: ignore[arg-type]
    found = both[profile.language].critique(text, profile, head.get("posting")).findings
    assert [(one.fault, one.quote) for one in found if one.weight is not Weight.ADVICE] == []


def _read(path: Path) -> tuple[dict[str, str], str]:
    """The head of a letter and its text."""
    _, head, text = path.read_text("utf-8").split("+++\n", 2)
    return tomllib.loads(head), text
