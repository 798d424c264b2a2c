"""Whatever a bot calls with, the server answers as Telegram would, and does not fall over."""

from __future__ import annotations

import http.client
import json

import pytest

from tests.botapi.calls import result
from tests.botapi.client import Telegram
from tests.botapi.methods import METHODS
from tests.botapi.schema import documentation

JUNK: tuple[object, ...] = (
    "",
    "x",
    "[",
    -1,
    2**70,
    1.5,
    True,
    [],
    {},
    [1],
    [[1]],
    [{}],
    {"type": 7},
    {"message_id": "x"},
)
SLOW = {"getUpdates"}  # a poll with a junk timeout waits


@pytest.mark.skipif(documentation() is None, reason="no copy of the Bot API's documentation lies beside the project")
@pytest.mark.parametrize("method", sorted(name for name, _ in METHODS.values() if name not in SLOW))
def test_junk_is_refused_and_breaks_nothing(unchecked_telegram: Telegram, method: str) -> None:
    known = documentation()
    assert known
    ada = unchecked_telegram.user()
    sent = result(unchecked_telegram, "sendMessage", chat_id=ada.id, text="hello")["message_id"]
    base = {"chat_id": ada.id, "from_chat_id": ada.id, "text": "x", "message_id": sent, "user_id": ada.id}
    names = [field["name"] for field in known.methods[method].get("fields", [])]
    line = http.client.HTTPConnection("127.0.0.1", unchecked_telegram.port)
    for name in names:
        for junk in JUNK:
            body = json.dumps({key: value for key, value in base.items() if key in names} | {name: junk})
            path = f"/bot{unchecked_telegram.token}/{method}"
            line.request("POST", path, body, {"Content-Type": "application/json"})
            answer = line.getresponse()
            said = answer.read()
            assert answer.status in (200, 400, 403, 404), f"{method} {name}={junk!r}: {said!r}"
    line.close()
    assert not [fault for fault in unchecked_telegram.violations() if "test server" in fault]
