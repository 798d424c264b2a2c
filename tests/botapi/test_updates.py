"""Updates come, stay, come again and stop as Telegram has them do."""

from __future__ import annotations

import http.client
import json
import threading
import time
import urllib.parse
import urllib.request
from typing import Any

import pytest
from aiohttp import web

from tests.botapi.calls import call, refusal, result
from tests.botapi.client import Telegram
from tests.botapi.people import User


def test_wrong_token_is_unauthorized_and_an_unknown_method_is_not_found(unchecked_telegram: Telegram) -> None:
    assert call(unchecked_telegram, "getMe", token="1:nobody") == (
        401,
        {"ok": False, "error_code": 401, "description": "Unauthorized"},
    )
    assert call(unchecked_telegram, "sendPigeon")[0] == 404


def test_method_names_are_found_in_any_case_by_get_too(telegram: Telegram, ada: User) -> None:
    assert result(telegram, "GETME")["is_bot"] is True
    query = urllib.parse.urlencode({"chat_id": ada.id, "text": "by query"})
    with urllib.request.urlopen(f"{telegram.base_url}{telegram.token}/sendmessage?{query}") as answer:
        assert json.load(answer)["result"]["text"] == "by query"


def test_a_send_takes_about_two_milliseconds(telegram: Telegram, ada: User) -> None:
    line = http.client.HTTPConnection("127.0.0.1", telegram.port)
    took = []
    for number in range(100):
        begun = time.perf_counter()
        line.request("POST", f"/bot{telegram.token}/sendMessage", json.dumps({"chat_id": ada.id, "text": str(number)}),
                     {"Content-Type": "application/json"})  # fmt: skip
        line.getresponse().read()
        took.append(time.perf_counter() - begun)
    line.close()
    assert sorted(took)[50] < 0.02  # 1 to 2 ms on an idle machine; ten times that where tests run side by side


def test_an_update_stays_until_an_offset_above_it_comes(telegram: Telegram, ada: User) -> None:
    first, second = (ada.say(text).update_id for text in ("one", "two"))
    assert first is not None
    for _ in range(2):
        assert [u["update_id"] for u in result(telegram, "getUpdates")] == [first, second]
    assert [u["message"]["text"] for u in result(telegram, "getUpdates", offset=first + 1)] == ["two"]
    assert result(telegram, "getUpdates", offset=first + 2) == []
    assert telegram.pending() == 0


def test_limit_and_negative_offset(telegram: Telegram, ada: User) -> None:
    for text in "abcd":
        ada.say(text)
    assert [u["message"]["text"] for u in result(telegram, "getUpdates", limit=2)] == ["a", "b"]
    assert [u["message"]["text"] for u in result(telegram, "getUpdates", offset=-1)] == ["d"]
    assert telegram.pending() == 1  # all before it are forgotten


def test_a_poll_waits_for_an_update_and_no_longer(telegram: Telegram, ada: User) -> None:
    threading.Timer(0.2, ada.say, ["late"]).start()
    begun = time.monotonic()
    assert [u["message"]["text"] for u in result(telegram, "getUpdates", timeout=10)] == ["late"]
    assert 0.1 < time.monotonic() - begun < 5


def test_an_older_poll_is_terminated(telegram: Telegram) -> None:
    told: list[tuple[int, Any]] = []
    older = threading.Thread(target=lambda: told.append(call(telegram, "getUpdates", timeout=10)))
    older.start()
    while not telegram.history("getUpdates"):
        time.sleep(0.01)
    assert result(telegram, "getUpdates", timeout=0) == []
    older.join(5)
    assert told[0][0] == 409
    assert told[0][1]["description"].startswith("Conflict: terminated by other getUpdates request")


def test_polling_is_refused_while_a_webhook_is_set(telegram: Telegram) -> None:
    assert result(telegram, "setWebhook", url="https://example.org/hook", secret_token="s3cret")
    assert "webhook is active" in refusal(telegram, "getUpdates")
    assert result(telegram, "getWebhookInfo")["url"] == "https://example.org/hook"
    assert result(telegram, "deleteWebhook")
    assert result(telegram, "getUpdates") == []


def test_only_the_kinds_asked_for_come(telegram: Telegram, ada: User) -> None:
    result(telegram, "getUpdates", allowed_updates=["message"])
    ada.block_bot()
    ada.unblock_bot()
    ada.say("still here")
    assert [list(u)[1] for u in result(telegram, "getUpdates")] == ["message"]


def test_ids_restart_and_a_far_offset_still_gets_the_new_ones(telegram: Telegram, ada: User) -> None:
    old = ada.say("before").update_id
    assert old is not None
    result(telegram, "getUpdates", offset=old + 1)
    telegram.restart_ids(1000)
    ada.say("after the idle week")
    assert [u["update_id"] for u in result(telegram, "getUpdates", offset=old + 1)] == [1000]


def test_a_confirmed_update_can_come_again_and_a_press_under_another_id(telegram: Telegram, ada: User) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    ada.say("hello")
    result(telegram, "sendMessage", chat_id=ada.id, text="Well?", reply_markup=keyboard)
    press = ada.press("Go").update_id
    assert press is not None
    result(telegram, "getUpdates", offset=press + 1)
    telegram.redeliver(press)
    assert [u["update_id"] for u in result(telegram, "getUpdates", offset=press + 1)] == [press]
    again = telegram.repeat(press)
    (update,) = result(telegram, "getUpdates")
    assert update["update_id"] == again > press
    assert update["callback_query"]["data"] == "go"


def test_held_updates_go_out_in_the_order_asked_for(telegram: Telegram, ada: User) -> None:
    with telegram.held(order=[2, 0, 1]):
        for text in ("one", "two", "three"):
            ada.say(text)
        assert result(telegram, "getUpdates") == []
    updates = result(telegram, "getUpdates")
    assert [u["message"]["text"] for u in updates] == ["three", "one", "two"]
    assert [u["update_id"] for u in updates] == sorted(u["update_id"] for u in updates)


@pytest.mark.parametrize("named", ["https://coach.example", "http://127.0.0.1"])
async def test_a_webhook_gets_each_update_until_it_takes_it(telegram: Telegram, ada: User, named: str) -> None:
    came: list[tuple[str, str | None]] = []

    async def take(request: web.Request) -> web.Response:
        text = (await request.json())["message"]["text"]
        came.append((text, request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        return web.Response(status=503 if len(came) == 1 else 200)

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        here = f"http://127.0.0.1:{runner.addresses[0][1]}"
        url = f"{here if named.startswith('http:') else named}/hook"
        result(telegram, "setWebhook", url=url, secret_token="s3cret")
        if url.startswith("https:"):
            telegram.deliver_to(here)
        for text in ("one", "two"):
            ada.say(text)
        await telegram.aconfirmed()
        assert came == [("one", "s3cret"), ("one", "s3cret"), ("two", "s3cret")]
        assert "503" in result(telegram, "getWebhookInfo")["last_error_message"]
    finally:
        result(telegram, "deleteWebhook")
        await runner.cleanup()
