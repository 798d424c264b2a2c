"""Answer files and the writer that all letter tests share."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, cast

from bot.content import files
from dialogs.answers import Market, Profile
from dialogs.letter import Letter, Writer

HERE = Path(__file__).resolve().parent
GOLDEN = HERE / "golden"
PERSONAS = HERE.parents[2] / "shared" / "personas"
OWN = sorted((HERE / "answers").glob("*.json"))
PUBLIC = sorted(PERSONAS.glob("*.json")) if PERSONAS.is_dir() else []
TO_OTHER_MARKETS = {"us-mid": "uk", "uk-senior": "us", "it-mid": "us", "us-junior": "uk"}


@cache
def writer() -> Writer:
    return Writer.from_files(files())


@cache
def read(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return told


def answers(path: Path) -> dict[str, str]:
    """The answers of a file with role, company and posting beside them, as the coach knows them."""
    told = read(path)
    beside = {key: told[key] for key in ("role", "company", "posting") if told.get(key)}
    return {**told["answers"], **beside}


def profile(path: Path, market: str = "") -> Profile:
    told = read(path)
    return Profile(told["language"], cast(Market, market or told["market"]), told["level"])


def letter(path: Path, market: str = "") -> Letter:
    return writer().write(answers(path), profile(path, market))


def shown(made: Letter) -> str:
    """A letter as its golden file shows it: the text, then what stayed out and why."""
    left = "\n".join(f"- {item.question}, {item.reason}: {item.text}" for item in made.left_out)
    low, high = made.band
    return f"{made.text}\n---\n{made.words} words ({low} to {high})\n\nLeft out:\n{left or '- nothing'}\n"
