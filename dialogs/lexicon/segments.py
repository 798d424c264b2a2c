"""Segments: where the paragraphs, lines and sentences of a text begin and end. Pure, linear, without any library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 2_000
"""Characters that a sentence has at most; one without an end is cut at a space: nothing grows with its square."""

_END = re.compile(r"[.!?…](?<![.!?…]{2})[.!?…]*+[\"'”’»)\]]*+(?=\s|$)")
_APART = re.compile(r"[\s(\"“«\[]")
_BULLET = re.compile(r"\s*(?:[-–—•*▪◦‣·]|\d{1,2}[.)])\s+\S")
_CODE = re.compile(
    r"\s*+(?:```|(?:def|class)\s+\w.*:\s*$|(?:import|from)\s+[\w.]++(?:\s+import\b.*)?$|return\b.*[()\[\]=].*$|"
    r"(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER)\s.+(?:;|\bFROM\b.*|\bINTO\b.*|\bTABLE\b.*)$|"
    r"(?:public|private|func|fn|function|const|let|var|if|for|while|try)\b[^{;(=]*[{;(=].*[{};)]\s*$|"
    r"[\w.\[\]]++\s*+[-+*/]?=\s*+\S.*[()\[\]{};].*$|[\w.]++\([^()]*\)[;{]?\s*$|.*[{};]\s*$|[})\]]++[;,)]*+\s*$)"
)
_STRONG_CODE = re.compile(r"\s*(?:```|(?:def|class)\s+\w+\(.*\)?:\s*$|(?:SELECT)\s.+\bFROM\b|import \w+;?$)")
_INDENTED = re.compile(r"(?:\t| {4,})\S")
_CODE_SIGNS = re.compile(r"[{}()\[\]=;<>]")
_NEVER = frozenset(
    {
        "mr",
        "ms",
        "mrs",
        "dr",
        "prof",
        "st",
        "vs",
        "e.g",
        "i.e",
        "cf",
        "no",
        "approx",
        "ca",
        "fig",
        "al",
        "inc",
        "ltd",
        "co",
        "corp",
        "jr",
        "sr",
        "dept",
        "est",
        "dott",
        "dott.ssa",
        "sig",
        "sig.ra",
        "sigg",
        "egr",
        "gent",
        "spett",
        "ing",
        "avv",
        "geom",
        "rag",
        "arch",
        "ecc",
        "es",
        "p.es",
        "pag",
        "n",
        "nr",
        "tel",
        "art",
    }
)
_TITLES = frozenset({"On", "Ill"})
"""Abbreviations with a capital only: "we turned it on." ends a sentence."""
_MAYBE = frozenset(
    {"a.m", "p.m", "etc", "inc", "ltd", "co", "ecc", "s", "min", "h", "no", "jr", "sr", "corp", "u.s", "u.k"}
)
"""Abbreviations that end a sentence where a capital follows."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that belong together: `kind` is "prose", "list" or "code"."""

    start: int
    end: int
    kind: str


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text, in order: separated by blank lines, by a change of kind, or by a paragraph's last line."""
    found: list[Block] = []
    for lines in _runs(text):
        found.extend(_split(text, lines))
    return tuple(found)


def _runs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of lines without a blank one between them, each line as (start, end) without its outer spaces at the end."""
    run: list[tuple[int, int]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        stripped = line.rstrip()
        if stripped:
            run.append((at, at + len(stripped)))
        elif run:
            yield run
            run = []
        at += len(line)
    if run:
        yield run


def _split(text: str, lines: list[tuple[int, int]]) -> Iterator[Block]:
    """The blocks of one run of lines."""
    kinds = [_kind(text[start:end]) for start, end in lines]
    if kinds.count("code") == 1 and len(lines) > 1 and _INDENTED.match(text[lines[0][0] : lines[0][1]]) is None:
        only = kinds.index("code")
        follows = only + 1 < len(lines) and _INDENTED.match(text[lines[only + 1][0] : lines[only + 1][1]])
        if not follows and not _strong_code(text[lines[only][0] : lines[only][1]]):
            kinds[only] = "prose"
    wrapped = _wrapped(text, lines, kinds)
    start, end, kind = *lines[0], kinds[0]
    for (line_start, line_end), line_kind in zip(lines[1:], kinds[1:], strict=True):
        indented = bool(_INDENTED.match(text[line_start:line_end]))
        same = line_kind == kind and (kind == "code" or (kind == "prose" and wrapped))
        if (
            same
            or (kind == "code" and indented)
            or (kind == "list" and line_kind == "prose" and text[line_start].isspace())
        ):
            end = line_end
            continue
        yield Block(*_trim(text, start, end), kind)
        start, end, kind = line_start, line_end, line_kind
    yield Block(*_trim(text, start, end), kind)


def _kind(line: str) -> str:
    if _BULLET.match(line):
        return "list"
    return "code" if (len(_CODE_SIGNS.findall(line)) >= 2 or _strong_code(line)) and _CODE.match(line) else "prose"


def _strong_code(line: str) -> bool:
    """Whether one line alone can only be code."""
    return bool(_STRONG_CODE.match(line)) or (
        line.rstrip().endswith((";", "{", "}", ")")) and len(_CODE_SIGNS.findall(line)) >= 4
    )


def _wrapped(text: str, lines: list[tuple[int, int]], kinds: list[str]) -> bool:
    """Whether line ends inside this run are only line breaks of one paragraph, not ends of paragraphs."""
    prose = [(start, end) for (start, end), kind in zip(lines, kinds, strict=True) if kind == "prose"]
    if len(prose) < 2:
        return False
    broken = sum(text[end - 1] not in '.!?…:,;"”»)' for _, end in prose[:-1])
    return (
        broken * 2 >= len(prose) - 1
        and max(end - start for start, end in prose) <= 110
        and (sum(end - start for start, end in prose[:-1]) / (len(prose) - 1) > 45)
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    return start, end


_QUOTES = '"”’»'


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the sentences of text[start:end] begin and end; together they hold every character but outer spaces."""
    at = start
    for found in _END.finditer(text, start, end):
        if _ends(text, at, found, end):
            yield from _cut(text, *_trim(text, at, found.end()))
            at = found.end()
    last, stop = _trim(text, at, end)
    while stop > last and text[stop - 1].isspace():
        stop -= 1
    if last < stop:
        yield from _cut(text, last, stop)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, in pieces of at most LONGEST characters."""
    while end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST)
        stop = space if space > 0 else start + LONGEST
        yield start, stop
        start, _ = _trim(text, stop, end)
    if start < end:
        yield start, end


def _ends(text: str, at: int, found: re.Match[str], end: int) -> bool:
    """Whether a mark of punctuation ends its sentence: not after an abbreviation, nor before a word that goes on."""
    if found.group()[0] != ".":
        behind = text[found.end() : min(end, found.end() + 4)].lstrip()
        return not (found.group()[-1] in _QUOTES and behind[:1].islower())  # "Whose is it?" takes an afternoon
    before = text[max(at, found.start() - 12) : found.start()].removesuffix("\n").rpartition(" ")[2]
    if not before.isalnum():
        before = _APART.split(before)[-1]
    word = before.lower()
    rest = text[found.end() : min(end, found.end() + 4)].lstrip()
    capital = bool(rest) and not rest[0].islower()
    start = found.start() - len(word)
    unit = text[max(at, start - 2) : start].rstrip()[-1:].isdigit()  # "480 ms." is no "Ms."
    if before in _TITLES:
        return False
    if word in _MAYBE or unit:
        return capital or not rest
    return word not in _NEVER and not (len(word) == 1 and word.isalpha() and text[found.start() - 1].isupper())
