"""Structure: bands, paragraphs, weights and market forms, from content/<lang>/letter/."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.answers import LANGUAGES, LEVELS, MARKETS, Language, Level, Market
from dialogs.content_error import ContentError, Files, line_of


@dataclass(frozen=True, slots=True)
class Form:
    """How a market's letters begin and end. `subject` is empty where there is none."""

    salutation: str
    stranger: str
    sign_off: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Structure:
    """What English decides for every language."""

    bands: Mapping[tuple[Market, Level], tuple[int, int]]
    paragraphs: Mapping[Market, tuple[tuple[str, ...], ...]]
    weights: Mapping[str, tuple[int, int]]
    tails: Mapping[str, int]
    favours: Mapping[Market, re.Pattern[str]]
    only: Mapping[str, tuple[str, ...]]
    asks: Mapping[Level, tuple[str, ...]]
    forms: Mapping[tuple[Language, Market], Form]


def structure(files: Files) -> Structure:
    """The structure of all letters. Refuses a missing market, level or form with file and line."""
    path = "en/letter/structure.toml"
    table = _table(files, path)
    try:
        bands = {
            (m, lv): (int(table["bands"][m][lv][0]), int(table["bands"][m][lv][1])) for m in MARKETS for lv in LEVELS
        }
        paragraphs = {m: tuple(tuple(p) for p in table["paragraphs"][m]) for m in MARKETS}
        asks = {lv: tuple(table["asks"][lv]) for lv in LEVELS}
    except (KeyError, IndexError, TypeError) as wrong:
        raise ContentError(
            path, line_of(files[path], str(wrong).strip("'")), f"{wrong} is missing", "us, uk, it; junior, mid, senior"
        ) from wrong
    weights = {key: (int(pair[0]), int(pair[1])) for key, pair in table.get("weights", {}).items()}
    for paragraph in (question for market in paragraphs.values() for row in market for question in row):
        if paragraph not in weights:
            raise ContentError(
                path, line_of(files[path], paragraph), f"{paragraph!r} has no weight", "a pair in [weights]"
            )
    tails = {key: int(less) for key, less in table.get("tails", {}).items()}
    favours = {market: re.compile(table["favours"][market], re.IGNORECASE) for market in MARKETS}
    only = {key: tuple(markets) for key, markets in table.get("only", {}).items()}
    forms = {(language, market): _form(files, language, market) for language in LANGUAGES for market in MARKETS}
    return Structure(bands, paragraphs, weights, tails, favours, only, asks, forms)


def _form(files: Files, language: Language, market: Market) -> Form:
    path = f"{language}/letter/markets.toml"
    table = _table(files, path).get(market, {})
    for key in ("salutation", "stranger", "sign_off"):
        if not isinstance(table.get(key), str):
            raise ContentError(
                path,
                line_of(files[path], f"[{market}]"),
                f"[{market}] has no {key}",
                "salutation, stranger, sign_off, subject",
            )
    return Form(table["salutation"], table["stranger"], table["sign_off"], str(table.get("subject", "")))


def _table(files: Files, path: str) -> dict[str, Any]:
    if path not in files:
        raise ContentError(path, 1, "this file is missing")
    try:
        return tomllib.loads(files[path])
    except tomllib.TOMLDecodeError as wrong:
        raise ContentError(path, 1, str(wrong), "TOML") from wrong
