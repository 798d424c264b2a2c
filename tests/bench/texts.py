"""A whole letter and a whole critique, warm, and what loading the critic costs."""

from __future__ import annotations

import functools
import time
import tomllib
from collections.abc import Callable

from bot import content
from bot.app import make_coach
from dialogs.answers import Profile
from tests.bench.figures import Timing

TIMES = 50
LANGUAGES = (("en", Profile("en", "us", "mid")), ("it", Profile("it", "it", "mid")))


def repeated(what: str, work: Callable[[], object]) -> Timing:
    """Done once for nothing, then timed."""
    work()
    seconds = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return Timing(what, tuple(seconds))


def letters_and_critiques() -> list[Timing]:
    """For the demo's candidates: the content read, the critic loaded, the letter written, the letter criticised."""
    begun = time.perf_counter()
    coach, _ = make_coach()
    found = [Timing("content read and checked", (time.perf_counter() - begun,))]
    for language, profile in LANGUAGES:
        answers = tomllib.loads(content.files()[f"{language}/demo.toml"])["answers"]
        begun = time.perf_counter()
        coach.critic.critique("Dear team, I fix slow things.", profile, None)
        found.append(Timing(f"{language}: critic loaded, first use", (time.perf_counter() - begun,)))
        letter = coach.writer.write(answers, profile)
        write = functools.partial(coach.writer.write, answers, profile)
        found.append(repeated(f"{language}: a letter of {letter.words} words", write))
        criticise = functools.partial(coach.critic.critique, letter.text, profile, None)
        found.append(repeated(f"{language}: its critique", criticise))
    return found
