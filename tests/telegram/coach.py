"""`coach run` in processes to be killed, without pauses between messages.

Everything is loaded once; each life is a fork of that, and has opened nothing before. With `--echo` the engine is the
tests' small one.
"""

from __future__ import annotations

import functools
import gc
import importlib
import os
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
    importlib.import_module("anyio._backends._asyncio")  # which the HTTP client loads at its first call
    gc.freeze()  # what is loaded is shared with every life


def bear() -> None:
    """Fork a coach for each line that comes; tell its process id, and later its exit code."""
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            os.dup2(2, 1)  # standard output is for the one who kills
            sys.argv[1:] = ["run"]
            main()
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    prepare(small="--echo" in sys.argv)
    bear()
