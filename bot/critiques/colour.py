"""Colour: where a terminal shows it and its owner wants it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO

import click

from dialogs.critique.report import Paint, plain

_STYLES: Mapping[str, Mapping[str, object]] = {
    "block": {"fg": "red", "bold": True},
    "fault": {"fg": "yellow", "bold": True},
    "advice": {"fg": "cyan", "bold": True},
    "caret": {"fg": "red", "bold": True},
    "place": {"fg": "blue"},
    "source": {"dim": True},
    "well": {"fg": "green"},
    "heading": {"bold": True},
}


def wanted(when: str, out: TextIO, environment: Mapping[str, str] | None = None) -> bool:
    """Whether to colour: as the command line says, else NO_COLOR, else FORCE_COLOR, else whether it is a terminal."""
    env = os.environ if environment is None else environment
    if when != "auto":
        return when == "always"
    if env.get("NO_COLOR"):
        return False
    if env.get("FORCE_COLOR", "") not in ("", "0"):
        return True
    return out.isatty() and env.get("TERM") != "dumb"


def painter(colourful: bool) -> Paint:
    """A Paint with colours, or the plain one."""
    if not colourful:
        return plain

    def paint(kind: str, text: str) -> str:
        return click.style(text, **_STYLES[kind])  # type: ignore[arg-type]

    return paint
