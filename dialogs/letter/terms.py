"""Terms: how people bar names and sums, and how they speak of clients, from content/<lang>/letter/clearance.toml.

People mix their languages, and a secret is one in both, so every pattern looks for the words of all languages.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.answers import LANGUAGES
from dialogs.content_error import ContentError, Files, line_of

CAPITALISED = r"[A-ZÀ-Ú][\w&-]*"
SMALL = r"[a-zà-ú][\w&-]{2,}(?: [a-zà-ú][\w&-]{2,})?"
LISTS = ("ordinary", "plain-after", "all-but")
ALTERNATIVES = (
    "client", "is", "are", "was", "worked", "worked-with", "for", "with", "joins", "our", "my", "and", "front",
    "beside", "to", "stops", "deal", "where", "alone", "acts", "sum-before", "per", "of-currency", "currency", "no",
    "yes", "only", "all", "except", "but", "also", "no-such", "objection", "nothing", "secret", "no-objection",
    "not-any", "such", "here", "of-names", "of-money", "all-names", "described", "at", "name-joins", "turn",
    "also-then", "but-then", "plain-and", "goes-on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Numbers:
    """How numbers are told: with a sign of money, a word that multiplies ("million", "mila"), or as a share."""

    pattern: re.Pattern[str]  # with the groups digits, many and percent
    times: Mapping[str, int]  # a word that multiplies, small, to what it multiplies by


@dataclass(frozen=True, slots=True)
class Terms:
    """The patterns of clearance, in every language at once."""

    client: re.Pattern[str]
    introduced: tuple[re.Pattern[str], ...]  # "our client was Corvane": the name is group 1
    beside: re.Pattern[str]  # "for Corvane", where a client is spoken of
    subject: re.Pattern[str]  # "Corvane asked", at the front of a clause
    small_subject: re.Pattern[str]
    small_object: re.Pattern[str]
    capitals: re.Pattern[str]
    sum_before: re.Pattern[str]
    per: re.Pattern[str]
    currency: re.Pattern[str]
    no: re.Pattern[str]
    yes: re.Pattern[str]
    only: re.Pattern[str]
    all_but: re.Pattern[str]
    no_objection: re.Pattern[str]
    not_applicable: re.Pattern[str]
    clause: re.Pattern[str]
    but: re.Pattern[str]
    of_names: re.Pattern[str]
    of_money: re.Pattern[str]
    all_names: re.Pattern[str]
    described: re.Pattern[str]  # "the adapter vendor": a description, no name
    plain: re.Pattern[str]
    employer: re.Pattern[str]  # "at corvane": a place of work typed small is group 1
    at: str  # alternatives of "at", before the name of a place of work
    name: re.Pattern[str]  # a name with a capital, inside a sentence
    turn: re.Pattern[str]  # "but", from which on something else is said
    aside: re.Pattern[str]  # where a clause ends
    bound: re.Pattern[str]  # where the clause may begin that a bracket stands behind
    last: re.Pattern[str]  # where the clause with the money may begin
    numbers: Numbers
    ordinary: frozenset[str]  # words of a refusal that are nobody's name


def terms(files: Files) -> Terms:
    """The terms of all languages; raises ContentError where a key is missing or makes no pattern."""
    given: dict[str, Mapping[str, object]] = {}
    many: dict[str, int] = {}
    for language in LANGUAGES:
        path = f"{language}/letter/clearance.toml"
        if path not in files:
            raise ContentError(path, 1, "this file is missing")
        data = tomllib.loads(files[path])
        given[path] = data["words"]
        for word, times in data.get("times", {}).items():
            if not isinstance(times, int) or times < 1 or not word.isalpha():
                raise ContentError(path, line_of(files[path], word), f'"{word}" in [times]', "a word = how many times")
            many[word.lower()] = times
        for key, value in given[path].items():
            if key in ALTERNATIVES and isinstance(value, str):
                _checked(path, files[path], key, value)
            elif key not in LISTS or not isinstance(value, list):
                raise ContentError(path, line_of(files[path], key), f'"{key}" is unknown', ", ".join(ALTERNATIVES))
    if not many:
        raise ContentError("en/letter/clearance.toml", 1, "[times] is missing", "thousand = 1000")
    words: dict[str, str] = {}
    for key in ALTERNATIVES:
        words[key] = "|".join(str(one[key]) for one in given.values() if key in one)
        if not words[key]:
            raise ContentError("en/letter/clearance.toml", 1, f'"{key}" is missing', ", ".join(ALTERNATIVES))
    lists = {key: [str(word) for one in given.values() for word in _list(one.get(key))] for key in LISTS}
    return _made(words, lists, _numbers(many))


def _numbers(times: Mapping[str, int]) -> Numbers:
    many = "|".join(re.escape(word) for word in sorted(times, key=len, reverse=True))
    pattern = (
        r"(?<![\w.,])[$£€]?\s?(?P<digits>\d+(?:[.,]\d+)*)"
        rf"(?:\s?(?P<many>{many})(?![\w]))?(?P<percent>\s?%)?"
    )
    return Numbers(re.compile(pattern, re.IGNORECASE), dict(times))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _checked(path: str, text: str, key: str, pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as wrong:
        raise ContentError(path, line_of(text, key), f"no pattern: {wrong}") from wrong


def _made(w: Mapping[str, str], lists: Mapping[str, list[str]], numbers: Numbers) -> Terms:
    client = f"(?:{w['client']})"
    named = rf"{CAPITALISED}(?: (?:(?:&|{w['joins']}) )?{CAPITALISED})*"
    stops = rf"(?=\s*(?:[,.;:()!?]|$|\s(?:{w['stops']})\b|\s-))"
    front = rf"(?:^|[,;:(.|]\s*|\b(?:{w['and']}|{w['front']}|{w['beside']}) )"
    introduced = (
        re.compile(rf"\b(?i:{client})(?i:\s+(?:{w['is']}|{w['are']})\s+|\s*[:,(]\s*|\s+)({named})"),
        re.compile(rf"\b(?i:{client})(?:\s+(?:{w['is']})\s+|\s*:\s*)({SMALL}){stops}", re.I),
        re.compile(rf"({named}),? (?:{w['was']}) (?:{w['our']}|{w['my']})*{client}\b"),
        re.compile(rf"\b(?i:{w['worked']})(?: \w+){{0,3}} (?:{w['for']}) ({named})"),
        re.compile(rf"\b(?i:{w['worked-with']})(?: \w+){{0,2}} (?:{w['with']}) ({named})"),
        re.compile(
            rf"(?:^|[,;.(|]\s*|\b(?:{w['and']}) )({SMALL}) (?:{w['is']}|{w['are']}) (?:{w['our']})*{client}\b", re.I
        ),
        re.compile(rf"\b{client}\s*\(({SMALL})\)", re.I),
        re.compile(rf"\b{client},\s*({SMALL})(?=,)", re.I),
        re.compile(rf"({named}) (?:{w['deal']})\b"),
        re.compile(rf"\b(?:{w['where']}) \w+ is (\w+(?: [A-Z]\w+)?)", re.I),
    )
    no_objection = (
        rf"\b(?:{w['no-such']}) (?:\w+ )?(?:{w['objection']})\b"
        rf"|\b(?:{w['nothing']})\b[^,;.]{{0,30}}\b(?:{w['secret']})\b|{w['no-objection']}"
    )
    all_but = "".join(rf"(?<!\b{re.escape(word)})" for word in lists["all-but"])
    plain_after = "".join(rf"(?<!\b{re.escape(word)} )" for word in lists["plain-after"])
    return Terms(
        client=re.compile(rf"\b{client}\b", re.I),
        introduced=introduced,
        beside=re.compile(rf"\b(?:{w['beside']}|{w['to']}) ({named})"),
        subject=re.compile(rf"(?:^|[,;:(.|]\s*)({named})(?:['’]s\b|(?= (?:{w['acts']})\b))"),
        small_subject=re.compile(rf"{front}(\w[\w&-]{{3,}}(?: \w[\w&-]{{3,}})?)['’]?s?(?= (?:{w['alone']})\b)", re.I),
        small_object=re.compile(rf"\b(?:{w['beside']}) ({SMALL}){stops}"),
        capitals=re.compile(rf"(?<=[\w,:(] )({named})"),
        sum_before=re.compile(rf"\b(?:{w['sum-before']})\b[^.;]{{0,40}}?$", re.I),
        per=re.compile(rf"\s?(?:{w['per']}|[,.;)]|$)", re.I),
        currency=re.compile(rf"\s?(?:{w['of-currency']})?(?:€|\$|£|(?:{w['currency']})\b)", re.I),
        no=re.compile(rf"\b(?:{w['no']})(?!\w)", re.I),
        yes=re.compile(rf"\b(?:{w['yes']})\b", re.I),
        only=re.compile(rf"\b(?:{w['only']})\b", re.I),
        all_but=re.compile(rf"\b(?:{w['all']})\b.{{0,20}}\b(?:{w['except']})\b", re.I),
        no_objection=re.compile(no_objection, re.I),
        not_applicable=re.compile(
            rf"^\W*(?:n/?a|(?:{w['not-any']}) (?:{w['such']}) (?:{w['here']})(?: \w+){{0,3}})\W*$", re.I
        ),
        clause=re.compile(rf"[;!\n]+|\.(?!\d)|,(?!\d)\s*|{all_but}\s+(?:{w['but']}|{w['also']})\s+|\s-{{1,2}}\s", re.I),
        but=re.compile(rf"\b(?:{w['but']})\b", re.I),
        of_names=re.compile(rf"\b(?:{w['of-names']})\b", re.I),
        of_money=re.compile(rf"\b(?:{w['of-money']})\b", re.I),
        all_names=re.compile(rf"\b(?:{w['all-names']})\b", re.I),
        described=re.compile(rf"\b(?:{w['described']}) ?[\w-]+(?: [\w-]+)?", re.I),
        plain=re.compile(rf"{plain_after}\b[a-zà-ú][\w-]+(?!['’]s)\b"),
        employer=re.compile(rf"\b(?:{w['at']}) ([a-z][a-z]{{2,}}(?: [A-Z]\w+)*)(?=[\s.,;:)]|$)"),
        at=w["at"],
        name=re.compile(
            r"(?<![\w.])(?:[A-ZÀ-Ú][\w&-]*[a-zà-ú][\w&-]*|[A-Z]{2,})"
            rf"(?:(?: (?:&|{w['name-joins']}) (?=[A-Z]))? ?(?:[A-ZÀ-Ú][\w&-]+))*"
        ),
        turn=re.compile(rf"\b(?:{w['turn']})\s", re.I),
        aside=re.compile(rf"\s*(?:[,;:]|\s-{{1,2}})\s+(?:(?:{w['also-then']}) )?|\s+(?:{w['but-then']}) ", re.I),
        bound=re.compile(rf"[;:]\s+|,? (?:{w['plain-and']}) |,\s+", re.I),
        last=re.compile(rf"[,;] (?:{w['and']}) |; |{w['goes-on']}", re.I),
        numbers=numbers,
        ordinary=frozenset(lists["ordinary"]),
    )
