"""Nothing: zero said in words. It is a figure at an end of a change, or where something has not happened since."""

from __future__ import annotations

from decimal import Decimal

from dialogs.measures.atoms import Atom, noun
from dialogs.measures.drafts import led
from dialogs.measures.nouns import Family
from dialogs.measures.tokens import LETTERS, Tokens
from dialogs.measures.words import Words

_NOUN = 3  # words of what there is none of: "no automated regression tests"


def read_nothing(tokens: Tokens, i: int, last: int, words: Words) -> Atom | None:
    """The zero in words on tokens `i` to `last`: "from 11 to none", "no tests to 70%", "zero incidents since"."""
    changes = words.changes
    named = noun(tokens, last, words) or _one_of(tokens, last, words)
    if named and words.numbers.since.at(tokens, named[1]):
        return Atom(Family.COUNT, Decimal(0), named[0], i, named[1])
    end = last
    while end < last + _NOUN and tokens[end].kind == LETTERS and not _ends(tokens, end, words):
        end += 1
    rises = changes.to.at(tokens, end) is not None
    if words.numbers.no.at(tokens, i):  # "no" needs what there is none of
        return Atom(None, Decimal(0), "", i, end, one=True) if rises and end > last else None
    start = led(tokens, i, words)
    tied = changes.to.ending(tokens, start) or changes.before_old.ending(tokens, start) or (rises and end == last)
    return Atom(None, Decimal(0), "", i, last, one=True) if tied else None


def _one_of(tokens: Tokens, i: int, words: Words) -> tuple[str, int] | None:
    """The noun at token `i` in a language that says "no" of one thing: "nessun fermo"."""
    single = not words.plain.spelled_plural and tokens[i].names and words.numbers.no.ending(tokens, i)
    return (tokens[i].low, i + 1) if single else None


def _ends(tokens: Tokens, i: int, words: Words) -> bool:
    return tokens[i].low in words.plain.stop or words.changes.to.at(tokens, i) is not None
