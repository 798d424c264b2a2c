"""Written: words of postings that are looked for letter by letter, those of all languages at once.

A posting comes out of an English mail program in Italy and the other way round, so nobody asks which language it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.content_error import ContentError
from dialogs.lexicon.forms import Verbs, expand

GROUP = "written"
KEYS = (
    "mail-head", "subject", "answered", "forwarded", "beside", "beside-weakly", "join", "host", "board", "public-host",
    "behind-name", "article", "before-name", "way-of-working", "around-technology", "behind-technology", "plain-behind",
    "short-form", "owner", "selves-end",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """What [written] of posting.toml says in every language, as patterns and sets."""

    mail: re.Pattern[str]  # a line of a mail's head
    subject: re.Pattern[str]  # what stands before the words of a subject
    forward: re.Pattern[str]  # the line above a mail that was sent on
    joint: re.Pattern[str]  # between a title and a company
    board: re.Pattern[str]  # the address of a job board, with whom it advertises
    host: re.Pattern[str]  # the company of an address
    way: re.Pattern[str]  # a way of working behind a place
    before_name: re.Pattern[str]  # small words before a company's name
    short_form: re.Pattern[str]  # what a full stop behind ends no sentence of: "e.g", "S.r.l", an initial
    owner: re.Pattern[str]  # what ends a name that owns something: "Larkspur's", "Larkspurs'"
    owned: re.Pattern[str]  # what stands before the thing it owns
    behind_owner: re.Pattern[str]  # what stands behind a name, owner or not, and its first word
    beside: frozenset[str]  # "at", after which a company stands for sure
    beside_weakly: frozenset[str]  # "in", after which it may
    join: frozenset[str]
    public: frozenset[str]  # hosts that are nobody's own
    behind_name: frozenset[str]  # "Hollin Careers"
    article: frozenset[str]  # words that tell no name from another
    around_technology: frozenset[str]
    behind_technology: frozenset[str]
    selves: tuple[str, ...]  # how a verb ends that says "we": "scriviamo"
    plain_behind: frozenset[str]  # "go to", "node pools": no technology


def read_written(data: Iterable[Mapping[str, Any]], path: str) -> Written:
    """The words of all languages together; raises ContentError, about `path`, where a key is missing in all."""
    given = [one.get(GROUP, {}) for one in data]
    lists: dict[str, frozenset[str]] = {}
    for key in KEYS:
        lists[key] = frozenset(word for one in given for word in _spelled(one.get(key, ())))
        if not lists[key]:
            raise ContentError(path, 1, f'[{GROUP}] has no "{key}"', ", ".join(KEYS))

    def either(*keys: str) -> str:
        words = {word for key in keys for word in lists[key]}
        return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))

    return Written(
        re.compile(rf"^(?:{either('mail-head')})\s*:\s", re.I),
        re.compile(rf"^(?:{either('subject')})\s*:\s*(?:(?:{either('answered')})\s*:\s*)*", re.I),
        re.compile(rf"^[-_=*\s]*(?:{either('forwarded')})[-_=*:\s]*$", re.I),
        re.compile(rf"\s*(?:[-–—|@·•:,]|\b(?:{either('beside', 'beside-weakly')})\b)\s*", re.I),
        re.compile(rf"(?:{either('board')})/(?:embed/)?([\w-]{{2,40}})"),
        re.compile(rf"(?:@|https?://(?:www\.)?|www\.)(?:(?:{either('host')})\.)?([\w-]{{2,40}})\.(?:[a-z]{{2,10}})"),
        re.compile(rf"\(?(?:{either('way-of-working')})"),
        re.compile(rf"[\s\"“«]*(?:(?:{either('before-name')})\s+){{0,3}}", re.I),
        re.compile(rf"(?:\b(?:{either('short-form')})|\b[A-Z])$", re.I),
        re.compile(rf"['’](?:{either('owner')})?$"),
        re.compile(rf"['’](?:{either('owner')})\s*$"),
        re.compile(rf"(?:['’](?:{either('owner')}))?\s+([\w-]+)"),
        lists["beside"],
        lists["beside-weakly"],
        lists["join"],
        lists["public-host"],
        lists["behind-name"],
        lists["article"],
        lists["around-technology"],
        lists["behind-technology"],
        tuple(sorted(lists["selves-end"])),
        lists["plain-behind"],
    )


def _spelled(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        for words in expand(line, "en", Verbs({}, {})):
            yield " ".join(words)
