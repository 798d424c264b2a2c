"""The screen: what the coach says, laid out for a terminal or, plainly, for a pipe."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from typing import TextIO

from dialogs.effects import Choice, Say
from dialogs.rich import Rich, Style

WIDEST = 88  # columns; longer lines tire the eye
CODES = {Style.BOLD: "\x1b[1m", Style.ITALIC: "\x1b[3m", Style.CODE: "\x1b[36m"}
DIM, RESET = "\x1b[2m", "\x1b[0m"
SET_OFF = (Style.QUOTE, Style.FOLDED)


class Screen:
    """Prints what the coach says. Styles and colours only where `out` is a terminal."""

    def __init__(self, out: TextIO, *, styled: bool) -> None:
        self.out = out
        self.styled = styled

    @property
    def width(self) -> int:
        """Columns to fill."""
        return min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns)

    def say(self, message: Say) -> None:
        """A message, then its buttons with the numbers that press them."""
        self.line()
        for line in self._lines(message.text):
            self.line(line)
        for line in self._buttons([choice for row in message.choices for choice in row]):
            self.line(line)

    def line(self, text: str = "") -> None:
        """One line, at once."""
        print(text, file=self.out, flush=True)

    def heard(self, text: str) -> None:
        """What was read from a pipe, so that the transcript can be read by itself."""
        self.line()
        for line in self._wrapped(" ".join(text.split()), "> ", "  "):
            self.line(line)

    def _lines(self, text: Rich) -> Iterator[str]:
        """The message line by line: inline styles become escapes, set-off spans are barred at the left."""
        flow = ""
        for span in text:
            if span.style in SET_OFF:
                yield from self._flow(flow)
                flow = ""
                for line in span.text.split("\n"):
                    yield from self._wrapped(line, "  │ ", "  │ ")
            elif self.styled and span.style in CODES:
                flow += f"{CODES[span.style]}{span.text}{RESET}"
            else:
                flow += span.text
        yield from self._flow(flow)

    def _flow(self, text: str) -> Iterator[str]:
        """Running text; the newline that parts it from a set-off span is that span's own."""
        if not text.strip("\n"):
            return
        for line in text.removeprefix("\n").removesuffix("\n").split("\n"):
            yield from self._wrapped(line)

    def _wrapped(self, text: str, first: str = "", then: str = "") -> list[str]:
        return textwrap.wrap(
            text,
            self.width,
            initial_indent=first,
            subsequent_indent=then,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [first.rstrip()]

    def _buttons(self, choices: list[Choice]) -> Iterator[str]:
        if not choices:
            return
        line = ""
        for number, choice in enumerate(choices, 1):
            part = f"{number}) {choice.label}"
            if line and len(line) + len(part) + 5 > self.width:
                yield self._dim(line)
                line = ""
            line += ("   " if line else "  ") + part
        yield self._dim(line)

    def _dim(self, text: str) -> str:
        return f"{DIM}{text}{RESET}" if self.styled else text
