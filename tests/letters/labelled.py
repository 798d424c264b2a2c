"""A labelled letter: a text, for whom it is, and the faults that a careful reader found in it."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from dialogs.answers import Profile

LABELLED, GOOD = (Path(__file__).parent / name for name in ("labelled", "good"))
SETS = ("open", "aside")
"""`open` letters may be read while patterns are written; those kept `aside` are only ever counted."""

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "critique" / "samples"


@dataclass(frozen=True, slots=True)
class Label:
    """A fault that stands in the letter; `quote` is the place, None where the whole letter is meant."""

    fault: str
    quote: str | None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A letter with its labels. `must` has to be found; `may` is arguable, and neither asked for nor held against.

    A letter with nothing in `must` is a strong one: whatever counts against it is a false alarm.
    """

    id: str
    profile: Profile
    posting: str | None
    letter: str
    must: tuple[Label, ...]
    may: frozenset[str]

    @property
    def strong(self) -> bool:
        """Whether the reader found nothing against it."""
        return not self.must


def read(folder: Path) -> tuple[Labelled, ...]:
    """The labelled letters of a folder, by name. A label whose quote is not in its letter is an error."""
    return tuple(_labelled(path) for path in sorted(folder.glob("*.json")))


def strong() -> tuple[Labelled, ...]:
    """The strong letters of `good`: nothing in them is a fault."""
    return tuple(_strong(path) for path in sorted(GOOD.glob("*.md")))


def _strong(path: Path) -> Labelled:
    """A letter below its head, which is TOML between lines of plus signs."""
    _, head, text = path.read_text("utf-8").split("+++\n", 2)
    told = tomllib.loads(head)
    profile = Profile(told["language"], told["market"], told["level"])
    return Labelled(path.stem, profile, told.get("posting"), text, (), frozenset())


def _labelled(path: Path) -> Labelled:
    data = json.loads(path.read_text("utf-8"))
    must = tuple(Label(one["fault"], one["quote"]) for one in data["must"])
    for label in must:
        if label.quote is not None and label.quote not in data["letter"]:
            raise ValueError(f"{path.name}: {label.fault} quotes what is not in the letter: {label.quote!r}")
    profile = Profile(data["lang"], data["market"], data["level"])
    return Labelled(data["id"], profile, data["posting"], data["letter"], must, frozenset(data["may"]))
