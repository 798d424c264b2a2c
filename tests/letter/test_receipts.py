"""What holds for every letter, whatever was answered."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import files
from dialogs.answers import LEVELS, MARKETS, Profile
from dialogs.letter import Letter, as_json
from dialogs.measures import bare_figures
from dialogs.prose import proses
from tests.letter.material import OWN, PUBLIC, answers, letter, read, writer

FILES = files()
PROSE = proses(FILES)
ALL = (*OWN, *PUBLIC)
CHATTER = [
    "tbh",
    "lol",
    "idk maybe",
    "ok so",
    "w/ redis + kafka",
    "~ 40 -> 12",
    "(see above)",
    "e.g. node.js 18",
    "'quoted",
    "{x}",
    "…",
    "i",
]
SECRETS = ["Zanderfold", "Brixham Toll"]
REMARKS = {
    "en": [
        "(its {x}, please keep the name out)",
        ". it was {x}, don't name them",
        " for {x}, not public so leave the name out",
    ],
    "it": ["({x}, non si puo' dire)", ". era {x}, ma non fate il nome", " per {x}, lasciate fuori il nome"],
}


@st.composite
def told(draw: st.DrawFn) -> tuple[dict[str, str], Profile]:
    """Answers as people might give them: some files' answers mixed, cut, shouted, chattered through."""
    path = draw(st.sampled_from(ALL))
    given_ = dict(answers(path))
    for question in list(given_):
        change = draw(st.sampled_from(["keep"] * 6 + ["drop", "lower", "upper", "half", "chatter", "newline"]))
        text = given_[question]
        if change == "drop" and question not in ("language",):
            del given_[question]
        elif change in ("lower", "upper"):
            given_[question] = text.lower() if change == "lower" or question in ("role", "company") else text.upper()
        elif change == "half":
            given_[question] = text[: len(text) // 2] or text
        elif change == "chatter" and question not in ("role", "company"):
            at = draw(st.integers(0, len(text)))
            given_[question] = text[:at] + f" {draw(st.sampled_from(CHATTER))} " + text[at:]
        elif change == "newline":
            given_[question] = text.replace(". ", "\n")
    market, level = draw(st.sampled_from(MARKETS)), draw(st.sampled_from(LEVELS))
    return given_, Profile(read(path)["language"], market, level)


def body(made: Letter) -> str:
    return " ".join(sentence.text for sentence in made.sentences)


@settings(max_examples=120, deadline=None)
@given(told())
def test_no_figure_enters_a_letter_that_no_answer_holds(case: tuple[dict[str, str], Profile]) -> None:
    given_, profile = case
    made = writer().write(given_, profile)
    known = {figure[2] for text in given_.values() for figure in bare_figures(text, profile.language, FILES)}
    known |= {figure[2] for text in given_.values() for figure in bare_figures(text.lower(), profile.language, FILES)}
    assert {figure[2] for figure in bare_figures(body(made), profile.language, FILES)} - known == set()


@settings(max_examples=120, deadline=None)
@given(told())
def test_no_technology_and_no_name_enters_that_no_answer_holds(case: tuple[dict[str, str], Profile]) -> None:
    given_, profile = case
    made = writer().write(given_, profile)
    said = " ".join(given_.values()).lower()
    for found in PROSE[profile.language].spelling_pattern.findall(body(made)):
        known = said.replace("’", "'")
        assert found.lower() in known or found in PROSE[profile.language].calendar, found
    for sentence in made.sentences:
        for name in re.findall(r"(?<=[a-z,] )[A-ZÀ-Ú][a-zà-ú]{2,}\w*", sentence.text):
            assert name.lower() in said or name in PROSE[profile.language].calendar, (name, sentence.text)


@settings(max_examples=120, deadline=None)
@given(told())
def test_every_sentence_is_set_like_print(case: tuple[dict[str, str], Profile]) -> None:
    given_, profile = case
    made = writer().write(given_, profile)
    for sentence in made.sentences:
        text = sentence.text
        assert "{" not in text or "{x}" in " ".join(given_.values())
        assert text.count("(") == text.count(")") or "(" in "".join(r.quote for r in sentence.receipts), text
        assert not re.search(r"\.\.|,,|;;|,\.|\s[,.;:]|\s\s", text), text
        assert re.search(r"[.!?][\"'»)]*$", text), text
        doubled = re.search(r"\b(the|a|an|of|to|in|and|il|la|di|e) \1\b", text)
        assert not doubled, text
        assert "\ue000" not in text
        assert "\x01" not in text


@settings(max_examples=120, deadline=None)
@given(told())
def test_every_receipt_is_a_piece_of_its_answer_and_every_span_is_exact(case: tuple[dict[str, str], Profile]) -> None:
    given_, profile = case
    made = writer().write(given_, profile)
    for sentence in made.sentences:
        assert made.text[sentence.start : sentence.end] == sentence.text
        assert sentence.receipts
        for receipt in sentence.receipts:
            assert receipt.quote in given_[receipt.question]
    assert made.blocked == ()


@pytest.mark.parametrize(
    "outcome",
    [
        "p99 posting latency .9s -> 190ms on payroll fridays",  # the point is the number's, no full stop
        "p99 posting latency 4 w/ redis + kafka .1s -> 190ms",  # and so it is where chatter broke a number in two
        "duplicates 3 i .1% -> 0.02% over 7 weeks.",
        "we sampled the traces at 0 tbh .5% of requests",  # two numbers do not become one when what parts them goes
    ],
)
def test_a_number_that_begins_with_its_point_is_backed_as_it_stands(outcome: str) -> None:
    made = writer().write({"outcome": outcome}, Profile("en", "us", "mid"))
    known = {figure[2] for figure in bare_figures(outcome, "en", FILES)}
    assert {figure[2] for figure in bare_figures(body(made), "en", FILES)} <= known
    assert made.sentences
    assert made.blocked == ()


@settings(max_examples=80, deadline=None)
@given(
    told(),
    st.sampled_from(SECRETS),
    st.integers(0, 2),
    st.sampled_from(["symptom", "options", "action", "adjacent", "team"]),
)
def test_a_name_that_was_asked_to_stay_out_stays_out(
    case: tuple[dict[str, str], Profile], secret: str, remark: int, question: str
) -> None:
    given_, profile = case
    before = given_.get(question, "we moved the queue for a customer").rstrip(".")
    given_[question] = f"{before} {REMARKS[profile.language][remark].format(x=secret)}"
    given_["outcome"] = f"{given_.get('outcome', '')}. {secret} was happy"
    made = writer().write(given_, profile)
    assert secret.lower() not in made.text.lower(), made.text


@settings(max_examples=60, deadline=None)
@given(told(), st.sampled_from(["$410k", "£1.2m", "85.000 euro", "€ 40,000", "310k dollars", "2 million pounds"]))
def test_money_stays_out_unless_it_is_cleared(case: tuple[dict[str, str], Profile], money: str) -> None:
    given_, profile = case
    given_["cleared"] = "no"
    given_["trade_off"] = f"it costs {money} a year more, and the page is slower"
    made = writer().write(given_, profile)
    assert money not in made.text


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_the_report_holds_the_letter_and_its_receipts(path: Path) -> None:
    made = letter(path)
    report: dict[str, Any] = as_json(made)
    assert set(report) == {"letter", "sentences", "words", "left_out", "blocked"}
    assert report["letter"] == made.text
    for sentence in report["sentences"]:
        assert made.text[sentence["start"] : sentence["end"]] == sentence["text"]
        assert set(sentence["receipts"][0]) == {"question", "quote"}


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_the_sentence_an_answer_becomes_is_not_empty_for_a_real_answer(path: Path) -> None:
    told_, profile = answers(path), Profile(read(path)["language"], read(path)["market"], read(path)["level"])
    for question in ("project", "symptom", "cause", "action", "outcome", "why_company"):
        assert writer().sentence_for(question, told_, profile), question


HOSTILE = ["1", "1,", "1 -> ", "a b\n", "- a b c\n", "(a) ", "$1,", "'a ", "from 1 "]


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("bit", HOSTILE)
def test_a_text_of_twice_the_length_takes_no_more_than_its_share_of_time(bit: str, language: str) -> None:
    profile = Profile("it" if language == "it" else "en", "us", "mid")

    def spent(length: int) -> float:
        text = (bit * length)[:length]
        begun = time.process_time()
        writer().write({"outcome": text}, profile)
        return time.process_time() - begun

    spent(200)
    short = min(spent(2000) for _ in range(3))
    long = min(spent(4000) for _ in range(3))
    assert long < max(0.4, 5 * short), (short, long)  # what grows with the square of a text took seconds here
    assert long < 1.5
