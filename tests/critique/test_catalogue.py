"""Every fault file is read: its bad sentences have the fault, its near-misses have not, and nothing is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.content import files
from dialogs.answers import LANGUAGES, Language
from dialogs.critique import Critic
from dialogs.critique.fault import Fault, faults

FEWEST_BAD, FEWEST_GOOD = 5, 3
SHARED = Path(__file__).resolve().parents[3] / "shared" / "critique" / "faults.md"

ALL = [(language, fault) for language in LANGUAGES for fault in faults(files(), language)]
NAMES = [f"{language}-{fault.code}" for language, fault in ALL]


@pytest.mark.parametrize(("language", "fault"), ALL, ids=NAMES)
def test_bad_examples_have_the_fault(both: Mapping[Language, Critic], language: Language, fault: Fault) -> None:
    critic = both[language]
    missed = [
        example.text
        for example in fault.bad
        if not critic.check(fault.code, example.whole, fault.reader(example, language), example.posting)
    ]
    assert missed == []


@pytest.mark.parametrize(("language", "fault"), ALL, ids=NAMES)
def test_near_misses_stay_quiet(both: Mapping[Language, Critic], language: Language, fault: Fault) -> None:
    critic = both[language]
    alarms = {
        example.text: found
        for example in fault.good
        if (found := critic.check(fault.code, example.whole, fault.reader(example, language), example.posting))
    }
    assert alarms == {}


@pytest.mark.parametrize(("language", "fault"), ALL, ids=NAMES)
def test_a_fault_has_enough_examples(language: Language, fault: Fault) -> None:
    if language == "it" and fault.when.markets and "it" not in fault.when.markets:
        pytest.skip("this fault does not exist in Italy")
    assert len(fault.bad) >= FEWEST_BAD, "bad"
    assert len(fault.good) >= FEWEST_GOOD, "good"


def test_every_fault_has_italian_words() -> None:
    have = files()
    lacking = [path for path in have if path.startswith("en/faults/") and "it" + path[2:] not in have]
    assert lacking == []


def test_no_fault_of_the_list_is_missing() -> None:
    if not SHARED.exists():
        pytest.skip("the list of faults is not beside this checkout")
    wanted = set(re.findall(r"^\| ([a-z]+(?:-[a-z]+)+) \|", SHARED.read_text("utf-8"), re.M)) | {
        "cliche",
        "hedging",
        "apology",
    }
    assert wanted - {fault.code for fault in faults(files(), "en")} == set()


def test_weights_and_guides_are_those_of_the_list(en: Critic) -> None:
    if not SHARED.exists():
        pytest.skip("the list of faults is not beside this checkout")
    rows = re.findall(r"^\| ([a-z-]+) \|[^|\n]*\|[^|\n]*\| (block|fault|advice)", SHARED.read_text("utf-8"), re.M)
    weights = dict(rows)
    assert {f.code: str(f.weight) for f in en.faults if f.code in weights} == weights
