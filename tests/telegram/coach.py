"""`coach run` in a process to be killed: without pauses between messages, and ready before it is told to go.

It reads one line from standard input before it touches the database, so that the next process can be brought up while
the one before it is still being killed. With `--echo` the engine is the tests' small one.
"""

from __future__ import annotations

import functools
import sys
from typing import Any

from bot import app, serve
from bot.__main__ import main
from bot.telegram.run import Setup
from tests.telegram.harness import AT_ONCE, echo


def prepare(*, small: bool) -> None:
    """Load everything that `coach run` needs, and take Telegram's pauses out."""
    made = app.make_coach()
    if not small:
        made[1].read("Warm.", "en")
    patches: dict[str, Any] = {"make_coach": lambda: made, "Setup": functools.partial(Setup, limits=AT_ONCE)}
    if small:
        patches["step"] = lambda _, case, event, now: echo(case, event, now)
    for name, value in patches.items():
        setattr(serve, name, value)


if __name__ == "__main__":
    prepare(small="--echo" in sys.argv)
    sys.argv[1:] = ["run"]
    sys.stdin.readline()
    main()
