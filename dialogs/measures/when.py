"""When: the words that say of which time a value is: "in March", "(H1 2024)", "nel primo semestre"."""

from __future__ import annotations

from dialogs.measures.dates import read_date
from dialogs.measures.nouns import Family
from dialogs.measures.numerals import is_raw
from dialogs.measures.tokens import Tokens
from dialogs.measures.words import Words


def past_when(tokens: Tokens, i: int, words: Words) -> int:
    """The token after the time that is named at token `i`, with its brackets; `i` where none is."""
    opened = is_raw(tokens, i, "(")
    start = i + 1 if opened else i
    end = _past(tokens, start, words, bare=opened)
    if end == start:
        return i
    return end + 1 if opened and is_raw(tokens, end, ")") else end


def _past(tokens: Tokens, i: int, words: Words, *, bare: bool) -> int:
    """The same without brackets. Within them no preposition is needed."""
    dates = words.dates
    led = dates.when_before.at(tokens, i)
    at = led[1] if led else i
    if part := dates.parts.at(tokens, at):
        return _with_year(tokens, part[1], words) if led or bare else i
    if not (led or bare):
        return i
    if (date := read_date(tokens, at, words)) and date.family is Family.YEAR:
        return date.last
    month = dates.months.at(tokens, at)
    return _with_year(tokens, month[1], words) if month else i


def _with_year(tokens: Tokens, i: int, words: Words) -> int:
    """The token after the year at token `i`, or `i`."""
    at = led[1] if (led := words.dates.of.at(tokens, i) or words.dates.when_before.at(tokens, i)) else i
    date = read_date(tokens, at, words)
    return date.last if date and date.unit == "year" else i
