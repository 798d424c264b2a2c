"""Figures in the market's form: blanks before units, arrows as words, small counts as words; never another value."""

from __future__ import annotations

import re
from collections.abc import Callable

from dialogs.prose.table import Prose

# Every repetition is bounded and begins nowhere inside a number, so that no text takes longer than its length says.
NUMBER = r"(?<!\d)(?<!\d[.,])\d{1,15}(?:[.,]\d{1,15}){0,4}"
POINTED = re.compile(r"(?<![\w.,)\]])\.(?=\d)")  # ".4 s": a number whose nought was not typed
GLUED = re.compile(rf"(?<![\w.,$£€-])({NUMBER})(ms|sec|secs|mins|min|s|h|hrs|hr|gb|mb|kb|tb)\b(?!['’])", re.IGNORECASE)
CASED = {"sec": "s", "secs": "s", "hr": "h", "hrs": "h", "mins": "min", "gb": "GB", "mb": "MB", "kb": "KB", "tb": "TB"}
PERCENT = re.compile(rf"({NUMBER})\s{{1,4}}%")
ARROW = re.compile(r"(?<!\s)\s{0,4}(?:-{1,2}>|→|=>|»>)\s{0,4}")
VALUE = rf"~?[$£€]?{NUMBER}\s?(?:%|[a-zA-Z]{{1,3}}\b|minutes|seconds|hours|million)?"
FROM_ARROW = re.compile(rf"(?P<from>\b(?:from|da)\s+)?(?P<a>{VALUE})\s?(?:-{{1,2}}>|→|=>)\s?(?P<b>{VALUE})")
TILDE = re.compile(r"(?<![\w~/])~\s?(?=[$£€]?\d)")
COUNT = re.compile(r"(?<![\w.,$£€:/~+-])(\d)(?= (?!\d)([A-Za-zà-ú][a-zà-ú][\w'-]*))")


def figures(text: str, prose: Prose, verb_known: Callable[[str], bool]) -> str:
    """The text with its figures written as the language writes them. `verb_known` tells whether words hold a verb."""
    text = POINTED.sub("0.", text)
    text = GLUED.sub(lambda m: f"{m[1]} {CASED.get(m[2].lower(), m[2].lower())}", text)
    text = PERCENT.sub(r"\1%", text)
    text = FROM_ARROW.sub(lambda m: _arrow(m, text, prose, verb_known), text)
    text = ARROW.sub(lambda m: ": " if verb_known(text[m.end() :]) else f" {prose.figures['to']} ", text)
    return TILDE.sub(f"{prose.figures['about']} ", text)


def _arrow(match: re.Match[str], text: str, prose: Prose, verb_known: Callable[[str], bool]) -> str:
    a, b = match["a"].strip(), match["b"].strip() + (" " if match["b"].endswith(" ") else "")
    before = re.split(r"[,;:.(]\s", text[: match.start()])[-1].strip()
    if match["from"] or not before or verb_known(before) or "went" not in prose.figures:
        return prose.figures["from_to"].format(a, b)
    return prose.figures["went"].format(a, b)


def small_counts(text: str, prose: Prose) -> str:
    """Counts below ten as words, where they count things or days and no unit, version or comparison is near."""

    def word(match: re.Match[str]) -> str:
        noun = match[2].lower()
        before = text[: match.start()].rstrip()
        last = before.rsplit(" ", 1)[-1] if before else ""
        if (
            noun in prose.units
            or not prose.number_words
            or last.lower()
            in (
                "from",
                "to",
                "da",
                "a",
                "than",
                "p",
                "di",
                "at",
                "alle",
                "ore",
                "version",
                "versione",
                "type",
                "tipo",
                "level",
                "livello",
                "phase",
                "fase",
            )
        ):
            return match[0]
        if last[:1].isupper() and last.isalnum() and len(before) > len(last) and last != "I":
            return match[0]  # a version: "Spring Boot 3"
        if re.search(rf"\d\d[\w.,]* {re.escape(noun)}\b", text):
            return match[0]  # the same thing counted in figures beside it
        return prose.number_words[int(match[1])]

    for share in prose.shares:
        text = share.sub(lambda m: m[0].replace(m[1], prose.number_words[int(m[1])]), text)
    return COUNT.sub(word, text)
