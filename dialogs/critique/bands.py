"""Bands: how many words a letter has, by market and level, as the guides say."""

from __future__ import annotations

from dialogs.answers import Profile

_US = {"junior": (280, 380), "mid": (320, 420), "senior": (350, 450)}  # JobJourney, January 2026
_UK = (200, 350)  # JobLabs, April 2026, and Laddro: under 350; below 200 nobody can judge
_IT = (200, 450)  # no guide gives one: the one-page rule


def band(profile: Profile) -> tuple[int, int]:
    """Fewest and most words of the body, both allowed."""
    return {"us": _US[profile.level], "uk": _UK, "it": _IT}[profile.market]
