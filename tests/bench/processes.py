"""Real processes: time from the start of `coach chat` to its first question, and the memory of `coach run` at rest."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.app import make_coach
from tests.bench.figures import Timing
from tests.botapi.client import Telegram

STARTS = 5
SAID = "the refunds service at a ticket reseller, 40,000 people a night, python and postgres"
REST = 4.0  # seconds without growth, after which a process is at rest


def surroundings(folder: Path) -> dict[str, str]:
    """An environment of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COACH_", "TELEGRAM_"))}
    return kept | {"COACH_DATABASE": str(folder / "a.sqlite3"), "COACH_KEY_FILE": str(folder / "a.key")}


def first_question(folder: Path) -> list[Timing]:
    """From a pipe and on a terminal, with a new database and with one that is there."""
    asked = make_coach()[0].script.section("en", "language", "ask").splitlines()[0].encode()
    new, known, terminal = [], [], []
    for number in range(STARTS):
        place = folder / f"chat{number}"
        place.mkdir()
        new.append(_until_asked(place, asked, on_terminal=False))
        known.append(_until_asked(place, asked, on_terminal=False))
        terminal.append(_until_asked(place, asked, on_terminal=True))
    return [
        Timing("coach chat to its first question, pipe, new database", tuple(new)),
        Timing("the same, database there", tuple(known)),
        Timing("the same, on a terminal", tuple(terminal)),
    ]


def _until_asked(place: Path, asked: bytes, *, on_terminal: bool) -> float:
    """Seconds from the start of the process to the question on its output."""
    begun = time.perf_counter()
    if on_terminal:
        ours, theirs = pty.openpty()
    else:
        ours, theirs = os.pipe()
    taken = theirs if on_terminal else subprocess.PIPE
    command = [sys.executable, "-m", "bot", "chat"]
    with subprocess.Popen(command, stdin=taken, stdout=theirs, env=surroundings(place)) as process:
        os.close(theirs)
        seen = b""
        while asked not in seen:
            part = os.read(ours, 4096)
            assert part, "the coach ended without asking"
            seen += part
        seconds = time.perf_counter() - begun
        process.kill()
    os.close(ours)
    return seconds


def memory_at_rest(folder: Path) -> list[str]:
    """Resident memory of `coach run`, both languages loaded: at the first start, later, and after a talk in each."""
    with Telegram.start() as telegram:
        with _serving(folder, telegram) as coach:
            _until_rest(coach.pid)
            lines = [_memory("coach run at rest, first start (migrations)", coach.pid)]
        with _serving(folder, telegram) as coach:
            _until_rest(coach.pid)
            lines.append(_memory("coach run at rest, any later start", coach.pid))
            for name, code in (("Ada", "en"), ("Bruno", "it")):
                person = telegram.user(name, language=code)
                for said in ("/start", code, "it", "mid", "/skip", "Engineer", "Tidewell", "/skip", "/skip", SAID):
                    person.ask(said)
            _until_rest(coach.pid)
            lines.append(_memory("after a talk in each language", coach.pid))
    return lines


@contextmanager
def _serving(folder: Path, telegram: Telegram) -> Iterator[subprocess.Popen[bytes]]:
    """`coach run` against the tests' server, until the block ends."""
    around = surroundings(folder) | telegram.environment | {"COACH_LOG": "warning"}
    with subprocess.Popen([sys.executable, "-m", "bot", "run"], env=around) as process:
        try:
            yield process
        finally:
            process.terminate()


def _until_rest(pid: int) -> None:
    """Until a process has not grown for a while."""
    most, since = 0.0, time.monotonic()
    while time.monotonic() - since < REST:
        time.sleep(0.2)
        if (now := _megabytes(pid, "VmRSS")) > most + 0.5:
            most, since = now, time.monotonic()


def _memory(what: str, pid: int) -> str:
    return f"    {what}: {_megabytes(pid, 'VmRSS'):.0f} MB resident, {_megabytes(pid, 'VmHWM'):.0f} MB at most"


def _megabytes(pid: int, what: str) -> float:
    """A figure of the kernel's about a process, in MB of a million bytes."""
    told = Path(f"/proc/{pid}/status")
    if not told.exists():
        raise RuntimeError("memory is read from /proc, which this system does not have")
    found = re.search(rf"{what}:\s+(\d+) kB", told.read_text())
    return int(found[1]) * 1024 / 1e6 if found else 0.0
