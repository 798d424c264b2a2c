"""Disagreements: where the guides advise differently, what each says, and what following one of them changes.

content/disagreements.toml owns the structure, <language>/guides.toml the words. A person's choices are a mapping from a
disagreement's number to a guide's id, such as {"D7": "000"}; what nobody chose in stands as the list of faults has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.answers import LEVELS, MARKETS, Level, Market, Profile
from dialogs.content_error import ContentError, Files, line_of
from dialogs.critique.nouns import Side, Source, Split
from dialogs.critique.sources import Words, filled
from dialogs.lexicon.words import load

PATH = "disagreements.toml"
Follows = Mapping[str, str]
Band = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stance:
    """One side: its guides, what following it silences, and the band of words it gives each level, if it gives one."""

    guides: tuple[str, ...]
    says: str
    silent: tuple[str, ...] = ()
    probes: tuple[str, ...] = ()
    bands: tuple[tuple[Level, Band], ...] = ()
    ours: bool = False  # the guide gives no number, so the band is our own reading

    @property
    def changes(self) -> bool:
        """Whether following this side makes any difference."""
        return bool(self.silent or self.probes or self.bands)

    def band(self, level: Level) -> Band | None:
        """Fewest and most words of the body, if this side gives any."""
        return dict(self.bands).get(level)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A disagreement: its number, the faults that name it, its sides, and the guide that speaks where nobody chose."""

    number: str
    topic: str
    note: str
    faults: tuple[str, ...]
    stances: tuple[Stance, ...]
    default: tuple[tuple[Market, str], ...]
    settled: str

    @property
    def choosable(self) -> bool:
        """Whether there is anything to choose: no correction decides it, and a side changes something."""
        return not self.settled and any(stance.changes for stance in self.stances)

    def stance(self, guide: str) -> Stance | None:
        """The side that a guide takes, if it takes one."""
        return next((stance for stance in self.stances if guide in stance.guides), None)

    def followed(self, follows: Follows, market: Market) -> str:
        """The guide that speaks: the chosen one, else the one that speaks to this market, else nobody ("")."""
        chosen = follows.get(self.number, "")
        return chosen if self.choosable and self.stance(chosen) else dict(self.default).get(market, "")

    def chosen(self, follows: Follows) -> Stance | None:
        """The side that was chosen, if one was."""
        return self.stance(follows.get(self.number, "")) if self.choosable else None

    def told(self, profile: Profile, follows: Follows, known: Mapping[str, Source]) -> Split:
        """The disagreement as it is shown to somebody."""
        sides = tuple(_side(stance, profile.level, known) for stance in self.stances)
        chosen = self.chosen(follows)
        return Split(
            self.number,
            self.topic,
            sides,
            follows[self.number] if chosen else "",
            self.followed(follows, profile.market),
            self.choosable,
            self.note,
        )


def _side(stance: Stance, level: Level, known: Mapping[str, Source]) -> Side:
    band = stance.band(level)
    says = filled(stance.says, low=band[0], high=band[1]) if band else stance.says
    return Side(stance.guides, tuple(known[guide] for guide in stance.guides), says, stance.silent)


def silent(splits: Iterable[Disagreement], follows: Follows) -> frozenset[str]:
    """The faults that are not said to somebody who made these choices."""
    chosen = (split.chosen(follows) for split in splits)
    return frozenset(code for stance in chosen if stance for code in stance.silent)


def quiet_probes(splits: Iterable[Disagreement], follows: Follows, question: str) -> tuple[str, ...]:
    """The probes of a question that are not put to somebody who made these choices."""
    chosen = (split.chosen(follows) for split in splits)
    named = (probe.partition(":") for stance in chosen if stance for probe in stance.probes)
    return tuple(probe for of, _, probe in named if of == question)


def told(split: Split, words: Words) -> str:
    """A disagreement in one line: who says what, and whom somebody follows or that the choice is theirs."""
    sides = [
        filled(words.say["side"], guides=", ".join(words.guide(guide) for guide in side.guides), says=side.says)
        for side in split.sides
    ]
    names = {key: guide.guide for side in split.sides for key, guide in zip(side.ids, side.guides, strict=True)}
    if split.chosen:
        end = filled(words.say["followed"], name=names[split.chosen])
    else:
        end = words.say["choice"] if split.choosable else split.note
    return f"{'; '.join(sides)}. {end}"


def disagreements(
    files: Files, words: Words, known: Mapping[str, Source], codes: frozenset[str]
) -> tuple[Disagreement, ...]:
    """Every disagreement in one language. Raises ContentError where the structure or a word is wrong."""
    text = files.get(PATH, "")
    data = load(PATH, text)
    for number in words.disagreements:
        if number not in data:
            line = line_of(words.text, f"[{number}]")
            raise ContentError(words.path, line, f"[{number}] is no disagreement", ", ".join(data))
    return tuple(_disagreement(number, one, text, words, known, codes) for number, one in data.items())


def _disagreement(
    number: str, data: Mapping[str, Any], text: str, words: Words, known: Mapping[str, Source], codes: frozenset[str]
) -> Disagreement:
    line = line_of(text, f"[{number}]")
    _allowed(line, data, ("faults", "default", "settled", "sides"))
    told = words.disagreements.get(number, {})
    says, sides = told.get("sides", ()), data.get("sides", ())
    if len(sides) < 2 or len(says) != len(sides) or not told.get("topic"):
        where = line_of(words.text, f"[{number}]")
        raise ContentError(words.path, where, f"[{number}] needs a topic and the words of {max(2, len(sides))} sides")
    _codes(line, data.get("faults", ()), codes)
    stances = tuple(_stance(line, one, said, known, codes) for one, said in zip(sides, says, strict=True))
    default = data.get("default", {})
    default = default if isinstance(default, Mapping) else dict.fromkeys(MARKETS, default)
    for guide in default.values():
        if not any(guide in stance.guides for stance in stances):
            raise ContentError(PATH, line, f'default "{guide}" is on no side of {number}')
    found = Disagreement(
        number,
        told["topic"],
        told.get("note", ""),
        tuple(data.get("faults", ())),
        stances,
        tuple((market, default[market]) for market in MARKETS if market in default),
        data.get("settled", ""),
    )
    if not found.choosable and not found.note:
        raise ContentError(
            words.path, line_of(words.text, f"[{number}]"), f"{number} has nothing to choose and no note"
        )
    return found


def _stance(
    line: int, data: Mapping[str, Any], says: str, known: Mapping[str, Source], codes: frozenset[str]
) -> Stance:
    _allowed(line, data, ("guides", "silent", "probes", "band", "ours"))
    for guide in data.get("guides", ()):
        if guide not in known:
            raise ContentError(PATH, line, f'no guide "{guide}"', ", ".join(known))
    _codes(line, data.get("silent", ()), codes)
    band = data.get("band", {})
    by_level = band if isinstance(band, Mapping) else dict.fromkeys(LEVELS, band)
    return Stance(
        tuple(data["guides"]),
        says,
        tuple(data.get("silent", ())),
        tuple(data.get("probes", ())),
        tuple((level, (by_level[level][0], by_level[level][1])) for level in LEVELS if level in by_level),
        bool(data.get("ours", False)),
    )


def _allowed(line: int, data: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    for key in data:
        if key not in allowed:
            raise ContentError(PATH, line, f'"{key}" is unknown', ", ".join(allowed))


def _codes(line: int, named: Iterable[str], codes: frozenset[str]) -> None:
    for code in named:
        if code not in codes:
            raise ContentError(PATH, line, f'no fault "{code}"', "the names of the files in en/faults")
