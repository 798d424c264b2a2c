"""Mentions: percentiles and means that are named: "p99", "the 99th percentile", "on average"."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.measures.atoms import skip
from dialogs.measures.numerals import Numeral, glued
from dialogs.measures.tokens import DIGITS, LETTERS, Tokens
from dialogs.measures.words import Words

_PERCENTILES = frozenset({"50", "75", "90", "95", "98", "99", "999", "100"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A percentile or mean named in the text: "p99", "average"."""

    name: str
    first: int
    last: int


def read_mention(tokens: Tokens, i: int, words: Words, numeral: Numeral | None) -> Mention | None:
    """The percentile or mean named at token `i`: "p99", "p99.9", "99th percentile", "on average"."""
    table = words.percentile
    if numeral is not None:
        at = skip(table.suffix, tokens, numeral.last)
        if hit := table.percentile.at(tokens, at):
            return Mention(f"p{numeral.value.normalize():f}", i, hit[1])
        return None
    if (
        tokens[i].low == "p"
        and glued(tokens, i + 1)
        and tokens[i + 1].raw in _PERCENTILES
        and not (glued(tokens, i) and tokens[i - 1].kind != LETTERS and tokens[i - 1].raw == "_")
    ):
        last, name = i + 2, tokens[i + 1].raw
        if (
            glued(tokens, last)
            and tokens[last].raw == "."
            and glued(tokens, last + 1)
            and tokens[last + 1].kind == DIGITS
        ):
            name, last = f"{name}.{tokens[last + 1].raw}", last + 2
        return Mention("p99.9" if name == "999" else f"p{name}", i, last)
    if ordinal := table.ordinals.at(tokens, i):
        hit = table.percentile.at(tokens, ordinal[1])
        return Mention(f"p{ordinal[0]}", i, hit[1]) if hit else None
    if hit := None if table.not_average.at(tokens, i) else table.average.at(tokens, i):
        return Mention("average", i, hit[1])
    if hit := table.median.at(tokens, i):
        return Mention("p50", i, hit[1])
    return None
