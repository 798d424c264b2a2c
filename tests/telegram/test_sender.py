"""The sender against a Bot API server in bad weather."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter

from bot.clock import SystemClock
from bot.store.contract import Arrival, Decision, Outgoing
from bot.store.opening import open_store
from bot.store.sqlite import SqliteStore
from bot.telegram import sender as sender_module
from bot.telegram.bell import Bell
from bot.telegram.health import Pulse
from bot.telegram.pace import Limits, Pace
from bot.telegram.requests import Line, caller
from bot.telegram.sender import Sender
from tests.botapi.client import Telegram
from tests.botapi.people import User
from tests.telegram.harness import AT_ONCE, KEY


def text(chat: int, words: str) -> Outgoing:
    return Outgoing(chat, "sendMessage", json.dumps({"chat_id": chat, "text": words}))


class LateClock:
    """The store's clock, which a test can put back by some seconds."""

    late = 0.0

    def now(self) -> datetime:
        """So many seconds ago."""
        return SystemClock().now() - timedelta(seconds=self.late)


Weather = Callable[[str], None]


class Out:
    """A sender at work, and a way to give it calls."""

    def __init__(self, store: SqliteStore, clock: LateClock, bell: Bell, telegram: Telegram) -> None:
        self.store = store
        self.clock = clock
        self.telegram = telegram
        self.revoked = False
        self.wall = LateClock()
        self._bell = bell
        self._ids = iter(range(1, 10_000))

    async def put(self, *calls: Outgoing, age: float = 0.0) -> None:
        """Put calls into the outbox, as a turn does; `age` seconds ago."""
        self.clock.late = age
        await self.store.receive(Arrival(next(self._ids), 1, 1, "{}", self.clock.now()))
        await self.store.take_turn(lambda _arrival, _snapshot: Decision(send=calls))
        self._bell.ring()

    async def empty(self, within: float = 10.0) -> float:
        """Seconds until the outbox was empty."""
        begun = time.monotonic()
        while (await self.store.waiting())[1]:
            assert time.monotonic() - begun < within, "the outbox does not empty"
            await asyncio.sleep(0.01)
        return time.monotonic() - begun

    def got(self, user: User) -> list[str]:
        """The texts a person got, in order, doubles included."""
        return [seen.text for seen in self.telegram.happenings(user) if seen.kind == "sent"]


@asynccontextmanager
async def sending(
    telegram: Telegram, folder: Path, limits: Limits = AT_ONCE, weather: Weather | None = None
) -> AsyncIterator[Out]:
    """A sender with short timeouts; `weather` may raise in the place of a call."""
    clock = LateClock()
    store = await open_store(folder / "coach.sqlite3", KEY, clock=clock)
    line = Line(connect_timeout=1, read_timeout=0.4, write_timeout=1)
    bot = Bot(telegram.token, telegram.base_url, telegram.base_file_url, line, Line())
    await bot.initialize()
    bell = Bell()
    out = Out(store, clock, bell, telegram)

    def revoked() -> None:
        out.revoked = True

    calling = caller(bot)

    async def call(method: str, params: dict[str, Any]) -> object:
        if weather:
            weather(method)
        return await calling(method, params)

    sender = Sender(store, call, out.wall, limits=limits, pulse=Pulse(), bell=bell, revoked=revoked)
    task = asyncio.create_task(sender.run())
    try:
        yield out
    finally:
        sender.halt()
        bell.ring()
        await asyncio.wait_for(task, 5)
        await bot.shutdown()
        await store.close()


async def test_calls_of_a_chat_go_in_order(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    async with sending(telegram, tmp_path) as out:
        await out.put(*(text(ada.id, f"{n}") for n in range(12)))
        await out.empty()
        assert out.got(ada) == [f"{n}" for n in range(12)]


async def test_a_chat_gets_one_message_in_its_time_and_others_do_not_wait(
    telegram: Telegram, ada: User, tmp_path: Path
) -> None:
    grace = telegram.user("Grace")
    async with sending(telegram, tmp_path, Limits(any=0.01, private=0.25, group=1)) as out:
        await out.put(*(text(ada.id, f"{n}") for n in range(4)), text(grace.id, "hello"))
        await out.empty()
        calls = telegram.history("sendMessage", ada)
        gaps = [later.at - earlier.at for earlier, later in pairwise(calls)]
        assert min(gaps) >= 0.25
        (to_grace,) = telegram.history("sendMessage", grace)
        assert to_grace.at < calls[1].at


async def test_never_more_than_so_many_at_all(telegram: Telegram, tmp_path: Path) -> None:
    people = [telegram.user(f"Person {n}") for n in range(12)]
    async with sending(telegram, tmp_path, Limits(any=0.05, private=1, group=1)) as out:
        await out.put(*(text(person.id, "hello") for person in people))
        await out.empty()
        at = [call.at for call in telegram.history("sendMessage")]
        assert all(later - earlier >= 0.049 for earlier, later in pairwise(at))


async def test_nothing_leaves_before_the_gate_opens_and_nothing_is_lost(telegram: Telegram, tmp_path: Path) -> None:
    people = [telegram.user(f"Person {n}") for n in range(6)]
    async with sending(telegram, tmp_path) as out:
        telegram.control("close_gate", seconds=1.2)
        await out.put(*(text(person.id, "hello") for person in people))
        await out.empty()
        refused, *rest = telegram.history("sendMessage")
        assert refused.status == 429
        assert all(call.ok for call in rest), "a call left while the gate was closed"
        assert rest[0].at - refused.at >= refused.response["parameters"]["retry_after"]
        assert [out.got(person) for person in people] == [["hello"]] * 6


async def test_an_answer_that_is_lost_brings_one_duplicate_and_the_next_message_goes(
    telegram: Telegram, ada: User, tmp_path: Path
) -> None:
    async with sending(telegram, tmp_path) as out:
        telegram.lose_answer("sendMessage")
        await out.put(text(ada.id, "one"), text(ada.id, "two"))
        await out.empty()
        assert out.got(ada) == ["one", "one", "two"]


async def test_a_request_that_is_lost_is_sent_once_more(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    async with sending(telegram, tmp_path) as out:
        telegram.lose_request("sendMessage", hang=False)
        await out.put(text(ada.id, "one"), text(ada.id, "two"))
        await out.empty()
        assert out.got(ada) == ["one", "two"]


async def test_two_uncertain_tries_are_the_last_but_the_next_message_goes(
    telegram: Telegram, ada: User, tmp_path: Path
) -> None:
    async with sending(telegram, tmp_path) as out:
        telegram.lose_request("sendMessage", times=2, hang=False)
        await out.put(text(ada.id, "one"), text(ada.id, "two"))
        await out.empty()
        assert out.got(ada) == ["two"]


async def test_an_outage_in_which_every_answer_fails_to_come_loses_nothing(
    telegram: Telegram, ada: User, tmp_path: Path
) -> None:
    async with sending(telegram, tmp_path) as out:
        telegram.lose_request("*", times=0, hang=False)
        await out.put(*(text(ada.id, f"{n}") for n in range(5)))
        await asyncio.sleep(1)
        telegram.heal()
        await out.empty()
        assert out.got(ada) == [f"{n}" for n in range(5)]


async def test_a_server_that_fails_is_tried_again_in_order(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    async with sending(telegram, tmp_path) as out:
        telegram.control("fault", method="sendMessage", kind="refuse", status=500)
        telegram.garble("sendMessage")
        await out.put(text(ada.id, "one"), text(ada.id, "two"))
        await out.empty()
        assert out.got(ada) == ["one", "two"]


def busy() -> NetworkError:
    return NetworkError("Bad Gateway")


def offline() -> NetworkError:
    error = NetworkError("httpx.ConnectError")
    error.__cause__ = httpx.ConnectError("no route")
    return error


def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pauses between tries."""
    monkeypatch.setattr(sender_module, "FIRST_PAUSE", 0.0)


async def test_tries_that_never_left_do_not_count_against_a_call(
    telegram: Telegram, ada: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once(monkeypatch)
    failures = [busy(), *(offline() for _ in range(100))]

    def weather(method: str) -> None:
        if method == "sendMessage" and failures:
            raise failures.pop()

    async with sending(telegram, tmp_path, weather=weather) as out:
        await out.put(text(ada.id, "one"))
        await out.empty()
        assert out.got(ada) == ["one"]


async def test_tries_that_telegram_put_off_do_not_count_against_a_call(
    telegram: Telegram, ada: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once(monkeypatch)
    monkeypatch.setattr(sender_module, "FLOOD_MARGIN", 0.0)
    failures: list[Exception] = [busy(), *(RetryAfter(timedelta(0)) for _ in range(100))]

    def weather(method: str) -> None:
        if method == "sendMessage" and failures:
            raise failures.pop()

    async with sending(telegram, tmp_path, weather=weather) as out:
        await out.put(text(ada.id, "one"))
        await out.empty()
        assert out.got(ada) == ["one"]


async def test_a_server_that_fails_on_everything_costs_no_reply_however_long_it_takes(
    telegram: Telegram, ada: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once(monkeypatch)
    left = 400

    def weather(method: str) -> None:
        nonlocal left
        if left:
            left -= 1
            raise busy()

    async with sending(telegram, tmp_path, weather=weather) as out:
        await out.put(text(ada.id, "one"), text(ada.id, "two"))
        await out.empty()
        assert out.got(ada) == ["one", "two"]


async def test_while_the_server_fails_on_everything_one_call_knocks_and_the_others_wait(
    telegram: Telegram, tmp_path: Path
) -> None:
    people = [telegram.user(f"Person {n}") for n in range(5)]
    tried: list[str] = []

    def weather(method: str) -> None:
        tried.append(method)
        raise busy()

    async with sending(telegram, tmp_path, weather=weather) as out:
        await out.put(*(text(person.id, "hello") for person in people))
        await asyncio.sleep(0.6)
        assert tried == ["sendMessage", "getMe"] * 2, "after 0 and 0.25 s; the next comes after 0.75 s"


async def test_a_call_that_the_server_always_fails_on_while_it_answers_others_ends_and_the_next_goes(
    telegram: Telegram, ada: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once(monkeypatch)
    tries = 0

    def weather(method: str) -> None:
        nonlocal tries
        tries += method == "sendMessage"
        if method == "sendMessage" and tries <= sender_module.SERVER_TRIES:
            raise busy()

    async with sending(telegram, tmp_path, weather=weather) as out:
        await out.put(text(ada.id, "one"), text(ada.id, "two"))
        await out.empty()
        assert out.got(ada) == ["two"]


async def test_a_call_whose_parameters_cannot_be_read_ends_and_the_next_goes(
    telegram: Telegram, ada: User, tmp_path: Path
) -> None:
    async with sending(telegram, tmp_path) as out:
        await out.put(Outgoing(ada.id, "sendMessage", "{"), Outgoing(ada.id, "sendMessage", "[1]"), text(ada.id, "two"))
        await out.empty()
        assert out.got(ada) == ["two"]


async def test_who_comes_back_is_answered_though_the_clock_was_set_back(
    telegram: Telegram, ada: User, tmp_path: Path
) -> None:
    async with sending(telegram, tmp_path) as out:
        ada.block_bot()
        await out.put(*(text(ada.id, f"{n}") for n in range(5)))
        await out.empty()
        assert [call.status for call in telegram.history("sendMessage", ada)] == [403]
        ada.unblock_bot()
        out.wall.late = 3600
        await out.put(text(ada.id, "back"), age=3600)
        await out.empty()
        assert out.got(ada) == ["back"]


async def test_notices_that_waited_together_go_to_their_group_once(
    telegram: Telegram, ada: User, tmp_path: Path
) -> None:
    group = telegram.chat("Cohort", ada)
    async with sending(telegram, tmp_path) as out:
        await out.put(*(text(group.id, "In private.") for _ in range(5)), text(group.id, "Something else."))
        await out.put(*(text(ada.id, "again") for _ in range(3)))
        await out.empty()
        assert telegram.sends(group) == 2
        assert telegram.sends(ada) == 3, "a person gets everything"


async def test_who_blocked_the_bot_gets_no_further_call_and_others_are_served(
    telegram: Telegram, ada: User, tmp_path: Path
) -> None:
    grace = telegram.user("Grace")
    async with sending(telegram, tmp_path) as out:
        ada.block_bot()
        await out.put(*(text(ada.id, f"{n}") for n in range(5)), text(grace.id, "hello"))
        await out.empty()
        assert [call.status for call in telegram.history("sendMessage", ada)] == [403]
        assert out.got(grace) == ["hello"]
        ada.unblock_bot()
        await out.put(text(ada.id, "back"))
        await out.empty()
        assert out.got(ada) == ["back"]


async def test_a_call_that_telegram_refuses_holds_up_nothing(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    async with sending(telegram, tmp_path) as out:
        await out.put(text(ada.id, "x" * 4097), text(ada.id, "two"))
        await out.empty()
        assert out.got(ada) == ["two"]
        assert len(telegram.history("sendMessage")) == 2


async def test_an_edit_whose_message_is_gone_becomes_a_message(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    async with sending(telegram, tmp_path) as out:
        params = {"chat_id": ada.id, "message_id": 999, "text": "menu"}
        await out.put(Outgoing(ada.id, "editMessageText", json.dumps(params)))
        await out.empty()
        assert out.got(ada) == ["menu"]


async def test_an_edit_that_changes_nothing_is_done(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    async with sending(telegram, tmp_path) as out:
        await out.put(text(ada.id, "menu"))
        await out.empty()
        params = {"chat_id": ada.id, "message_id": ada.last.id, "text": "menu"}
        await out.put(Outgoing(ada.id, "editMessageText", json.dumps(params)))
        await out.empty()
        assert out.got(ada) == ["menu"]
        assert len(telegram.history("editMessageText")) == 1


async def test_answers_to_presses_wait_for_no_message_of_their_chat(
    telegram: Telegram, ada: User, tmp_path: Path
) -> None:
    async with sending(telegram, tmp_path, Limits(any=0, private=0.4, group=1)) as out:
        answer = Outgoing(ada.id, "answerCallbackQuery", json.dumps({"callback_query_id": "1"}), quick=True)
        await out.put(text(ada.id, "one"), text(ada.id, "two"), answer)
        await out.empty()
        (answered,) = telegram.history("answerCallbackQuery")
        assert answered.at < telegram.history("sendMessage")[1].at


async def test_an_answer_to_a_press_that_comes_too_late_is_not_sent(
    telegram: Telegram, ada: User, tmp_path: Path
) -> None:
    async with sending(telegram, tmp_path) as out:
        answer = Outgoing(ada.id, "answerCallbackQuery", json.dumps({"callback_query_id": "1"}), quick=True)
        await out.put(answer, age=300)
        await out.empty()
        assert not telegram.history("answerCallbackQuery")


async def test_while_the_network_is_away_everything_waits_and_then_goes(
    telegram: Telegram, ada: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sending(telegram, tmp_path) as out:
        away = True
        real = Line.do_request

        async def do_request(self: Line, url: str, *args: Any, **more: Any) -> Any:
            return await real(self, url.replace(str(telegram.port), "9") if away else url, *args, **more)

        monkeypatch.setattr(Line, "do_request", do_request)
        await out.put(text(ada.id, "one"), text(ada.id, "two"))
        await asyncio.sleep(0.6)
        away = False
        await out.empty()
        assert out.got(ada) == ["one", "two"]


async def test_a_revoked_token_is_told_and_nothing_is_dropped(telegram: Telegram, ada: User, tmp_path: Path) -> None:
    async with sending(telegram, tmp_path) as out:
        telegram.control("fault", method="sendMessage", kind="refuse", status=401, times=0)
        await out.put(text(ada.id, "one"))
        await asyncio.sleep(0.3)
        assert out.revoked
        assert (await out.store.waiting())[1] == 1


async def test_a_call_that_was_made_is_marked_before_another_is_made(
    telegram: Telegram, ada: User, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sending(telegram, tmp_path) as out:
        real, failures = out.store.settle, [OSError("full")]

        async def settle(*args: Any, **more: Any) -> None:
            if failures:
                raise failures.pop()
            await real(*args, **more)

        monkeypatch.setattr(out.store, "settle", settle)
        await out.put(text(ada.id, "one"), text(ada.id, "two"))
        await out.empty()
        assert out.got(ada) == ["one", "two"]


def test_the_usual_limits_are_telegrams() -> None:
    now = 0.0
    pace = Pace(Limits(), lambda: now)
    pace.went(7)
    assert pace.wait(7) == 1  # one a second in a private chat
    assert pace.wait(8) == pytest.approx(1 / 30)  # thirty a second at all
    assert pace.wait(7, quick=True) == pytest.approx(1 / 30)
    pace.went(-5)
    assert pace.wait(-5) == 3  # twenty a minute in a group
    pace.close(17)
    pace.close(2)  # a shorter pause does not open a longer one
    assert pace.wait(9) == 17
    assert pace.wait(9, quick=True) == 17


def test_the_pace_forgets_chats_that_may_go_again() -> None:
    now = 0.0
    pace = Pace(Limits(), lambda: now)
    for chat in range(Pace.REMEMBERED):
        pace.went(chat + 1)
    now = 5.0
    pace.went(-1)
    assert len(pace._chats) == 1
