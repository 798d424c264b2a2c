"""Choices: whose advice somebody follows where guides disagree, as they name it: "D7=003", or one guide for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dialogs.critique.disagreements import Disagreement
from dialogs.critique.nouns import Source


class ChoiceError(Exception):
    """A choice that cannot be followed. The message says which, why, and what can be chosen instead."""


def choices(
    splits: Iterable[Disagreement], known: Mapping[str, Source], given: Iterable[str], guide: str = ""
) -> dict[str, str]:
    """Disagreement to guide: `guide` wherever it takes a side, then each of `given`, which goes before it.

    A guide is named by its id or its name, a disagreement by its number; raises ChoiceError where one is neither.
    """
    by_number = {split.number: split for split in splits}
    found: dict[str, str] = {}
    if guide:
        named = _guide(guide, known)
        found = {number: named for number, split in by_number.items() if split.choosable and split.stance(named)}
    for one in given:
        number, equals, whom = (part.strip() for part in one.partition("="))
        split = by_number.get(number.upper())
        if not equals or split is None:
            raise ChoiceError(f'"{one}" is no choice; write a disagreement and a guide, such as D7=003 (D1 to D28)')
        if split.settled:
            raise ChoiceError(f"{split.number} is settled by correction {split.settled}; there is nothing to choose")
        if not split.choosable:
            raise ChoiceError(
                f"{split.number} ({split.topic}) changes nothing in a critique; there is nothing to choose"
            )
        named = _guide(whom, known)
        if split.stance(named) is None:
            sides = ", ".join(f"{each} ({known[each].guide})" for side in split.stances for each in side.guides)
            raise ChoiceError(
                f"{known[named].guide} takes no side in {split.number} ({split.topic}); choose of {sides}"
            )
        found[split.number] = named
    return found


def _guide(named: str, known: Mapping[str, Source]) -> str:
    """The id of a guide given by its id or its name."""
    for key, source in known.items():
        if named.casefold() in (key, source.guide.casefold()):
            return key
    all_known = ", ".join(f"{key} ({source.guide})" for key, source in known.items())
    raise ChoiceError(f'no guide "{named}"; there are {all_known}')
