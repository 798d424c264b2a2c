"""The reader: where the person's lines come from, a prompt with history and editing, or a pipe."""

from __future__ import annotations

from typing import BinaryIO, Protocol


class Reader(Protocol):
    """Gives what the person says, line by line."""

    async def line(self) -> str | None:
        """The next line, or None at the end."""


class PipeReader:
    """Lines of a pipe or a file. Empty lines are passed over; what is not UTF-8 is read as well as it can be."""

    def __init__(self, source: BinaryIO) -> None:
        self.source = source

    async def line(self) -> str | None:
        """The next line that says something."""
        while raw := self.source.readline():
            if text := raw.decode("utf-8", "replace").lstrip("\ufeff").strip():
                return text
        return None


class PromptReader:
    """A prompt with history and the usual editing keys. A pasted posting comes in as one answer.

    The history lasts as long as the prompt: answers are private, and a history file would keep them in plain text.
    """

    def __init__(self) -> None:
        from prompt_toolkit import PromptSession  # noqa: PLC0415 (only where there is a person at a terminal)
        from prompt_toolkit.history import InMemoryHistory  # noqa: PLC0415

        self.session: PromptSession[str] = PromptSession("> ", history=InMemoryHistory())

    async def line(self) -> str | None:
        """The next line; None at end of input or when the person interrupts."""
        try:
            return await self.session.prompt_async()
        except (EOFError, KeyboardInterrupt):
            return None
