"""Text: what Telegram refuses, and what becomes of what it takes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.botapi.calls import refusal, result
from tests.botapi.client import Telegram
from tests.botapi.entities import settle
from tests.botapi.people import User
from tests.botapi.text import as_a_client_sends, piece, utf16


def styled(offset: int, length: int, kind: str = "bold") -> dict[str, Any]:
    return {"entities": [{"type": kind, "offset": offset, "length": length}]}


def button(**about: Any) -> dict[str, Any]:
    return {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "b", **about}]]}}


def html(text: str) -> dict[str, Any]:
    return {"text": text, "parse_mode": "HTML"}


BEYOND = "entity begins after the end of the text at UTF-16 offset 100"
LONGER = "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100"
HALVED = "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol"
UNREADABLE = "can't parse entities: "
MISMATCH = UNREADABLE + 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'
NO_TEXT = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
NO_URL = "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL"
NO_ROWS = 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),  # space alone is nothing
        ({"text": "\u200b\u2060"}, "text must be non-empty"),  # nor is what cannot be seen
        (html("<b> </b>"), "text must be non-empty"),  # in bold too
        ({"text": "x" * 32769}, "text is too long"),  # bytes, before anything is parsed
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),  # two UTF-16 units each
        (html("<b>open"), UNREADABLE + 'Can\'t find end tag corresponding to start tag "b"'),
        (html("a < b"), UNREADABLE + 'Unsupported start tag "" at byte offset 2'),  # what escaping is for
        (html("<p>x</p>"), UNREADABLE + 'Unsupported start tag "p" at byte offset 0'),  # HTML, but not Telegram's
        (html("<b>x</i>"), MISMATCH),
        (html("x</b>"), UNREADABLE + "Unexpected end tag at byte offset 1"),
        ({"text": "x", "parse_mode": "RTF"}, "unsupported parse_mode"),
        ({"text": "hello", **styled(100, 1)}, BEYOND),
        ({"text": "hello", **styled(0, 100)}, LONGER),
        ({"text": "hello", **styled(-1, 1)}, "receive an entity with incorrect offset -1"),
        ({"text": "😀", **styled(0, 1)}, HALVED),  # offsets that count characters
        ({"text": "hello", **styled(0, 1, "loud")}, "can't parse MessageEntity: Unsupported type specified"),
        (button(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (button(callback_data="é" * 33), "BUTTON_DATA_INVALID"),  # 64 bytes, not characters
        (button(), NO_TEXT),  # a button that does nothing
        (button(url="nowhere"), NO_URL),
        ({"text": "x", "reply_markup": {"inline_keyboard": [{"text": "b", "callback_data": "b"}]}}, NO_ROWS),
        ({"text": "x", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        ({"text": "x", "message_thread_id": 999}, "message thread not found"),
    ],
)
def test_what_telegram_refuses_to_send(unchecked_telegram: Telegram, parameters: dict[str, Any], why: str) -> None:
    ada = unchecked_telegram.user("Ada")
    assert refusal(unchecked_telegram, "sendMessage", chat_id=ada.id, **parameters) == f"Bad Request: {why}"
    assert unchecked_telegram.sends(ada) == 0


@pytest.mark.parametrize(
    ("parameters", "text", "entities"),
    [
        ({"text": "x" * 4096}, "x" * 4096, []),
        ({"text": "  \n hi \n"}, "hi", []),  # trimmed
        ({"text": "a\r\nb\tc"}, "a\nb c", []),  # carriage returns go, tabs become spaces
        ({"text": "a\r\nb", **styled(3, 1)}, "a\nb", [("bold", 2, 1)]),  # and what stood behind moves
        ({"text": " hi", **styled(1, 2)}, "hi", [("bold", 0, 2)]),
        ({"text": "  hi", **styled(0, 4)}, "hi", [("bold", 0, 2)]),  # an entity begins with something visible
        ({"text": "a\u2028b\u202ec"}, "abc", []),  # line separators and changes of direction go
        ({"text": "hi  ", **styled(0, 4)}, "hi", [("bold", 0, 2)]),
        (html("😀 <b>é</b> &lt;&#233;&amp;"), "😀 é <é&", [("bold", 3, 1)]),
        (html("<b>" + "x" * 4096 + "</b>"), "x" * 4096, [("bold", 0, 4096)]),  # the limit holds after parsing
        (html("<i>a <b>b</b></i>"), "a b", [("italic", 0, 3), ("bold", 2, 1)]),
        (html("<blockquote expandable>why</blockquote>"), "why", [("expandable_blockquote", 0, 3)]),
        (html('<pre><code class="language-sql">SELECT</code></pre>'), "SELECT", [("pre", 0, 6)]),
        ({"text": "ask /privacy"}, "ask /privacy", [("bot_command", 4, 8)]),  # what Telegram finds by itself
        ({"text": "see https://example.org/a."}, "see https://example.org/a.", [("url", 4, 21)]),
        ({"text": "either/or, 1/2"}, "either/or, 1/2", []),  # no commands
        ({"text": "p99 0.5 s, e.g. v1.2"}, "p99 0.5 s, e.g. v1.2", []),  # no links
    ],
)
def test_what_a_sent_text_becomes(
    unchecked_telegram: Telegram, parameters: dict[str, Any], text: str, entities: list[tuple[str, int, int]]
) -> None:
    ada = unchecked_telegram.user("Ada")
    message = result(unchecked_telegram, "sendMessage", chat_id=ada.id, **parameters)
    assert message["text"] == text
    kept = [(e["type"], e["offset"], e["length"]) for e in message.get("entities", [])]
    assert kept == entities
    assert ("pre", 0, 6) not in kept or message["entities"][0]["language"] == "sql"


def test_a_quote_must_stand_in_the_message_replied_to(telegram: Telegram, ada: User) -> None:
    said = ada.say("We cut p99 from 920 to 240 ms. It took six weeks.")
    reply = {"message_id": said.id, "quote": "It took six weeks."}
    sent = result(telegram, "sendMessage", chat_id=ada.id, text="How?", reply_parameters=reply)
    assert sent["quote"] == {"text": "It took six weeks.", "position": 31, "is_manual": True}
    assert sent["reply_to_message"]["message_id"] == said.id
    reply["quote"] = "It took seven weeks."
    why = refusal(telegram, "sendMessage", chat_id=ada.id, text="How?", reply_parameters=reply)
    assert why == "Bad Request: QUOTE_TEXT_INVALID"


def test_an_edit_that_changes_nothing_is_refused(telegram: Telegram, ada: User) -> None:
    bold, keyboard = styled(0, 2)["entities"], button(callback_data="b")["reply_markup"]
    sent = result(telegram, "sendMessage", chat_id=ada.id, text="hi", entities=bold, reply_markup=keyboard)
    same = {"chat_id": ada.id, "message_id": sent["message_id"]}
    edit = {**same, "text": "hi ", "entities": bold, "reply_markup": keyboard}
    assert refusal(telegram, "editMessageText", **edit).startswith("Bad Request: message is not modified")
    assert refusal(telegram, "editMessageReplyMarkup", **same, reply_markup=keyboard).startswith(
        "Bad Request: message is not"
    )
    edited = result(telegram, "editMessageText", **same, text="hi")
    assert edited["edit_date"] >= edited["date"]
    assert "reply_markup" not in edited
    assert "entities" not in edited
    assert telegram.messages(ada)[-1].edited


def test_what_cannot_be_edited_or_deleted(telegram: Telegram, ada: User) -> None:
    theirs = ada.say("mine")
    edit = {"chat_id": ada.id, "text": "x"}
    assert refusal(telegram, "editMessageText", **edit, message_id=999) == "Bad Request: message to edit not found"
    assert refusal(telegram, "editMessageText", **edit, message_id=theirs.id) == "Bad Request: message can't be edited"
    assert (
        refusal(telegram, "deleteMessage", chat_id=ada.id, message_id=999) == "Bad Request: message to delete not found"
    )
    assert result(telegram, "deleteMessage", chat_id=ada.id, message_id=theirs.id)
    assert telegram.messages(ada) == ()


def test_a_press_is_answered_once_and_in_time(telegram: Telegram, ada: User) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    result(telegram, "sendMessage", chat_id=ada.id, text="?", reply_markup=keyboard)
    press = ada.press("Yes")
    assert ada.toast(press) is None
    assert result(telegram, "answerCallbackQuery", callback_query_id=press.id, text="Noted")
    assert ada.toast(press) == "Noted"
    assert "query is too old" in refusal(telegram, "answerCallbackQuery", callback_query_id=press.id)
    late = ada.press("y")
    telegram.pass_time(151)
    assert "query ID is invalid" in refusal(telegram, "answerCallbackQuery", callback_query_id=late.id)
    assert "query is too old" in refusal(telegram, "answerCallbackQuery", callback_query_id="12")
    with pytest.raises(LookupError):
        ada.press("No")


@given(st.text(alphabet=" \n\r\t\u2028aé😀", max_size=40), st.data())
def test_what_is_kept_always_fits_its_text(text: str, data: st.DataObject) -> None:
    """Entities that fit the text before it is cleaned fit it afterwards, and it is clean."""
    units = text.encode("utf-16-le")
    whole = [n for n in range(len(units) // 2 + 1) if n * 2 == len(units) or not 0xDC <= units[n * 2 + 1] <= 0xDF]
    start, end = sorted((data.draw(st.sampled_from(whole)), data.draw(st.sampled_from(whole))))
    kept, entities = settle(text, [{"type": "bold", "offset": start, "length": end - start}])
    assert kept == kept.strip(" \n")
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= utf16(kept)
        assert piece(kept, entity["offset"], entity["length"]).encode()  # no pair is cut
        assert piece(kept, entity["offset"], 1) not in (" ", "\n")


@given(st.text(alphabet="a. \n😀", min_size=1, max_size=60), st.integers(1, 200))
def test_a_client_never_cuts_a_pair_and_never_loses_a_word(text: str, times: int) -> None:
    parts = as_a_client_sends(text * times)
    assert all(0 < utf16(part) <= 4096 for part in parts)
    assert "".join("".join(parts).split()) == "".join((text * times).split())
