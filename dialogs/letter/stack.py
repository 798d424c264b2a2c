"""Stack: technologies listed in chat ("go + postgres, …", "java 5 anni") as part of a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dialogs.prose.table import Prose

SEPARATOR = r"(?:, and |, | and | e |/)"
PAIR = re.compile(
    r"^(?P<tech>[A-Za-z][\w.#+/ -]*?)(?: da| for|:)? (?P<n>\d+|[a-z]+)(?: (?P<unit>anni|anno|years?|yrs?))?$"
)


def technologies(prose: Prose) -> str:
    """A pattern for one technology in its true spelling."""
    names = sorted(
        {
            *prose.spellings.values(),
            "Go",
            "Rust",
            "Swift",
            "Scala",
            "Spring",
            "Flask",
            "Express",
            "Oracle",
            "React",
            "Vue",
        },
        key=len,
        reverse=True,
    )
    return "(?:" + "|".join(re.escape(name) for name in names) + r")(?: \d+(?:\.\d+)?)?"


def placed(text: str, prose: Prose, joints: Mapping[str, str]) -> str:
    """A sentence about the project whose bare list of technologies has the words it needs."""
    one = technologies(prose)
    listed = rf"({one}(?:{SEPARATOR}{one})*)"
    begins = re.match(
        rf"{listed}(, and |, |$)(?=i\b|i'|we|$|lo |la |li |l'|ho |the whole|seguo|me ne|gestisco)", text, re.IGNORECASE
    )
    if begins and _whole(begins[1], prose):
        rest = text[begins.end() :]
        joint = {", and ": ", and ", ", ": joints.get("splice", "; "), "": ""}[begins[2] if rest else ""]
        return joints["built_with"].replace("{technologies}", series(begins[1], prose)) + joint + rest
    middle = re.search(rf", {listed}(?=, (?:and )?(?:i\b|i'|we\b|lo |la |ho )|$)", text, re.IGNORECASE)
    if middle and _whole(middle[1], prose) and not re.search(rf"(?:{one})$", text[: middle.start()]):
        return (
            text[: middle.start()]
            + ", "
            + joints["stack"].replace("{technologies}", series(middle[1], prose))
            + text[middle.end() :]
        )
    return text


def _whole(words: str, prose: Prose) -> bool:
    return bool(words.strip()) and not words.islower()


def series(words: str, prose: Prose) -> str:
    """ "Kotlin, Kafka, PostgreSQL" with "and" before the last."""
    names = [name for name in re.split(r", and |, | and | e ", words) if name]
    last = " e " if prose.language == "it" else " and "
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + last + names[-1]


def years(text: str, prose: Prose, joints: Mapping[str, str]) -> str:
    """Years per technology as one sentence, or nothing where the answer is no such list."""
    found = []
    for item in re.split(r"[,;]| e | and ", text):
        pair = PAIR.match(item.strip())
        if not pair or not (pair["n"].isdigit() or pair["n"] in prose.number_words):
            return ""
        number = (
            prose.number_words[int(pair["n"])]
            if pair["n"].isdigit() and int(pair["n"]) < len(prose.number_words)
            else pair["n"]
        )
        found.append((pair["tech"], number, pair["unit"] or ""))
    if len(found) < 2 or not joints.get("years"):
        return ""
    one = number_is_one = ("1", "uno", "one")
    parts = []
    for at, (name, number, _) in enumerate(found):
        unit = (
            joints["year"]
            if number in one
            else joints["year_many"]
            if at == 0 or found[at - 1][1] in number_is_one
            else ""
        )
        counted = joints.get("one", number) if number in one else number
        parts.append(joints["years_item"].replace("{technology}", name).replace("{years}", f"{counted} {unit}".strip()))
    last = joints["and"]
    return joints["years"] + ", ".join(parts[:-1]) + last + parts[-1]
