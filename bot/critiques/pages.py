"""Pages: what there is to know of a fault, for `--explain` and for docs/faults.md."""

from __future__ import annotations

import re
import textwrap
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot import content
from bot.critiques.judging import known_codes, sentences, unknown
from bot.letter_files import LetterFileError, write_whole
from dialogs.answers import LANGUAGES, LEVELS, Language, Profile
from dialogs.critique import Critic, Split
from dialogs.critique.disagreements import disagreements
from dialogs.critique.fault import Example, Fault, faults
from dialogs.critique.nouns import DIMENSIONS
from dialogs.critique.report import Paint, plain
from dialogs.critique.sources import filled, guides
from dialogs.critique.sources import words as guide_words

FILES = {"en": "docs/faults.md", "it": "docs/faults.it.md"}

EXAMPLES = 4
"""Examples of a kind that a page shows; the file has them all."""

LONG = 240
"""Characters of an example that are shown: enough for sentences, not for whole letters."""

_PLACE = re.compile(r"(?<!\{)\{[a-z]+\}(?!\})")


@cache
def _critic(language: Language) -> Critic:
    return Critic(content.files(), language)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a fault. `of_first` is true where that is said of its first bad example, and of no other text."""

    message: str
    why: str
    fix: str
    splits: tuple[tuple[Split, str], ...]  # with the level of the letter where it matters
    of_first: bool = False


class Pages:
    """The pages of all faults in one language."""

    def __init__(self, language: str) -> None:
        files = content.files()
        self.language: Language = next((one for one in LANGUAGES if one == language), "en")
        self.faults: Mapping[str, Fault] = {fault.code: fault for fault in faults(files, self.language)}
        self._titles = {key: one["title"] for key, one in tomllib.loads(files["guides.toml"]).items()}
        self._guides = guides(files)
        self._guide_words = guide_words(files, self.language)
        self._splits = disagreements(files, self._guide_words, self._guides, frozenset(self.faults))
        self._dimensions = tomllib.loads(files[f"{self.language}/critique.toml"])["report"]
        self._all = sentences(self.language)
        self._words = self._all["page"]

    def text(self, code: str, width: int, paint: Paint = plain) -> str:
        """The page of a fault for a terminal of this width."""
        fault = self.faults[code]
        said = self.said(code)
        weight = f"[{self._words[f'weight-{fault.weight}']}]"
        lines = [f"{paint('heading', code)}  {paint(fault.weight, weight)}  {self._dimension(fault)}", ""]
        instance = f" ({self._words['instance']})" if said.of_first else ""
        lines.append(textwrap.fill(said.message + instance, width))
        for heading, body in self._told(fault, said):
            lines += ["", textwrap.fill(f"{heading}: {body}", width, break_on_hyphens=False)]
        for heading, kind, examples in (("bad", "fault", fault.bad), ("good", "well", fault.good)):
            if examples:
                lines += ["", paint(kind, f"{self._words[heading]}:")]
            for one in examples[:EXAMPLES]:
                first, *more = textwrap.wrap(shortened(one), width - 4, break_long_words=False, break_on_hyphens=False)
                lines += [f"  - {first}", *(f"    {line}" for line in more)]
                lines += self._circumstances(one, "    ")
        return "\n".join(lines)

    def markdown(self, code: str) -> str:
        """What stands in the page of a fault, as Markdown below a heading that is not part of it."""
        fault = self.faults[code]
        said = self.said(code)
        about = [self._words[f"weight-{fault.weight}"], self._dimension(fault)]
        about += [self._words["instance"]] if said.of_first else []
        lines = [f"**{said.message}** ({'; '.join(about)})"]
        for heading, body in self._told(fault, said):
            lines += ["", f"{heading}: {body}"]
        for heading, examples in (("bad", fault.bad), ("good", fault.good)):
            if examples:
                lines += ["", f"{self._words[heading]}:", ""]
            for one in examples[:EXAMPLES]:
                lines += [f"- {code_span(shortened(one))}", *self._circumstances(one, "  ")]
        return "\n".join(lines)

    def book(self) -> str:
        """The page of all faults, by dimension in the order a letter is read."""
        intro = self._words["intro"].replace("{count}", str(len(self.faults)))
        parts = [f"# {self._words['heading']}", intro]
        for dimension in DIMENSIONS:
            some = [fault for fault in self.faults.values() if fault.dimension == dimension]
            parts += [f"## {self._dimensions[f'dimension-{dimension}']}"] if some else []
            parts += [f"### {fault.code}\n\n{self.markdown(fault.code)}" for fault in some]
        return "\n\n".join(parts) + "\n"

    def said(self, code: str) -> Said:
        """What is said of a fault, without a letter or, where its words need one, of its first bad example."""
        fault = self.faults[code]
        about = [split for split in self._splits if fault.code in split.faults]
        if not any(_PLACE.search(text) for text in (fault.message, fault.why, fault.fix)):
            splits = tuple((split.told(Profile(self.language), {}, self._guides), "") for split in about)
            return Said(fault.message, fault.why, fault.fix, splits)
        first = fault.bad[0]
        reader = fault.reader(first, self.language)
        found = _critic(self.language).check(fault.code, first.whole, reader, first.posting)[0]
        level = self._words["levels"].replace("{levels}", reader.level)
        levels = {split.number: level for split in about if any(stance.bands for stance in split.stances)}
        splits = tuple((split, levels.get(split.number, "")) for split in found.splits)
        return Said(found.message, found.why, found.fix, splits, of_first=True)

    def _told(self, fault: Fault, said: Said) -> Iterator[tuple[str, str]]:
        words = self._words
        yield words["why"], said.why
        yield words["instead"], said.fix
        yield words["when"], self._when(fault)
        title = "" if fault.source.ours else f" ({self._titles[fault.guide]})"
        yield words["source"], self._guide_words.named(fault.source) + title
        for split, level in said.splits:
            about = ", ".join(one for one in (split.number, split.topic, level) if one)
            yield f"{words['disagree']} ({about})", self._sides(split)

    def _sides(self, split: Split) -> str:
        """Who says what, nobody having chosen yet."""
        say = self._guide_words
        sides = [
            filled(say.say["side"], guides=", ".join(say.guide(guide) for guide in side.guides), says=side.says)
            for side in split.sides
        ]
        return "; ".join(sides) + "."

    def _when(self, fault: Fault) -> str:
        words, when = self._words, fault.when
        told = []
        if when.markets:
            told.append(words["markets"].replace("{markets}", ", ".join(self._all["markets"][m] for m in when.markets)))
        if when.levels:
            told.append(words["levels"].replace("{levels}", ", ".join(one for one in LEVELS if one in when.levels)))
        if when.posting:
            told.append(words["posting"])
        if when.advice:
            told.append(words["advice"].replace("{levels}", ", ".join(when.advice)))
        return "; ".join(told) or words["always"]

    def _circumstances(self, one: Example, indent: str) -> list[str]:
        if one.times > 1:
            told = self._words["times"].replace("{times}", str(one.times))
            return [indent + told.replace("{market}", one.market.upper()).replace("{level}", one.level)]
        if one.posting is None:
            return []
        first = one.posting.strip().splitlines()[0] if one.posting.strip() else ""
        return [indent + self._words["against"].replace("{posting}", first)]

    def _dimension(self, fault: Fault) -> str:
        return str(self._dimensions[f"dimension-{fault.dimension}"])


def page(code: str, language: str | None, width: int, paint: Paint = plain) -> str:
    """The page of a fault for a terminal, in English where no language is named. Raises LetterFileError."""
    if code not in known_codes():
        raise LetterFileError(unknown(code, known_codes()))
    return Pages(language or "en").text(code, width, paint)


def shortened(one: Example) -> str:
    """An example in one line, cut where it is a whole letter."""
    said = " ".join(one.text.split())
    return said if len(said) <= LONG else said[:LONG].rsplit(" ", 1)[0] + " …"


def code_span(text: str) -> str:
    """A text as Markdown shows it letter by letter."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def write() -> None:
    """Write the pages of all faults, in every language."""
    for language, path in FILES.items():
        write_whole(Path(path), Pages(language).book())


if __name__ == "__main__":
    write()
