"""Effects: what a step wants done. The core only names them; bot/ does them."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.answers import Answer
from dialogs.rich import Rich


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: its words, and the action that a press of it names (at most 40 bytes, ASCII)."""

    label: str
    action: str


@dataclass(frozen=True, slots=True)
class Say:
    """A message with its buttons, row by row. A `menu` takes the place of the menu whose button was pressed."""

    text: Rich
    choices: tuple[tuple[Choice, ...], ...] = ()
    menu: bool = False


@dataclass(frozen=True, slots=True)
class Toast:
    """A short plain answer to a press, at most 200 characters; in a terminal, a line."""

    text: str


@dataclass(frozen=True, slots=True)
class Keep:
    """Entries to append to a letter's log. A letter number that does not exist yet begins that letter."""

    letter: int
    entries: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Erase:
    """Destroy everything of this person, key included."""


Effect = Say | Toast | Keep | Erase
