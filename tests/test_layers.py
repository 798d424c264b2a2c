"""The layers hold, and each contract that says so catches what it forbids."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PURE = {
    "__future__", "bisect", "collections", "dataclasses", "datetime", "decimal", "difflib", "enum", "fractions",
    "base64", "functools", "hashlib", "heapq", "html", "itertools", "json", "math", "operator", "re", "statistics",
    "string", "textwrap", "tomllib", "types", "typing", "unicodedata", "zlib",
    "numpy",  # sums over rows of a classifier's weights
    "selectolax",  # a parser of HTML: a string goes in, a tree comes out
    "simplemma",  # tables of lemmas that come with it
    "spacy",  # tokens and classifiers, of what is given to it
    "spellchecker",  # a list of words, and the distance to them
    "thinc",  # spaCy's own numbers
    "dialogs",
}  # fmt: skip
"""What dialogs may import. A new name belongs here only if it computes and does nothing else."""

DOES = {"open", "print", "input", "exec", "eval", "compile", "__import__"}
CLOCK = {"now", "utcnow", "today"}

TRESPASSES = [
    # a file, an import it must not have, the contract that catches it, the line of the report that names it
    ("dialogs/effects.py", "import bot.clock", "bot does what dialogs thinks", "dialogs.effects -> bot.clock"),
    ("dialogs/answers.py", "import dialogs.script", "The floors of dialogs", "dialogs.answers -> dialogs.script"),
    ("dialogs/probes.py", "import dialogs.letter", "The floors of dialogs", "dialogs.probes -> dialogs.letter"),
    ("dialogs/rich.py", "import time", "dialogs thinks", "dialogs.rich -> time"),
    ("dialogs/events.py", "import telegram", "dialogs thinks", "dialogs.events -> telegram"),
    ("dialogs/script.py", "from pathlib import Path", "dialogs thinks", "dialogs.script -> pathlib"),
    ("bot/terminal/screen.py", "import bot.telegram.text", "The rooms of bot", "bot.terminal.screen -> bot.telegram"),
    ("bot/clock.py", "import bot.app", "The rooms of bot", "bot.clock -> bot.app"),
    ("bot/turn.py", "import telegram", "Only bot.telegram", "bot.turn -> telegram"),
    ("bot/store/rows.py", "import telegram.ext", "Only bot.telegram", "bot.store.rows -> telegram"),
    ("bot/telegram/queue.py", "import sqlite3", "Only bot.store", "bot.telegram.queue -> sqlite3"),
    ("bot/ops.py", "import alembic.config", "Only bot.store", "bot.ops -> alembic"),
]


def lint(folder: Path) -> str:
    """What import-linter says of the packages in a folder, on one line."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as go; go()", "--no-cache"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    return f"{done.returncode} {' '.join((done.stdout + done.stderr).split())}"


def copied(folder: Path) -> Path:
    """The two packages and their contracts, in a folder of their own."""
    for name in ("dialogs", "bot"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_layers_hold() -> None:
    assert "0 broken" in lint(ROOT)


def test_every_trespass_is_caught_by_its_contract(tmp_path: Path) -> None:
    place = copied(tmp_path)
    for file, line, _, _ in TRESPASSES:
        path = place / file
        path.write_text(path.read_text("utf-8") + f"\n{line}\n", "utf-8")
    said = lint(place)
    assert said.startswith("1 ")
    verdicts, _, details = said.partition("Broken contracts")
    for file, line, contract, names in TRESPASSES:
        verdict = verdicts.partition(contract)[2].partition("BROKEN")
        assert verdict[1], f"{contract}: {file} may {line}"
        assert "KEPT" not in verdict[0], f"{contract}: {file} may {line}"
        assert names in details, f"{file} may {line}"


@pytest.mark.parametrize("package", ["dialogs", "bot"])
def test_a_module_without_a_floor_is_caught(package: str, tmp_path: Path) -> None:
    place = copied(tmp_path)
    (place / package / "attic.py").write_text('"""Nobody said where this stands."""\n', "utf-8")
    said = lint(place)
    assert said.startswith("1 ")
    assert f"{package}.attic" in said


def test_dialogs_imports_only_what_computes() -> None:
    assert [where for where in trespasses(ROOT / "dialogs") if "import" in where] == []


def test_dialogs_has_no_clock_no_async_and_no_files() -> None:
    assert [where for where in trespasses(ROOT / "dialogs") if "import" not in where] == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import socket", "import of socket"),
        ("from os import path", "import of os"),
        ("async def go(): pass", "async"),
        ("x = datetime.now()", "now()"),
        ("x = date.today()", "today()"),
        ("x = open('letter.txt')", "open()"),
        ("def f(path): return path.read_text('utf-8')", "read_text()"),
    ],
)
def test_the_look_through_the_code_sees(code: str, found: str, tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(code, "utf-8")
    assert any(found in where for where in trespasses(tmp_path))


def trespasses(folder: Path) -> Iterator[str]:
    """Everything under a folder that pure code does not have, with its place."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for what in trespass(node):
                yield f"{path.relative_to(folder)}:{getattr(node, 'lineno', 0)}: {what}"


def trespass(node: ast.AST) -> Iterator[str]:
    """What of one node pure code does not have."""
    match node:
        case ast.Import(names):
            yield from (f"import of {name.name}" for name in names if name.name.split(".")[0] not in PURE)
        case ast.ImportFrom(module=str(module)) if module.split(".")[0] not in PURE:
            yield f"import of {module}"
        case ast.AsyncFunctionDef() | ast.Await() | ast.AsyncFor() | ast.AsyncWith():
            yield "async"
        case ast.Call(func=ast.Name(id=name)) if name in DOES:
            yield f"{name}()"
        case ast.Call(func=ast.Attribute(attr=name)) if name in CLOCK | {"read_text", "write_text", "read_bytes"}:
            yield f"{name}()"
