"""Paper: letters from answer files, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import cast

from bot.answer_files import read_answers
from bot.app import choices_of, make_coach
from bot.critiques.judging import HOME
from dialogs.answers import LANGUAGES, LEVELS, MARKETS, Language, Level, Market, Profile
from dialogs.critique.report import as_json as critique_json
from dialogs.interview.drafts import NAMED
from dialogs.letter.report import as_json as letter_json


def profile_from(answers: Mapping[str, str]) -> Profile:
    """The profile that answers give; a market that is not named is the language's own."""
    language = answers.get("language") if answers.get("language") in LANGUAGES else "en"
    market = answers.get("market") if answers.get("market") in MARKETS else HOME[str(language)]
    level = answers.get("level") if answers.get("level") in LEVELS else "mid"
    return Profile(cast(Language, language), cast(Market, market), cast(Level, level))


def draft_text(path: Path, given: Mapping[str, str], form: str, follow: Collection[str] = (), guide: str = "") -> str:
    """The letter of a file of answers, printed; `given` takes the place of what the file says of the profile.

    `follow` and `guide` say whose advice counts where guides disagree; raises ChoiceError where nobody can be
    followed so.
    """
    coach, thinking = make_coach()
    answers = read_answers(path, [q.id for q in coach.script.questions], choices_of(coach.script)) | dict(given)
    profile = profile_from(answers)
    follows = thinking.choices(follow, guide)
    band = thinking.band(profile, follows)
    letter = coach.writer.write(answers, profile, (band.low, band.high))
    if form == "text":
        return letter.text
    names = tuple(answers.get(question, "") for question in NAMED)
    found = coach.critic.critique(letter.text, profile, answers.get("posting"), follows, names)
    whole = letter_json(letter) | {"findings": critique_json(found)["findings"]}
    return json.dumps(whole, ensure_ascii=False, indent=2)
