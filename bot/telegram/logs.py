"""Logs that hold neither the token nor a word of what people write, at any level.

The libraries below write URLs with the token at INFO, whole updates at DEBUG and "Received data was …" at CRITICAL, and
the message of any exception may quote what it choked on. So of their lines only the template is written, and of
exceptions only the kind and the places they passed.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

TALKATIVE = ("telegram", "httpx", "httpcore", "aiosqlite", "asyncio", "alembic")
FRAMES = 6


def trail(error: BaseException) -> str:
    """The kind of an error, its causes and the places it passed, innermost last; none of its message."""
    return " from ".join(_one(each) for each in _causes(error))


def _one(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{type(error).__name__} at {places}" if places else type(error).__name__


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


class Discreet(logging.Formatter):
    """Formats a line without the token, and without what the libraries and the errors carry."""

    def __init__(self, token: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = tuple(part for part in (token, token.partition(":")[2]) if part)

    def format(self, record: logging.LogRecord) -> str:
        """One line; a trail stands for a traceback."""
        if record.name.partition(".")[0] in TALKATIVE:
            record = logging.makeLogRecord({**record.__dict__, "msg": str(record.msg).partition("\n")[0], "args": None})
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, "[token]")
        return line

    def formatException(self, ei: Any) -> str:  # noqa: N802  (the library's name)
        """The trail of an exception."""
        return trail(ei[1]) if ei and ei[1] else ""


def set_up(level: str, token: str = "", stream: TextIO | None = None) -> None:
    """Make this process log in one line each to `stream` (standard error), from `level` on, discreetly."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Discreet(token))
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def report(loop: Any, context: dict[str, Any]) -> None:  # noqa: ARG001  (the loop's own signature)
    """An event loop's handler of errors that nobody awaited: the trail is written, what they carry is not."""
    error = context.get("exception")
    logging.getLogger(__name__).error("a task failed: %s", trail(error) if error else "without an exception")
