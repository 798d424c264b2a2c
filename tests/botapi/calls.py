"""Bare calls, as any HTTP client makes them, for facts about the server itself."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

from tests.botapi.client import Telegram


def call(telegram: Telegram, method: str, token: str = "", **parameters: Any) -> tuple[int, Any]:
    """A bare call as any HTTP client makes it, JSON both ways: status and body."""
    request = urllib.request.Request(
        f"{telegram.base_url}{token or telegram.token}/{method}",
        json.dumps(parameters).encode(),
        {"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.load(refused)


def result(telegram: Telegram, method: str, **parameters: Any) -> Any:
    status, body = call(telegram, method, **parameters)
    assert status == 200, body
    return body["result"]


def refusal(telegram: Telegram, method: str, **parameters: Any) -> str:
    status, body = call(telegram, method, **parameters)
    assert not body["ok"], body
    assert status == body["error_code"]
    return str(body["description"])
