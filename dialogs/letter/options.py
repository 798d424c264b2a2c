"""Options: a list of options, one a line, as one sentence."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.letter.frames import lower_first
from dialogs.letter.pieces import Piece
from dialogs.prose.shape import Shape, shape
from dialogs.prose.table import Prose

MOST = 16  # words of one option; a longer one is told, not listed


def listed(pieces: tuple[Piece, ...], prose: Prose, joints: Mapping[str, str]) -> tuple[Piece, ...]:
    """The pieces of an answer with the list at its beginning as one sentence; as they are where there is none."""
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
    said = form.replace("{list}", ", ".join(items[:-1]) + joints["or"] + items[-1])
    receipts = tuple(receipt for piece in pieces[:count] for receipt in piece.receipts)
    return (Piece(pieces[0].question, said, (), receipts), *pieces[count:])
