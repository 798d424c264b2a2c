"""python -m tests.ideas: what patterns, classifier and both find, over domains none of them has seen.

With --train it writes the models that the coach ships: content/<lang>/ideas/model.toml. With --bounds it shows what
each fault that asks a classifier would find in the open letters from which score on, the model of a letter never having
read it.
"""

from __future__ import annotations

import argparse
import json
import textwrap
from collections.abc import Iterable, Iterator

from bot.content import ROOT, files
from dialogs.answers import LANGUAGES, Language
from dialogs.critique import Critic
from dialogs.ideas import IDEAS, fingerprint
from dialogs.ideas.classifier import packed
from tests.ideas import letters
from tests.ideas.bounds import bounds
from tests.ideas.folds import FOLDS, Marks, cross_validated, mean
from tests.ideas.rows import lettered, rows, taught

NEWLINE = "\n"


def main() -> None:
    """Print the table, or train."""
    parser = argparse.ArgumentParser(prog="python -m tests.ideas", description=__doc__)
    parser.add_argument("--train", action="store_true", help="train on all examples and write the models")
    parser.add_argument("--bounds", action="store_true", help="show what the faults would find from which score on")
    wanted = parser.parse_args()
    for language in LANGUAGES:
        if wanted.train:
            path = ROOT / language / "ideas" / "model.toml"
            path.write_text(model(language), "utf-8")
            print(f"{path.relative_to(ROOT.parent)}: {path.stat().st_size // 1024} KB")
        elif wanted.bounds:
            print("\n".join(bounds(language)), end="\n\n", flush=True)
        else:
            print("\n".join(table(language)), end="\n\n", flush=True)


def table(language: Language) -> Iterator[str]:
    """The table of one language, in Markdown."""
    some = rows(language)
    domains = len({row.example.domain for row in some})
    yield f"{language}: {len(some)} sentences, {domains} domains, {FOLDS} folds of domains; precision / recall / F1"
    yield ""
    yield "| idea | says it | does not | patterns | classifier | both |"
    yield "|---|--:|--:|---|---|---|"
    every = tuple(cross_validated(language, some))
    for one in every:
        yield f"| {one.idea} | {one.says} | {one.silent} | {_told(one.patterns, one.classifier, one.both)} |"
    ways = ([one.patterns for one in every], [one.classifier for one in every], [one.both for one in every])
    yield f"| mean | | | {_told(*map(mean, ways))} |"


def _told(*several: Marks) -> str:
    return " | ".join(f"{one.precision:.2f} / {one.recall:.2f} / {one.f1:.2f}" for one in several)


def model(language: Language) -> str:
    """A model's file: trained on every example and on the letters that lie open."""
    features, pipe = taught(language, (*rows(language), *lettered(language)))
    lines = [
        "# Made by `python -m tests.ideas --train` from the sentences beside it. Not to be edited.",
        f'examples = "{fingerprint(files(), language)}"',
        f'letters = "{letters.fingerprint(Critic(files(), language))}"',
        f"ideas = {json.dumps(IDEAS)}",
        f"words = '''\n{_lines(sorted(features.known or ()))}\n'''",
        f"pairs = '''\n{NEWLINE.join(sorted(features.pairs or ()))}\n'''",
        f"model = '''\n{packed(pipe)}\n'''",
    ]
    return NEWLINE.join(lines) + NEWLINE


def _lines(words: Iterable[str]) -> str:
    return textwrap.fill(" ".join(words), 120, break_long_words=False, break_on_hyphens=False)


if __name__ == "__main__":
    main()
