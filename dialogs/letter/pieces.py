"""Pieces: the sentences that an answer becomes, each with the words it came from and what may be cut off its end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dialogs.letter.discretion import Cut, without
from dialogs.letter.frames import Frames, framed, lower_first
from dialogs.letter.letter import Receipt
from dialogs.letter.stack import placed
from dialogs.prose.joining import joined, tailed
from dialogs.prose.sentences import Part
from dialogs.prose.table import Prose
from dialogs.prose.tidy import tidy


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence. `core` stands alone; `tails` may be cut from its end, last first."""

    question: str
    core: str
    tails: tuple[str, ...]
    receipts: tuple[Receipt, ...]
    number: int = 0  # its place in its answer
    told: str = ""  # the tidied words, before anything was put around them
    leads: bool = False  # a fragment made whole, that leads to the sentence after it

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
    proper: frozenset[str],
    turn: re.Pattern[str],
) -> Piece | None:
    """The sentence that a part of an answer becomes, or None where nothing is left of it.

    `proper` holds the words that keep a capital wherever they stand, `turn` those that are nothing without what stood
    before them.
    """
    kept, quotes = _kept(part, cuts, turn)
    words = tidy(kept, prose, names)
    if len(re.findall(r"\w+", words)) < 2:
        return None
    if question == "project":
        words = placed(words, prose, known.joints)
    told = words
    words, leads = framed(words, question, number == 0, known, prose, extra)
    first = told.split(" ", 1)[0].strip("\"'(,;:.")
    if first in proper and first not in words:
        words = re.sub(rf"\b{re.escape(lower_first(first, prose))}\b", first, words, count=1)
    words = joined(words, prose)
    core, tails = tailed(words, prose)
    receipts = [Receipt(question, quote) for quote in quotes]
    receipts += [
        Receipt(key, extra[f"{key}_answer"])
        for key in ("role", "company")
        if extra.get(f"{key}_answer") and extra[key] in words and extra[key] not in kept
    ]
    return Piece(question, core, tails, tuple(receipts), number, told, leads)


def _kept(part: Part, cuts: tuple[Cut, ...], turn: re.Pattern[str]) -> tuple[str, tuple[str, ...]]:
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
    left = without(part.text, local)
    if any(cut.start == 0 for cut in local):
        left = turn.sub("", left.lstrip(" ,;:"), count=1) if turn.match(left.lstrip(" ,;:")) else left
    return left, tuple(q.strip(" ,;") for q in quotes if any(c.isalnum() for c in q))


BRACKET = re.compile(r" \([^()]*\)")


def bare(piece_: Piece) -> tuple[Piece, str] | None:
    """The piece without its first bracket, and that bracket; None where it has none."""
    for at, text in enumerate((piece_.core, *piece_.tails)):
        if found := BRACKET.search(text):
            rest = text[: found.start()] + text[found.end() :]
            if at == 0:
                return replace(piece_, core=rest), found[0]
            tails = (*piece_.tails[: at - 1], rest, *piece_.tails[at:])
            return replace(piece_, tails=tails), found[0]
    return None


def merged(first: Piece, then: Piece) -> Piece:
    """Two pieces as one sentence: the first only leads to the second."""
    return Piece(
        first.question, f"{first.text}: {then.core}", then.tails, (*first.receipts, *then.receipts), first.number
    )


def shortened(piece_: Piece) -> Piece:
    """The piece without its last tail."""
    return replace(piece_, tails=piece_.tails[:-1])
