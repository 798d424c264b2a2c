"""Scores only rise when a fault is mended: by hand where faults stand in for one another, and on real letters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import files
from dialogs.answers import Language, Profile
from dialogs.critique import DIMENSIONS, Critic, Critique, Finding, Source, Weight, critics
from dialogs.critique.scorecard import Charge, families, scorecard
from tests.letters.labelled import LABELLED, Labelled, read

MID = Profile("en", "us", "mid")
KIN = families({"loud": ("quiet", "other"), "shout": ("quiet",)})


@cache
def readers() -> Mapping[Language, Critic]:
    return critics(files())


@cache
def letters() -> tuple[Labelled, ...]:
    return tuple(read(LABELLED / "open"))


def found(fault: str, start: int | None, end: int | None = None, dimension: str = "measurement") -> Finding:
    end = start + 1 if start is not None and end is None else end
    source = Source("g", "US", "2026")
    return Finding(fault, Weight.FAULT, start, end, "x", "m", "w", "f", source, None, dimension)


MENDED = [
    # two averages, one of which becomes a bare figure: one family, two places as before
    ([found("loud", 0), found("loud", 50)], [found("quiet", 0), found("loud", 50)]),
    # a skills line over two lists goes, and the lists behind it are seen
    (
        [found("loud", 0, 99), found("quiet", 5, 30), found("quiet", 50, 80)],
        [found("quiet", 5, 30), found("quiet", 50, 80)],
    ),
    # two that speak for the same third are one family though they never meet
    ([found("loud", 0), found("shout", 50)], [found("quiet", 0), found("shout", 50)]),
    # too long is cut until it is too short
    ([found("too-long", None)], [found("too-short", None)]),
    # technologies recited from the posting become a plain list of them
    ([found("keyword-stuffing", 0, 40)], [found("technology-list", 0, 40)]),
]


@pytest.mark.parametrize(("before", "after"), MENDED)
def test_a_fault_that_takes_anothers_place_takes_no_more_than_it(before: list[Finding], after: list[Finding]) -> None:
    was, now = dict(scorecard(before, KIN)), dict(scorecard(after, KIN))
    assert all(now[name] >= was[name] for name in DIMENSIONS)


def test_what_is_seen_as_one_finding_is_charged_as_one() -> None:
    assert dict(scorecard([found("loud", 0, 9), found("quiet", 0, 9)], KIN))["measurement"] == 70


def test_what_could_not_be_found_for_want_of_something_is_charged_once_and_no_more_when_it_is_found() -> None:
    charge = Charge("trade-off", "no-price", Weight.FAULT)
    one, two = found("no-price", 0, dimension="trade-off"), found("no-price", 9, dimension="trade-off")
    scores = [dict(scorecard(some, KIN, [charge]))["trade-off"] for some in ([], [one], [one, two])]
    assert scores == [70, 70, 65]


KINDRED = ("no-measurement", "percent-without-baseline", "latency-without-percentile")


@pytest.mark.parametrize(
    ("some", "score"),
    [
        ([], 100),
        (KINDRED[:1], 70),
        (KINDRED[1:], 55),  # 30 and half of 30
        (KINDRED, 40),
        (("average-latency", "latency-without-percentile"), 70),  # one family, and so one of the kindred
        (("average-latency", "percent-without-baseline"), 55),
        (("no-measurement", "lone"), 40),  # another matter takes all it takes
    ],
)
def test_one_lack_said_in_several_ways_takes_once_and_then_by_half(some: tuple[str, ...], score: int) -> None:
    kin = families({"average-latency": ("latency-without-percentile",)})
    assert dict(scorecard([found(code, 0) for code in some], kin))["measurement"] == score
    charged = [Charge("measurement", code, Weight.FAULT) for code in some]
    assert dict(scorecard([], kin, charged))["measurement"] == score


FINDINGS = st.lists(
    st.builds(
        found,
        st.sampled_from(("loud", "shout", "quiet", "other", "lone", *KINDRED)),
        st.integers(0, 30),
        st.integers(31, 60),
    ),
    max_size=10,
)


@given(FINDINGS, st.integers(0, 9))
def test_a_finding_less_never_lowers_a_score_whatever_it_spoke_for(some: list[Finding], drop: int) -> None:
    mended = dict(scorecard(some[:drop] + some[drop + 1 :], KIN))
    assert all(mended[name] >= score for name, score in scorecard(some, KIN))


NO_FIGURE = (
    "Dear Ms Orr,\n\nYour status page says that messages arrive late, and I have kept a queue like that alive. "
    "I traced the slow requests and read the query plan. We turned a cache down: it would have hidden the lock. "
    "I am on call and wrote the runbook. I argued against a rewrite that autumn, since nobody could test it. "
    "Two colleagues reviewed every change, and the product manager sat with us. {} "
    "Could we spend an hour on your queue? I can bring the plan and the graphs.\n\nYours sincerely,\nAda Lund"
)


def test_a_first_figure_lowers_no_dimension_though_its_price_is_missing(both: Mapping[Language, Critic]) -> None:
    before = both["en"].critique(NO_FIGURE.format("The form got better."), MID)
    after = both["en"].critique(NO_FIGURE.format("The p99 of the form fell from 4 s to 300 ms."), MID)
    assert "no-metric" in {one.fault for one in before.findings}
    assert "metric-without-trade-off" in {one.fault for one in after.findings}
    assert not lowered(before, after)
    assert dict(before.scorecard)["measurement"] == 55
    bare = "The latency of the form fell from 4 s to 3 s. I cut the costs of the queue by 40%."
    worst = both["en"].critique(NO_FIGURE.format(bare), MID)
    assert {"latency-without-percentile", "percent-without-baseline"} <= {one.fault for one in worst.findings}
    assert "measurement" not in lowered(before, worst)  # two gains without their price are another matter


def lowered(before: Critique, after: Critique) -> set[str]:
    """The dimensions that lost something, where both were judged."""
    was, now = dict(before.scorecard), dict(after.scorecard)
    return {name for name in was if name in now and now[name] < was[name]}


def cut(letter: Labelled, finding: Finding) -> str:
    """The letter without the sentences that a finding stands in."""
    assert finding.start is not None
    assert finding.end is not None
    spans = [(s.start, s.end) for s in readers()[letter.profile.language].read(letter.letter).sentences]
    met = [span for span in spans if span[0] < finding.end and finding.start < span[1]]
    return letter.letter[: met[0][0]] + letter.letter[met[-1][1] :].lstrip(" ")


def places(critique: Critique) -> list[Finding]:
    """What counts against a letter and stands at a place of it."""
    return [one for one in critique.findings if one.start is not None and one.weight is not Weight.ADVICE]


@pytest.mark.parametrize("letter", letters(), ids=lambda letter: letter.id)
def test_a_letter_without_a_faulty_sentence_loses_points_only_for_what_it_now_lacks(letter: Labelled) -> None:
    critic = readers()[letter.profile.language]
    dimension = {fault.code: fault.dimension for fault in critic.faults}
    before = critic.critique(letter.letter, letter.profile, letter.posting)
    for gone in places(before):
        after = critic.critique(cut(letter, gone), letter.profile, letter.posting)
        known = {(one.fault, one.quote) for one in before.findings}
        new = {one.fault for one in after.findings if (one.fault, one.quote) not in known}
        for name in lowered(before, after):
            # a new fault, or a further place of one that the sentence now gone excused, takes points in its own
            # dimension, and in those of what cannot be seen for its sake
            lacks = {code for code in new if name in {dimension[code], *(dimension[kin] for kin in critic.kin(code))}}
            assert lacks, (gone.fault, name)
            assert not lacks & set(critic.kin(gone.fault)), (gone.fault, lacks)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_following_a_guide_lowers_no_dimension_but_by_another_band(data: st.DataObject) -> None:
    letter = data.draw(st.sampled_from(letters()))
    critic = readers()[letter.profile.language]
    split = data.draw(st.sampled_from([one for one in critic.disagreements if one.choosable]))
    stance = data.draw(st.sampled_from(split.stances))
    before = critic.critique(letter.letter, letter.profile, letter.posting)
    after = critic.critique(letter.letter, letter.profile, letter.posting, {split.number: stance.guides[0]})
    codes = {one.fault for one in after.findings}
    assert not codes & set(stance.silent)
    assert lowered(before, after) <= ({"form"} if stance.bands else set())
    freed = {code for gone in stance.silent for code in critic.kin(gone)} | set(split.faults)
    assert codes - {one.fault for one in before.findings} <= freed


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_letter_cut_below_what_can_be_judged_keeps_no_lower_score(data: st.DataObject) -> None:
    letter = data.draw(st.sampled_from(letters()))
    critic = readers()[letter.profile.language]
    whole = critic.critique(letter.letter, letter.profile)
    gone = [one for one in whole.findings if one.start is not None and one.weight is not Weight.ADVICE][:1]
    for one in gone:
        assert one.quote
        short = critic.critique(one.quote, letter.profile)
        assert {name for name, _ in short.scorecard} <= {found.dimension for found in short.findings}
