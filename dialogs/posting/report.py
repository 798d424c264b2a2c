"""Reports: a posting and its honesty map as data for programs, and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dialogs.posting.nouns import HonestyMap, Left, Posting, Proof, Question, Requirement
from dialogs.posting.words import Told


def as_json(found: Posting, drawn: HonestyMap, told: Told) -> dict[str, Any]:
    """The value of "posting" in `coach critique --format json`; offsets are characters of the letter."""
    return {
        "title": found.title,
        "company": found.company,
        "requirements": [_requirement(one) for one in found.requirements],
        "hints": [{"hint": one.name, "quote": one.sentence, "message": told.hints[one.name][0]} for one in found.hints],
        "map": {
            "proven": [_proof(one) for one in drawn.proven],
            "could": [
                {"name": one.requirement.name, "must": one.requirement.must, "ask": question(one, told)}
                for one in drawn.could
            ],
            "left": [_left(one, drawn) for one in drawn.left],
            "beyond": [_proof(one) for one in drawn.beyond],
        },
    }


def as_lines(found: Posting, drawn: HonestyMap, told: Told) -> tuple[str, ...]:
    """The map in a few lines: what is proven and by which words, what to ask, what is left alone."""
    words = told.map
    if not found.requirements:
        return ()
    lines = [words["head"]]
    lines += [words["proven"], *_quoted("+", drawn.proven, told)]
    if not drawn.proven:
        lines[1:] = [words["nothing"]]
    if drawn.could:
        lines += [words["could"], *(f"? {question(one, told)}" for one in drawn.could)]
    if drawn.declined:
        lines += [words["declined"], *_quoted("–", drawn.declined, told)]
    own = {one.requirement for one in drawn.declined}
    if untold := [one for one in drawn.left if one not in own]:
        lines += [f"{words['left']} {', '.join(called(one, told) for one in untold)}."]
    lines += [told.hints[one.name][0] for one in found.hints]
    return tuple(lines)


def _quoted(sign: str, quoting: Sequence[Proof | Left], told: Told) -> Iterator[str]:
    """A line for each sentence, with everything it is quoted for, so that no sentence is shown twice."""
    some: dict[tuple[str, int], list[Proof | Left]] = {}
    for one in quoting:
        some.setdefault((one.source, one.start), []).append(one)
    for group in some.values():
        yield f"{sign} {', '.join(called(one.requirement, told) for one in group)}: “{_short(group[0].sentence)}”"


def called(requirement: Requirement, told: Told) -> str:
    """A requirement's name as people say it, with the years asked, and whether it is only nice to have."""
    name = told.themes[requirement.name][0] if requirement.kind == "theme" else requirement.name
    if requirement.years:
        name = told.map["years"].replace("{name}", name).replace("{years}", str(requirement.years))
    return name if requirement.must else told.map["nice"].replace("{name}", name)


def question(one: Question, told: Told) -> str:
    """The words in which a requirement is asked for."""
    requirement = one.requirement
    if one.reason == "open" and requirement.kind == "theme":
        return told.themes[requirement.name][1]
    name = told.themes[requirement.name][0] if requirement.kind == "theme" else requirement.name
    key = {"kin": "kin", "listed": "listed", "open": "technology"}[one.reason]
    return told.map[key].replace("{name}", name).replace("{kin}", one.kin)


def _requirement(one: Requirement) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": one.kind,
        "must": one.must,
        "years": one.years,
        "also": list(one.also),
        "sentence": one.sentence,
    }


def _left(one: Requirement, drawn: HonestyMap) -> dict[str, Any]:
    """A requirement left alone: why, and the sentence it is left alone for, where one says so."""
    of = next((it for it in drawn.declined if it.requirement == one), None)
    where = {"source": of.source, "start": of.start, "end": of.end, "quote": of.sentence} if of else {}
    return {"name": one.name, "must": one.must, "why": of.reason if of else "untold", **where}


def _proof(one: Proof) -> dict[str, Any]:
    return {
        "name": one.requirement.name,
        "must": one.requirement.must,
        "source": one.source,
        "start": one.start,
        "end": one.end,
        "quote": one.sentence,
    }


def _short(sentence: str, most: int = 90) -> str:
    sentence = " ".join(sentence.split())
    return sentence if len(sentence) <= most else sentence[:most].rsplit(" ", 1)[0].rstrip(",;:") + "…"
