"""Joining: clauses that chat ran together, with the commas and semicolons of prose, and where a sentence may end early.

The words that show a joint stand in content/<lang>/prose.toml under [joining]; a language may lack some.
"""

from __future__ import annotations

import re

from dialogs.prose.marks import CLOSE, OPEN
from dialogs.prose.shape import has_verb, verb_led
from dialogs.prose.table import Prose

LATER_SUBJECT = re.compile(r"\w+ \w+ (?:I|we) \w")
PREPOSED = re.compile(
    r"(?:on|at|in|by|during|every|each|for) [\w'-]+ (?:the|our|my|an?|every|each|some|two|three) [\w-]+ \w",
    re.IGNORECASE,
)
BARE = re.compile(r", (?=([\w-]+) ([\w']+)\b)")


def joined(text: str, prose: Prose) -> str:
    """The sentence with a comma before a second clause and a semicolon where a bare comma joined two."""
    joints = prose.joining
    text = joints["opens"].sub(lambda m: f"{m[1]}, {m[2]}" if _opens(m[1], prose) else m[0], text)
    text = joints["links"].sub(lambda m: f", {m[1]} " if _long(text, m.start(), prose) else m[0], text)
    text = joints["verb"].sub(f", {prose.words['which']} ", text)
    text = joints["subject"].sub(lambda m: "; " if _spliced(text, m, prose) else ", ", text)
    text = BARE.sub(lambda m: "; " if _noun_and_verb(text, m, prose) else ", ", text)
    return joints["noun"].sub(lambda m: "; " if _noun_spliced(text, m, prose) else ", ", text)


def tailed(text: str, prose: Prose) -> tuple[str, tuple[str, ...]]:
    """A sentence as a core that stands alone and the tails that may be cut from its end, last first."""
    cuts = []
    for match in prose.joining["tail"].finditer(text):
        core = text[: match.start()]
        whole = len(core.split()) > 5 and has_verb(core, prose)
        closed = core.count("(") == core.count(")") and core.count(OPEN) == core.count(CLOSE)
        begun = core.split(" ", 1)[0].lower() in prose.grammar["openers"] and "," not in core
        if whole and closed and not begun:
            cuts.append(match.start())
    bounds = [*cuts, len(text)]
    return text[: bounds[0]], tuple(text[a:b] for a, b in zip(cuts, bounds[1:], strict=True))


def _opens(text: str, prose: Prose) -> bool:
    """Whether a sentence's beginning is a whole clause or phrase of its own, so that a comma ends it."""
    first, _, rest = text.lower().partition(" ")
    return first in prose.grammar["prepositions"] or has_verb(rest, prose)


def _long(text: str, at: int, prose: Prose) -> bool:
    """Whether a clause of some length stands before, so that a comma does not hurry."""
    before = re.split(r"[,;:] ", text[:at])[-1]
    return len(before.split()) > 3 and has_verb(before, prose)


def _clause_before(text: str, at: int, prose: Prose) -> bool:
    """Whether a whole main clause stands before, so that a bare comma cannot join another to it."""
    before = re.split(r"; |\. ", text[:at])[-1]
    grammar = prose.grammar
    first, last = before.split(" ", 1)[0].lower().strip("\"'("), before.split(", ")[-1]
    if (
        first in grammar["subordinators"]
        and "," not in before
        and not LATER_SUBJECT.search(before)
        and not PREPOSED.match(before)
    ):
        return False
    start = last.split(" ", 1)[0].lower()
    if last == before or start not in grammar["subordinators"]:
        return has_verb(before, prose)
    if start in grammar["openers"]:
        return False
    return has_verb(before.rsplit(", ", 1)[0], prose)


def _spliced(text: str, match: re.Match[str], prose: Prose) -> bool:
    after = text[match.end() :].split(",", maxsplit=1)[0]
    return _clause_before(text, match.start(), prose) and has_verb(after, prose)


def _noun_and_verb(text: str, match: re.Match[str], prose: Prose) -> bool:
    """Whether one noun and its verb stand behind the comma: ", refunds stayed in"."""
    grammar = prose.grammar
    noun, verb = match[1].lower(), match[2].lower()
    known = grammar["pronouns"] | grammar["subordinators"] | grammar["finite"] | grammar["past"] | grammar["relatives"]
    return verb in grammar["surely"] and noun not in known and _clause_before(text, match.start(), prose)


def _noun_spliced(text: str, match: re.Match[str], prose: Prose) -> bool:
    """Whether a noun of a few words and its verb stand behind the comma: ", the tariff team now deploys"."""
    grammar = prose.grammar
    words = re.split(r"[,;:.]", text[match.end() :], maxsplit=1)[0].lower().split()[:6]
    stops = grammar["relatives"] | grammar["subordinators"]
    for at, word in enumerate(words[1:], 1):
        if at > 1 and (word in grammar["finite"] or word in grammar["past"]):
            before = text[: match.start()]
            listed = ", and " in text[match.end() : match.end() + 60]
            return (
                not listed
                and _clause_before(text, match.start(), prose)
                and not verb_led(before.split(", ")[-1], prose)
            )
        if word in stops and word not in ("now", "also"):
            return False
    return False
