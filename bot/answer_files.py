"""Answer files: TOML or JSON with question ids and the candidate's words."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path

MOST = 1_000_000  # bytes; the answers of a whole interview are a hundredth of it
BESIDE = ("language", "market", "level", "role", "company", "posting", "name")


class AnswerFileError(Exception):
    """An answer file cannot be used. The message says which, what is wrong, and what it should hold."""


def read_answers(path: Path, questions: Collection[str], choices: Mapping[str, Collection[str]]) -> dict[str, str]:
    """The answers in a file, question id to text, in the order of `questions`.

    The file is a table `answers` with the profile beside it, or has the question ids at its top. `choices` gives,
    for the questions that take one, what may be chosen. Raises AnswerFileError.
    """
    raw = _parsed(path)
    told = raw.get("answers")
    if told is not None and not isinstance(told, dict):
        raise AnswerFileError(f"{path}: `answers` must be a table of question ids and texts")
    table = {key: raw[key] for key in BESIDE if key in raw} | (told if told is not None else raw)
    found: dict[str, str] = {}
    for key, value in table.items():
        if key not in questions:
            raise AnswerFileError(f"{path}: no question is called {key!r}; there are {', '.join(questions)}")
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            raise AnswerFileError(f"{path}: the answer to {key!r} must be text, in quotes; it is {value!r:.60}")
        if key in choices and value not in choices[key]:
            raise AnswerFileError(f"{path}: {key} = {value!r}; it can be {', '.join(choices[key])}")
        found[key] = value.strip()
    if not found:
        raise AnswerFileError(f"{path}: there is no answer in it; it should hold question ids and texts")
    return {key: found[key] for key in questions if found.get(key)}


def _parsed(path: Path) -> dict[str, object]:
    """The file as a table, whichever of the two forms it has."""
    try:
        if path.stat().st_size > MOST:
            raise AnswerFileError(f"{path}: it is over {MOST // 1_000_000} MB, so it is no file of answers")
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise AnswerFileError(f"{path}: there is no such file") from None
    except IsADirectoryError:
        raise AnswerFileError(f"{path}: that is a folder; name a .toml or .json file in it") from None
    except UnicodeDecodeError:
        raise AnswerFileError(f"{path}: that is not text in UTF-8; save it as .toml or .json in UTF-8") from None
    except OSError as error:
        raise AnswerFileError(f"{path}: it cannot be read: {error.strerror}") from None
    is_json = path.suffix.casefold() == ".json" or text.lstrip().startswith("{")
    try:
        raw = json.loads(text) if is_json else tomllib.loads(text)
    except (json.JSONDecodeError, tomllib.TOMLDecodeError) as error:
        raise AnswerFileError(f"{path}: not {'JSON' if is_json else 'TOML'}: {error}") from None
    except RecursionError:
        raise AnswerFileError(f"{path}: it is nested too deeply to be a file of answers") from None
    if not isinstance(raw, dict):
        raise AnswerFileError(f"{path}: it should be a table of question ids and texts")
    return raw
