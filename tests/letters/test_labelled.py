"""What the critic finds on labelled letters: it may get better, and a change that makes it worse shows here.

The bounds of the letters kept aside are what it reached on letters that nobody had read while patterns were written;
the open ones teach the classifiers, so theirs only show that what was learned has not been lost.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.content import files
from dialogs.answers import Language
from dialogs.critique import Critic, Finding, Weight, critics
from dialogs.critique.nouns import Source
from tests.letters.labelled import LABELLED, SETS, Label, Labelled, read
from tests.letters.scoring import Score, judge, score

BOUNDS = [
    # the set, recall, precision, hard findings a strong letter
    ("open", 0.93, 0.96, 0.15),
    ("aside", 0.86, 0.91, 0.35),
]


@pytest.fixture(scope="module")
def readers() -> Mapping[Language, Critic]:
    return critics(files())


@pytest.mark.parametrize(("name", "recall", "precision", "alarms"), BOUNDS)
def test_the_critic_finds_what_careful_readers_found(
    readers: Mapping[Language, Critic], name: str, recall: float, precision: float, alarms: float
) -> None:
    found = _scored(readers, name)
    assert found.recall >= recall
    assert found.precision >= precision
    assert found.false_alarms <= alarms


def test_a_third_is_kept_aside_and_half_of_each_set_is_strong() -> None:
    sets = {name: read(LABELLED / name) for name in SETS}
    assert len(sets["aside"]) >= sum(map(len, sets.values())) / 3
    for letters in sets.values():
        assert 0.45 <= sum(one.strong for one in letters) / len(letters) <= 0.55
        assert {one.profile.market for one in letters} == {"us", "uk", "it"}
        assert {one.profile.level for one in letters} == {"junior", "mid", "senior"}


def test_every_label_names_a_fault_that_exists_for_its_letter(readers: Mapping[Language, Critic]) -> None:
    wrong = [
        (one.id, label.fault)
        for name in SETS
        for one in read(LABELLED / name)
        for label in one.must
        if not any(
            fault.code == label.fault and fault.when.holds(one.profile, one.posting is not None)
            for fault in readers[one.profile.language].faults
        )
    ]
    assert wrong == []


def test_a_letter_is_judged_by_places_and_by_what_was_allowed() -> None:
    letter = _letter(must=(Label("cliche", "team player"), Label("no-metric", None)), may=frozenset({"hedging"}))
    found = (
        _finding("cliche", letter, "a team"),  # touches a word of the label
        _finding("cliche", letter, "Dear"),  # elsewhere: false
        _finding("hedging", letter, "Dear"),  # allowed
        _finding("too-short", letter, None, Weight.ADVICE),  # advice that nobody labelled
    )
    verdict = judge(letter, found)
    assert [label.fault for label in verdict.missed] == ["no-metric"]
    assert [one.quote for one in verdict.false] == ["Dear"]
    assert [one.fault for one in verdict.false_advice] == ["too-short"]
    total = score([verdict])
    assert (total.found, total.labels, total.right, total.false) == (1, 2, 2, 1)
    assert total.precision == pytest.approx(2 / 3)


def _scored(readers: Mapping[Language, Critic], name: str) -> Score:
    return score(
        [
            judge(one, readers[one.profile.language].critique(one.letter, one.profile, one.posting).findings)
            for one in read(LABELLED / name)
        ]
    )


def _letter(must: tuple[Label, ...], may: frozenset[str]) -> Labelled:
    (one, *_) = read(LABELLED / "open")
    return Labelled("made", one.profile, None, "Dear all, I am a team player.", must, may)


def _finding(fault: str, letter: Labelled, quote: str | None, weight: Weight = Weight.FAULT) -> Finding:
    start = None if quote is None else letter.letter.index(quote)
    end = None if start is None or quote is None else start + len(quote)
    return Finding(fault, weight, start, end, quote, "", "", "", Source("", "", ""), None, "wording")
