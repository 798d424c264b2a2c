"""Whose advice: one button a finding leads to the sides and back; buttons of earlier releases still work."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from bot.telegram.calls import DATA, calls
from bot.telegram.updates import Incoming, Press
from bot.turn import Turn
from dialogs.answers import Kind
from dialogs.events import Pressed
from dialogs.interview import drafts
from tests.coaching import Person, coach

ANSWERS = {
    "language": "en", "market": "us", "level": "mid", "role": "Backend Engineer", "company": "Tidewell",
    "project": "a checkout service for a chain of garden shops, I own it end to end",
    "symptom": "checkout felt slow every evening between six and eight",
    "measurement": "I traced eighty checkouts and read the query plan of the slowest one",
    "options": "a read replica was the other option, but it would have shown stock that is gone, so I turned it down",
    "action": "I moved the stock check off the request",
    "outcome": "average response time went from 1.2 s to 180 ms",
}  # fmt: skip
ITALIAN = {
    "language": "it", "market": "it", "level": "mid", "role": "Backend Developer", "company": "Tidewell",
    "project": "il servizio di cassa di una catena di vivai, lo seguo io dall'inizio alla fine",
    "symptom": "la cassa era lenta ogni sera tra le sei e le otto",
    "measurement": "ho tracciato ottanta acquisti e ho letto il piano della query più lenta",
    "action": "ho spostato il controllo delle scorte fuori dalla richiesta",
    "outcome": "il tempo medio di risposta è passato da 1,2 s a 180 ms",
}  # fmt: skip


@pytest.fixture(params=[ANSWERS, ITALIAN], ids=["en", "it"])
def person(request: pytest.FixtureRequest) -> Person:
    """Somebody whose letter is written, and who was told what the guides would say."""
    person = Person(coach())
    person.goes_through(request.param)
    person.commands("critique")
    return person


def whose(person: Person) -> list[str]:
    return [action for action in person.offered if action.startswith("whose:")]


def sent(turn: Turn) -> list[tuple[str, str]]:
    """Method and text of every call but the answer to the press."""
    incoming = Incoming(1, 1, private=True, press=Press("q", 7))
    told = [(one.method, json.loads(one.params)) for one in calls(turn, incoming)]
    for _, params in told:
        for row in params.get("reply_markup", {}).get("inline_keyboard", ()):
            assert all(len(button["callback_data"].encode()) <= DATA for button in row)
    return [(method, params.get("text", "")) for method, params in told if method != "answerCallbackQuery"]


def test_a_finding_has_at_most_one_button_and_none_that_chooses_at_once(person: Person) -> None:
    assert whose(person)
    assert max(Counter(whose(person)).values()) == 1
    assert len(whose(person)) <= drafts.AT_ONCE
    assert not [action for action in person.offered if action.startswith("follow:")]


def test_the_sides_take_the_findings_place_and_back_gives_it_back(person: Person) -> None:
    before, offered = person.turns[-1].says[-1], person.offered
    ((way, text),) = sent(person.presses(whose(person)[0]))
    assert way == "editMessageText"
    assert text.count("\n– ") >= 2
    assert [action for action in person.offered if action.startswith("follow:")]
    assert not person.turns[-1].keep
    ((way, _),) = sent(person.presses("findings:0"))
    assert way == "editMessageText"
    assert person.turns[-1].says[-1].text == before.text
    assert person.offered == offered


def test_a_choice_under_a_finding_is_an_answer_and_shows_what_is_said_from_now_on(person: Person) -> None:
    person.presses(whose(person)[0])
    chosen = next(action for action in person.offered if action.startswith("follow:"))
    _, number, guide = chosen.split(":")
    turn = person.presses(chosen)
    assert (person.log[-1].kind, person.log[-1].question, person.log[-1].text) == (Kind.FOLLOWED, number, guide)
    assert [way for way, _ in sent(turn)] == ["editMessageText"]


def test_a_button_of_an_earlier_release_that_follows_at_once_still_does(person: Person) -> None:
    turn = person.does(Pressed("follow:D7:003", person.letter, person.revision))
    assert person.log[-1].kind is Kind.FOLLOWED
    assert turn.says


@pytest.mark.parametrize(
    "action",
    ["whose:0", "whose:99", "whose:-1", "whose:", "whose:x", "whose:²", "whose:1000000", "findings:1", "findings:x"],
)
def test_a_forged_press_changes_nothing_and_says_so(person: Person, action: str) -> None:
    turn = person.does(Pressed(action, person.letter, person.revision))
    assert turn.toast
    assert not turn.says
    assert not turn.keep


def test_where_the_findings_are_several_messages_the_sides_stand_below_them(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "WHOLE", 100)
    first = whose(person)[0]
    assert [way for way, _ in sent(person.presses(first))] == ["sendMessage"]
    assert "findings:0" not in person.offered  # they stand above, with their buttons
