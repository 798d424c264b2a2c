"""Foreign numbers: digits that are no figure: versions, labels, names, telephone numbers, numbering."""

from __future__ import annotations

from dialogs.measures.bits import LABEL
from dialogs.measures.dates import unit_follows
from dialogs.measures.numerals import Numeral, glued, is_raw
from dialogs.measures.tokens import DIGITS, LETTERS, Tokens
from dialogs.measures.words import Words

_PHONE = 7  # digits of the shortest telephone number behind a plus
_LONG = 9  # and without one
_GROUPS = 8
_VERSION = 100  # versions are smaller
_FRACTIONS = frozenset({("1", "2"), ("1", "3"), ("2", "3"), ("1", "4"), ("3", "4")})


def read_foreign(tokens: Tokens, i: int, words: Words, numeral: Numeral) -> int | None:
    """The token after a number in digits at `i` that is no figure; None where it may be one."""
    after = numeral.last
    if numeral.version:
        return after
    here, behind = tokens[i], tokens[after]
    if behind.kind == LETTERS and here.gap and behind.gap and numeral.plain and len(here.raw) < _PHONE:
        return after if _padded(here.raw) or _named(tokens, i, numeral, words) else None  # as most are: "640 orders"
    if (phone := _telephone(tokens, i, after)) is not None:
        return phone
    if (proportion := _proportion(tokens, i)) is not None:
        return proportion
    within = _padded(here.raw) or _within_word(tokens, i, after, words)
    return after if within or _numbering(tokens, i, after) or _named(tokens, i, numeral, words) else None


def _padded(raw: str) -> bool:
    """Whether a zero stands before other digits, as in identifiers."""
    return raw[0] == "0" and len(raw) > 1


def _within_word(tokens: Tokens, i: int, after: int, words: Words) -> bool:
    """Whether the digits are part of a word: p99, utf-8, HTTP/2, #14, 3NF."""
    if tokens[after].kind == LETTERS and not tokens[after].gap and not _suffix(tokens, after, words):
        return True
    if not glued(tokens, i):
        return False
    sign = tokens[i - 1].raw
    if tokens[i - 1].kind == LETTERS:
        return words.money.ending(tokens, i) is None
    if sign in {"_", "#", "@"}:
        return True
    if i < 2 or not glued(tokens, i - 1) or tokens[i - 2].kind != LETTERS:
        return False
    return sign in {"/", "+", ".", ":", "="} or (sign == "-" and not _hyphened(tokens, i, after, words))


def _hyphened(tokens: Tokens, i: int, after: int, words: Words) -> bool:
    """Whether the number behind a word and a hyphen is a figure: "sub-5ms"; not "utf-8", nor the plural "Sev-1s"."""
    plural = is_raw(tokens, after, "s") and glued(tokens, after) and not words.about.before.ending(tokens, i)
    return unit_follows(tokens, after, words) and not plural


def _proportion(tokens: Tokens, i: int) -> int | None:
    """The token after 24/7, 16:9; not after a fraction such as 2/3."""
    if not (i + 2 < len(tokens) and glued(tokens, i + 1) and glued(tokens, i + 2) and tokens[i + 2].kind == DIGITS):
        return None
    if tokens[i + 1].raw == ":" or (tokens[i + 1].raw == "/" and (tokens[i].raw, tokens[i + 2].raw) not in _FRACTIONS):
        return i + 3
    return None


def _numbering(tokens: Tokens, i: int, after: int) -> bool:
    """Whether the number numbers a line: "1. First", "2) Second"."""
    fresh = i == 0 or "\n" in tokens[i].gap
    return fresh and tokens[after].raw in {".", ")"} and glued(tokens, after) and not glued(tokens, after + 1)


def _named(tokens: Tokens, i: int, numeral: Numeral, words: Words) -> bool:
    """Whether the word before makes the number a name: "port 8080", "Python 3.11"; a unit behind it says otherwise."""
    after = numeral.last
    if not tokens[i - 1].closes & LABEL:
        return False
    tables = (words.rates, words.numbers.scales, words.times.noun)
    grouped = not numeral.plain and numeral.value >= _VERSION
    if grouped or unit_follows(tokens, after, words) or any(table.at(tokens, after) for table in tables):
        return False
    if words.plain.labels.ending(tokens, i):
        return True
    return numeral.value < _VERSION and words.plain.versioned.ending(tokens, i) is not None


def _suffix(tokens: Tokens, i: int, words: Words) -> bool:
    """Whether the letters glued behind a number at token `i` belong to a figure."""
    numbers = words.numbers
    tables = (words.rates, words.times.noun, numbers.letters, numbers.scales, words.money, words.dates.clock_suffix)
    return unit_follows(tokens, i, words) or any(table.at(tokens, i) is not None for table in tables)


def _telephone(tokens: Tokens, i: int, after: int) -> int | None:
    """The token after a telephone number that begins at token `i`: "+39 333 123 4567", "020 7946 0958"."""
    if len(tokens[i].raw) < _PHONE and tokens[i + 1].kind == LETTERS:
        return None  # as most are: a number and a word
    plus = i > 0 and is_raw(tokens, i - 1, "+")
    groups, j = [tokens[i].raw], i + 1
    while j < len(tokens) and len(groups) < _GROUPS:
        k = j + 1 if tokens[j].raw in {"-", ".", ")", "/"} and j + 1 < len(tokens) else j
        if tokens[k].kind != DIGITS or len(tokens[k].gap) > 1 or "\n" in tokens[k].gap:
            break
        groups.append(tokens[k].raw)
        j = k + 1
    digits = sum(map(len, groups))
    if plus and digits >= _PHONE:
        return j
    grouped = after >= j or all(len(group) == 3 for group in groups[1:])
    long = len(groups) >= 3 and digits >= _LONG and (groups[0][0] == "0" or digits > _LONG)
    return j if long and not grouped else None
