"""Examples: the sentences that were written to teach the ideas, with what each says and what it leaves open.

content/<lang>/ideas/<idea>.toml holds, a domain at a time, the sentences that say the idea and those that only look
like it. A word "#idea" behind a sentence says that it holds another idea too; "?idea" leaves that one open. What is
open between two ideas stands in `unsure` of either; what the sentences that only look like one leave open, in
`unsure-not`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dialogs.answers import Language
from dialogs.content_error import ContentError, Files, line_of
from dialogs.lexicon.words import load

IDEAS = (
    "trade-off",  # what was given up, paid or made worse for a gain
    "option",  # an alternative weighed or turned down
    "company",  # something only the addressed company could be told
    "portable",  # what would stand unchanged in any letter
    "deferral",  # not built on purpose, put off, argued against, got wrong
    "measurement",  # how something was measured or observed
    "operations",  # the writer's own part in running things
    "next-step",  # a concrete next step
    "apology",  # excuses for what one lacks
    "biography",  # who one is, before anything that moved
    "boilerplate",  # an opening of any letter
    "cliche",  # praise of oneself that anybody writes
    "filler",  # a closing of any letter
    "hedging",  # doubt about one's own work
    "not-my-job",  # operations pushed away
    "passion",  # love of the craft, claimed
    "responsibility",  # a duty with no effect
    "against",  # argued against, opposed
    "buzzword",  # terms in fashion, with neither how nor where
    "confidential",  # a figure not cleared, a customer's loss
    "layoff",  # a job lost in a cut
    "layoff-blame",  # with blame, or as luck
    "open-source",  # contributed, and nothing named
    "outage",  # one's own system down, in those words
    "rest-skill",  # APIs as a skill
    "salary",  # pay
    "scalable",  # takes any load, with nothing to show it by
    "split",  # one application made many services
    "sql-skill",  # databases as a skill
    "team",  # somebody else stands in it
    "testing",  # one's own tests
    "tie",  # uses, worked at, contributed to the company addressed
)
"""The ideas a model knows, in the order of its scores. Each has a file in every language."""

PLAIN, WEAK, CONCEPTS = "plain", "weak", "concepts"
"""Sentences that hold no idea; those of weak letters, which show nothing; words of like meaning."""

_KEYS = {"unsure", "unsure-not", "says", "not"}
_TAG = re.compile(r"\s+([#?])([a-z-]+)$")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its domain, the ideas it says, and those nobody may learn from it."""

    text: str
    domain: str
    says: frozenset[str]
    unsure: frozenset[str]


def examples(files: Files, language: Language) -> tuple[Example, ...]:
    """Every example of a language; raises ContentError where a file is wrong."""
    read = {idea: _read(files, language, idea) for idea in (*IDEAS, PLAIN, WEAK)}
    kin = {idea: {other for other in read if other in _open(read, idea) or idea in _open(read, other)} for idea in read}
    return tuple(
        example
        for idea, (path, text, data) in read.items()
        for key, own, unsure in (
            ("says", frozenset({idea}), frozenset(kin[idea])),
            ("not", frozenset[str](), frozenset(data.get("unsure-not", ()))),
        )
        for domain, lines in data.get(key, {}).items()
        for line in lines.strip().splitlines()
        for example in (_example(path, text, line, domain, (own, unsure)),)
    )


def fingerprint(files: Files, language: Language) -> str:
    """A hash of all that a model is trained on: it names the one it comes from."""
    told = hashlib.sha256()
    for name in (*IDEAS, PLAIN, WEAK, CONCEPTS):
        told.update(f"{name}\n{files.get(_path(language, name), '')}\n".encode())
    return told.hexdigest()[:16]


def _path(language: Language, name: str) -> str:
    return f"{language}/ideas/{name}.toml"


def _open(read: Mapping[str, tuple[str, str, dict[str, Any]]], idea: str) -> tuple[str, ...]:
    return tuple(read[idea][2].get("unsure", ()))


def _read(files: Files, language: Language, idea: str) -> tuple[str, str, dict[str, Any]]:
    path = _path(language, idea)
    text = files.get(path, "")
    data = load(path, text)
    if not data:
        raise ContentError(path, 1, "the file is missing, or empty", "[says] and [not], a domain at a time")
    for key in data:
        if key not in _KEYS:
            raise ContentError(path, line_of(text, key), f'"{key}" is unknown', ", ".join(sorted(_KEYS)))
    return path, text, data


def _example(path: str, text: str, line: str, domain: str, given: tuple[frozenset[str], frozenset[str]]) -> Example:
    says, unsure = set(given[0]), set(given[1])
    sentence = line.strip()
    while found := _TAG.search(sentence):
        if found[2] not in IDEAS:
            raise ContentError(path, line_of(text, line), f'there is no idea "{found[2]}"', ", ".join(IDEAS))
        (says if found[1] == "#" else unsure).add(found[2])
        sentence = sentence[: found.start()]
    return Example(sentence, domain, frozenset(says), frozenset(unsure - says if says else unsure))
