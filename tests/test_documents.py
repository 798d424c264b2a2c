"""What the documents say is true: the transcript, the links, the paths, the list of decisions and of settings."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
DECISIONS = ROOT / "docs" / "decisions"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def blocks(text: str) -> list[str]:
    """What stands between fences."""
    return re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_the_transcript_of_the_readme_is_what_the_demo_says() -> None:
    """Where it is not: paste it again from `coach demo`."""
    wide = {**os.environ, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "bot", "demo"]
    done = subprocess.run(command, env=wide, capture_output=True, text=True, timeout=120, check=True)
    readme = (ROOT / "README.md").read_text("utf-8").partition("<!-- from `coach demo`")[2]
    said = done.stdout.splitlines()
    for line in blocks(readme)[0].splitlines():
        assert line in said


def test_the_critique_of_the_readme_is_what_the_command_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not: paste it again from the command in it, on tests/critique/texts/lint.txt as letter.txt."""
    (tmp_path / "letter.txt").write_text((ROOT / "tests/critique/texts/lint.txt").read_text("utf-8"), "utf-8")
    monkeypatch.chdir(tmp_path)
    shown = blocks((ROOT / "README.md").read_text("utf-8").partition("<!-- from `coach critique`")[2])[0]
    command, _, said = shown.partition("\n\n")
    done = CliRunner().invoke(main, command.removeprefix("> coach ").split())
    assert done.stdout == said


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_and_path_leads_somewhere(document: Path) -> None:
    text = document.read_text("utf-8")
    linked = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    named = re.findall(r"`((?:bot|dialogs|content|tests|docs)/[\w./-]+)`", text)
    missing = [name for name in linked if not (document.parent / name).exists()]
    missing += [name for name in named if "NNNN" not in name and not (ROOT / name).exists()]
    assert missing == []


def test_every_decision_is_in_the_index_under_its_title() -> None:
    index = (DECISIONS / "README.md").read_text("utf-8")
    for path in DECISIONS.glob("0*.md"):
        title = re.sub(r"^# \d+[.:] ", "", path.read_text("utf-8").splitlines()[0])
        assert f"| [{int(path.name[:4])}]({path.name}) | {title} |" in index


def test_the_readme_names_every_setting_that_is_used_and_no_other() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    known = {str(field.validation_alias) for field in Settings.model_fields.values()}
    named = set(re.findall(r"^\| `([A-Z_]+)`", readme, re.MULTILINE))
    assert named <= known
    assert known - named <= {"COACH_KEY_NEXT", "COACH_WEBHOOK_URL", "COACH_WEBHOOK_SECRET", "COACH_LISTEN"}


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in main.commands if f"coach {name}" not in readme and f"make {name}" not in readme] == []
