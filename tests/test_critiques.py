"""`coach critique` as a good citizen of the command line: files, formats, places, colours, exit codes."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft4Validator

from bot import __main__ as main_module
from bot.__main__ import main
from bot.critiques import colour, judging
from bot.critiques.judging import known_codes
from dialogs.answers import Language
from dialogs.content_error import Files
from dialogs.critique import Critic
from dialogs.critique.report import KINDS

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
GOOD = (Path(__file__).parent / "letters" / "good" / "us-mid-library.md").read_text("utf-8").split("+++\n")[2].strip()
BAD = """\
Dear Sir or Madam,

I am writing to express my interest in the position at your company. I am a passionate, results-driven developer.

At Holt I worked on several services. I improved performance by 40%, and the average response time fell from 2 s to \
300 ms. I am a team player who likes to learn, and was responsible for the deployments of the whole team in both years.

I look forward to hearing from you.

Kind regards,
Ada Keller
"""
LETTER = "letter one.txt"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a bad letter in it, in which the command is started."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / LETTER).write_text(BAD, "utf-8")
    return tmp_path


def critique(*arguments: str | Path, said: bytes | None = None) -> Result:
    """The command, run in this process."""
    return CliRunner().invoke(main, ["critique", *map(str, arguments)], input=said)


def whole(*arguments: str | Path) -> Any:
    """What the command prints, as data."""
    return json.loads(critique(*arguments).stdout)


def test_a_finding_shows_its_place_its_line_and_carets_under_its_words(place: Path) -> None:
    lines = critique(LETTER, "--all").stdout.splitlines()
    at = next(n for n, line in enumerate(lines) if "(passion-claim)" in line)
    assert lines[at + 1] == f"   {LETTER}:3:77"
    shown, carets = lines[at + 2], lines[at + 3]
    assert re.match(r"     3 \| …", shown)
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "passionate"


def test_nothing_is_wider_than_eighty_columns_but_names(place: Path) -> None:
    assert [line for line in critique(LETTER, "--all").stdout.splitlines() if len(line) > 80] == []


POSTING = """\
Backend Engineer at Haulbright

Requirements:
- 3+ years of Go, and PostgreSQL at depth
- Kafka, Terraform and schema changes without downtime
- you share the on-call rota
Nice to have: Redis, gRPC
"""

LETTERA = """\
Gentile selezione,

con la presente desidero candidarmi per la posizione presso la vostra azienda. Sono una persona appassionata e dinamica.

In Holt ho seguito vari servizi. Ho migliorato le prestazioni del 40%, e il tempo medio di risposta è sceso da 2 s \
a 300 ms. Sono portato al lavoro di gruppo, imparo in fretta e mi occupavo dei rilasci di tutti in quegli anni.

Resto in attesa di un vostro riscontro.

Cordiali saluti,
Ada Keller
"""


@pytest.mark.parametrize(("language", "letter"), [("en", BAD), ("it", LETTERA)])
@pytest.mark.parametrize("width", [34, 40])
def test_a_narrow_width_that_is_asked_for_holds_where_no_terminal_is(
    place: Path, monkeypatch: pytest.MonkeyPatch, width: int, language: str, letter: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    (place / LETTER).write_text(letter, "utf-8")
    (place / "posting.txt").write_text(POSTING, "utf-8")
    done = critique("--all", "--language", language, "--posting", "posting.txt", LETTER)
    lines = done.stdout.splitlines()
    assert not [line for line in lines if len(line) > width and len(line.split()) > 1]
    assert max(map(len, lines)) > width - 6
    scores = [line for line in lines if re.fullmatch(r"  \S.*?  +\d+( +#*)?", line)]
    assert len(scores) == 10
    assert len({re.search(r"\d+", line).end() for line in scores}) == 1  # type: ignore[union-attr]


@pytest.mark.parametrize(("columns", "wide"), [("", 80), ("wide", 80), ("0", 80), ("7", 30), ("60", 60), ("500", 100)])
def test_a_width_is_kept_within_what_can_be_read(monkeypatch: pytest.MonkeyPatch, columns: str, wide: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert main_module.columns() == wide


def test_exit_codes_say_whether_something_stands(place: Path) -> None:
    advice = {one["fault"] for one in whole(LETTER, "--format", "json")["findings"] if one["weight"] == "advice"}
    standing = {one["fault"] for one in whole(LETTER, "--format", "json")["findings"]} - advice
    assert critique(LETTER).exit_code == 1
    assert critique(LETTER, "--ignore", ",".join(standing)).exit_code == 0
    assert critique(LETTER, "--format", "sarif").exit_code == 1
    assert critique("none.txt").exit_code == 2
    assert critique().exit_code == 2
    assert critique(LETTER, "--format", "xml").exit_code == 2


@pytest.mark.parametrize(
    "text", ["Fry the onion for ten minutes. " * 20, "Ich habe die Abfragen gemessen und gesenkt. " * 20]
)
def test_a_text_that_cannot_be_judged_is_neither_good_nor_bad(place: Path, text: str) -> None:
    (place / "other.txt").write_text(text, "utf-8")
    done = critique("other.txt")
    assert done.exit_code == 2
    assert len(done.stdout.strip().splitlines()) <= 3
    found = whole("other.txt", "--format", "json")
    assert (found["findings"], found["scorecard"], found["praise"]) == ([], {}, [])
    assert found["notes"]


def test_one_letter_as_json_has_the_shape_of_the_contract(place: Path) -> None:
    found = whole(LETTER, "--format", "json")
    assert list(found) == ["findings", "scorecard", "words", "bands", "praise", "notes"]


def test_several_letters_are_told_apart_in_every_format(place: Path) -> None:
    (place / "good.txt").write_text(GOOD, "utf-8")
    done = critique(LETTER, "good.txt")
    assert done.exit_code == 1
    assert f"{LETTER}\n----" in done.stdout
    assert "good.txt\n----" in done.stdout
    assert done.stdout.rstrip().endswith("2 letters: 1 with something to mend, 1 without.")
    files = whole(LETTER, "good.txt", "--format", "json")["files"]
    assert [one["file"] for one in files] == [LETTER, "good.txt"]
    assert files[0]["findings"] == whole(LETTER, "--format", "json")["findings"]
    assert len(whole(LETTER, "good.txt", "--format", "sarif")["runs"]) == 1


def test_one_unreadable_file_does_not_keep_the_others_from_being_judged(place: Path) -> None:
    (place / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(60))
    done = critique("photo.txt", LETTER, "none.txt")
    assert done.exit_code == 2
    assert "1. [" in done.stdout
    assert done.stderr.splitlines() == [
        "coach: photo.txt: this is a picture, and I read text only; save the letter as .txt, .md, .docx or .pdf",
        "coach: none.txt: there is no such file",
    ]
    files = whole("photo.txt", LETTER, "--format", "json")["files"]
    assert list(files[0]) == ["file", "error"]
    assert files[1]["findings"]
    run = whole("photo.txt", LETTER, "--format", "sarif")["runs"][0]
    assert run["invocations"][0]["executionSuccessful"] is False
    assert "picture" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_a_refusal_is_said_in_the_language_asked_for(place: Path) -> None:
    (place / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(60))
    assert "immagine" in critique("photo.txt", "--language", "it").stderr


def test_a_document_through_standard_input_is_known_by_its_bytes(place: Path) -> None:
    document = docx.Document()
    for text in BAD.strip().split("\n\n"):
        document.add_paragraph(text)
    raw = io.BytesIO()
    document.save(raw)
    done = critique("-", "--format", "json", said=raw.getvalue())
    assert done.exit_code == 1
    assert json.loads(done.stdout)["findings"] == whole(LETTER, "--format", "json")["findings"]


def test_every_file_is_judged_by_one_critic(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = []

    def counted(files: Files, language: Language) -> Critic:
        built.append(language)
        return Critic(files, language)

    monkeypatch.setattr(judging, "Critic", counted)
    assert critique(LETTER, LETTER, LETTER).exit_code == 1
    assert built == ["en"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_sarif_is_valid_and_points_at_the_words_in_the_file(place: Path, newline: str) -> None:
    raw = BAD.replace("\n", newline)
    (place / LETTER).write_bytes(raw.encode())
    log = whole(LETTER, "--format", "sarif")
    Draft4Validator(SCHEMA).validate(log)
    run, levels = log["runs"][0], set()
    rules = run["tool"]["driver"]["rules"]
    lines = BAD.split("\n")
    for result in run["results"]:
        levels.add(result["level"])
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        where = result["locations"][0]["physicalLocation"]
        assert where["artifactLocation"] == {"uri": "letter%20one.txt", "uriBaseId": "%SRCROOT%"}
        region = where["region"]
        if "charOffset" in region:
            said = raw[region["charOffset"] : region["charOffset"] + region["charLength"]]
            assert said.replace("\r\n", "\n") == region["snippet"]["text"]
            assert lines[region["startLine"] - 1][region["startColumn"] - 1 :].startswith(said.split(newline)[0])
    assert {"warning"} <= levels <= {"error", "warning", "note"}


def test_fingerprints_differ_and_outlive_a_line_above(place: Path) -> None:
    def prints() -> list[str]:
        results = whole(LETTER, "--format", "sarif")["runs"][0]["results"]
        return [next(iter(result["partialFingerprints"].values())) for result in results]

    before = prints()
    assert len(set(before)) == len(before)
    (place / LETTER).write_text(f"Ada Keller\n14 June 2026\n\n{BAD}", "utf-8")
    assert set(before) <= set(prints())


def test_sarif_of_nothing_found_and_of_what_is_no_letter_is_valid(place: Path) -> None:
    (place / "other.txt").write_text("Fry the onion for ten minutes. " * 20, "utf-8")
    for arguments in (("other.txt",), (LETTER, "--select", "placeholder-left"), ("none.txt",)):
        log = whole(*arguments, "--format", "sarif")
        Draft4Validator(SCHEMA).validate(log)
        assert log["runs"][0]["results"] == []


def test_sarif_of_a_document_says_whose_lines_it_counts(place: Path) -> None:
    (place / "letter.pdf").write_bytes((Path(__file__).parent / "documents/pages/fpdf-en.pdf").read_bytes())
    log = whole("letter.pdf", "--format", "sarif")
    Draft4Validator(SCHEMA).validate(log)
    run = log["runs"][0]
    assert run["artifacts"][0]["description"]
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run["results"]]
    assert regions
    assert not any("charOffset" in region for region in regions)  # which would be a byte of the PDF


def test_the_schema_can_say_no() -> None:
    assert list(Draft4Validator(SCHEMA).iter_errors({"version": "2.1.0", "runs": [{}]}))


def test_faults_are_selected_and_ignored_by_their_codes(place: Path) -> None:
    some = whole(LETTER, "--format", "json", "--select", "cliche,passion-claim")
    assert {one["fault"] for one in some["findings"]} == {"cliche", "passion-claim"}
    assert (some["scorecard"], some["praise"]) == ({}, [])  # a part of the findings makes no score
    rest = whole(LETTER, "--format", "json", "--ignore", "cliche", "--ignore", "passion-claim")
    every = whole(LETTER, "--format", "json")
    assert len(rest["findings"]) + len(some["findings"]) == len(every["findings"])
    done = critique(LETTER, "--select", "clichee")
    assert done.exit_code == 2
    assert "near it: cliche" in done.stderr


def test_quiet_says_what_counts_and_nothing_else(place: Path) -> None:
    done = critique(LETTER, "--quiet")
    findings = whole(LETTER, "--format", "json")["findings"]
    counted = [one for one in findings if one["weight"] != "advice"]
    assert len(re.findall(r"^\d+\. \[", done.stdout, re.MULTILINE)) == len(counted)
    assert "[advice]" not in done.stdout
    assert "###" not in done.stdout
    assert critique(LETTER, "--quiet", "--select", "placeholder-left").stdout == ""


@pytest.mark.parametrize(
    ("when", "terminal", "env", "coloured"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),  # empty is as good as not set
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", False, {"FORCE_COLOR": "0"}, False),
        ("auto", True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("always", False, {"NO_COLOR": "1"}, True),  # the command line says it last
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_is_where_it_is_seen_and_wanted(when: str, terminal: bool, env: dict[str, str], coloured: bool) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return terminal

    assert colour.wanted(when, Screen(), env) is coloured


def test_colour_changes_no_letter(place: Path) -> None:
    plain, painted = critique(LETTER).stdout, critique(LETTER, "--color", "always").stdout
    assert "\x1b[" not in plain
    assert "\x1b[" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == plain
    assert all("\x1b[" in colour.painter(True)(kind, "x") for kind in KINDS)


def test_a_letter_cannot_steer_the_terminal(place: Path) -> None:
    (place / LETTER).write_text(BAD.replace("passionate", "\x1b[31m passionate \x07"), "utf-8")
    assert not set("\x1b\x07") & set(critique(LETTER, "--all").stdout)


@pytest.mark.parametrize(("language", "why"), [("en", "Why: "), ("it", "Perché: ")])
def test_every_fault_is_explained(language: str, why: str) -> None:
    for code in known_codes():
        done = critique("--explain", code, "--language", language)
        assert done.exit_code == 0
        assert why in done.stdout
        assert not re.search(r"\{(words|low|high|title|quote|near|band)\}", done.stdout)


def test_an_unknown_fault_is_met_with_its_neighbours() -> None:
    done = critique("--explain", "avg-latency")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "average-latency" in done.stderr
    assert "near it" not in critique("--explain", "zzzzzz").stderr


def test_a_reader_who_has_seen_enough_may_go(place: Path) -> None:
    root = Path(__file__).resolve().parent.parent
    env = {**os.environ, "PYTHONPATH": str(root)}
    files = [LETTER] * 40
    command = [sys.executable, "-m", "bot", "critique", "--all", *files]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(60) == 1  # what it says of the letters holds all the same
