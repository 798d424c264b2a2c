"""The whole Telegram side, with a small engine: stock Application, real HTTP, real store."""

from __future__ import annotations

import asyncio
import time
from datetime import datetime
from pathlib import Path

import pytest

from bot.store.errors import StoreUnavailable
from bot.telegram import health
from dialogs.answers import Kind, revision
from dialogs.effects import Effect
from dialogs.events import Event
from dialogs.interview import Case
from tests.botapi.client import Telegram
from tests.botapi.people import User
from tests.telegram.harness import BOOK, echo, serving, setup_for


async def test_a_text_is_kept_and_answered(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    async with serving(telegram, tmp_path) as coach:
        reply = await ada.aask("hello")
        assert reply.last.text == "1. hello"
        assert reply.last.entities == (("blockquote", "hello"),)
        (letter,) = (await coach.store.snapshot(ada.id)).letters
        step = f"1.{revision(letter.log)}"
        assert [b.data for b in reply.last.buttons] == [f"{step}.menu", f"{step}.keep"]
        assert [(entry.kind, entry.text) for entry in letter.log] == [(Kind.SAID, "hello")]


async def test_a_menu_is_an_edit_and_every_press_is_answered(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    async with serving(telegram, tmp_path):
        first = (await ada.aask("hello")).last
        reply = await ada.atap("Menu", first)
        assert [message.id for message in reply.edits] == [first.id]
        assert not reply.new
        assert reply.last.text == "The menu."
        assert len(telegram.history("answerCallbackQuery")) == 1


async def test_a_press_that_kept_something_takes_its_buttons_away(
    telegram: Telegram, ada: User, tmp_path: Path
) -> None:
    async with serving(telegram, tmp_path):
        first = (await ada.aask("hello")).last
        reply = await ada.atap("Keep", first)
        assert reply.new[0].text == "2. kept"
        standing = next(message for message in telegram.messages(ada) if message.id == first.id)
        assert not standing.buttons


@pytest.mark.parametrize(
    ("data", "toast"),
    [
        ("1.{before}.menu", "An old button."),  # made before the last answer
        ("1.7.menu", "An old button."),  # made for a step that never was
        ("9.{now}.menu", "An old button."),  # another letter
        ("1.{now}.drop", "No drop."),  # an action that this step does not have
        ("nonsense", "An old button."),  # not ours
        ("1.{now}." + "x" * 41, "An old button."),  # too long an action
        ("١.٢.menu", "An old button."),  # digits of another script
        ("-1.{now}.menu", "An old button."),
    ],
)
async def test_a_foreign_or_stale_press_changes_nothing_and_says_so(
    telegram: Telegram, ada: User, tmp_path: Path, data: str, toast: str
) -> None:
    async with serving(telegram, tmp_path) as coach:
        first = (await ada.aask("one")).last
        last = (await ada.aask("two")).last
        before = await coach.store.snapshot(ada.id)
        mark = telegram.mark()
        steps = {name: message.buttons[0].data.split(".")[1] for name, message in (("before", first), ("now", last))}
        ada.forge(data.format(**steps), last)
        reply = await telegram.areply(ada, since=mark)
        assert reply.toasts == (toast,)
        assert not reply.messages
        assert await coach.store.snapshot(ada.id) == before


async def test_one_press_under_two_update_ids_has_one_effect(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    async with serving(telegram, tmp_path) as coach:
        first = (await ada.aask("hello")).last
        pressed = ada.press("Keep", first)
        await ada.areply("2. kept")
        assert pressed.update_id
        telegram.repeat(pressed.update_id)
        await asyncio.to_thread(telegram.wait_confirmed)
        (letter,) = (await coach.store.snapshot(ada.id)).letters
        assert len(letter.log) == 2


async def test_a_turn_that_fails_is_apologised_for_and_the_next_one_works(
    telegram: Telegram, ada: User, tmp_path: Path
) -> None:
    async with serving(telegram, tmp_path) as coach:
        assert (await ada.aask("boom SECRET")).text == BOOK["en"].apology
        assert (await ada.aask("hello")).last.text == "1. hello"
        assert await coach.store.waiting() == (0, 0)


async def test_what_is_no_text_is_named_and_nothing_is_kept(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    async with serving(telegram, tmp_path) as coach:
        ada.send_photo()
        assert (await ada.areply("a photo")).text == "a photo"
        ada.send_sticker()
        assert (await ada.areply("a sticker")).text == "a sticker"
        said = ada.say("helo")
        await ada.areply("1. helo")
        ada.edit(said, "hello")
        assert (await ada.areply("changed")).text == "changed to hello"
        (letter,) = (await coach.store.snapshot(ada.id)).letters
        assert len(letter.log) == 1


async def test_in_a_group_only_a_call_by_name_is_answered(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    group = telegram.chat("Cohort", ada)
    telegram.privacy(on=False)
    async with serving(telegram, tmp_path) as coach:
        ada.say("what a secret", group)
        ada.say("/help", group)
        ada.say("/help@some_other_bot", group)
        await asyncio.to_thread(telegram.wait_confirmed)
        name = telegram.history("getMe")[0].response["result"]["username"]
        ada.say(f"/help@{name} my secret", group)
        assert (await telegram.areply(group)).text == BOOK["en"].private_only
        assert telegram.sends(group) == 1
        assert not (await coach.store.snapshot(ada.id)).letters


async def test_a_call_in_a_topic_is_answered_there(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    forum = telegram.chat("Cohort", ada, forum=True)
    forum.topic("General")  # whose number is 1 in every forum
    topic = forum.topic("Week 1")
    async with serving(telegram, tmp_path):
        name = (await ada.aask("hello")) and telegram.history("getMe")[0].response["result"]["username"]
        ada.say(f"/help@{name}", forum, thread=topic)
        await telegram.areply(forum)
        (call,) = telegram.history("sendMessage", forum)
        assert int(call.parameters["message_thread_id"]) == topic


async def test_a_group_that_calls_again_and_again_is_told_once(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    group, other = telegram.chat("Cohort", ada), telegram.chat("Another", ada)
    async with serving(telegram, tmp_path) as coach:
        name = (await ada.aask("hello")) and telegram.history("getMe")[0].response["result"]["username"]
        for _ in range(10):
            ada.say(f"/help@{name}", group)
        ada.say(f"/help@{name}", other)
        await telegram.areply(other)
        await ada.aask("again")
        assert (telegram.sends(group), telegram.sends(other)) == (1, 1)
        assert await coach.store.waiting() == (0, 0)


async def test_after_an_outage_of_the_database_a_quiet_bot_is_well_again(
    telegram: Telegram, ada: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signs = tmp_path / "coach.alive"
    monkeypatch.setattr(health, "EVERY", 0.05)
    monkeypatch.setattr(health.beat, "__defaults__", (0.05,))
    async with serving(telegram, tmp_path, setup=setup_for(telegram, health_file=signs)) as coach:
        await ada.aask("hello")
        with monkeypatch.context() as patched:

            async def locked(*_: object, **__: object) -> None:
                raise StoreUnavailable("The database is locked.")

            patched.setattr(coach.store, "ready", locked)
            patched.setattr(coach.store, "take_turn", locked)
            await asyncio.sleep(1.3)
            assert "database" in health.trouble(signs)
        await asyncio.sleep(2.5)
        assert health.trouble(signs) == ""


@pytest.mark.parametrize("part", ["worker.Worker", "sender.Sender"])
async def test_a_part_that_dies_ends_the_run_with_code_1_so_that_it_is_started_again(
    telegram: Telegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, part: str
) -> None:
    async def dies(self: object) -> None:
        await asyncio.sleep(0.2)
        raise RuntimeError("SECRET")

    monkeypatch.setattr(f"bot.telegram.{part}.run", dies)
    async with serving(telegram, tmp_path) as coach:
        assert await coach.over() == 1
        (sentence,) = coach.heard
        assert "failed" in sentence
        assert "RuntimeError at test_run.py" in caplog.text
        assert "SECRET" not in caplog.text


async def test_forget_says_goodbye_and_leaves_nothing(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    async with serving(telegram, tmp_path) as coach:
        await ada.aask("hello")
        assert (await ada.aask("/forget")).last.text == "Forgotten."
        assert not (await coach.store.snapshot(ada.id)).letters


async def test_twenty_quick_messages_are_kept_in_order(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    async with serving(telegram, tmp_path) as coach:
        for number in range(20):
            ada.say(f"line {number}")
        reply = await telegram.areply(ada, count=20)
        assert [message.text for message in reply.new] == [f"{n + 1}. line {n}" for n in range(20)]
        (letter,) = (await coach.store.snapshot(ada.id)).letters
        assert [entry.text for entry in letter.log] == [f"line {n}" for n in range(20)]


async def test_the_commands_are_set_for_each_language_in_private_chats_only(
    telegram: Telegram, ada: User, tmp_path: Path
) -> None:
    async with serving(telegram, tmp_path):
        await ada.aask("hello")
        assert telegram.commands("all_private_chats") == ("start", "help")
        assert telegram.commands("all_private_chats", "it") == ("start", "help")
        assert telegram.commands("default") == ()


async def test_a_refused_token_ends_with_one_sentence_and_code_2(telegram: Telegram, tmp_path: Path) -> None:
    async with serving(telegram, tmp_path, setup=setup_for(telegram, token="1:wrong")) as coach:
        assert await coach.over() == 2
        (sentence,) = coach.heard
        assert "TELEGRAM_BOT_TOKEN" in sentence
        assert "1:wrong" not in sentence


async def test_a_token_revoked_while_serving_ends_with_code_2(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    async with serving(telegram, tmp_path) as coach:
        await ada.aask("hello")
        telegram.control("fault", method="*", kind="refuse", status=401, times=0)
        ada.say("wake the poll")
        assert await coach.over() == 2


@pytest.mark.parametrize("method", ["getUpdates", "sendMessage", "getMe", "deleteWebhook"])
@pytest.mark.parametrize("status", [401, 404])
async def test_one_answer_of_a_proxy_that_looks_like_a_wrong_token_ends_nothing(
    telegram: Telegram, ada: User, tmp_path: Path, method: str, status: int
) -> None:
    telegram.control("fault", method=method, kind="refuse", status=status)
    async with serving(telegram, tmp_path) as coach:
        assert (await ada.aask("hello")).last.text == "1. hello"
        assert not coach.task.done()


async def test_two_coaches_on_one_token_the_newcomer_leaves(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    async with serving(telegram, tmp_path) as coach:
        await ada.aask("hello")
        telegram.control("fault", method="getUpdates", kind="refuse", status=409, times=0)
        ada.say("wake the poll")
        assert await coach.over() == 1
        (sentence,) = coach.heard
        assert "Another coach" in sentence


async def test_of_two_real_coaches_the_patient_one_serves_on(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "second").mkdir()
    first = setup_for(telegram, conflict_patience=60.0, poll=2)
    second = setup_for(telegram, conflict_patience=1.0, poll=2)
    async with serving(telegram, tmp_path / "first", setup=first) as older:
        await ada.aask("hello")
        async with serving(telegram, tmp_path / "second", setup=second) as newer:
            assert await newer.over(20) == 1
        assert not older.task.done()
        assert (await ada.aask("still there?", timeout=20)).new


async def test_while_the_database_fails_nothing_is_acknowledged_and_then_everything_is_answered(
    telegram: Telegram, ada: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(telegram, tmp_path) as coach:
        await ada.aask("one")
        with monkeypatch.context() as patched:

            async def full(*_: object, **__: object) -> None:
                raise StoreUnavailable("The disk is full.")

            for method in ("receive", "take_turn", "ready", "settle"):
                patched.setattr(coach.store, method, full)
            ada.say("two")
            ada.say("three")
            await asyncio.sleep(1.5)
            assert telegram.pending(ada.id) == 2, "an update was acknowledged that is kept nowhere"
        reply = await telegram.areply(ada, until="3. three")
        assert [message.text for message in reply.new] == ["1. one", "2. two", "3. three"]


async def test_updates_that_come_twice_and_ids_that_restart_change_nothing(
    telegram: Telegram, ada: User, tmp_path: Path
) -> None:
    async with serving(telegram, tmp_path) as coach:
        said = [ada.say(f"line {number}") for number in range(5)]
        await ada.areply("5. line 4")
        for message in said:
            assert message.update_id
            telegram.redeliver(message.update_id)
        telegram.restart_ids(1000)
        assert (await ada.aask("after a week")).last.text == "6. after a week"
        (letter,) = (await coach.store.snapshot(ada.id)).letters
        assert len(letter.log) == 6


async def test_without_a_network_it_keeps_trying_says_so_once_and_then_serves(
    telegram: Telegram, ada: User, tmp_path: Path
) -> None:
    telegram.control("fault", method="getMe", kind="lose_request", hang=False, times=1)
    async with serving(telegram, tmp_path) as coach:
        assert (await ada.aask("hello")).last.text == "1. hello"
        (sentence,) = coach.heard
        assert "keep trying" in sentence


async def test_the_end_comes_soon_though_the_network_is_away(telegram: Telegram, tmp_path: Path) -> None:
    async with serving(telegram, tmp_path, setup=setup_for(telegram, api_url="http://127.0.0.1:9")) as coach:
        await asyncio.sleep(0.3)
        begun = time.monotonic()
        coach.ending.end(0)
        assert await coach.over() == 0
        assert time.monotonic() - begun < 2


async def test_the_end_comes_within_eight_seconds_though_no_call_is_ever_answered(
    telegram: Telegram, ada: User, tmp_path: Path
) -> None:
    async with serving(telegram, tmp_path) as coach:
        await ada.aask("first")
        telegram.lose_request("sendMessage", times=0)
        ada.say("second")
        await asyncio.to_thread(telegram.wait_confirmed)
        telegram.lose_request("*", times=0)
        await asyncio.sleep(0.3)
        begun = time.monotonic()
        coach.ending.end(0)
        assert await coach.over() == 0
        assert time.monotonic() - begun < 8
        assert (await coach.store.waiting())[1] == 1, "the reply is not kept for the next start"


async def test_the_end_drains_what_has_come(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    async with serving(telegram, tmp_path) as coach:
        await ada.aask("first")
        mark = telegram.mark()
        for number in range(10):
            ada.say(f"line {number}")
        await asyncio.to_thread(telegram.wait_confirmed)
        begun = time.monotonic()
        coach.ending.end(0)
        assert await coach.over() == 0
        assert time.monotonic() - begun < 8
        assert await coach.store.waiting() == (0, 0)
        assert len([seen for seen in telegram.happenings(ada, since=mark) if seen.kind == "sent"]) == 10


async def test_the_end_comes_in_time_with_a_backlog_that_nobody_answers_and_thoughts_that_take_long(
    telegram: Telegram, tmp_path: Path
) -> None:
    def slow(case: Case, event: Event, now: datetime) -> tuple[Effect, ...]:
        time.sleep(0.3)
        return echo(case, event, now)

    people = [telegram.user(f"Person {n}") for n in range(12)]
    async with serving(telegram, tmp_path, step=slow) as coach:
        await people[0].aask("first")
        telegram.lose_request("sendMessage", times=0)
        for person in people:
            for n in range(5):
                person.say(f"line {n}")
        await asyncio.to_thread(telegram.wait_confirmed)
        telegram.lose_request("*", times=0)
        await asyncio.sleep(0.3)
        begun = time.monotonic()
        coach.ending.end(0)
        assert await coach.over() == 0
        assert time.monotonic() - begun < 6.8, "one budget for the whole end, and a second for the store after it"
