"""The tree: every phrase of every word class, and every name of a technology, token by token from its first.

A walk from each token of a text finds the phrases that begin there, whatever their number: the cost is that of the
longest. What a walk ends with says at once which classes stand there, and in each the longest phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dialogs.lexicon.bits import bit, union


class Standing(NamedTuple):
    """A word class that stands at a token: its name, its bit, and over how many tokens."""

    klass: str
    bit: int
    size: int


class Found(NamedTuple):
    """All that stands at one token: word classes with their bits together, and technologies by number and size."""

    mask: int
    classes: tuple[Standing, ...]
    technologies: tuple[tuple[int, int], ...]
    longest: int
    longer: tuple[tuple[int, int], ...] = ()  # the bits and sizes of the classes that stand over several tokens
    over: int = 0  # their bits together

    def without(self, stops: dict[int, int], first: int) -> Found:
        """What is left at token `first`, where a longer phrase of the same class may reach over it until its stop."""
        if all(stops.get(one.bit, 0) <= first for one in self.classes):
            return self
        return _found([one for one in self.classes if stops.get(one.bit, 0) <= first], self.technologies)


Node = tuple[Found, "dict[str, Node]"]
NOTHING = Found(0, (), (), 0)


class Tree:
    """Phrases in a tree; `grow` it once, then `walk` texts."""

    def __init__(self) -> None:
        self._phrases: dict[tuple[str, ...], tuple[list[str], list[int]]] = {}
        self._root: dict[str, Node] = {}
        self.longest = 0  # tokens of the longest phrase

    def add(self, phrase: Iterable[str], klass: str) -> None:
        """A phrase of a word class, as the norms of its tokens."""
        self._phrases.setdefault(tuple(phrase), ([], []))[0].append(klass)

    def name(self, phrase: Iterable[str], technology: int) -> None:
        """A way to write a technology."""
        self._phrases.setdefault(tuple(phrase), ([], []))[1].append(technology)

    def grow(self) -> None:
        """Make the tree of what was added. Equal findings are one object, for most phrases say the same."""
        one_of: dict[Found, Found] = {}
        self._root = {}
        for phrase in sorted(self._phrases):  # a phrase comes right before those that it begins
            branch, above = self._root, NOTHING
            for token in phrase[:-1]:
                above, branch = branch.setdefault(token, (above, {}))
            classes, technologies = self._phrases[phrase]
            size = len(phrase)
            own = {klass: Standing(klass, bit(klass), size) for klass in classes}
            held = [*(one for one in above.classes if one.klass not in own), *own.values()]
            named = [
                *(one for one in above.technologies if one[0] not in technologies),
                *((n, size) for n in technologies),
            ]
            found = _found(held, named)
            branch[phrase[-1]] = one_of.setdefault(found, found), {}
        self.longest = max(map(len, self._phrases), default=0)
        self._phrases = {}

    def begins(self, norm: str) -> Node | None:
        """What begins with a token: it may be looked up once for a word, and be given to every walk over it."""
        return self._root.get(norm)

    def walk(self, norms: Sequence[str], nodes: Iterable[Node | None] | None = None) -> list[tuple[int, Found]]:
        """What stands at each token, in order; in each class a phrase that no longer or earlier one reaches over."""
        found: list[tuple[int, Found]] = []
        stops: dict[int, int] = {}
        reach, over, end = 0, 0, len(norms)
        for first, node in enumerate(map(self.begins, norms) if nodes is None else nodes):
            if node is None:
                continue
            here, branch = node
            at = first + 1
            while branch and at < end and (node := branch.get(norms[at])) is not None:
                here, branch = node
                at += 1
            if not here.longest:
                continue
            if first >= reach:
                over = 0
            elif here.mask & over:
                here = here.without(stops, first)
            if here.longest > 1:
                for its, size in here.longer:
                    stops[its] = first + size
                over |= here.over
                reach = max(reach, first + here.longest)
            found.append((first, here))
        return found


def _found(classes: Sequence[Standing], technologies: Sequence[tuple[int, int]]) -> Found:
    sizes = [*(one.size for one in classes), *(size for _, size in technologies)]
    longer = tuple((one.bit, one.size) for one in classes if one.size > 1)
    mask, over = union(one.bit for one in classes), union(its for its, _ in longer)
    return Found(mask, tuple(classes), tuple(technologies), max(sizes, default=0), longer, over)
