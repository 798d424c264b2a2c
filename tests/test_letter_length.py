"""Length: nothing is said inside the band of a market and level, and one word outside it is."""

import pytest

from bot.content import files
from dialogs.answers import Language, Level, Market, Profile
from dialogs.critique import Critic

SENTENCE = "I moved one more table that night and nobody noticed it. "  # eleven words
GREETING, FAREWELL = "Dear Ms Adair,\n\n", "\n\nKind regards,\nIona Keane"


@pytest.fixture(scope="module")
def critic() -> Critic:
    return Critic(files(), "en")


def letter(words: int) -> str:
    """A letter whose body has so many words; salutation and sign-off come on top."""
    full, rest = divmod(words, 11)
    body = SENTENCE * full + " ".join(SENTENCE.split()[:rest])
    return GREETING + body.strip() + FAREWELL


BANDS = [
    ("us", "junior", 280, 380),  # JobJourney's three bands
    ("us", "mid", 320, 420),
    ("us", "senior", 350, 450),
    ("uk", "junior", 200, 350),  # one band for every level
    ("uk", "mid", 200, 350),
    ("uk", "senior", 200, 350),
    ("it", "junior", 200, 450),  # no guide gives one
    ("it", "senior", 200, 450),
]


@pytest.mark.parametrize(("market", "level", "low", "high"), BANDS)
def test_a_letter_is_judged_by_the_band_of_its_market_and_level(
    critic: Critic, market: Market, level: Level, low: int, high: int
) -> None:
    profile = Profile("en", market, level)
    said = {
        words: [code for code in ("too-short", "too-long") if critic.check(code, letter(words), profile)]
        for words in (low - 1, low, high, high + 1)
    }
    assert said == {low - 1: ["too-short"], low: [], high: [], high + 1: ["too-long"]}


LANGUAGES_OF_ADVICE: tuple[Language, ...] = ("en", "it")


@pytest.mark.parametrize("language", LANGUAGES_OF_ADVICE)
def test_a_letter_too_long_is_told_its_words_and_the_band(language: Language) -> None:
    (found,) = Critic(files(), language).check("too-long", SENTENCE * 41, Profile(language, "it", "mid"))
    assert all(figure in found.message for figure in ("451", "200", "450"))
    assert found.disagreement is not None
    assert "2026" in found.disagreement
