"""Pieces: the sentences that an answer becomes, each with the words it came from and what may be cut off its end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dialogs.letter.discretion import Cut, without
from dialogs.letter.frames import Frames, framed, lower_first
from dialogs.letter.letter import Receipt
from dialogs.letter.stack import placed
from dialogs.prose.sentences import Part
from dialogs.prose.shape import has_verb, verb_led
from dialogs.prose.table import Prose
from dialogs.prose.tidy import CLOSE, OPEN, tidy

PRONOUN = r"(?:I|I'm|I've|I'd|we|we've|we're|it|it's|they|they're|he|she|nobody|that|that's|there's|there)"
SO = re.compile(
    rf"(?<=[\w%)'\"]) (so|but) (?={PRONOUN}\b|the\b|each\b|an?\b|my\b|our\b|in the\b|across\b|you\b|nobody\b|across\b)(?!that\b)"
)
AND = re.compile(r"(?<=[\w%)'\"]) and (?=(?:I|I'm|I've|we|we've|it|they|he|she|nobody)\b)")
SPLICE = re.compile(
    r", (?=(?:I|I'm|I've|we|we've|it|it's|they|they're|that's|there's|nobody|no other|no one)\b(?! (?:who|which|that)\b))"
)
NOUN_SPLICE = re.compile(
    r", (?=((?:the|a|our|my|this|every|each) (?:[\w-]+ ){1,4}?)(?:now|just|still|then|also|never|always)?\b)"
)
HAPPENED = re.compile(r", (?=(?:happened|worked|meant|helped|took|cost|turned out)\b)")
TAIL = re.compile(
    r" \([^()]*\)|, so (?!that\b)|; |, and (?=(?:I|I'm|I've|we|it|they|he|she|nobody|that)\b)|, which |, quindi |, e (?=(?:ho|abbiamo|la volta|il|la|lo|i|le|non)\b)|, (?=up to |two weeks |around |sampled )"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence. `core` stands alone; `tails` may be cut from its end, last first."""

    question: str
    core: str
    tails: tuple[str, ...]
    receipts: tuple[Receipt, ...]
    number: int = 0  # its place in its answer

    @property
    def text(self) -> str:
        """The whole sentence, without a full stop."""
        return self.core + "".join(self.tails)


def piece(
    question: str,
    part: Part,
    cuts: tuple[Cut, ...],
    number: int,
    prose: Prose,
    known: Frames,
    names: Mapping[str, str],
    extra: Mapping[str, str],
) -> Piece | None:
    """The sentence that a part of an answer becomes, or None where nothing is left of it."""
    kept, quotes = _kept(part, cuts)
    words = tidy(kept, prose, names)
    if len(re.findall(r"\w+", words)) < 2:
        return None
    if question == "project":
        words = placed(words, prose, known.joints)
    words = framed(words, question, number == 0, known, prose, extra)
    words = joined(words, prose)
    core, tails = tailed(words, prose)
    receipts = [Receipt(question, quote) for quote in quotes]
    receipts += [
        Receipt(key, extra[key])
        for key in ("role", "company")
        if extra.get(key) and extra[key] in words and extra[key] not in kept
    ]
    return Piece(question, core, tails, tuple(receipts), number)


def _kept(part: Part, cuts: tuple[Cut, ...]) -> tuple[str, tuple[str, ...]]:
    """The words of a part outside the cuts, as one text and as literal quotes."""
    local = [Cut(max(0, cut.start - part.start), min(len(part.text), cut.end - part.start)) for cut in cuts]
    local = [cut for cut in local if cut.start < cut.end]
    if not local:
        return part.text, (part.text,)
    quotes, at = [], 0
    for cut in sorted(local, key=lambda c: c.start):
        quotes.append(part.text[at : cut.start])
        at = max(at, cut.end)
    quotes.append(part.text[at:])
    return without(part.text, local), tuple(q.strip(" ,;") for q in quotes if any(c.isalnum() for c in q))


def joined(text: str, prose: Prose) -> str:
    """Clauses that chat ran together, with the commas and semicolons of prose. English only; Italian is left as it is."""
    if prose.language != "en":
        return text
    text = SO.sub(lambda m: f", {m[1]} " if _long(text, m.start(), prose) else m[0], text)
    text = AND.sub(lambda m: ", and " if _long(text, m.start(), prose) else " and ", text)
    text = HAPPENED.sub(", which ", text)
    text = SPLICE.sub(lambda m: "; " if _spliced(text, m, prose) else ", ", text)
    return NOUN_SPLICE.sub(lambda m: "; " if _noun_spliced(text, m, prose) else ", ", text)


def _long(text: str, at: int, prose: Prose) -> bool:
    before = re.split(r"[,;:] ", text[:at])[-1]
    return len(before.split()) > 3 and has_verb(before, prose)


def _clause_before(text: str, at: int, prose: Prose) -> bool:
    """Whether a whole main clause stands before, so that a bare comma cannot join another to it."""
    before = re.split(r"; |\. ", text[:at])[-1]
    first = before.split(" ", 1)[0].lower().strip("\"'(")
    last = re.split(r", ", before)[-1]
    if first in prose.grammar["subordinators"] and "," not in before:
        return False
    start = last.split(" ", 1)[0].lower()
    if start in prose.grammar["subordinators"] and not has_verb(before.rsplit(", ", 1)[0], prose):
        return False
    if start in ("if", "when", "once", "because", "since", "although", "while", "and", "but", "so") and last != before:
        return start in ("and", "but", "so") and has_verb(last, prose)
    return has_verb(before, prose)


def _spliced(text: str, match: re.Match[str], prose: Prose) -> bool:
    return _clause_before(text, match.start(), prose) and has_verb(text[match.end() :].split(",", maxsplit=1)[0], prose)


def _noun_spliced(text: str, match: re.Match[str], prose: Prose) -> bool:
    after = re.split(
        r"[,;:.]| where | which | that | who | with | when | at | because ", text[match.end() :], maxsplit=1
    )[0]
    words = after.split()[:6]
    if len(words) < 3 or any(word in ("and", "or") for word in words):
        return False
    verb = next(
        (
            i
            for i, word in enumerate(words[2:], 2)
            if word.lower() in prose.grammar["finite"] or word.lower() in prose.grammar["past"]
        ),
        0,
    )
    before = text[: match.start()]
    return (
        bool(verb)
        and _clause_before(text, match.start(), prose)
        and ", and " not in text[match.end() :][:60]
        and not verb_led(before.rsplit(", ", 1)[-1], prose)
    )


def tailed(text: str, prose: Prose) -> tuple[str, tuple[str, ...]]:
    """A sentence as a core that stands alone and the tails that may be cut from its end."""
    cuts = []
    for match in TAIL.finditer(text):
        core = text[: match.start()]
        if len(core.split()) < 6 or not has_verb(core, prose):
            continue
        if core.count("(") != core.count(")") or core.count(OPEN) != core.count(CLOSE):
            continue
        first = core.split(" ", 1)[0].lower()
        if first in ("when", "if", "after", "before", "once", "while", "quando", "se", "dopo") and "," not in core:
            continue
        cuts.append(match.start())
    bounds = [*cuts, len(text)]
    tails = tuple(text[a:b] for a, b in zip(cuts, bounds[1:], strict=True))
    return text[: bounds[0]], tails


def shortened(piece_: Piece) -> Piece:
    """The piece without its last tail."""
    return replace(piece_, tails=piece_.tails[:-1])


__all__ = ["Piece", "joined", "lower_first", "piece", "shortened", "tailed"]
