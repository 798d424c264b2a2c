"""People and chats: what they send, and where the bot may write."""

from __future__ import annotations

from telegram import Update

from tests.botapi.calls import call, refusal, result
from tests.botapi.client import Telegram
from tests.botapi.people import User
from tests.botapi.text import as_a_client_sends, utf16


def test_why_the_bot_may_not_write(telegram: Telegram) -> None:
    def why(chat: int) -> str:
        return refusal(telegram, "sendMessage", chat_id=chat, text="x")

    ada, shy, gone = telegram.user("Ada"), telegram.user("Shy", started=False), telegram.user("Gone")
    assert why(404) == "Bad Request: chat not found"
    assert why(shy.id) == "Forbidden: bot can't initiate conversation with a user"
    shy.command("start")
    assert result(telegram, "sendMessage", chat_id=shy.id, text="welcome")
    ada.block_bot()
    assert why(ada.id) == "Forbidden: bot was blocked by the user"
    ada.unblock_bot()
    assert result(telegram, "sendMessage", chat_id=ada.id, text="back")
    gone.delete_account()
    assert why(gone.id) == "Forbidden: user is deactivated"
    group = telegram.chat("Cohort", ada, kind="group")
    bigger = group.migrate()
    _, body = call(telegram, "sendMessage", chat_id=group.id, text="x")
    assert body["parameters"] == {"migrate_to_chat_id": bigger.id}
    bigger.set_bot("kicked")
    assert why(bigger.id) == "Forbidden: bot was kicked from the supergroup chat"


def test_in_a_group_the_bot_hears_commands_and_replies_only(telegram: Telegram, ada: User) -> None:
    forum = telegram.chat("Cohort", ada, forum=True)
    topic = forum.topic("Week 1")
    sent = result(telegram, "sendMessage", chat_id=forum.id, text="prompt", message_thread_id=topic)
    assert sent["is_topic_message"] is True
    assert ada.say("chatter", forum).update_id is None
    assert ada.say("/critique", forum, thread=topic).update_id
    assert ada.say("/critique@another_bot", forum).update_id is None
    assert ada.say("answer", forum, reply_to=sent["message_id"]).update_id
    telegram.privacy(on=False)
    assert ada.say("chatter", forum).update_id
    forum.close_topic(topic)
    assert (
        refusal(telegram, "sendMessage", chat_id=forum.id, text="x", message_thread_id=topic)
        == "Bad Request: TOPIC_CLOSED"
    )


def test_a_long_text_leaves_a_phone_as_several_messages() -> None:
    paragraphs = "\n\n".join("word " * 200 for _ in range(9))
    parts = as_a_client_sends(paragraphs)
    assert all(utf16(part) <= 4096 for part in parts)
    assert " ".join(" ".join(parts).split()) == " ".join(paragraphs.split())
    assert as_a_client_sends("😀" * 2049) == ("😀" * 2048, "😀")
    assert as_a_client_sends("x" * 4095 + "😀") == ("x" * 4095, "😀")  # no pair is cut
    assert as_a_client_sends("  short \n") == ("short",)


def test_what_people_send_has_telegrams_shape(telegram: Telegram, ada: User) -> None:
    ada.command("start", "cohort_7")
    ada.say("x" * 5000)
    ada.send_photo(caption="my board")
    ada.send_document("letter.pdf", b"%PDF-")
    ada.send_sticker()
    ada.send_voice()
    ada.send_location()
    ada.forward("Dear team, …", origin="A recruiter")
    mine = ada.say("first")
    ada.edit(mine, "second")
    updates = [Update.de_json(raw, None) for raw in result(telegram, "getUpdates")]
    messages = [update.message for update in updates if update.message]
    assert messages[0].parse_entities() == {messages[0].entities[0]: "/start"}
    assert [len(m.text or "") for m in messages[1:3]] == [4096, 904]
    assert messages[3].photo[-1].width == 1280
    assert messages[4].document
    assert messages[4].document.file_name == "letter.pdf"
    assert messages[5].sticker
    assert messages[6].voice
    assert messages[7].location
    assert messages[8].forward_origin
    edited = updates[-1].edited_message
    assert edited
    assert (edited.text, edited.message_id) == ("second", mine.id)
    assert edited.edit_date
