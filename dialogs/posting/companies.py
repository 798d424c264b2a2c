"""Companies: who advertises, by how much speaks for each name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from dialogs.posting.agencies import agencies
from dialogs.posting.beside import beside_title
from dialogs.posting.candidates import candidates
from dialogs.posting.names import significant
from dialogs.posting.page import Page
from dialogs.posting.titles import Title


def company(page: Page, title: Title | None) -> str:
    """The company that seeks somebody; "" where none is named, or only an agency that seeks for somebody else."""
    weights: dict[str, float] = defaultdict(float)
    names: dict[str, tuple[float, str]] = {}
    written = page.words.written
    for one in (*candidates(page), *(beside_title(page, title) if title else ())):
        key = significant(one.name, written)
        weights[key] += one.weight
        if key not in names or one.weight > names[key][0]:
            names[key] = (one.weight, one.name)
    if not weights:
        return _hosts(page)
    hosted = {significant(host, written): host for host in _addresses(page)}
    counts = Counter(word.lower() for word in re.findall(r"\w+", page.text))
    seekers = {significant(name, written) for name in agencies(page)}
    hidden = bool(page.marks.of("company.client"))
    best, top = "", 0.0
    for key, weight in weights.items():
        known = key in hosted or key.replace(" ", "") in hosted
        total = weight + 2 * known + 0.4 * min(4, counts[key.split()[0]] - 1)
        if key in seekers:
            total -= 12
        if total > top:
            best, top = names[key][1], total
    if not best:
        return "" if hidden or seekers else _hosts(page)
    return best


def _hosts(page: Page) -> str:
    """A company of which only an address is told."""
    return next(iter(_addresses(page)), "")


def _addresses(page: Page) -> list[str]:
    """The names in addresses that are somebody's own."""
    written = page.words.written
    found = [match[1] for pattern in (written.board, written.host) for match in pattern.finditer(page.text)]
    return [one for one in dict.fromkeys(found) if one.lower() not in written.public]
