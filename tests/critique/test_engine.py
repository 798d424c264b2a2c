"""The engine: how a text is cut, what a phrase stands for, what a letter's paragraphs do, and what is said once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import files
from dialogs.answers import Profile
from dialogs.content_error import ContentError
from dialogs.critique import DIMENSIONS, Critic, Finding, Source, Weight
from dialogs.critique.bands import applied
from dialogs.critique.fault import faults
from dialogs.critique.kinds import check_for
from dialogs.critique.patterns import pattern
from dialogs.critique.scorecard import scorecard
from dialogs.lexicon import Role
from dialogs.lexicon.forms import Verbs, expand
from dialogs.lexicon.segments import blocks, sentences
from dialogs.lexicon.words import expanded

NONE = Verbs({}, {})
MID = Profile("en", "us", "mid")


@pytest.mark.parametrize(
    ("phrase", "holds"),
    [
        ("drop~", ("dropped",)),  # doubling
        ("reduce~", ("reducing",)),  # a silent e
        ("carry~", ("carried",)),  # y to ie
        ("report(s|)", ("report",)),  # an ending that may be missing
        ("(very |)slow", ("very", "slow")),  # a word that may be there
        ("(a|the) job", ("the", "job")),
        ("not (your (call|job)|mine)", ("not", "your", "job")),  # brackets in brackets
    ],
)
def test_a_phrase_stands_for_its_forms(phrase: str, holds: tuple[str, ...]) -> None:
    assert holds in expand(phrase, "en", NONE)


@pytest.mark.parametrize(
    "whole",
    [
        "A hold at 6 a.m. is late.",  # an abbreviation inside
        "Ms. Orr and Dr. Lai read it.",
        "It fell, e.g. on Mondays.",
        "The page took 6,2 s. in all.",  # a unit with a point, and no capital behind
        "We moved to Node.js in May.",
        "It took 1.4 s at p99.",
    ],
)
def test_a_point_inside_ends_no_sentence(whole: str) -> None:
    assert [whole[start:end] for start, end in sentences(whole, 0, len(whole))] == [whole]


def test_a_point_after_a_unit_ends_the_sentence_before_a_capital() -> None:
    text = "Il p99 era 6,2 s. Ora è 480 ms. Bene."
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == ["Il p99 era 6,2 s.", "Ora è 480 ms.", "Bene."]


def test_a_question_in_quotes_that_goes_on_is_one_sentence() -> None:
    text = '"Whose beans?" takes an hour. "Whose?" Nobody knew.'
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == [
        '"Whose beans?" takes an hour.',
        '"Whose?"',
        "Nobody knew.",
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("One.\n\nTwo.", ["prose", "prose"]),
        ("Dear Ms Orr,\nI run queues.", ["prose", "prose"]),  # a line each, no blank line
        ("- one\n- two", ["list", "list"]),
        ("Here:\n\ndef free(pitch):\n    return not taken(pitch)", ["prose", "code"]),
        (
            "a long line of prose that some editor broke at\nits right margin, so that it must go on here, and\nhere",
            ["prose"],
        ),
    ],
)
def test_lines_fall_into_blocks(text: str, kinds: list[str]) -> None:
    assert [block.kind for block in blocks(text)] == kinds


LETTER = """Subject: Backend Engineer

Dear Ms. Orr,

I cut the p99 of search from 4 s to 300 ms, at the price of stale counts.

I traced it first. We looked at a cache.

You publish your misses, and your status page explains them. You are rare.

Could we spend an hour on your queue? I can bring the plan of the query and the two graphs.

Yours sincerely,
Ada Lund"""


def test_paragraphs_have_roles(en: Critic) -> None:
    assert [p.role for p in en.read(LETTER).paragraphs] == [
        Role.SUBJECT, Role.SALUTATION, Role.OPENING, Role.BODY, Role.COMPANY, Role.CLOSING, Role.SIGN_OFF, Role.NAME,
    ]  # fmt: skip


def test_head_and_foot_are_no_words_of_the_letter(en: Critic) -> None:
    reading = en.read(LETTER)
    assert reading.words == sum(
        p.words for p in reading.paragraphs if p.role in (Role.OPENING, Role.BODY, Role.COMPANY, Role.CLOSING)
    )


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("We moved to Go last year.", ["Go"]),  # a word of every day, written and placed as a name
        ("- Go in production", ["Go"]),  # an item of a list
        ("- Go the extra mile", []),
        ("Go ahead and ask.", []),  # the same at the head of a sentence
        ("In spring the rust came back.", []),
        ("We use Spring Boot and k8s on Postgres.", ["Spring Boot", "Kubernetes", "PostgreSQL"]),  # aliases
        ("The oracle spoke, and a spark flew.", []),
        ("Kafka, Rust and Redis.", ["Kafka", "Rust", "Redis"]),
    ],
)
def test_technologies_are_told_from_words(en: Critic, text: str, named: list[str]) -> None:
    assert [one.name for one in en.read(text).technologies] == named


def test_a_class_that_stands_for_too_many_phrases_is_refused() -> None:
    tens = "(a|b|c|d|e|f|g|h|i|j)"
    with pytest.raises(ContentError, match=r"broad.*5000"):
        expanded("broad", [f"{tens} {tens} {tens} {tens}"], "en", NONE)


def test_no_class_of_the_content_rests_heavily_in_memory(en: Critic, it: Critic) -> None:
    most = 25_000  # measured: some 600 bytes a phrase, so 15 MB, where importing spaCy takes 98
    assert len(en.lexicon) < most
    assert len(it.lexicon) < most


def test_chat_spelling_is_read_as_words(en: Critic) -> None:
    assert en.read("i dont know").has("no-answer")
    assert en.read("it's a win all round").has("no-trade-off")


def test_typed_accents_are_read_as_accents(it: Critic) -> None:
    assert it.read("la reperibilita' e' mia").has("on-call")


def test_steps_of_a_pattern_stand_in_order_and_near(en: Critic) -> None:
    wanted = pattern("singular-act >1 built-verb > system-noun")
    near, far = en.read("I built a queue."), en.read("I, who had in the end slept, built a queue.")
    assert list(wanted.spans(near.sentences[0])) == [(0, 15)]
    assert list(wanted.spans(far.sentences[0])) == []


def test_a_skills_line_is_no_technology_list_too(en: Critic) -> None:
    found = en.critique(
        LETTER.replace("I traced it first.", "Skills: Go, Java, Kafka, Redis, Docker\n\nI traced it first."), MID
    )
    codes = [one.fault for one in found.findings]
    assert "skills-line" in codes
    assert "technology-list" not in codes


def test_an_average_is_no_missing_percentile_too(en: Critic) -> None:
    codes = {one.fault for one in en.glance("Average response time fell from 2 s to 300 ms.", _all(en), MID)}
    assert "average-latency" in codes
    assert "latency-without-percentile" not in codes


def _all(critic: Critic) -> set[str]:
    return {fault.code for fault in critic.faults}


def test_a_glance_sees_sentences_only(en: Critic) -> None:
    found = en.glance("we made it way faster, like 93% lower latency", {"percent-without-baseline", "no-metric"}, MID)
    assert {one.fault for one in found} == {"percent-without-baseline"}


def test_blocks_come_before_faults_and_faults_before_advice(en: Critic) -> None:
    order = [one.weight for one in en.critique(LETTER.replace("Ms. Orr", "[Name]"), MID).findings]
    assert order == sorted(order, key=list(Weight).index)


@pytest.mark.parametrize("words", [10, 319, 320, 420, 421])
def test_the_band_decides_what_is_too_long_or_too_short(en: Critic, words: int) -> None:
    low, high = applied(en.bands(MID))
    text = " ".join(["word"] * words)
    assert bool(en.check("too-short", text, MID)) == (words < low)
    assert bool(en.check("too-long", text, MID)) == (words > high)


def test_the_guide_a_person_chose_is_respected(en: Critic) -> None:
    text = LETTER.replace("p99 of search", "search time")
    assert "latency-without-percentile" in {one.fault for one in en.critique(text, MID).findings}
    assert "latency-without-percentile" not in {
        one.fault for one in en.critique(text, MID, None, {"D7": "000"}).findings
    }


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("", "no text"),
        ("Short and sweet.", "Under 60 words"),
        (
            "Ho scritto questa lettera in italiano perché nessuno me lo aveva chiesto, e la mando a chi la legge. "
            "Non parla di niente, ma lo dice con garbo e senza fretta.",
            "English",
        ),
        ("I run queues. " * 8_000, "60,000"),
    ],
)
def test_what_is_no_letter_is_said_in_a_sentence(en: Critic, text: str, note: str) -> None:
    assert any(note in one for one in en.critique(text, MID).notes)


def test_a_last_line_of_thanks_is_no_sign_off(en: Critic) -> None:
    read = en.read(LETTER.split("Yours sincerely", maxsplit=1)[0] + "Thank you for considering my application")
    assert read.paragraphs[-1].role is Role.CLOSING


def test_dimensions_that_a_short_text_was_not_judged_by_have_no_score(en: Critic) -> None:
    assert dict(en.critique("I am passionate about code.", MID).scorecard) == {"wording": 70}


def test_a_company_is_addressed_by_the_words_of_its_language(it: Critic) -> None:
    advert = "Sviluppatore backend\nRadice Verde, Pistoia\n"
    mid = Profile("it", "it", "mid")
    for greeting in ("Gentile team di Ferrini,", "Spettabile Ferrini,"):
        assert it.check("wrong-company", f"{greeting}\n\nho scritto il runbook.", mid, advert)
    for greeting in ("Gentile dottoressa Ferrini,", "Spettabile Radice Verde,"):
        assert not it.check("wrong-company", f"{greeting}\n\nho scritto il runbook.", mid, advert)


def _finding(dimension: str, fault: str, weight: Weight, start: int) -> Finding:
    return Finding(fault, weight, start, start + 1, "x", "m", "w", "f", Source("g", "US", "2026"), None, dimension)


FINDINGS = st.lists(
    st.builds(
        _finding, st.sampled_from(DIMENSIONS), st.sampled_from("abc"), st.sampled_from(Weight), st.integers(0, 50)
    ),
    max_size=12,
)


@given(FINDINGS, st.integers(0, 11))
def test_mending_a_fault_never_lowers_a_score(found: list[Finding], drop: int) -> None:
    mended = dict(scorecard(found[:drop] + found[drop + 1 :]))
    assert all(mended[name] >= score for name, score in scorecard(found))


def _with(change: str, by: str) -> dict[str, str]:
    have = dict(files())
    have["en/faults/cliche.toml"] = have["en/faults/cliche.toml"].replace(change, by, 1)
    return have


@pytest.mark.parametrize(
    ("change", "by", "told"),
    [
        ('weight = "fault"', 'weight = "grave"', "block, fault, advice"),
        ('dimension = "wording"', 'dimension = "taste"', "opening"),
        ('source = "003"', 'source = "009"', "003"),
        ("[words]\nmessage", "[words]\nmassage", "message"),
        ('weight = "fault"', 'colour = "red"\nweight = "fault"', '"colour" is unknown'),
        ("kind =", "kind", "TOML"),
    ],
)
def test_an_authors_mistake_shows_file_and_what_is_allowed(change: str, by: str, told: str) -> None:
    with pytest.raises(ContentError, match=r"en/faults/cliche\.toml:\d+") as refused:
        faults(_with(change, by), "en")
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("change", "by"),
    [
        ('kind = "phrase"', 'kind = "phrases"'),
        ('has = ["cliche"]', 'has = ["clichés"]'),
        ("[rule]", "[rule]\nwhen = 3"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(en: Critic, change: str, by: str) -> None:
    wrong = next(one for one in faults(_with(change, by), "en") if one.code == "cliche")
    with pytest.raises(ContentError, match="cliche"):
        check_for(wrong, frozenset(en.lexicon.classes))
