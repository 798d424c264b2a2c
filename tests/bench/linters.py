"""Our critique beside other linters, all warm and on the same letters, each of which is read once.

The letters are the English ones of tests/letters/good with 340 words or more; in every round each has other words in
some places, so that nobody gains by remembering a text. The others are installed into .bench/, which git ignores.
textlint runs four rules that English texts are commonly linted with: write-good, terminology, common-misspellings,
stop-words. What cannot be installed is said and left out.
"""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot import content
from dialogs.answers import Profile
from dialogs.critique import Critic, critics
from tests.bench.figures import Timing

HERE = Path(__file__).parent
PLACE = HERE.parents[1] / ".bench"
PROSELINT = "proselint==0.16.0"
LETTERS = sorted((HERE.parent / "letters" / "good").glob("u*.md"))
LONG = 340
ROUNDS, WARM = 40, 10
MANY = 1_000
NAMES = ("Tarn", "Oslet", "Brewick", "Calloway", "Dunmere", "Elsing", "Farrow")


def linters(critic: Critic) -> tuple[list[Timing], list[str]]:
    """The critique, with and without a posting, and every linter that could be installed; and what could not be."""
    letters, adverts = _letters()
    texts = list(varied(letters, ROUNDS))
    warm = WARM * len(letters)
    words = sum(len(text.split()) for text in texts) // len(texts)
    profile = Profile("en", "us", "mid")
    found = [
        _timed(f"Anchor, a letter of about {words} words", texts, warm, lambda text: critic.critique(text, profile)),
        _timed(
            "Anchor, with a posting that it answers",
            texts,
            warm,
            lambda text: critic.critique(text, profile, adverts[len(text) % len(adverts)]),
        ),
    ]
    said: list[str] = []
    for others in (_proselint, _node):
        try:
            found += others(texts, warm)
        except (OSError, subprocess.CalledProcessError, ImportError) as error:
            said.append(f"    left out: {others.__name__.strip('_')}: {error}")
    return found, said


def thousand(critic: Critic) -> list[Timing]:
    """A thousand letters one after another, and one: the first, a thousandfold, is what the second should be."""
    letters, _ = _letters()
    texts = list(varied(letters, MANY // len(letters)))[:MANY]
    profile = Profile("en", "us", "mid")
    one = _timed("one letter", texts, 0, lambda text: critic.critique(text, profile))
    begun = time.perf_counter()
    for text in texts:
        critic.critique(text, profile)
    return [one, Timing(f"{len(texts):,} letters", (time.perf_counter() - begun,))]


def varied(letters: Sequence[str], rounds: int) -> Iterator[str]:
    """Every letter in every round, each time with another name or figure before some of its words."""
    for number in range(rounds):
        name = f"{NAMES[number % len(NAMES)]}{number}"
        for letter in letters:
            yield letter.replace(" the ", f" the {name} ", 3).replace(" and ", f" and {number} more and ", 1)


def _letters() -> tuple[list[str], list[str]]:
    letters, adverts = [], []
    for path in LETTERS:
        _, head, letter = path.read_text("utf-8").split("+++\n", 2)
        advert = tomllib.loads(head).get("posting")
        adverts += [advert] if advert else []
        letters += [letter.strip()] if len(letter.split()) >= LONG else []
    return letters, adverts


def _timed(what: str, texts: Sequence[str], warm: int, work: Callable[[str], object]) -> Timing:
    seconds = []
    for text in texts:
        begun = time.perf_counter()
        work(text)
        seconds.append(time.perf_counter() - begun)
    return Timing(what, tuple(seconds[warm:]))


def _proselint(texts: Sequence[str], warm: int) -> list[Timing]:
    """Proselint in this process, with all its checks."""
    folder = PLACE / "python"
    if not (folder / "proselint").is_dir():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*command, "--target", str(folder), PROSELINT], check=True)
    sys.path.append(str(folder))
    checks: Any = importlib.import_module("proselint.checks")
    registry: Any = importlib.import_module("proselint.registry")
    tools: Any = importlib.import_module("proselint.tools")
    registry.CheckRegistry().register_many(checks.__register__)
    return [_timed(PROSELINT, texts, warm, lambda text: tools.LintFile("letter", text).lint())]


def _node(texts: Sequence[str], warm: int) -> list[Timing]:
    """The linters written for Node, in one process that reads every text."""
    folder, wanted = PLACE / "node", (HERE / "package.json").read_text("utf-8")
    if not (npm := shutil.which("npm")):
        raise OSError("npm is not there, so write-good and textlint are not compared")
    held = folder / "package.json"
    if not held.exists() or held.read_text("utf-8") != wanted:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "package.json", folder)
        command = [npm, "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder)]
        try:
            subprocess.run(command, check=True)
        except subprocess.CalledProcessError:
            held.unlink()
            raise
    given = json.dumps({"texts": texts, "warm": warm})
    script = str(HERE / "linters.cjs")
    told = subprocess.run(["node", script], cwd=folder, input=given, capture_output=True, text=True, check=True)
    seconds: Mapping[str, list[float]] = json.loads(told.stdout)
    versions = json.loads(wanted)["dependencies"]
    return [Timing(f"{name} {versions[name]}", tuple(of)) for name, of in seconds.items()]


def english() -> Critic:
    """The English critic of the real content, warm from its first letter on."""
    return critics(content.files())["en"]
