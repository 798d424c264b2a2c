"""A labelled letter: a text, for whom it is, and the faults that a careful reader found in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from dialogs.answers import Profile

LABELLED = Path(__file__).parent / "labelled"
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


def _labelled(path: Path) -> Labelled:
    data = json.loads(path.read_text("utf-8"))
    must = tuple(Label(one["fault"], one["quote"]) for one in data["must"])
    for label in must:
        if label.quote is not None and label.quote not in data["letter"]:
            raise ValueError(f"{path.name}: {label.fault} quotes what is not in the letter: {label.quote!r}")
    profile = Profile(data["lang"], data["market"], data["level"])
    return Labelled(data["id"], profile, data["posting"], data["letter"], must, frozenset(data["may"]))
