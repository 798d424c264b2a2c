"""Judging: letter files in, what the guides would say of each out; the critic of a language is built once."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from bot import content
from bot.documents import Document
from bot.letter_files import LetterFileError, read_document
from dialogs.answers import Language, Level, Market, Profile
from dialogs.critique import Critic, Critique, Weight, choices
from dialogs.lexicon import MOST
from dialogs.replies import read_replies

HOME: Mapping[str, Market] = {"en": "us", "it": "it"}  # the market of a letter whose market nobody named

STDIN = "stdin"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How letters are to be judged. What is None is found out from the letter, or is the usual."""

    language: Language | None = None
    market: Market | None = None
    level: Level = "mid"
    follow: tuple[str, ...] = ()  # such as "D7=003"
    guide: str = ""  # to be followed wherever it takes a side
    known: tuple[str, ...] = ()  # words that are no slips of spelling
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judged:
    """A letter that was read: the file's name, what was read in it, for whom, and what the guides would say."""

    file: str
    document: Document
    profile: Profile
    critique: Critique

    @property
    def stands(self) -> bool:
        """Whether a block or a fault stands in it."""
        return any(one.weight is not Weight.ADVICE for one in self.critique.findings)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and the sentence that says why."""

    file: str
    reason: str


class Judge:
    """Judges letters one after the other."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self._critics: dict[Language, Critic] = {}

    def critic(self, language: Language) -> Critic:
        """The critic of a language, built at the first letter that needs it."""
        if language not in self._critics:
            self._critics[language] = Critic(content.files(), language)
        return self._critics[language]

    def judge(self, paths: Iterable[Path], posting: Path | None) -> tuple[Judged | Unread, ...]:
        """What there is to say of each file, in their order.

        Raises LetterFileError where the posting is unreadable, and ChoiceError where nobody can be followed so.
        """
        advert = read_document(posting, self.wanted.language).text if posting else None
        return tuple(self._one(path, advert) for path in paths)

    def _one(self, path: Path, advert: str | None) -> Judged | Unread:
        try:
            document = read_document(path, self.wanted.language)
        except LetterFileError as error:
            return Unread(name_of(path), str(error))
        language = self.wanted.language or language_of(document.text)
        profile = Profile(language, self.wanted.market or HOME[language], self.wanted.level)
        critic = self.critic(language)
        follows = choices(critic.disagreements, critic.guides, self.wanted.follow, self.wanted.guide)
        critique = critic.critique(document.text, profile, advert, follows, self.wanted.known)
        return Judged(name_of(path), document, profile, self._chosen(critique))

    def _chosen(self, critique: Critique) -> Critique:
        """The critique without what was not asked for; a part of the findings makes neither score nor praise."""
        select, ignore = self.wanted.select, self.wanted.ignore
        if not select and not ignore:
            return critique
        kept = tuple(f for f in critique.findings if (not select or f.fault in select) and f.fault not in ignore)
        return replace(critique, findings=kept, scorecard=(), praise=())


def name_of(path: Path) -> str:
    """What a file is called when it is spoken of."""
    return STDIN if str(path) == "-" else path.as_posix()


def language_of(text: str) -> Language:
    """The language of a text by its commonest words; English where it holds as many of each."""
    words = Counter(re.findall(r"\w+", text[:MOST].casefold()))
    common = {language: replies.typed["common"] for language, replies in read_replies(content.files()).items()}
    return max(common, key=lambda language: sum(words[word] for word in common[language]))


def codes(given: Iterable[str]) -> frozenset[str]:
    """The fault codes in what was given, which may be lists with commas. Raises LetterFileError for unknown ones."""
    known = known_codes()
    found = [code.strip() for one in given for code in one.split(",") if code.strip()]
    for code in found:
        if code not in known:
            raise LetterFileError(unknown(code, known))
    return frozenset(found)


def known_codes() -> tuple[str, ...]:
    """The codes of all faults, in alphabetical order."""
    paths = sorted(path for path in content.files() if path.startswith("en/faults/"))
    return tuple(path.rsplit("/", 1)[1].removesuffix(".toml") for path in paths)


def unknown(code: str, known: Collection[str]) -> str:
    """That no fault has this code, and which have one like it."""
    words = set(code.casefold().replace("_", "-").split("-"))
    near = difflib.get_close_matches(code.casefold(), known, 4, 0.5)
    near += [one for one in known if words & set(one.split("-")) and one not in near][: 4 - len(near)]
    return f"no fault is called {code!r}; near it: {', '.join(near)}" if near else f"no fault is called {code!r}"


def sentences(language: str) -> Mapping[str, Mapping[str, str]]:
    """What the command line says in a language."""
    return tomllib.loads(content.files()[f"{language}/terminal.toml"])


def checked(language: str | None, market: str | None, level: str | None) -> Wanted:
    """What the options say of the letters."""
    return Wanted(cast("Language | None", language), cast("Market | None", market), cast(Level, level or "mid"))
