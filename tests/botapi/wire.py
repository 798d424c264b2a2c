"""The client's line to the server's control side: plain HTTP, kept alive, usable from several threads at once."""

from __future__ import annotations

import http.client
import json
import threading
from typing import Any

from tests.botapi.json_types import Json

PATIENCE = 120.0  # seconds; every wait ends earlier, on the server


class ControlError(Exception):
    """The server could not do what a test asked of it; the message says what and why."""


class Wire:
    """Calls verbs. A thread that calls while another waits opens a line of its own."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._idle: list[http.client.HTTPConnection] = []
        self._lock = threading.Lock()

    def call(self, path: str, wishes: Json) -> Any:
        """The result of POST /control/<path>; raises ControlError with the server's reason."""
        body = json.dumps(wishes).encode()
        try:
            status, answer = self._exchange(path, body)
        except (ConnectionError, http.client.HTTPException, OSError) as lost:
            raise ControlError(f"the Bot API server on port {self._port} does not answer ({lost!r})") from lost
        try:
            told = json.loads(answer)
        except ValueError:
            raise ControlError(f"{path}: HTTP {status}: {answer[:300]!r}") from None
        if status != 200:
            raise ControlError(told["error"])
        return told["result"]

    def _exchange(self, path: str, body: bytes) -> tuple[int, bytes]:
        with self._lock:
            line = self._idle.pop() if self._idle else None
        line = line or http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        try:
            line.request("POST", f"/control/{path}", body, {"Content-Type": "application/json"})
            response = line.getresponse()
            answer = response.read()
        except BaseException:
            line.close()
            raise
        with self._lock:
            self._idle.append(line)
        return response.status, answer

    def close(self) -> None:
        """Hang up."""
        with self._lock:
            for line in self._idle:
                line.close()
            self._idle.clear()
