"""An author's mistake in content/: it shows the file, the line, what stands there and what is allowed."""

from __future__ import annotations

from collections.abc import Mapping

Files = Mapping[str, str]
"""Paths below content/, with forward slashes, to their text."""


class ContentError(Exception):
    """A content file is wrong. The message says where, what, and what may stand there instead."""

    def __init__(self, path: str, line: int, what: str, allowed: str = "") -> None:
        self.path, self.line, self.what, self.allowed = path, line, what, allowed
        super().__init__(f"content/{path}:{line}: {what}" + (f". Allowed: {allowed}" if allowed else ""))


def line_of(text: str, needle: str) -> int:
    """The 1-based number of the first line that holds `needle`; 1 where none does."""
    at = text.find(needle)
    return 1 if at < 0 else text.count("\n", 0, at) + 1
