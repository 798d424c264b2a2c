"""The wheel holds everything the coach needs, and the coach works from it alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from dialogs.answers import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("bot", "dialogs", "content")
ANSWERS = 'role = "Backend Engineer"\ncompany = "Tidewell"\noutcome = "p99 went from 920 ms to 240 ms over six weeks"\n'
CHAT = "en\nus\nmid\n/skip\nBackend Engineer\nTidewell\n"


def run(command: Sequence[str | Path], where: Path = ROOT, said: str = "", **environment: str) -> str:
    """What a Python command prints; it must succeed."""
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=where,
        env={**os.environ, **environment},
        input=said,
        text=True,
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built here: no network, no environment of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    run(["-m", "hatchling", "build", "-t", "wheel", "-d", folder])
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the wheel's contents and nothing else; the libraries come from this environment."""
    folder = tmp_path_factory.mktemp("installed")
    quiet = ["--quiet", "--disable-pip-version-check", "--no-index", "--no-deps"]
    run(["-m", "pip", "install", *quiet, "--target", folder, wheel])
    return folder


def test_the_wheel_holds_every_file_of_the_three_folders_and_nothing_else(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    there = {
        path.relative_to(ROOT).as_posix()
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert held == there
    assert {"content/guides.toml", "content/en/replies.toml", "bot/store/sql/inbox.sql"} <= held
    assert {f"content/{language}/ideas/model.toml" for language in LANGUAGES} <= held
    assert any(name.startswith("bot/store/migrations/versions/v0001") and name.endswith(".sql") for name in held)


def test_the_wheel_names_its_command_its_licence_and_its_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as box:
        (folder,) = {name.split("/")[0] for name in box.namelist() if ".dist-info/" in name}
        told = box.read(f"{folder}/METADATA").decode()
        assert "coach = bot.__main__:main" in box.read(f"{folder}/entry_points.txt").decode()
    assert "Requires-Python: >=3.11" in told
    assert "License-File: LICENSE" in told
    assert "Requires-Dist: python-telegram-bot" in told


def test_the_installed_coach_writes_a_letter(installed: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text(ANSWERS, "utf-8")
    found = run(["-c", "import bot.content; print(bot.content.ROOT)"], tmp_path, PYTHONPATH=str(installed))
    assert found.strip() == str(installed / "content")
    letter = run(["-m", "bot", "draft", answers], tmp_path, PYTHONPATH=str(installed))
    assert "Tidewell" in letter
    assert "240" in letter


def test_the_installed_coach_makes_its_database_and_asks(installed: Path, tmp_path: Path) -> None:
    own = {"COACH_DATABASE": str(tmp_path / "a.sqlite3"), "COACH_KEY_FILE": str(tmp_path / "a.key")}
    assert "Tidewell" in run(["-m", "bot", "chat"], tmp_path, CHAT, PYTHONPATH=str(installed), **own)
    assert (tmp_path / "a.sqlite3").is_file()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_with_hashes_and_no_host_is_named(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    wanted = re.findall(r"^[A-Za-z0-9].*?(?=\n\S|\Z)", text, re.DOTALL | re.MULTILINE)
    assert len(wanted) > 20
    for one in wanted:
        assert re.match(r"[A-Za-z0-9_.\[\]-]+==\S+", one), one[:80]
        assert "--hash=sha256:" in one, one[:80]
