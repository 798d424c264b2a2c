"""Where the guides disagree: all are told, a choice does what it says, and no correction is overruled."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from bot.content import files
from dialogs.answers import LANGUAGES, LEVELS, MARKETS, Language, Profile
from dialogs.content_error import ContentError
from dialogs.critique import ChoiceError, Critic, as_json, as_text, choices
from dialogs.critique.bands import applied
from dialogs.critique.disagreements import silent

MID = Profile("en", "us", "mid")
SENTENCE = "I moved one more table that night and nobody noticed it. "  # eleven words

OPEN = {f"D{n}" for n in range(1, 29)} - {"D10", "D12", "D13", "D14", "D15", "D21", "D22", "D25", "D28"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_twenty_eight_are_told_in_every_language(both: Mapping[Language, Critic], language: Language) -> None:
    known = {split.number: split for split in both[language].splits(Profile(language, "us", "mid"))}
    assert list(known) == [f"D{n}" for n in range(1, 29)]
    assert {number for number, split in known.items() if split.choosable} == OPEN
    for split in known.values():
        assert len(split.sides) >= 2
        assert split.choosable or split.note
        assert not any("{" in side.says for side in split.sides)


def test_both_languages_differ_in_words_and_in_nothing_else(both: Mapping[Language, Critic]) -> None:
    en, it = (both[language].disagreements for language in LANGUAGES)
    for one, other in zip(en, it, strict=True):
        assert [(s.guides, s.silent, s.bands) for s in one.stances] == [
            (s.guides, s.silent, s.bands) for s in other.stances
        ]
        for mine, theirs in zip(one.stances, other.stances, strict=True):
            assert mine.says != theirs.says or mine.says.isdecimal()


def test_whoever_chose_nothing_hears_what_the_list_of_faults_says(en: Critic) -> None:
    assert silent(en.disagreements, {}) == frozenset()
    for one in en.disagreements:
        for market in MARKETS:
            speaks = one.stance(one.followed({}, market))
            heard = {f.code for f in en.faults if not f.when.markets or market in f.when.markets}
            assert speaks is None or one.number == "D16" or not set(speaks.silent) & heard, (one.number, market)


BANDS = [
    # what nobody chose: the guide of the market
    ({}, "us", "mid", "JobJourney", 320, 420),
    ({}, "uk", "senior", "JobLabs", 200, 350),
    ({}, "it", "mid", "Coverly", 200, 450),
    # the band of whoever is followed, in any market
    ({"D1": "001"}, "us", "mid", "ResumeGeni", 300, 400),
    ({"D1": "000"}, "us", "senior", "Laddro", 200, 350),
    ({"D1": "003"}, "uk", "senior", "JobJourney", 350, 450),
    ({"D1": "003"}, "it", "junior", "JobJourney", 280, 380),
    # a guide that does not exist, or another disagreement, changes nothing
    ({"D1": "009"}, "us", "mid", "JobJourney", 320, 420),
    ({"D7": "000"}, "us", "mid", "JobJourney", 320, 420),
]


@pytest.mark.parametrize(("follows", "market", "level", "guide", "low", "high"), BANDS)
def test_the_band_is_that_of_the_guide_who_is_followed(
    en: Critic, follows: dict[str, str], market: str, level: str, guide: str, low: int, high: int
) -> None:
    profile = Profile("en", market, level)  # type: ignore[arg-type]
    first, *others = en.bands(profile, follows)
    assert (first.source.guide, first.low, first.high) == (guide, low, high)
    assert {first.source.guide, *(band.source.guide for band in others)} == {one.guide for one in en.guides.values()}
    (found,) = en.check("too-long", SENTENCE * 50, profile, None, follows)
    assert f"{low} to {high}" in found.message
    assert guide in found.message
    assert found.disagreement
    assert all(one.guide in found.disagreement for one in en.guides.values())
    assert found.source.ours if guide == "Coverly" else found.source.guide == guide
    assert not en.check("too-short", SENTENCE * (low // 11 + 1), profile, None, follows)


def test_the_bands_of_the_letter_are_those_of_the_critic(en: Critic) -> None:
    from dialogs.letter.structure import structure  # noqa: PLC0415

    bands = structure(files()).bands
    for market in MARKETS:
        for level in LEVELS:
            assert bands[market, level] == applied(en.bands(Profile("en", market, level)))


TEXT = (
    "Dear Ms Orr,\n\nAverage response time fell from 2 s to 300 ms in exchange for stale counts. "
    "I am passionate about scalable systems, and I keep a form alive that nine people use on every working day of the "
    "year, in rain and in sun, with two colleagues who review each change before it goes out to the depots.\n\nAda"
)

FOLLOWED = [
    # following a guide silences what it does not ask for, and nothing beside
    ("D7", "001", {"average-latency"}),
    ("D7", "003", set()),
    ("D4", "004", {"passion-claim"}),
    ("D4", "002", set()),
    ("D26", "001", {"scalable-without-scale"}),
    ("D26", "002", set()),
]


@pytest.mark.parametrize(("number", "guide", "gone"), FOLLOWED)
def test_following_a_guide_silences_what_it_does_not_ask_for(
    en: Critic, number: str, guide: str, gone: set[str]
) -> None:
    before = {one.fault for one in en.critique(TEXT, MID).findings}
    after = en.critique(TEXT, MID, None, {number: guide})
    assert gone <= before
    assert {one.fault for one in after.findings} == before - gone
    told = {split.number: split for one in after.findings for split in one.splits}
    assert number not in told or told[number].chosen == guide


def test_no_choice_publishes_what_is_not_cleared(en: Critic) -> None:
    text = "During the incident we lost $2.3M for Northwind Bank. That figure is not cleared."
    for guide in en.guides:
        follows = dict.fromkeys((one.number for one in en.disagreements), guide)
        assert en.check("confidential-figure", text, MID)
        assert "confidential-figure" in {one.fault for one in en.critique(text, MID, None, follows).findings}


def test_a_finding_shows_both_sides_with_market_and_date(en: Critic) -> None:
    found = next(one for one in en.critique(TEXT, MID).findings if one.fault == "average-latency")
    assert found.disagreement
    assert "JobJourney (US, January 2026): p95 or p99" in found.disagreement
    assert "ResumeGeni (US, 2025): averages" in found.disagreement
    assert found.disagreement.endswith("Your choice.")


def test_json_names_bands_sides_and_what_counts_most_with_their_guides(en: Critic) -> None:
    given = json.loads(json.dumps(as_json(en.critique(TEXT, MID, None, {"D7": "003"}))))
    applies, *others = given["bands"]["words"]
    assert (applies["guide"], applies["low"], applies["high"], applies["applies"]) == ("JobJourney", 320, 420, True)
    assert len(others) == 4
    assert not any(band["applies"] for band in others)
    assert given["bands"]["first"][0]["dimension"] == "opening"
    assert all(one["guide"] and one["market"] and one["date"] and one["why"] for one in given["bands"]["first"])
    assert given["bands"]["shares"]["percent"] == {"anchor-project": 70, "adjacent": 20, "trade-off": 10}
    average = next(one for one in given["findings"] if one["fault"] == "average-latency")
    (split,) = average["disagreements"]
    assert split["chosen"] == "003"
    assert [side["followed"] for side in split["sides"]] == [True, False, False, False]


def test_text_says_the_band_and_how_to_follow_another_guide(en: Critic) -> None:
    found = en.critique(TEXT, MID)
    told = as_text(found, TEXT, en.words["report"], everything=True, guides=en.guide_words)
    assert "--follow D7=" in told
    assert "Band: JobJourney 320 to 420" in told
    assert "Counts most here: opening" in told


@pytest.mark.parametrize(
    ("market", "level", "first"),
    [
        ("us", "mid", ("opening", "trade-off", "measurement", "anchor-project", "operations")),
        ("us", "senior", ("trade-off", "opening", "measurement", "operations", "anchor-project")),
        ("uk", "junior", ("opening", "anchor-project", "company")),
        ("uk", "senior", ("anchor-project", "technologies", "operations", "opening")),  # the three signals of a panel
        ("it", "mid", ("technologies", "anchor-project", "operations", "company")),  # Coverly's pillars
        ("it", "senior", ("trade-off", "technologies", "anchor-project", "operations", "company")),
    ],
)
def test_what_is_said_first_is_what_the_markets_guides_name_first(
    en: Critic, market: str, level: str, first: tuple[str, ...]
) -> None:
    critique = en.critique(TEXT + SENTENCE * 3, Profile("en", market, level))  # type: ignore[arg-type]
    assert tuple(one.dimension for one in critique.measuring.first) == first
    faults = list(dict.fromkeys(one.dimension for one in critique.findings if one.weight == "fault"))
    named = [dimension for dimension in faults if dimension in first]
    assert named == [dimension for dimension in first if dimension in named]
    assert critique.findings == en.critique(TEXT + SENTENCE * 3, Profile("en", market, level)).findings  # type: ignore[arg-type]


GIVEN = [
    (["D7=000"], "", {"D7": "000"}),
    (["d7 = laddro"], "", {"D7": "000"}),  # by name, in any case
    (["D7=000", "D7=003"], "", {"D7": "003"}),  # the last word counts
    (["D7=003"], "001", {"D7": "003", "D8": "001", "D19": "001"}),  # one guide for all, and one exception
]


@pytest.mark.parametrize(("given", "guide", "holds"), GIVEN)
def test_choices_are_read_as_people_write_them(en: Critic, given: list[str], guide: str, holds: dict[str, str]) -> None:
    found = choices(en.disagreements, en.guides, given, guide)
    assert {number: found[number] for number in holds} == holds
    assert set(found) <= OPEN


@pytest.mark.parametrize(
    ("given", "guide", "says"),
    [
        (["D29=003"], "", "D1 to D28"),
        (["D7"], "", "such as D7=003"),
        (["D7=009"], "", 'no guide "009"; there are 000 (Laddro)'),
        (["D7=002"], "", "JobLabs takes no side in D7"),
        (["D13=001"], "", "settled by correction C1"),
        (["D12=001"], "", "nothing to choose"),
        ([], "nobody", 'no guide "nobody"'),
    ],
)
def test_a_choice_that_cannot_be_followed_says_what_can(en: Critic, given: list[str], guide: str, says: str) -> None:
    with pytest.raises(ChoiceError) as refused:
        choices(en.disagreements, en.guides, given, guide)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("path", "change", "by", "told"),
    [
        ("disagreements.toml", 'silent = ["sql-as-skill"]', 'silent = ["sql-skill"]', "sql-skill"),
        ("disagreements.toml", 'guides = ["003", "002"]', 'guides = ["003", "007"]', "007"),
        ("disagreements.toml", 'settled = "C1"', 'settles = "C1"', "settles"),
        ("en/guides.toml", '"no passion, but its', '"a", "b", "no passion, but its', "D4"),
        ("emphasis.toml", 'dimension = "opening"', 'dimension = "taste"', "taste"),
        ("emphasis.toml", "entry = 203", "entry = 999", "999"),
    ],
)
def test_an_authors_mistake_names_the_file(path: str, change: str, by: str, told: str) -> None:
    have = dict(files())
    assert change in have[path]
    have[path] = have[path].replace(change, by, 1)
    with pytest.raises(ContentError) as refused:
        Critic(have, "en")
    assert told in str(refused.value)
