"""What a turn says, as calls."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.store.contract import Outgoing
from bot.telegram.calls import calls
from bot.telegram.updates import Incoming, Press
from bot.turn import take
from dialogs.answers import Answer, Kind, LetterLog, revision
from dialogs.effects import Choice, Effect, Erase, Keep, Say, Toast
from dialogs.events import Said
from dialogs.interview import Case
from dialogs.rich import Span, Style, rich

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ENTRY = Answer("market", Kind.CHOSEN, "us", NOW)
LATER = Answer("level", Kind.CHOSEN, "mid", NOW + timedelta(seconds=1))
STEP = revision((ENTRY,))
BUTTON = ((Choice("US", "pick:us"),),)
TWO_LETTERS = (LetterLog(1, (ENTRY, ENTRY)), LetterLog(2, (ENTRY,)))


def made(*effects: Effect, press: int | None = None, letters: tuple[LetterLog, ...] = ()) -> list[tuple[str, Any]]:
    """Method and parameters of each call of a turn with these effects."""
    turn = take(lambda *_: effects, Case(letters), Said(""), NOW)
    incoming = Incoming(7, 7, private=True, press=Press("99", press) if press is not None else None)
    return [(call.method, json.loads(call.params)) for call in calls(turn, incoming)]


def data(call: tuple[str, Any]) -> str:
    return str(call[1]["reply_markup"]["inline_keyboard"][0][0]["callback_data"])


def test_a_message_goes_as_text_and_entities_without_a_parse_mode_or_a_preview() -> None:
    (call,) = made(Say(rich("See ", Span("https://example.org", Style.BOLD), " <b>")))
    assert call == (
        "sendMessage",
        {
            "chat_id": 7,
            "text": "See https://example.org <b>",
            "entities": [{"type": "bold", "offset": 4, "length": 19}],
            "link_preview_options": {"is_disabled": True},
        },
    )


def test_a_long_message_goes_in_parts_and_the_last_carries_the_buttons() -> None:
    found = made(Say(rich("word " * 2000), BUTTON))
    assert len(found) == 3
    assert ["reply_markup" in params for _, params in found] == [False, False, True]


@pytest.mark.parametrize(
    ("effects", "letters", "step"),
    [
        ((), (), "1.0"),  # nobody's first letter is the one that comes
        ((Keep(1, (ENTRY,)),), (), f"1.{STEP}"),  # after what this turn keeps
        ((Keep(1, (ENTRY,)), Keep(1, (LATER,))), (), f"1.{STEP + 1_000_000}"),
        ((), TWO_LETTERS, f"2.{STEP}"),  # touched at the same moment: the newer one
        ((Keep(3, (ENTRY,)),), TWO_LETTERS, f"3.{STEP}"),
        ((Erase(), Keep(1, (ENTRY,))), TWO_LETTERS, "1.0"),  # nothing is left to belong to
    ],
)
def test_buttons_belong_to_the_letter_and_to_its_last_entry_after_the_turn(
    effects: tuple[Effect, ...], letters: tuple[LetterLog, ...], step: str
) -> None:
    assert data(made(*effects, Say(rich("Where?"), BUTTON), letters=letters)[0]) == f"{step}.pick:us"


def test_a_press_is_answered_first_and_waits_for_nobody() -> None:
    turn = take(lambda *_: (Say(rich("a")), Toast("old"), Toast("button")), Case(), Said(""), NOW)
    first, second = calls(turn, Incoming(7, 7, private=True, press=Press("99", 3)))
    answer = json.dumps({"callback_query_id": "99", "text": "old button"})
    assert first == Outgoing(7, "answerCallbackQuery", answer, quick=True)
    assert not second.quick


def test_a_press_without_a_toast_is_answered_all_the_same() -> None:
    assert made(press=3) == [("answerCallbackQuery", {"callback_query_id": "99"})]


def test_a_toast_is_at_most_as_long_as_telegram_shows() -> None:
    ((_, params),) = made(Toast("x" * 300), press=3)
    assert len(params["text"]) == 200


def test_a_toast_without_a_press_is_a_message() -> None:
    assert made(Toast("old"))[0][1]["text"] == "old"


@pytest.mark.parametrize(
    ("effects", "press", "methods"),
    [
        ((Say(rich("a"), menu=True),), 3, ["editMessageText"]),
        ((Say(rich("a"), menu=True),), None, ["sendMessage"]),  # no press: nothing to edit
        ((Say(rich("a"), menu=True),), 0, ["editMessageText"]),
        ((Say(rich("a")), Say(rich("b"), menu=True)), 3, ["sendMessage", "editMessageText"]),
        ((Say(rich("a"), menu=True), Say(rich("b"), menu=True)), 3, ["editMessageText", "sendMessage"]),
        ((Say(rich("word " * 1000), menu=True),), 3, ["editMessageText", "sendMessage"]),  # too long for one
        ((Keep(1, (ENTRY,)), Say(rich("a"))), 3, ["sendMessage", "editMessageReplyMarkup"]),  # its buttons are stale
        ((Keep(1, (ENTRY,)), Say(rich("a"), menu=True)), 3, ["editMessageText"]),
        ((Say(rich("a")),), 3, ["sendMessage"]),  # nothing kept: the buttons still count
        ((Say(rich(" \n ")),), None, []),  # nothing to see
        ((Say(()),), None, []),
    ],
)
def test_menus_are_edits_and_events_are_messages(
    effects: tuple[Effect, ...], press: int | None, methods: list[str]
) -> None:
    assert [method for method, _ in made(*effects, press=press) if method != "answerCallbackQuery"] == methods


def test_an_action_too_long_for_a_button_is_our_mistake_and_named() -> None:
    with pytest.raises(ValueError, match="shorter id"):
        made(Say(rich("a"), ((Choice("A", "x" * 64),),)))
