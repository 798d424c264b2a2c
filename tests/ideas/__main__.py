"""python -m tests.ideas: what patterns, classifier and both find, over domains none of them has seen.

With --train it writes the models that the coach ships: content/<lang>/ideas/model.toml.
"""

from __future__ import annotations

import argparse
import json
import textwrap
from collections.abc import Iterable, Iterator

from bot.content import ROOT, files
from dialogs.answers import LANGUAGES, Language
from dialogs.ideas import IDEAS, fingerprint
from dialogs.ideas.classifier import packed
from tests.ideas.folds import OUTER, Marks, cross_validated
from tests.ideas.rows import rows, taught

NEWLINE = "\n"


def main() -> None:
    """Print the table, or train."""
    parser = argparse.ArgumentParser(prog="python -m tests.ideas", description=__doc__)
    parser.add_argument("--train", action="store_true", help="train on all examples and write the models")
    wanted = parser.parse_args()
    for language in LANGUAGES:
        if wanted.train:
            path = ROOT / language / "ideas" / "model.toml"
            path.write_text(model(language), "utf-8")
            print(f"{path.relative_to(ROOT.parent)}: {path.stat().st_size // 1024} KB")
        else:
            print("\n".join(table(language)), end="\n\n")


def table(language: Language) -> Iterator[str]:
    """The table of one language, in Markdown."""
    some = rows(language)
    domains = len({row.example.domain for row in some})
    yield f"{language}: {len(some)} sentences, {domains} domains, {OUTER} folds of domains; precision / recall / F1"
    yield ""
    yield "| idea | says it | does not | patterns | classifier | both, balanced | both, as shipped |"
    yield "|---|--:|--:|---|---|---|---|"
    total = [0.0, 0.0, 0.0, 0.0]
    for one in cross_validated(language, some):
        ways = (one.patterns, one.classifier, one.both, one.shipped)
        yield f"| {one.idea} | {one.says} | {one.silent} | {' | '.join(map(_told, ways))} |"
        total = [so_far + marks.f1 / len(IDEAS) for so_far, marks in zip(total, ways, strict=True)]
    yield f"| mean F1 | | | {' | '.join(f'{mean:.2f}' for mean in total)} |"


def _told(marks: Marks) -> str:
    return f"{marks.precision:.2f} / {marks.recall:.2f} / {marks.f1:.2f}"


def model(language: Language) -> str:
    """A model's file: trained on every example."""
    features, pipe = taught(language, rows(language))
    lines = [
        "# Made by `python -m tests.ideas --train` from the sentences beside it. Not to be edited.",
        f'examples = "{fingerprint(files(), language)}"',
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
