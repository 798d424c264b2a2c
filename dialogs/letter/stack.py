"""Stack: technologies listed in chat ("go + postgres, …", "java 5 anni") as part of a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from dialogs.prose.table import Prose

SEPARATOR = r"(?:, and |, | and | e | with | con |/)"
# What may follow a list of technologies that begins or ends a clause; a figure of time never does.
SUBJECT = r"i\b|i'|we\b|the whole|lo |la |li |l'|ho |seguo|me ne|gestisco"
PAIR = re.compile(
    r"(?P<tech>[A-Za-z][\w.#+/ -]*?)(?: da| for|:)? (?P<n>\d+|[a-z]+)(?: (?:anni|anno|years?|yrs?))?$", re.IGNORECASE
)
# Plain words that name a technology when prose has given them a capital.
ALSO = (
    "Go",
    "Rust",
    "Swift",
    "Scala",
    "Spring",
    "Flask",
    "Phoenix",
    "Lambda",
    "Spark",
    "Express",
    "Oracle",
    "React",
    "Vue",
)


@cache
def technology(names: frozenset[str]) -> str:
    """A pattern for one technology in its true spelling, with its version."""
    ranked = sorted({*names, *ALSO}, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(name) for name in ranked) + r")(?: \d+(?:\.\d+)?)?"


def placed(text: str, prose: Prose, joints: Mapping[str, str]) -> str:
    """A sentence about the project whose bare list of technologies has the words it needs."""
    one = technology(frozenset(prose.spellings.values()))
    listed = rf"({one}(?:{SEPARATOR}(?:(?:some|a little|a bit of) )?{one})*)"
    text = re.sub(rf"^its (?={one})", "it's ", text, flags=re.IGNORECASE)
    begins = re.match(rf"{listed}(, and |, |$)(?={SUBJECT}|$)", text, re.IGNORECASE)
    if begins and not begins[1].islower():
        rest = text[begins.end() :]
        joint = "" if not rest else joints["splice"] if begins[2] == ", " else begins[2]
        return joints["built_with"].replace("{technologies}", series(begins[1], joints)) + joint + rest
    ends = re.search(rf"; {listed}$", text, re.IGNORECASE)  # "…; Rust, FoundationDB"
    if ends and not ends[1].islower():
        said = joints["built_with"].replace("{technologies}", series(ends[1], joints))
        return f"{text[: ends.start()]}; {said[:1].lower()}{said[1:]}"
    within = re.search(rf", {listed}(?=, (?:and )?(?:{SUBJECT})|$)", text, re.IGNORECASE)
    if within and not within[1].islower() and not re.search(rf"{one}$", text[: within.start()]):
        said = joints["stack"].replace("{technologies}", series(within[1], joints))
        return f"{text[: within.start()]}, {said}{text[within.end() :]}"
    return text


def series(words: str, joints: Mapping[str, str]) -> str:
    """The names of a list with "and" before the last."""
    names = [name for name in re.split(r", and |, | and | e ", words) if name]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + joints["and"] + names[-1]


def years(text: str, prose: Prose, joints: Mapping[str, str]) -> str:
    """Years per technology as one sentence, the unit said once; nothing where the answer is no such list."""
    items: list[str] = []
    before = ""
    for item in re.split(r"[,;]| e | and ", text):
        pair = PAIR.match(item.strip())
        number = _number(pair["n"], prose) if pair else ""
        if not pair or not number:
            return ""
        single = number in ("1", prose.number_words[1])
        unit = joints["year"] if single else "" if before and before != joints["year"] else joints["year_many"]
        counted = f"{joints['one'] if single else number} {unit}".strip()
        items.append(joints["years_item"].replace("{technology}", pair["tech"]).replace("{years}", counted))
        before = unit or before
    return joints["years"] + (items[0] if len(items) == 1 else ", ".join(items[:-1]) + joints["and"] + items[-1])


def _number(word: str, prose: Prose) -> str:
    """A count as it is written in prose; nothing for a word that counts nothing."""
    if word.isdigit():
        return prose.number_words[int(word)] if int(word) < len(prose.number_words) else word
    return word if word.lower() in (*prose.number_words, "un") else ""
