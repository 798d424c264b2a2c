"""Short messages that are no answers: refusals, questions to the coach, choices in a sentence."""

from __future__ import annotations

import pytest

from dialogs.answers import Kind, standing
from tests.interview.test_engine import begun


@pytest.mark.parametrize(
    ("until", "typed"),
    [
        ("connection", "none, never heard of you before tuesday"),
        ("connection", "not really tbh"),
        ("operations", "never been on call"),
        ("operations", "no pager at my place"),
        ("adjacent", "none of your business"),
        ("team", "nobody else, lol"),
        ("deferred", "nah"),
        ("outcome", "no idea tbh"),  # the way out that fits: never measured
        ("cause", "i have no idea"),
    ],
)
def test_a_refusal_takes_the_honest_way_out(until: str, typed: str) -> None:
    person = begun(until=until)
    person.says(typed)
    entry = person.log[-1]
    assert (entry.question, entry.kind) == (until, Kind.EXIT)


@pytest.mark.parametrize(
    ("until", "typed"),
    [
        ("operations", "no pager, but I wrote the runbook for stuck sailings"),  # turned into something
        ("operations", "none of the 3 P1s took longer than 10 minutes"),  # a figure
        ("connection", "never worked there but I use your API every day at Norhaven"),
        ("deferred", "never rewrote the pricing parser, it was not the bottleneck"),
    ],
)
def test_what_only_begins_like_a_refusal_is_an_answer(until: str, typed: str) -> None:
    person = begun(until=until)
    person.says(typed)
    assert person.log[-1].kind is Kind.SAID


@pytest.mark.parametrize(
    "typed", ["why do you need all this", "what do you mean?", "do i have to?", "can you give an example?"]
)
def test_a_question_to_the_coach_is_answered_and_not_taken(typed: str) -> None:
    person = begun(until="symptom")
    before = person.log
    person.says(typed)
    assert person.log == before
    assert "outside your team" in person.heard


@pytest.mark.parametrize(
    ("until", "typed", "chosen"),
    [
        ("language", "english pls", "en"),
        ("market", "usa i guess", "us"),
        ("market", "the letter is for italy", "it"),
        ("level", "im junior", "junior"),
        ("level", "mid, 5 years", "mid"),
    ],
)
def test_a_choice_is_heard_in_a_sentence(until: str, typed: str, chosen: str) -> None:
    person = begun(until=until)
    if until == "language":
        person.commands("start")
    person.says(typed)
    assert person.answers[until] == chosen


@pytest.mark.parametrize("typed", ["junior or mid", "not sure", "uk? or us"])
def test_two_choices_or_none_are_asked_again(typed: str) -> None:
    person = begun(until="level" if "or mid" in typed or "sure" in typed else "market")
    before = person.log
    person.says(typed)
    assert person.log == before


def test_a_vague_answer_does_not_stay_beside_the_one_it_was_asked_for() -> None:
    person = begun(until="why_company")
    person.says("they seem like a great company with a cool mission")
    assert person.asked == "why_company"
    person.says("great culture and a mission I like")
    person.says("your paper on ferries, the part on empty returns and what they cost")
    assert "cool mission" not in person.answers["why_company"]


def test_an_answer_is_asked_again_by_its_name_when_all_is_answered() -> None:
    person = begun()
    person.says("what moved")
    assert person.asked == "outcome"
    person.presses("keep")
    person.says("actually it was 90 ms")
    assert "did not use that" in person.heard
    assert person.asked == ""


def test_the_first_letter_is_not_called_a_change_for_a_step_back_on_the_way() -> None:
    person = begun(until="closing")
    person.commands("back")
    person.presses("keep")
    person.says("a design conversation on one of your real problems, I can bring the design doc")
    assert "first draft" in person.heard
    person.presses("edit")
    person.presses("edit:closing")
    person.presses("keep")
    assert "with that change" in person.heard


def test_nothing_answered_gives_no_critique_and_no_receipts() -> None:
    person = begun(until="role")
    for command in ("critique", "receipts", "draft"):
        person.commands(command)
        assert "nothing to put into a letter" in person.heard


def test_what_was_refused_is_not_in_the_letter() -> None:
    person = begun(until="operations")
    person.says("never been on call")
    person.goes_through({"team": "5 of us, I review about 10 PRs a week", "closing": "a design conversation"})
    assert standing(person.log, "operations").kind is Kind.EXIT  # type: ignore[union-attr]
    assert "never been" not in person.heard


def test_money_waits_and_the_person_is_told() -> None:
    person = begun(until="trade_off")
    person.says("the bill went up $400 a month, and the batch runs an hour later")
    assert "Sums of money stay out" in person.heard
    assert "400" not in person.heard
