"""Frames: the connecting words that make whole sentences of chat fragments, from content/<lang>/letter/frames.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.content_error import ContentError, Files, line_of
from dialogs.prose.shape import HEAD, Shape, certain, has_verb, may_have_verb, shape, verb_led
from dialogs.prose.table import Prose

SLOT = re.compile(r"\{(?:(lower|article) )?(\d|[a-z_]+)\}")
NAMED = ("for_role", "company")
SHAPES = ("", "noun", "no-verb", "no-verb-head", "verb-tail", "passive")


@dataclass(frozen=True, slots=True)
class Frame:
    """Words around the groups of a pattern, for one question or for all ("*")."""

    question: str
    pattern: re.Pattern[str]
    words: str
    shape: str = ""
    first: bool = False
    leads: bool = False  # the sentence after it says what this one is about


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames of a language."""

    frames: tuple[Frame, ...]
    shapes: Mapping[str, Mapping[str, str]]
    joints: Mapping[str, str]


def frames(files: Files, language: str) -> Frames:
    """The frames of one language. Refuses a pattern that is none, or a slot that its pattern does not fill."""
    path = f"{language}/letter/frames.toml"
    if path not in files:
        raise ContentError(path, 1, "this file is missing")
    try:
        table = tomllib.loads(files[path])
    except tomllib.TOMLDecodeError as wrong:
        found = re.search(r"line (\d+)", str(wrong))
        raise ContentError(path, int(found[1]) if found else 1, str(wrong), "TOML") from wrong
    built = []
    for entry in table.get("frame", ()):
        source, said = str(entry["pattern"]), str(entry["words"])
        try:
            pattern = re.compile(source, re.IGNORECASE)
        except re.error as wrong:
            raise ContentError(path, line_of(files[path], source), f"no pattern: {wrong}") from wrong
        for slot in SLOT.finditer(said):
            if slot[2] not in NAMED and (not slot[2].isdigit() or int(slot[2]) > pattern.groups):
                raise ContentError(
                    path,
                    line_of(files[path], said),
                    f"{slot[0]} is no group of its pattern",
                    f"{{1}} to {{{pattern.groups}}}",
                )
        if entry.get("shape", "") not in SHAPES:
            raise ContentError(path, line_of(files[path], source), f"shape {entry['shape']!r}", ", ".join(SHAPES[1:]))
        built.append(
            Frame(
                str(entry["question"]),
                pattern,
                said,
                str(entry.get("shape", "")),
                entry.get("first") is True,
                entry.get("leads") is True,
            )
        )
    return Frames(tuple(built), table.get("shape", {}), table.get("joints", {}))


def framed(
    text: str, question: str, first: bool, known: Frames, prose: Prose, extra: Mapping[str, str]
) -> tuple[str, bool]:
    """A tidied sentence with what chat left out, and whether it leads to the next one.

    Where nothing is certain, the sentence is as it was.
    """
    for frame in known.frames:
        if frame.question not in ("*", question) or (frame.first and not first):
            continue
        match = frame.pattern.fullmatch(text)
        if match and _fits(frame.shape, match, prose):
            return _said(frame.words, match, prose, extra), frame.leads
    found = shape(text, prose)
    if found is Shape.BASE and question != "options":  # "order intake": only a list of options begins with a bare verb
        found = Shape.UNSURE if may_have_verb(text, prose) else Shape.NOUN
    if found is Shape.CLAUSE and not certain(text, prose):
        found = Shape.UNSURE
    shapes = known.shapes.get(question, {})
    if found in (Shape.NOUN, Shape.RELATIVE) and first and "bare" in shapes and _bare(text, prose):
        return _said(shapes["bare"], (text,), prose, extra), False
    said = shapes.get(found.value if first or found is Shape.VERB else "next" if found is Shape.NOUN else "", "")
    if not said or text.lower().startswith(said.split("{")[0].lower()):
        return text, False
    return _said(said, (text,), prose, extra), False


def _bare(text: str, prose: Prose) -> bool:
    """Whether a noun phrase begins without an article or possessive, so that "is" before it would limp."""
    first = text.split(" ", 1)[0].lower()
    return first not in prose.grammar["determiners"] and not first.endswith("ing") and not text[:1].isupper()


def _said(words: str, groups: re.Match[str] | tuple[str, ...], prose: Prose, extra: Mapping[str, str]) -> str:
    def filled(slot: re.Match[str]) -> str:
        return _fill(slot[1], groups[int(slot[2])] or "", prose) if slot[2].isdigit() else extra.get(slot[2], "")

    return SLOT.sub(filled, words)


def _fits(wanted: str, match: re.Match[str], prose: Prose) -> bool:
    if wanted == "noun":
        return not may_have_verb(match[0].split(",")[0], prose)
    if wanted == "no-verb":
        return not has_verb(match[1], prose)
    if wanted == "no-verb-head":  # the words before a comma or a relative clause have no verb
        return not has_verb(HEAD.split(match[1], maxsplit=1)[0], prose)
    if wanted == "verb-tail":
        return verb_led(match[1], prose)
    if wanted == "passive":  # nothing but the participle and what goes with it
        return not has_verb(match[1].split(" ", 1)[1].split(",")[0], prose)
    return True


def _fill(how: str | None, words: str, prose: Prose) -> str:
    if how == "lower":
        return lower_first(words, prose)
    if how == "article":
        return f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {lower_first(words, prose)}"
    return words


def lower_first(text: str, prose: Prose) -> str:
    """The text with a small first letter, unless its first word is a name, a technology or "I"."""
    match = re.match(r"[^\W\d_][\w'’-]*", text)
    if not match or text[:1].islower():
        return text
    word = match[0]
    plain = word.lower()
    if re.match(r"\s[A-Z][a-z]", text[match.end() :]):
        return text  # "Query Store": a name of two words
    if plain in ("i", "i'm", "i've", "i'd", "i'll") or word[1:] != word[1:].lower():
        return text
    whole = re.match(r"\S*[\w+#]", text)
    if (whole and whole[0].lower() in prose.spellings) or any(plain == name.split()[0] for name in prose.spellings):
        return text
    return text[:1].lower() + text[1:]
