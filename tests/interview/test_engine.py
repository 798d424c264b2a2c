"""The engine's rules, each broken by one mistake."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.answers import Kind, standing
from dialogs.events import Commanded, Edited, Event, Pressed, Said, Sent
from tests.coaching import Person, coach

SETUP = {"language": "en", "market": "us", "level": "mid", "role": "Backend Engineer", "company": "Tidewell"}
STORY = {
    "connection": "We pay our ferries through your API and I wrote that integration in 2024.",
    "project": "the sailing quotes service at Norhaven, it prices 40,000 crossings a day, I own it since 2023",
    "symptom": "agents waited for a price on Friday afternoons and read last week's out loud",
    "measurement": "I traced 5,000 quotes with OpenTelemetry and ran EXPLAIN ANALYZE on a copy of production",
    "options": "we could cache the prices or buy a bigger machine. caching was wrong because a price depends on the "
    "seats left, and the bigger machine only moved the queue",
    "cause": "every quote locked the whole sailing to read how many seats were left",
    "action": "I moved the seat count into its own row and released it behind a flag over 3 weeks",
    "outcome": "p99 for a quote went from 4 s to 180 ms over 6 weeks at 70 quotes a second",
    "trade_off": "two agents can now see the same last seat for a second and one of them is told no",
    "deferred": "I argued against moving quotes to its own database that summer, it was not the bottleneck",
    "adjacent": "before that I moved the port timetables off cron, 200 ports",
    "operations": "on call 1 week in 5 for 2 years, I wrote the runbook for stuck sailings",
    "team": "5 of us, I review about 10 PRs a week",
    "why_company": "your engineering blog post on seats as leases, that is the argument I lost at Norhaven",
    "closing": "a design conversation on one of your real problems, I can bring the design doc",
}


def begun(until: str = "", **more: str) -> Person:
    """A person who has answered everything before `until`."""
    person = Person(coach())
    person.goes_through({**SETUP, **STORY, **more}, until=until)
    return person


def test_start_asks_the_language_and_says_what_is_kept() -> None:
    person = Person(coach())
    person.commands("start")
    assert person.offered == ["pick:en", "pick:it"]
    assert "/privacy" in person.heard


def test_an_italian_device_is_greeted_in_italian() -> None:
    person = Person(coach(), language="it")
    person.commands("start")
    assert "Niente è inventato" in person.heard


def test_any_first_message_begins_and_is_not_taken_as_an_answer() -> None:
    person = Person(coach())
    person.says("hello, I need a letter for a job")
    assert person.asked == "language"
    assert person.answers == {}


@pytest.mark.parametrize("typed", ["English", "english", "en", "1", " EN. ", "inglese"])
def test_a_choice_can_be_typed(typed: str) -> None:
    person = Person(coach())
    person.commands("start")
    person.says(typed)
    assert person.answers["language"] == "en"


def test_text_that_is_no_choice_changes_nothing_and_shows_the_choices_again() -> None:
    person = begun(until="level")
    before = person.log
    person.says("somewhere between things")
    assert person.log == before
    assert person.offered == ["pick:junior", "pick:mid", "pick:senior"]


def test_a_junior_is_asked_more_gently() -> None:
    assert "capstone" in begun(until="project", level="junior").heard
    assert "capstone" not in begun(until="project").heard


def test_progress_counts_what_is_counted() -> None:
    assert begun(until="connection").heard.count("1 of 15") == 1
    assert "2 of 15" in begun(until="project").heard


def test_back_asks_again_and_the_old_answer_stands_until_a_new_one() -> None:
    person = begun(until="cause")
    person.commands("back")
    assert person.asked == "options"
    assert person.answers["options"] == STORY["options"]
    assert "caching was wrong" in person.heard
    person.says("rewriting it in Rust, which I turned down because nobody else reads Rust, or a cache")
    assert person.asked == "cause"
    assert "Rust" in person.answers["options"]


def test_back_twice_goes_back_twice_and_keep_comes_forward_again() -> None:
    person = begun(until="cause")
    person.commands("back")
    person.commands("back")
    assert person.asked == "measurement"
    person.presses("keep")
    assert person.asked == "options"
    person.presses("keep")
    assert person.asked == "cause"
    assert {k: person.answers[k] for k in ("options", "measurement")} == {
        k: STORY[k] for k in ("options", "measurement")
    }


def test_back_at_the_beginning_changes_nothing() -> None:
    person = Person(coach())
    person.commands("start")
    before = person.log
    person.commands("back")
    assert person.log == before


def test_skip_passes_over_and_a_required_question_is_not_skipped() -> None:
    person = Person(coach())
    person.commands("start")
    person.commands("skip")
    assert person.asked == "language"
    person = begun(until="symptom")
    person.says("skip")
    assert person.asked == "measurement"
    assert standing(person.log, "symptom").kind is Kind.SKIPPED  # type: ignore[union-attr]


def test_any_earlier_answer_can_be_edited_and_the_letter_changes() -> None:
    person = begun()
    assert "p99" in person.heard
    person.presses("edit")
    person.presses("edit:outcome")
    assert person.asked == "outcome"
    person.says("p95 for a quote went from 9 s to 300 ms over 8 weeks at 70 quotes a second")
    assert person.asked == ""
    assert "300 ms" in person.heard
    assert "180 ms" not in person.heard


def test_cancel_keeps_everything_and_an_edit_is_left_as_it_was() -> None:
    person = begun(until="cause")
    before = person.answers
    person.commands("cancel")
    assert person.answers == before
    assert "Nothing" not in person.heard
    person.commands("back")
    person.commands("cancel")
    assert person.asked == "cause"
    assert person.answers == before


def test_a_second_letter_carries_what_is_true_of_the_person() -> None:
    person = begun(name="Alex Doe")
    person.commands("new")
    assert person.asked == "role"
    assert person.answers == {"language": "en", "market": "us", "level": "mid", "name": "Alex Doe"}
    assert len(person.letters) == 2
    person.commands("letters")
    assert "Tidewell" in person.heard
    person.presses("open:1")
    assert person.answers["outcome"] == STORY["outcome"]


def test_going_on_after_a_month_asks_where_things_stand() -> None:
    person = begun(until="cause")
    person.now += timedelta(days=31)
    person.says("hi")
    assert person.asked == "cause"
    assert "cause" in person.heard.casefold()


def test_at_most_two_probes_then_the_answer_is_taken() -> None:
    person = begun(until="outcome")
    for text in ("it is faster", "much faster now", "really, a lot"):
        if person.asked == "outcome":
            person.says(text)
    assert person.asked == "trade_off"
    assert "it is faster" in person.answers["outcome"]


def test_a_fragment_that_completes_an_answer_joins_it() -> None:
    person = begun(until="outcome")
    person.says("a quote went from 4 s to 180 ms over 6 weeks")
    assert person.asked == "outcome"
    person.says("p99")
    assert person.asked == "trade_off"
    assert person.answers["outcome"] == "a quote went from 4 s to 180 ms over 6 weeks\np99"


def test_skip_after_a_probe_keeps_what_was_said() -> None:
    person = begun(until="outcome")
    person.says("it is about 90% faster")
    person.commands("skip")
    assert person.asked == "trade_off"
    assert person.answers["outcome"] == "it is about 90% faster"


@pytest.mark.parametrize("typed", ["not measured", "I never measured it.", "no numbers"])
def test_an_honest_exit_asks_what_can_still_be_told(typed: str) -> None:
    person = begun(until="outcome")
    person.says(typed)
    assert person.asked == "outcome"
    assert "no figure" in person.heard
    person.says("agents stopped keeping paper lists")
    assert person.asked == "trade_off"
    assert person.answers["outcome"] == "agents stopped keeping paper lists"


def test_an_honest_exit_can_be_left_at_that() -> None:
    person = begun(until="outcome")
    person.presses("exit:nda")
    person.presses("leave")
    assert person.asked == "trade_off"
    assert standing(person.log, "outcome").kind is Kind.EXIT  # type: ignore[union-attr]
    assert "outcome" not in person.answers


def test_a_stale_press_changes_nothing_and_says_so() -> None:
    person = begun(until="level")
    old = Pressed("pick:junior", person.letter, person.revision)
    person.presses("pick:mid")
    before = person.log
    turn = person.does(old)
    assert person.log == before
    assert turn.toast
    assert not turn.says


@pytest.mark.parametrize(
    "action",
    ["", "pick:", "pick:boss", "exit:none", "edit:nothing", "open:99", "open:x", "rest:1", "☃" * 10, "name", "keep:"],
)
def test_a_forged_press_changes_nothing(action: str) -> None:
    person = begun(until="level")
    before = person.log
    turn = person.does(Pressed(action, person.letter, person.revision))
    assert person.log == before
    assert turn.toast or turn.says


def test_a_press_of_another_letter_changes_nothing() -> None:
    person = begun(until="symptom")
    turn = person.does(Pressed("skip", 7, person.revision))
    assert turn.toast
    assert not turn.keep


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u200d\ufeff", "😀😀", "…", "\x00\x01"])
def test_a_message_without_words_is_not_an_answer(text: str) -> None:
    person = begun(until="cause")
    before = person.log
    person.says(text)
    assert person.log == before
    assert "/skip" in person.heard


def test_zero_width_marks_do_not_reach_the_log() -> None:
    person = begun(until="cause")
    person.says("every quote \u200blocked\u200d the whole sailing\x00 row\u202e")
    assert person.answers["cause"] == "every quote locked the whole sailing row"


def test_html_is_just_text() -> None:
    person = begun(until="cause")
    person.says("<b>every</b> quote locked &lt;sailing&gt; rows <script>")
    assert person.answers["cause"] == "<b>every</b> quote locked &lt;sailing&gt; rows <script>"


def test_an_over_long_answer_is_refused_whole_and_says_by_how_much() -> None:
    person = begun(until="cause")
    before = person.log
    person.says("word " * 2000)
    assert person.log == before
    assert "4,096" in person.heard


@pytest.mark.parametrize(
    "what", ["photo", "sticker", "voice", "document", "location", "poll", "video_note", "something_new"]
)
def test_what_is_no_text_is_declined_kindly(what: str) -> None:
    person = begun(until="cause")
    before = person.log
    person.does(Sent(what))
    assert person.log == before
    assert person.heard


def test_a_forwarded_message_is_a_posting_but_no_answer() -> None:
    person = begun(until="posting")
    person.does(
        Said(
            "Backend Engineer wanted at Tidewell. You will own quotes, in Go and Postgres, and share on-call.",
            forwarded=True,
        )
    )
    assert person.asked == "connection"
    person.does(Said("I know them", forwarded=True))
    assert person.asked == "connection"


def test_an_edited_message_is_not_taken_and_says_how_to_change_an_answer() -> None:
    person = begun(until="cause")
    before = person.log
    person.does(Edited("something else"))
    assert person.log == before
    assert "/edit" in person.heard


def test_an_unknown_command_names_help() -> None:
    person = begun(until="cause")
    person.commands("frobnicate")
    assert "/help" in person.heard
    assert person.asked == "cause"


def test_forget_asks_once_and_the_safe_choice_is_first() -> None:
    person = begun(until="cause")
    person.commands("forget")
    assert person.offered == ["stay", "forget"]
    person.presses("stay")
    assert person.letters
    person.commands("forget")
    assert person.presses("forget").erase
    assert person.letters == ()
    person.commands("start")
    assert person.asked == "language"


def test_a_puzzled_person_is_told_why() -> None:
    person = begun(until="options")
    person.says("?")
    assert person.asked == "options"
    assert "whole answer" in person.heard


def test_conditions_bring_their_questions() -> None:
    person = begun(outcome="p99 went from 4 s to 180 ms over 6 weeks, refunds fell by $90k a year")
    assert person.answers
    assert "cleared" in {entry.question for entry in person.log}
    assert "cleared" not in {entry.question for entry in begun().log}
    italian = begun(market="it")
    assert {"years", "domain"} <= {entry.question for entry in italian.log}


WORDS = st.sampled_from([*STORY.values(), "skip", "hi", "?", "no", "idk", "1", "2", "🙂", "", "x" * 5000, "p99", "3%"])
ACTIONS = st.sampled_from(
    ["pick:en", "pick:us", "pick:mid", "skip", "keep", "leave", "draft", "critique", "rest", "receipts", "edit",
     "edit:outcome", "edit:market", "new", "open:1", "open:2", "go", "stay", "name", "exit:none", "exit:nda", "zzz"]
)  # fmt: skip
EVENTS = st.one_of(
    WORDS.map(Said),
    st.sampled_from(["start", "new", "back", "skip", "cancel", "draft", "letters", "edit", "help"]).map(Commanded),
    st.builds(Pressed, ACTIONS, st.integers(0, 3), st.integers(0, 40)),
    st.just(Sent("photo")),
    st.just(Edited("changed")),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(EVENTS, st.booleans()), max_size=25))
def test_whatever_happens_the_logs_only_grow_and_something_is_said(events: list[tuple[Event, bool]]) -> None:
    """Half of the presses are made for the step at hand, so that they count."""
    person = Person(coach())
    for event, fitting in events:
        if isinstance(event, Pressed) and fitting:
            event = Pressed(event.action, person.letter, person.revision)  # noqa: PLW2901 (the fitting press)
        before = {letter.number: letter.log for letter in person.letters}
        turn = person.does(event)
        assert turn.says or turn.toast
        now = {letter.number: letter.log for letter in person.letters}
        for number, log in before.items():
            assert now[number][: len(log)] == log


def test_a_clock_set_back_does_not_mix_up_letters() -> None:
    person = begun()
    person.now -= timedelta(hours=1)
    person.commands("new")
    assert person.asked == "role"
    person.says("Platform Engineer")
    assert person.answers["role"] == "Platform Engineer"
    assert len(person.letters) == 2


def test_an_answer_that_no_longer_applies_is_not_offered_for_change() -> None:
    person = begun(market="it", years="Go 5 years", domain="ferries")
    person.presses("edit")
    assert "edit:years" in person.offered
    person.presses("edit:market")
    person.presses("pick:us")
    person.presses("edit")
    assert "edit:years" not in person.offered
    person.commands("back")
    assert person.asked == "closing"


def test_the_rest_of_a_long_message_joins_it_and_answers_nothing_else() -> None:
    """A pasted posting of 5,000 characters arrives as two messages, one right after the other."""
    person = begun(until="posting")
    first = "Backend Engineer at Tidewell. We need Go, Postgres and on-call. " * 63
    person.says(first[:4096])
    assert person.asked == "connection"
    person.now -= timedelta(seconds=58)
    person.says("or a backend engineer who knows Postgres")
    assert person.asked == "connection"
    assert person.answers["posting"].endswith("who knows Postgres")
    assert "connection" not in person.answers
    person.says("we use their API at Norhaven, and I wrote that integration")
    assert person.asked == "project"


def test_a_button_from_before_forgetting_is_stale_in_the_new_life() -> None:
    person = begun(until="level")
    person.commands("forget")
    old = [Pressed(choice.action, person.letter, person.revision) for choice in person.choices]
    person.presses("forget")
    person.goes_through(SETUP, until="level")
    for press in old:
        turn = person.does(press)
        assert turn.toast
        assert not turn.erase


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("it cost us £40m a month", True),
        ("refunds of 85.000 euro a year", True),
        ("EUR 50M of orders", True),
        ("about 310k dollars", True),
        ("two million dollars", True),
        ("fifty quid, 50 quid", True),
        ("40,000 people a night", False),
        ("the pounds and ounces of a parcel", False),
        ("a euro sign was drawn wrong", False),
    ],
)
def test_money_is_asked_about_and_nothing_else_is(words: str, asked: bool) -> None:
    person = begun(adjacent=f"before that I moved the port timetables off cron, {words}")
    assert ("cleared" in {entry.question for entry in person.log}) is asked
