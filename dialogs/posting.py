"""Postings: what an advertisement for a job says, as far as its shape gives it away."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

LONGEST = 20_000
"""Characters of a posting that are read."""

_TAG = re.compile(r"<(?:br|/?p|/?li|/?div|/?ul|/?ol|/?h\d)[^<>]{0,200}>", re.I)
_ANY_TAG = re.compile(r"</?[a-z][^<>]{0,200}>", re.I)
_TITLE = re.compile(
    r"(?:(?:Senior|Junior|Lead|Staff|Principal|Mid(?:-?level)?|Sr\.?|Jr\.?|Graduate|Associate)\s+)?"
    r"(?:(?:Back-?\s?[Ee]nd|Software|Platform|Server|API|Python|Java|Go|Kotlin|Node(?:\.js)?|PHP|Ruby|\.NET|C#|"
    r"Data|Web|Full-?\s?[Ss]tack|Cloud|Systems?|Applications?)\s+){1,3}"
    r"(?P<noun>Developer|Engineer|Programmer|Sviluppat(?:ore|rice)|Ingegnere)(?:\s+(?:Senior|Junior|Mid))?",
)
_ITALIAN = re.compile(
    r"(?P<noun>Sviluppat(?:ore|rice)|Programmat(?:ore|rice)|Ingegnere)"
    r"(?:\s+(?:software|back-?end|senior|junior|java|python))+",
    re.I,
)
_NAME = r"[A-ZÀ-Ý0-9][\w&.'’-]*(?:\s+(?:[A-ZÀ-Ý0-9][\w&.'’-]*|di|del|della|of|and|&)){0,4}"
_SEEKS = re.compile(
    rf"^(?P<name>{_NAME})(?:,[^,\n]{{0,60}},)?\s+"
    r"(?:is\s+(?:hiring|looking|seeking|recruiting|searching)|are\s+(?:hiring|looking)|"
    r"seeks|wants|needs|hires|cerca|ricerca|assume|sta cercando|seleziona)\b"
)
_LABEL = re.compile(r"^(?:company|employer|azienda|società|datore di lavoro)\s*:\s*(?P<name>[^\n]{2,60})", re.I)
_ABOUT = re.compile(rf"\b(?:[Aa]bout|[Aa]t|[Jj]oin|[Cc]hi è|[Ii]n)\s+(?P<name>{_NAME})\s*(?:[,:\n]|\bwe\b|$)")
_BULLET = re.compile(r"^\s*(?:[-–—•*▪◦·]|\d{1,2}[.)])\s+(?P<text>\S.*)$")


@dataclass(frozen=True, slots=True)
class Posting:
    """A posting: its title and the noun of the title, the company, and what it asks for; empty where unsaid."""

    text: str
    title: str
    noun: str  # "developer", "engineer" or another
    company: str
    asks: tuple[str, ...]  # the lines of its lists; where it has none, its sentences


def posting(text: str) -> Posting:
    """What a pasted posting says. Tags of pasted HTML count as line ends."""
    unpacked = html.unescape(_ANY_TAG.sub("", _TAG.sub("\n", text[:LONGEST])))
    plain = "\n".join(" ".join(line.split()) for line in unpacked.splitlines())
    lines = [line for line in plain.splitlines() if line]
    found = titles(plain)
    title, noun = found[0] if found else ("", "")
    bullets = tuple(match["text"] for line in lines if (match := _BULLET.match(line)))
    asks = bullets or tuple(
        part.strip() for line in lines[1:] for part in re.split(r"(?<=[.;!?])\s+", line) if part.strip()
    )
    return Posting(plain, title, noun, _company(lines, title), asks)


def titles(text: str) -> list[tuple[str, str]]:
    """The job titles a text names, each with its noun in English lower case."""
    found = [*_TITLE.finditer(text), *_ITALIAN.finditer(text)]
    return [(match.group().strip(), _noun(match["noun"])) for match in sorted(found, key=lambda match: match.start())]


def _noun(noun: str) -> str:
    noun = noun.lower()
    return "developer" if noun.startswith(("svilup", "programm", "dev")) else "engineer"


def _company(lines: list[str], title: str) -> str:
    """The company, by the shapes of postings: "X is hiring", "X: Title", "Title – X, place", a label, a second line."""
    for line in lines[:12]:
        if (match := _LABEL.match(line)) or (match := _SEEKS.match(line)):
            return match["name"].strip(" ,.")
    if not lines:
        return ""
    first = lines[0]
    if title and title in first:
        before, _, after = first.partition(title)
        if re.search(r"[:–—|-]\s*$", before) and before.strip(" :–—|-"):
            return before.strip(" :–—|-")
        match = re.match(rf"(?:\s+[A-Z][\w ]*)?[^\w(]*(?:[–—|@-]|\bat\b|\bpresso\b|,)\s*(?P<name>{_NAME})", after)
        if match and match["name"] not in ("Tracking", "Remote", "Payments"):
            name = match["name"].strip(" ,.")
            if not re.match(r"\s*,", after) or len(lines) < 2 or after[match.end() :].lstrip().startswith("("):
                return name
        if len(lines) > 1 and (match := re.match(rf"(?P<name>{_NAME})\s*(?:[,–—|(-]|$)", lines[1])):
            return match["name"].strip(" ,.")
    for line in lines[:6]:
        if match := re.match(
            rf"(?P<name>{_NAME})\s+(?:is|è|are|supplies|makes|publishes|matches|tells|gestisce|distribuisce)\b", line
        ):
            return match["name"].strip(" ,.")
    match = _ABOUT.search("\n".join(lines[:8]))
    return match["name"].strip(" ,.") if match else ""
