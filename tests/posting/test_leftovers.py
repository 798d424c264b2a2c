"""What people leave in a letter: another company's name, a blank, a tie told late; and letters that only look so."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.content import files
from dialogs.answers import Language, Profile
from dialogs.critique import Critic, critics

GIVEN = tomllib.loads((Path(__file__).parent / "leftovers.toml").read_text("utf-8"))
CRITICS: Mapping[Language, Critic] = critics(files())
PROFILES = {"en": Profile("en", "us", "senior"), "it": Profile("it", "it", "senior")}


def whole(case: Mapping[str, Any]) -> str:
    """The letter of a case: the strong one of its language, with the parts that the case gives."""
    part = {**GIVEN["base"][case["language"]], **case}
    told = " ".join(filter(None, (part["opening"], part["body"])))
    return "\n\n".join(filter(None, (part["subject"], part["salutation"], told, part["close"], part["signed"])))


def own_part(case: Mapping[str, Any]) -> str:
    return str(next(case[key] for key in ("opening", "close", "salutation", "subject", "signed") if key in case))


@pytest.mark.parametrize("case", GIVEN["case"], ids=own_part)
def test_what_was_left_in_a_letter_is_found_and_what_belongs_there_is_not(case: Mapping[str, Any]) -> None:
    posting = GIVEN["postings"][case["language"]].get(case.get("posting"))
    found = CRITICS[case["language"]].check(case["fault"], whole(case), PROFILES[case["language"]], posting)
    assert bool(found) == case["found"]


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_strong_letter_beneath_has_none_of_these_faults(language: Language) -> None:
    text = whole({"language": language})
    for fault in sorted({case["fault"] for case in GIVEN["case"]}):
        for posting in GIVEN["postings"][language].values():
            assert CRITICS[language].check(fault, text, PROFILES[language], posting) == ()
