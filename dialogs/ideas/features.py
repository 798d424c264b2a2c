"""Features: a sentence as words that carry no topic, so that what was learned of bread holds for trams.

Figures, money, technologies and names become one word each; words are cut to their stem, and a stem that the examples
know from one domain only becomes "<other>". Behind them stand the word classes that the lexicon found, and the
concepts of content/<lang>/ideas/concepts.toml: groups of words of like meaning.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, pairwise

from dialogs.answers import Language
from dialogs.content_error import ContentError, Files
from dialogs.ideas.examples import CONCEPTS
from dialogs.lexicon import SentenceView
from dialogs.lexicon.bits import names
from dialogs.lexicon.words import load
from dialogs.measures import Family
from dialogs.remembered import Remembered

OTHER, NAME, START, END = "<other>", "<name>", "<s>", "</s>"

_TOKEN = re.compile(r"<[a-z]+>|[^\W\d_]+|\d[\d.,]*|[?!:;%()\"“«]")
_SUFFIXES = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "er", "e")


class Features:
    """Turns sentences of one language into features for a model, which sees the stems of `known` and the `pairs`."""

    def __init__(
        self, files: Files, language: Language, known: Iterable[str] | None = None, pairs: Iterable[str] | None = None
    ) -> None:
        self.language: Language = language
        self.known = None if known is None else frozenset(known)
        self.pairs = None if pairs is None else frozenset(one for one in pairs if " " in one or ">" in one[1:-1])
        self._whole, self._begins = _concepts(files, language)
        self.cut = Remembered(self._cut)
        self._meant = Remembered(self._look_up)

    def of(self, *sentences: SentenceView) -> list[str]:
        """The words of a sentence, pairs of neighbours, its word classes, its concepts and how one follows another.

        Of several sentences as if they were one. Each once: ten technologies in a row say no more than one. A word that
        is not known is "<other>", and a pair that is not known is left out.
        """
        words, concepts, mask = [START], list[str](), 0
        for sentence in sentences:
            mask |= sentence.mask
            for stem, ideas in self.said(sentence):
                word = stem if self.known is None or stem in self.known else OTHER
                if word != words[-1]:
                    words.append(word)
                concepts += ideas
        words.append(END)
        pairs = [f"{one} {other}" for one, other in pairwise(words)]
        pairs += [f"{one}>{other}" for one, other in pairwise(concepts) if one != other]
        if self.pairs is not None:
            pairs = [one for one in pairs if one in self.pairs]
        classes = (f"c:{klass}" for klass in names(mask) if klass != "function-word")
        return list(dict.fromkeys((*words, *classes, *concepts, *pairs)))

    @cached_property
    def concepts(self) -> tuple[str, ...]:
        """Every concept."""
        groups = (*self._whole.values(), *self._begins.values())
        return tuple(sorted({_concept(name) for names in groups for name in names}))

    def paired(self) -> Iterator[tuple[str, str, str]]:
        """The pairs that are known: a feature, the one behind it, and the name of both together."""
        for name in self.pairs or ():
            one, _, other = name.partition(" " if " " in name else ">")
            yield one, other, name

    def stems(self, sentence: SentenceView) -> set[str]:
        """The stems of a sentence, whether known or not."""
        return {stem for stem, _ in self.said(sentence)}

    def said(self, sentence: SentenceView) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The words of a sentence, each as its stem, whether known or not, and its concepts."""
        return map(self.meant, self.written(sentence))

    def written(self, sentence: SentenceView) -> list[str]:
        """The words of a sentence as they stand in it, but for its names, figures and technologies."""
        words = list(chain.from_iterable(map(self.cut.__getitem__, parts(sentence))))
        return [*words[:1], *named(words[1:])]

    def _cut(self, part: str) -> tuple[str, ...]:
        """The words of a part of a sentence, as they stand in it."""
        plain = part.replace("’", "'")
        return tuple(_TOKEN.findall(plain.replace("n't", " not") if self.language == "en" else plain))

    def meant(self, word: str) -> tuple[str, tuple[str, ...]]:
        """The stem of a word, and its concepts."""
        return self._meant[word]

    def _look_up(self, word: str) -> tuple[str, tuple[str, ...]]:
        if word[0] == "<":
            return word, ()
        if word[0].isdigit():
            return "<number>", ()
        plain = _norm(word, self.language)
        found = set(self._whole.get(plain, ()))
        for size in range(2, len(plain) + 1):
            found.update(self._begins.get(plain[:size], ()))
        return _stem(plain, self.language), tuple(sorted(map(_concept, found)))


def _concept(name: str) -> str:
    return f"k:{name}"


def parts(sentence: SentenceView) -> Sequence[str]:
    """A sentence in pieces between spaces, with one word for each figure and technology."""
    between, start = sentence.page.between, sentence.start
    if not (sentence.measures or sentence.technologies):
        return between(start, sentence.end)
    cuts = [(one.start, one.end, _figure(one.family, one.before is not None)) for one in sentence.measures]
    cuts += [(one.start, one.end, "<technology>") for one in sentence.technologies]
    found: list[str] = []
    for first, last, word in sorted(cuts):
        if first >= start and last <= sentence.end:
            found += between(start, first)
            found.append(word)
            start = last
    found += between(start, sentence.end)
    return found


def named(words: Iterable[str]) -> list[str]:
    """Words that begin no sentence, each with a capital as a name."""
    return [NAME if word[0].isupper() and word != "I" else word for word in words]


def _figure(family: Family, changed: bool) -> str:
    if family is Family.MONEY:
        return "<money>"
    return "<change>" if changed else "<figure>"


def _norm(word: str, language: Language) -> str:
    word = word.lower()
    if language == "it":
        word = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return word


def _stem(word: str, language: Language) -> str:
    """A word without its ending: crude, and the same for the forms of a verb more often than not."""
    if len(word) < 5:
        return word
    if language == "it":
        return word[: max(4, min(6, len(word) - 1))]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            word = word[: -len(suffix)]
            break
    return word[:7]


def _concepts(files: Files, language: Language) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Whole words, and beginnings of words, to the concepts they belong to."""
    path = f"{language}/ideas/{CONCEPTS}.toml"
    whole, begins = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for name, words in load(path, files.get(path, "")).items():
        if not isinstance(words, str):
            raise ContentError(path, 1, f'concept "{name}" is no line of words', 'name = "word beginning*"')
        for word in words.split():
            (begins if word.endswith("*") else whole)[_norm(word.rstrip("*"), language)].add(name)
    return dict(whole), dict(begins)
