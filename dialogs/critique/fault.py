"""Faults: one TOML file each. English owns its structure; every language owns its words, examples and word classes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from dialogs.answers import LANGUAGES, LEVELS, MARKETS, Language, Level, Market, Profile
from dialogs.content_error import ContentError, line_of
from dialogs.critique.nouns import DIMENSIONS, Source, Weight
from dialogs.critique.sources import NOBODY, guides, nobody, words
from dialogs.lexicon.words import load

KEYS = (
    "kind",
    "weight",
    "dimension",
    "source",
    "entries",
    "silences",
    "when",
    "rule",
    "words",
    "examples",
)
WORDS = ("message", "why", "fix")


@dataclass(frozen=True, slots=True)
class When:
    """For whom a fault exists. Empty means for everybody; `advice` names the levels for which it is only advice."""

    markets: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    posting: bool = False
    advice: tuple[str, ...] = ()

    def holds(self, profile: Profile, posting: bool) -> bool:
        """Whether the fault exists for this profile, with or without a posting."""
        return (
            (not self.markets or profile.market in self.markets)
            and (not self.levels or profile.level in self.levels)
            and (posting or not self.posting)
        )


@dataclass(frozen=True, slots=True)
class Example:
    """A text that has the fault, or a near-miss that has not, with what it is read for.

    Where length is the matter, `text` stands in a file once and is read `times` over.
    """

    text: str
    posting: str | None = None
    market: str = ""
    level: str = ""
    times: int = 1

    @property
    def whole(self) -> str:
        """The text as it is read."""
        return " ".join([self.text] * self.times)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault in one language. `rule` is the data of its kind; `silences` are faults it says better than they do."""

    code: str
    path: str
    kind: str
    weight: Weight
    dimension: str
    when: When
    rule: Mapping[str, Any]
    message: str
    why: str
    fix: str
    source: Source
    guide: str
    silences: tuple[str, ...]
    good: tuple[Example, ...]
    bad: tuple[Example, ...]

    def weight_for(self, profile: Profile) -> Weight:
        """What it weighs for this profile."""
        return Weight.ADVICE if profile.level in self.when.advice else self.weight

    def reader(self, example: Example, language: Language) -> Profile:
        """For whom an example is read: what it says itself, or the first for whom the fault exists."""
        market = example.market or next(iter(self.when.markets), "it" if language == "it" else "us")
        level = example.level or next(iter(self.when.levels), "mid")
        return Profile(language, cast(Market, market), cast(Level, level))


def faults(files: Mapping[str, str], language: Language) -> tuple[Fault, ...]:
    """Every fault, with the words of a language; English words stand where the language has none yet."""
    known = guides(files)
    ours = nobody(words(files, language))
    paths = sorted(path for path in files if path.startswith("en/faults/"))
    for lone in LANGUAGES:
        for path in files:
            if path.startswith(f"{lone}/faults/") and "en" + path[2:] not in files:
                raise ContentError(path, 1, "this fault has no English file", "en/faults first: it owns the structure")
    return tuple(_fault(path, files, language, {**known, NOBODY: ours}) for path in paths)


def _fault(path: str, files: Mapping[str, str], language: Language, known: Mapping[str, Source]) -> Fault:
    text = files[path]
    data = load(path, text)
    own = f"{language}{path[2:]}"
    local = load(own, files[own]) if own in files else data
    where = own if own in files else path
    _known(path, text, data, (*KEYS, "classes"))
    weight = _one_of(path, text, data, "weight", tuple(Weight))
    _one_of(path, text, data, "dimension", DIMENSIONS)
    source = _one_of(path, text, data, "source", tuple(known))
    said = {**data.get("words", {}), **local.get("words", {})}
    for key in WORDS:
        if not isinstance(said.get(key), str) or not said[key].strip():
            raise ContentError(where, line_of(files[where], "[words]"), f'"{key}" is missing', ", ".join(WORDS))
    examples = local.get("examples", data.get("examples", {}))
    return Fault(
        code=path.rsplit("/", 1)[1].removesuffix(".toml"),
        path=path,
        kind=str(data.get("kind", "")),
        weight=Weight(weight),
        dimension=data["dimension"],
        when=_when(path, text, data.get("when", {})),
        rule={**data.get("rule", {}), **(local.get("rule", {}) if own in files else {})},
        message=said["message"],
        why=said["why"],
        fix=said["fix"],
        source=known[source],
        guide=source,
        silences=tuple(data.get("silences", ())),
        good=_examples(examples.get("good", ())),
        bad=_examples(examples.get("bad", ())),
    )


def _known(path: str, text: str, data: Mapping[str, Any], allowed: Iterable[str]) -> None:
    for key in data:
        if key not in allowed:
            raise ContentError(path, line_of(text, key), f'"{key}" is unknown', ", ".join(allowed))


def _one_of(path: str, text: str, data: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> str:
    value = data.get(key)
    if value not in allowed:
        raise ContentError(path, line_of(text, key), f'{key} = "{value}"', ", ".join(allowed))
    return str(value)


def _when(path: str, text: str, data: Mapping[str, Any]) -> When:
    _known(path, text, data, ("markets", "levels", "posting", "advice"))
    for key, allowed in (("markets", MARKETS), ("levels", LEVELS), ("advice", LEVELS)):
        for value in data.get(key, ()):
            if value not in allowed:
                raise ContentError(path, line_of(text, key), f'{key} has "{value}"', ", ".join(allowed))
    return When(
        tuple(data.get("markets", ())),
        tuple(data.get("levels", ())),
        bool(data.get("posting")),
        tuple(data.get("advice", ())),
    )


def _examples(given: Iterable[Any]) -> tuple[Example, ...]:
    return tuple(Example(one) if isinstance(one, str) else Example(**one) for one in given)
