"""`python -m tests.bench`: everything in one run, so that the ratios compare like with like."""

from __future__ import annotations

import asyncio
import os
import platform
import sqlite3
import tempfile
from pathlib import Path

from tests.bench.figures import Timing, table
from tests.bench.linters import english, linters, thousand
from tests.bench.processes import first_question, memory_at_rest
from tests.bench.texts import letters_and_critiques
from tests.bench.turns import anchor_interview, anchor_store, bare_echo, conversation_handler


async def turns(folder: Path) -> list[Timing]:
    """Every way to take a turn, one after another."""
    return [
        await bare_echo(),
        await conversation_handler(folder),
        await anchor_store(folder),
        await anchor_interview(folder),
    ]


def main() -> None:
    """Run and print every bench."""
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("\nA turn: update in, reply ready")
        print(table(asyncio.run(turns(folder)), against=(0, 1)))
        print("\nTexts")
        print(table(letters_and_critiques()))
        print("\nLinting: letters that nobody has read before, one after another")
        critic = english()
        compared, missing = linters(critic)
        print(table(compared, against=(0,)))
        print("\n".join([*missing, ""]) + "\nMany letters")
        print(table(thousand(critic), against=(0,)))
        print("\nTo the first question")
        print(table(first_question(folder)))
        print("\nMemory")
        print("\n".join(memory_at_rest(folder)))


if __name__ == "__main__":
    main()
