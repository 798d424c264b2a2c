"""The reader of postings, in every language at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from dialogs.answers import Language
from dialogs.content_error import Files
from dialogs.lexicon import Reading
from dialogs.posting.account import Account
from dialogs.posting.companies import company
from dialogs.posting.honesty import honesty
from dialogs.posting.nouns import Held, HonestyMap, Posting
from dialogs.posting.page import Page
from dialogs.posting.plain import plain
from dialogs.posting.report import as_json, as_lines
from dialogs.posting.requirements import hints, requirements
from dialogs.posting.titles import title_of
from dialogs.posting.words import Words, read_words


class Postings:
    """Reads postings. Its words come with the first one."""

    def __init__(self, files: Files) -> None:
        self._files = files

    @cached_property
    def words(self) -> Words:
        """How postings speak, and what is said of them."""
        return read_words(self._files)

    def read(self, text: str) -> Posting:
        """What a pasted posting says. Never raises, whatever the text; linear in its length, and capped at LONGEST."""
        page = Page(plain(text, self.words.written), self.words)
        if not page.lines:
            return Posting(page.text, page.language, "", "", frozenset(), "", (), ())
        title, nouns = title_of(page)
        return Posting(
            page.text,
            page.language,
            page.words_of(title.first, title.last) if title else "",
            title.noun if title else "",
            nouns,
            company(page, title),
            requirements(page, title),
            hints(page),
        )

    def account(self, reading: Reading) -> Account:
        """What a letter tells of its writer's work."""
        return Account(reading, self.words)

    def map(self, posting: Posting, told: Mapping[str, Reading]) -> HonestyMap:
        """The posting against what was told: answers by question id, or a letter under "letter"."""
        accounts = {source: Account(reading, self.words, source == "letter") for source, reading in told.items()}
        return honesty(posting, accounts, self.words)

    def held(self, posting: Posting, letter: Account, language: Language) -> Held:
        """A letter held against its posting, told in a language."""
        drawn = honesty(posting, {"letter": letter}, self.words)
        told = self.words.told[language]
        return Held(posting, drawn, as_json(posting, drawn, told), as_lines(posting, drawn, told))
