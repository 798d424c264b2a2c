"""The terminal, as a real process: from a pipe line by line, saved at the end of input, gone on with later."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from bot.paper import draft_text
from tests.coaching import PERSONAS, SHARED, answers_of, coach, persona
from tests.interview.test_engine import SETUP, STORY

each_persona = pytest.mark.parametrize("path", PERSONAS, ids=lambda path: path.stem)


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """An environment with a database and a key file of its own."""
    own = {"COACH_DATABASE": str(tmp_path / "coach.sqlite3"), "COACH_KEY_FILE": str(tmp_path / "coach.key")}
    return {**os.environ, **own, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}


def run(place: Mapping[str, str], said: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`coach chat` fed with these lines."""
    command = [sys.executable, "-m", "bot", "chat", *arguments]
    return subprocess.run(
        command, input=said, text=True, capture_output=True, env=dict(place), timeout=120, check=False
    )


def lines(answers: Mapping[str, str], asked: Sequence[str] = ()) -> str:
    """The answers as lines, in the script's order; what has no answer but is asked is skipped."""
    told = []
    for question in coach().script.questions:
        if text := answers.get(question.id):
            told.append(" ".join(text.split()))
        elif question.counted or question.id in ("name", "posting", *asked):
            told.append("/skip")
    return "\n".join(told) + "\n"


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def test_a_pipe_ends_with_the_letter_and_the_critique(place: dict[str, str]) -> None:
    done = run(place, lines({**SETUP, **STORY}))
    assert done.returncode == 0, done.stderr
    letter = done.stdout.index("Dear Tidewell team")
    assert "p99" in done.stdout[letter:]
    assert "coach chat" in done.stdout[letter:].rsplit("\n\n", 1)[-1]
    assert "What the guides" not in done.stderr


@pytest.mark.skipif(not PERSONAS, reason=f"no personas: {SHARED.name} is not laid beside the project")
@each_persona
def test_a_persona_in_the_terminal_gets_the_letter_of_coach_draft(path: Path, place: dict[str, str]) -> None:
    answers = answers_of(persona(path))
    done = run(place, lines(answers))
    assert done.returncode == 0, done.stderr
    letter = draft_text(path, {}, "text")
    assert unwrapped(letter) in unwrapped(done.stdout)


def test_the_end_of_input_saves_and_the_next_call_goes_on(place: dict[str, str]) -> None:
    whole = lines({**SETUP, **STORY}).splitlines(keepends=True)
    first = run(place, "".join(whole[:12]))
    assert first.returncode == 0
    assert first.stdout.rstrip().endswith("coach chat")
    second = run(place, "".join(whole[12:]))
    assert "Welcome back" in second.stdout
    assert "Dear Tidewell team" in second.stdout


def test_a_second_pipe_after_a_finished_letter_begins_another(place: dict[str, str]) -> None:
    told = lines({**SETUP, **STORY})
    assert "Dear Tidewell team" in run(place, told).stdout
    assert "Dear Norhaven team" in run(place, told.replace("Tidewell", "Norhaven", 1)).stdout


def test_the_profile_can_be_given_and_is_not_asked(place: dict[str, str]) -> None:
    done = run(place, "", "--language", "it", "--market", "it", "--level", "mid")
    assert "Come firmiamo la lettera?" in done.stdout
    assert "Per quale mercato" not in done.stdout


def test_answers_of_a_file_are_not_asked_again(place: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "answers.toml"
    told = {**SETUP, **{key: STORY[key] for key in ("project", "symptom", "outcome")}}
    file.write_text("\n".join(f"{key} = {value!r}".replace("\\'", "'") for key, value in told.items()), "utf-8")
    done = run(place, "/skip\n/skip\n/skip\n", "--answers", str(file))
    assert done.returncode == 0, done.stderr
    assert "How did you find out" in done.stdout
    assert "What was going wrong" not in done.stdout


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "no answer in it"),
        ("symtom = 'x'", "no question is called 'symtom'"),
        ("market = 'france'", "it can be us, uk, it"),
        ("symptom = 4", "must be text"),
        ("symptom = ", "not TOML"),
        ('{"symptom": ', "not JSON"),
        ("[1, 2]", "not TOML"),
    ],
)
def test_a_wrong_answer_file_is_one_clear_sentence(
    place: dict[str, str], tmp_path: Path, content: str, says: str
) -> None:
    file = tmp_path / "answers.toml"
    file.write_text(content, "utf-8")
    done = run(place, "", "--answers", str(file))
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) <= 2
    assert "Traceback" not in done.stderr


def test_bytes_that_are_no_text_are_survived(place: dict[str, str]) -> None:
    command = [sys.executable, "-m", "bot", "chat"]
    done = subprocess.run(
        command, input=b"\xff\xfe\x00en\n\x80\n" * 5, capture_output=True, env=place, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_key_file_is_its_owners_alone_and_no_answer_is_in_the_database(place: dict[str, str]) -> None:
    run(place, lines({**SETUP, **STORY}))
    assert stat.S_IMODE(Path(place["COACH_KEY_FILE"]).stat().st_mode) == 0o600
    folder = Path(place["COACH_DATABASE"]).parent
    for file in folder.glob("coach.sqlite3*"):
        assert b"Norhaven" not in file.read_bytes()


def test_a_missing_key_is_one_clear_sentence(place: dict[str, str]) -> None:
    run(place, "en\n")
    Path(place["COACH_KEY_FILE"]).unlink()
    done = run(place, "us\n")
    assert done.returncode == 2
    assert "COACH_DATABASE" in done.stderr
    assert "Traceback" not in done.stderr
    assert not Path(place["COACH_KEY_FILE"]).exists()
