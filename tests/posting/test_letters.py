"""Letters held against postings: the five faults that a posting makes possible, and what only looks like them."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.content import files
from dialogs.answers import Language, Market, Profile
from dialogs.critique import Critic, critics

DATA = tomllib.loads((Path(__file__).parent / "letters.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def both() -> Mapping[Language, Critic]:
    return critics(files())


@pytest.mark.parametrize("case", DATA["case"], ids=lambda case: f"{case['fault']}-{case['text'][:40]}")
def test_a_letter_has_the_fault_or_only_nearly(both: Mapping[Language, Critic], case: dict[str, Any]) -> None:
    language: Language = case.get("language", "en")
    market: Market = "it" if language == "it" else "us"
    found = both[language].check(
        case["fault"], case["text"], Profile(language, market, "mid"), DATA["postings"][case["posting"]]
    )
    if "found" in case:
        assert bool(found) == case["found"]
    else:
        assert [one.quote for one in found] == case["at"]


def test_every_fault_is_held_against_enough_letters() -> None:
    counts = Counter(case["fault"] for case in DATA["case"])
    assert len(counts) == 5
    assert min(counts.values()) >= 12
