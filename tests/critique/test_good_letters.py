"""Strong letters stay quiet: no block and no fault is raised on any letter under tests/letters/good."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dialogs.answers import Language
from dialogs.critique import Critic, Weight
from tests.letters.labelled import Labelled, strong


def test_there_are_letters_for_every_market_and_level() -> None:
    assert {(one.profile.market, one.profile.level) for one in strong()} == {
        (market, level) for market in ("us", "uk", "it") for level in ("junior", "mid", "senior")
    }


@pytest.mark.parametrize("letter", strong(), ids=lambda letter: letter.id)
def test_a_strong_letter_has_no_fault(both: Mapping[Language, Critic], letter: Labelled) -> None:
    found = both[letter.profile.language].critique(letter.letter, letter.profile, letter.posting).findings
    assert [(one.fault, one.quote) for one in found if one.weight is not Weight.ADVICE] == []
