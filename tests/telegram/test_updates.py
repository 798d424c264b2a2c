"""Reading updates: who did what where."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.updates import NOBODY, SERVED, Incoming, Press, arrival, read
from bot.terminal.chat import LOCAL
from dialogs.events import Commanded, Edited, Event, Pressed, Said, Sent

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ADA = {"id": 7, "is_bot": False, "first_name": "Ada", "language_code": "it"}
PRIVATE = {"id": 7, "type": "private"}
GROUP = {"id": -5, "type": "supergroup"}


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 1, "date": 1, "chat": PRIVATE, "from": ADA, **content}


def pressed(data: str, chat: dict[str, Any] = PRIVATE, by: dict[str, Any] = ADA, date: int = 1) -> dict[str, Any]:
    stands_under = {"message_id": 3, "date": date, "chat": chat}
    return {"callback_query": {"id": "99", "from": by, "message": stands_under, "data": data}}


@pytest.mark.parametrize(
    ("update", "event"),
    [
        ({"message": message(text="hello")}, Said("hello")),
        ({"message": message(text="hi", forward_origin={"type": "user"})}, Said("hi", forwarded=True)),
        ({"message": message(text="/start", forward_origin={})}, Said("/start", forwarded=True)),  # not their command
        ({"message": message(text="/start")}, Commanded("start")),
        ({"message": message(text="/Start@anchor_bot deep-link")}, Commanded("start", "deep-link")),
        ({"message": message(text="/edit\noutcome\nnow")}, Commanded("edit", "outcome\nnow")),
        ({"message": message(text="/api/v1 was slow")}, Said("/api/v1 was slow")),  # a path is no command
        ({"message": message(text="/")}, Said("/")),
        ({"message": message(text="half \ud83d of an emoji")}, Said("half \ufffd of an emoji")),
        ({"edited_message": message(text="hello!")}, Edited("hello!")),
        ({"edited_message": message(location={})}, None),  # a live location that moves
        ({"message": message(photo=[{}], caption="look")}, Sent("photo")),
        ({"message": message(animation={}, document={})}, Sent("animation")),
        ({"message": message(voice={})}, Sent("voice")),
        ({"message": message(venue={}, location={})}, Sent("venue")),
        ({"message": message(pinned_message={})}, None),  # a service message
        ({"message": message(text="beep", **{"from": {**ADA, "is_bot": True}})}, None),
        (pressed("1.12.pick:us"), Pressed("pick:us", 1, 12)),
        (pressed("1.12."), Pressed("", 0, 0)),
        (pressed("1.12.a b"), Pressed("", 0, 0)),
        (pressed("1.194605200000000.a"), Pressed("a", 1, 194605200000000)),
        (pressed("1.9999999999999999999.a"), Pressed("", 0, 0)),  # later than any entry
        (pressed("1.12.a", by={**ADA, "id": 8}), Pressed("", 0, 0)),  # somebody else's button
        ({"callback_query": {"id": "99", "from": ADA, "inline_message_id": "x", "data": "1.1.a"}}, Pressed("", 0, 0)),
        (
            {"callback_query": {"id": "99", "from": ADA, "message": message(), "game_short_name": "x"}},
            Pressed("", 0, 0),
        ),
        ({"my_chat_member": {"chat": PRIVATE, "from": ADA, "new_chat_member": {"status": "kicked"}}}, None),
        ({"inline_query": {"id": "1", "from": ADA}}, None),
        ({"channel_post": {"chat": {"id": -9, "type": "channel"}, "text": "news"}}, None),
        ({"message": message(chat=GROUP, text="hello all")}, None),
        ({}, None),
    ],
)
def test_what_a_person_did(update: dict[str, Any], event: Event | None) -> None:
    assert read({"update_id": 1, **update}).event == event


def test_a_press_names_its_question_and_the_message_it_stands_under() -> None:
    assert read(pressed("1.1.a")).press == Press("99", 3)
    assert read(pressed("1.1.a", date=0)).press == Press("99", None)  # out of reach: nothing to edit


def test_the_profile_is_known_in_private() -> None:
    found = read({"message": message(text="hello")})
    assert (found.chat, found.person, found.private, found.name, found.language) == (7, 7, True, "Ada", "it")


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("/help@anchor_bot", True),
        ("/help@Anchor_Bot please", True),
        ("/help", False),  # may be meant for any bot
        ("/help@other_bot", False),
        ("@anchor_bot help", False),
    ],
)
def test_in_a_group_a_command_by_name_calls_the_bot(text: str, called: bool) -> None:
    found = read({"message": message(chat=GROUP, text=text)}, "anchor_bot")
    assert found == Incoming(-5, NOBODY, private=False, called=called)


def test_what_a_group_says_is_not_kept() -> None:
    update = {"update_id": 4, "message": message(chat=GROUP, text="/help@anchor_bot a secret", caption="a secret")}
    kept = arrival(update, NOW)
    assert "secret" not in kept.body
    assert "Ada" not in kept.body
    assert (kept.chat, kept.person) == (-5, NOBODY)
    assert read(json.loads(kept.body), "anchor_bot").called


def test_nothing_of_a_group_belongs_to_the_terminal_or_to_anybody_else() -> None:
    strangers: tuple[dict[str, Any], ...] = ({"message": {"chat": PRIVATE, "text": "a"}}, {"poll": {}}, {})
    for update in ({"message": message(chat=GROUP)}, *strangers):
        found = read({"update_id": 1, **update})
        assert found.person not in (LOCAL, ADA["id"])
        assert found.person < 0
        assert found.event is None


@pytest.mark.parametrize(
    ("where", "topic"),
    [
        ({"message_thread_id": 12, "is_topic_message": True}, 12),
        ({"message_thread_id": 1, "is_topic_message": True}, None),  # General cannot be named
        ({"message_thread_id": 12}, None),  # in a plain group it counts replies
        ({}, None),
    ],
)
def test_a_call_in_a_topic_is_known_to_come_from_there_also_once_kept(where: dict[str, Any], topic: int | None) -> None:
    update = {"update_id": 4, "message": message(chat=GROUP, text="/help@anchor_bot", **where)}
    assert read(update, "anchor_bot").topic == topic
    assert read(json.loads(arrival(update, NOW).body), "anchor_bot").topic == topic


def test_a_private_update_is_kept_whole() -> None:
    update = {"update_id": 4, "message": message(text="hello", something_new={"a": [1]})}
    assert json.loads(arrival(update, NOW).body) == update


def test_a_press_has_a_key_of_its_own() -> None:
    assert arrival({"update_id": 4, **pressed("1.1.a")}, NOW).press == "99"
    assert arrival({"update_id": 5, "message": message(text="a")}, NOW).press is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["id", "text", "chat", "from", "message", "type", "data", "date", "message_id"]), inner
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*SERVED, "update_id", "poll"]), JSON))
def test_no_update_whatsoever_is_too_odd_to_keep_and_read(update: dict[str, Any]) -> None:
    kept = arrival(update, NOW)
    read(json.loads(kept.body), "anchor_bot")
