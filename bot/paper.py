"""Paper: letters from answer files and critiques of letter files, as text or JSON."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from bot import content
from bot.answer_files import read_answers
from bot.app import choices_of, make_coach
from bot.letter_files import read_text
from dialogs.answers import LANGUAGES, LEVELS, MARKETS, Language, Level, Market, Profile
from dialogs.critique import Weight
from dialogs.critique.report import as_json as critique_json
from dialogs.critique.report import as_text as critique_report
from dialogs.letter.report import as_json as letter_json
from dialogs.replies import Replies

HOME: Mapping[str, Market] = {"en": "us", "it": "it"}  # the market of a letter whose market nobody named


def profile_from(answers: Mapping[str, str]) -> Profile:
    """The profile that answers give; a market that is not named is the language's own."""
    language = answers.get("language") if answers.get("language") in LANGUAGES else "en"
    market = answers.get("market") if answers.get("market") in MARKETS else HOME[str(language)]
    level = answers.get("level") if answers.get("level") in LEVELS else "mid"
    return Profile(cast(Language, language), cast(Market, market), cast(Level, level))


def draft_text(path: Path, given: Mapping[str, str], form: str) -> str:
    """The letter of a file of answers, printed; `given` takes the place of what the file says of the profile."""
    coach, _ = make_coach()
    answers = read_answers(path, [q.id for q in coach.script.questions], choices_of(coach.script)) | dict(given)
    profile = profile_from(answers)
    letter = coach.writer.write(answers, profile)
    if form == "text":
        return letter.text
    found = coach.critic.critique(letter.text, profile, answers.get("posting"))
    whole = letter_json(letter) | {"findings": critique_json(found)["findings"]}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def language_of(text: str, replies: Mapping[Language, Replies]) -> str:
    """The language of a text by its commonest words; English where it holds as many of each."""
    words = Counter(re.findall(r"\w+", text.casefold()))
    return max(replies, key=lambda language: sum(words[word] for word in replies[language].typed["common"]))


def critique_text(
    path: Path, language: str | None, market: str | None, level: str, posting: Path | None, form: str, everything: bool
) -> tuple[str, bool]:
    """The critique of a text, printed, and whether a fault or a block stands in it.

    Printed as text it says the three weightiest findings, or `everything`. Without a language it is read in the one
    whose commonest words it holds more of.
    """
    coach, _ = make_coach()
    text = read_text(path)
    language = language or language_of(text, coach.replies)
    profile = profile_from({"language": language, "market": market or HOME[language], "level": level})
    found = coach.critic.critique(text, profile, read_text(posting) if posting else None)
    stands = any(finding.weight in (Weight.BLOCK, Weight.FAULT) for finding in found.findings)
    if form == "json":
        return json.dumps(critique_json(found), ensure_ascii=False, indent=2), stands
    words = tomllib.loads(content.files()[f"{profile.language}/critique.toml"])["report"]
    return critique_report(found, text, words, everything), stands
