"""Pages: what there is to know of a fault, for `--explain` and for docs/faults.md."""

from __future__ import annotations

import re
import textwrap
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot import content
from bot.critiques.judging import known_codes, sentences, unknown
from bot.letter_files import LetterFileError, write_whole
from dialogs.answers import LANGUAGES, LEVELS
from dialogs.critique.disagreements import Disagreement, disagreements
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

_VALUE = re.compile(r"(?<!\{)\{[a-z]+\}(?!\})")


class Pages:
    """The pages of all faults in one language."""

    def __init__(self, language: str) -> None:
        files = content.files()
        language = language if language in LANGUAGES else "en"
        self.faults: Mapping[str, Fault] = {fault.code: fault for fault in faults(files, language)}
        self._titles = {key: one["title"] for key, one in tomllib.loads(files["guides.toml"]).items()}
        self._guides = guides(files)
        self._guide_words = guide_words(files, language)
        self._splits = disagreements(files, self._guide_words, self._guides, frozenset(self.faults))
        self._dimensions = tomllib.loads(files[f"{language}/critique.toml"])["report"]
        self._all = sentences(language)
        self._words = self._all["page"]

    def text(self, code: str, width: int, paint: Paint = plain) -> str:
        """The page of a fault for a terminal of this width."""
        fault = self.faults[code]
        weight = f"[{self._words[f'weight-{fault.weight}']}]"
        lines = [f"{paint('heading', code)}  {paint(fault.weight, weight)}  {self._dimension(fault)}", ""]
        lines.append(textwrap.fill(unvalued(fault.message), width))
        for heading, body in self._told(fault):
            lines += ["", textwrap.fill(f"{heading}: {body}", width, break_on_hyphens=False)]
        for heading, kind, examples in (("bad", "fault", fault.bad), ("good", "well", fault.good)):
            if examples:
                lines += ["", paint(kind, f"{self._words[heading]}:")]
            for one in examples[:EXAMPLES]:
                said = textwrap.wrap(shortened(one), width - 4, break_long_words=False, break_on_hyphens=False)
                lines += [f"  - {said[0]}", *(f"    {line}" for line in said[1:])]
                lines += self._circumstances(one, "    ")
        return "\n".join(lines)

    def markdown(self, code: str) -> str:
        """What stands in the page of a fault, as Markdown below a heading that is not part of it."""
        fault = self.faults[code]
        lines = [f"**{unvalued(fault.message)}** ({self._words[f'weight-{fault.weight}']}; {self._dimension(fault)})"]
        for heading, body in self._told(fault):
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

    def _told(self, fault: Fault) -> Iterator[tuple[str, str]]:
        words = self._words
        yield words["why"], unvalued(fault.why)
        yield words["instead"], unvalued(fault.fix)
        yield words["when"], self._when(fault)
        title = "" if fault.source.ours else f" ({self._titles[fault.guide]})"
        yield words["source"], self._guide_words.named(fault.source) + title
        for split in self._splits:
            if fault.code in split.faults:
                yield f"{words['disagree']} ({split.number}, {split.topic})", self._sides(split)

    def _sides(self, split: Disagreement) -> str:
        """Who says what, without a letter whose level would name a band, and nobody having chosen yet."""
        say = self._guide_words
        sides = [
            filled(say.say["side"], guides=", ".join(say.guide(self._guides[g]) for g in side.guides), says=side.says)
            for side in split.stances
        ]
        return unvalued("; ".join(sides)) + "."

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


def unvalued(text: str) -> str:
    """A fault's sentence without the figures of a letter, which has none yet."""
    return _VALUE.sub("…", text)


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
