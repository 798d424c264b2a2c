"""Words of a language stand in content/: no list or pattern of little words in the Python of dialogs/ and bot/."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.content import files
from dialogs.answers import LANGUAGES
from dialogs.content_error import ContentError
from dialogs.letter.terms import terms
from dialogs.lexicon.words import leads
from dialogs.posting.words import read_words
from dialogs.prose.table import proses

ROOT = Path(__file__).resolve().parent.parent

# What only looks like words: names of keys and codes, texts of machines.
NAMES = {
    "bot/telegram/verdicts.py": "what Telegram's servers answer",
    "dialogs/answers.py": "the codes of markets",
    "dialogs/critique/sources.py": "keys of guides.toml",
    "dialogs/letter/terms.py": "keys of clearance.toml",
    "dialogs/lexicon/segments.py": "keywords of programming languages, and titles of people",
    "dialogs/prose/table.py": "keys of prose.toml",
}
# What still holds words of a language, and what they do there. One that holds none any more is to be struck out.
ALLOWED = {
    "bot/documents/hyphens.py": "parts of compounds, by which a word broken at a line's end is joined again",
    "dialogs/critique/kinds/technologies.py": "the pieces of one pattern for what may stand in a row of technologies",
    "dialogs/letter/material.py": "subjects of a sentence, and the clause that a sum is cut out with",
    "dialogs/letter/options.py": "what a verdict on an option begins with, in both languages at once",
    "dialogs/letter/stack.py": "what may stand around technologies listed in chat, in both languages at once",
    "dialogs/letter/writer.py": "openings of a sentence that adds something, in both languages at once",
    "dialogs/lexicon/spelling.py": "prefixes, endings and clitics by which words are derived: forms, not words",
    "dialogs/prose/figures.py": "words before which a figure stays a figure, in both languages at once",
    "dialogs/prose/joining.py": "the shape of an English phrase of time",
    "dialogs/prose/shape.py": "the grammar of English verbs and subjects, beside the lists of prose.toml",
}


@cache
def little() -> frozenset[str]:
    """The articles, pronouns, prepositions and joining words of every language, as content/ has them."""
    names = ("pronouns", "determiners", "subordinators", "prepositions", "relatives")
    known = {word for prose in proses(files()).values() for name in names for word in prose.grammar[name]}
    return frozenset(word for word in known if word.isalpha() and len(word) > 1)


def words(node: ast.expr) -> Iterator[list[str]]:
    """The words of a list of strings, or of a pattern with alternatives."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        given = [one.value for one in node.elts if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        yield [word for one in given for word in [one.strip().lower()] if word.isalpha()]
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "|" in node.value:
        parts = re.split(r"[|()]", re.sub(r"\\[a-zA-Z]|\(\?[a-zA-Z:!=<P]+>?", " ", node.value))
        yield [word for part in parts for word in part.strip().lower().split() if word.isalpha()]


def found(text: str) -> list[tuple[int, list[str]]]:
    """Every list or pattern of Python code that holds several little words, with its line."""
    tree = ast.parse(text)
    told = {
        id(body[0].value)
        for node in ast.walk(tree)
        if (body := getattr(node, "body", None)) and isinstance(body, list) and isinstance(body[0], ast.Expr)
    }
    return [
        (node.lineno, held)
        for node in ast.walk(tree)
        if isinstance(node, ast.expr) and id(node) not in told
        for some in words(node)
        if len(held := sorted(set(some) & little())) >= 2
    ]


@pytest.mark.parametrize(
    ("code", "held"),
    [
        ('A = {"in", "with", "kafka"}', ["in", "with"]),
        ('A = frozenset(("con", "su"))', ["con", "su"]),
        ('A = re.compile(r"\\b(the|with|from)\\b")', ["from", "the", "with"]),
        # one word alone is a name of something, and so are keys and kinds
        ('A = ("with", "kafka", "go")', []),
        ('A = ("role", "company", "name")', []),
        ('"""The words of a list or a pattern | with | some of them."""', []),
    ],
)
def test_lists_and_patterns_of_little_words_are_seen(code: str, held: list[str]) -> None:
    assert [one for _, one in found(code)] == ([held] if held else [])


def test_no_words_of_a_language_stand_in_python() -> None:
    holding = {}
    for path in sorted([*(ROOT / "dialogs").rglob("*.py"), *(ROOT / "bot").rglob("*.py")]):
        if some := found(path.read_text("utf-8")):
            holding[path.relative_to(ROOT).as_posix()] = some
    assert {path: some for path, some in holding.items() if path not in ALLOWED | NAMES} == {}, (
        "move them to content/<lang>/"
    )
    assert sorted((ALLOWED | NAMES).keys() - holding.keys()) == [], (
        "these hold none any more: strike them out of ALLOWED"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "line", "load", "says"),
    [
        ("words/forms.toml", r"^technologies = .*$", leads, "[beside] has no list of technologies"),
        ("prose.toml", r"^doubled = .*$", proses, '"doubled" is no list of words'),
    ],
)
def test_a_list_that_is_no_list_is_refused_with_its_file(
    language: str, path: str, line: str, load: object, says: str
) -> None:
    whole = dict(files())
    name = f"{language}/{path}"
    for bad in ('"the"', "[]", "[1, 2]"):
        key = line.removeprefix("^").partition(" ")[0]
        broken = {**whole, name: re.sub(line, f"{key} = {bad}", whole[name], count=1, flags=re.MULTILINE)}
        with pytest.raises(ContentError) as error:
            load(broken)  # type: ignore[operator]
        assert name in str(error.value)
        assert says in str(error.value)


@pytest.mark.parametrize("key", ["short-form", "owner"])
def test_words_of_postings_that_no_language_has_are_refused(key: str) -> None:
    broken = {
        name: re.sub(rf"^{key} = .*$", "", text, flags=re.MULTILINE) if name.endswith("posting.toml") else text
        for name, text in files().items()
    }
    with pytest.raises(ContentError, match=f'no "{key}"'):
        read_words(broken)


@pytest.mark.parametrize("bad", ['thousand = "many"', "thousand = 0", '"1k" = 1_000'])
def test_a_word_that_multiplies_by_nothing_is_refused_with_its_file(bad: str) -> None:
    path = "en/letter/clearance.toml"
    broken = {**files(), path: files()[path].replace("thousand = 1_000", bad)}
    with pytest.raises(ContentError, match=r"en/letter/clearance.toml.*\[times\]"):
        terms(broken)
    without = {name: text.split("[times]")[0] if "clearance" in name else text for name, text in files().items()}
    with pytest.raises(ContentError, match=r"\[times\] is missing"):
        terms(without)
