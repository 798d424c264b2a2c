"""Options: a list of options, one a line, as one sentence; each with its reason where one was given."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dialogs.letter.frames import lower_first
from dialogs.letter.pieces import Piece
from dialogs.prose.shape import Shape, shape
from dialogs.prose.table import Prose

MOST = 16  # words of one option; a longer one is told, not listed
PAIR = re.compile(r"(?P<item>[^:–]{3,80}?)(?:: | – )(?P<reason>.{2,160})")
VERDICT = re.compile(
    r"(?:i |we )?(?:rejected|discarded|ruled out|dropped|no\b|nope\b|too |chosen|picked|that is what|that's what|"
    r"went with|taken|scartat[oaie]|bocciat[oaie]|no,|troppo|scelt[oaie])",
    re.IGNORECASE,
)


def listed(pieces: tuple[Piece, ...], prose: Prose, joints: Mapping[str, str]) -> tuple[Piece, ...]:
    """The pieces of an answer with the list at its beginning as one sentence; as they are where there is none."""
    weighed = _weighed(pieces, prose, joints)
    if weighed:
        return weighed
    told = [piece.told for piece in pieces]
    count = 0
    kinds = [shape(words.split(" (")[0], prose) for words in told]
    while count < len(kinds) and len(told[count].split()) <= MOST and kinds[count] in (Shape.BASE, Shape.NOUN):
        if kinds[count] is not kinds[0] or joints["or"] in told[count]:
            break
        count += 1
    if count < 2:
        return pieces
    items = [lower_first(words, prose) for words in told[:count]]
    form = joints["options_base" if kinds[0] is Shape.BASE else "options_noun"]
    return _one(pieces, count, form.replace("{list}", ", ".join(items[:-1]) + joints["or"] + items[-1]))


def _weighed(pieces: tuple[Piece, ...], prose: Prose, joints: Mapping[str, str]) -> tuple[Piece, ...]:
    """The list with each option's reason in brackets behind it; nothing without two options and a reason."""
    items: list[str] = []
    reasons: dict[int, str] = {}
    count = 0
    for piece in pieces:
        pair = PAIR.fullmatch(piece.told)
        if VERDICT.match(piece.told) and items and len(piece.told.split()) <= 2 * MOST:
            last = len(items) - 1
            reasons[last] = f"{reasons[last]}; {piece.told}" if last in reasons else piece.told
        elif pair and len(pair["item"].split()) <= MOST and _names_option(pair["item"], prose):
            items.append(pair["item"])
            reasons[len(items) - 1] = pair["reason"]
        elif len(piece.told.split()) <= MOST and ":" not in piece.told and _names_option(piece.told, prose):
            items.append(piece.told)
        else:
            break
        count += 1
    if len(items) < 2 or not reasons:
        return ()
    said = [
        f"{lower_first(item, prose)} ({lower_first(reasons[at], prose)})" if at in reasons else lower_first(item, prose)
        for at, item in enumerate(items)
    ]
    if any("(" in item or ")" in item for item in (*items, *reasons.values())):
        return ()
    return _one(pieces, count, joints["options_weighed"].replace("{list}", "; ".join(said)))


def _names_option(words: str, prose: Prose) -> bool:
    """Whether words only name a way to go, and say nothing of it: "merge regions at night", "bots as opponents"."""
    return shape(words.split(",", 1)[0], prose) in (Shape.BASE, Shape.NOUN)


def _one(pieces: tuple[Piece, ...], count: int, said: str) -> tuple[Piece, ...]:
    """The first pieces as one that says all of them, and the rest."""
    receipts = tuple(receipt for piece in pieces[:count] for receipt in piece.receipts)
    return (Piece(pieces[0].question, said, (), receipts), *pieces[count:])
