"""Bands: how many words a letter has, as the guide says that is followed, with what the others say beside it."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.answers import Profile
from dialogs.critique.disagreements import Band, Disagreement, Follows
from dialogs.critique.nouns import GuideBand, Source

LENGTH = "D1"
"""The disagreement about length, whose sides hold the bands."""


def bands(
    length: Disagreement, profile: Profile, follows: Follows, known: Mapping[str, Source]
) -> tuple[GuideBand, ...]:
    """The band of every guide for a level: the one that applies first, then the others in the order of the file."""
    speaks = length.followed(follows, profile.market)
    found = [
        GuideBand(guide, known[guide], low, high, applies=guide == speaks, ours=stance.ours)
        for stance in length.stances
        for guide in stance.guides
        for low, high in (stance.band(profile.level) or (0, 0),)
    ]
    return tuple(sorted(found, key=lambda band: not band.applies))


def applied(found: tuple[GuideBand, ...]) -> Band:
    """Fewest and most words of the body, both allowed."""
    return found[0].low, found[0].high
