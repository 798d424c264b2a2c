"""Threads beside the loop hold up no end."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time

import pytest

from bot.telegram.threads import Daemons

HANGS = """
import asyncio, time
from bot.telegram.threads import Daemons

async def main():
    loop = asyncio.get_running_loop()
    loop.set_default_executor(Daemons())
    asking = asyncio.create_task(asyncio.to_thread(time.sleep, 60))
    await asyncio.sleep(0.1)
    asking.cancel()

asyncio.run(main())
"""


def test_a_name_server_that_does_not_answer_does_not_keep_the_process_alive() -> None:
    begun = time.monotonic()
    ended = subprocess.run([sys.executable, "-c", HANGS], capture_output=True, timeout=30, check=True)
    assert time.monotonic() - begun < 10
    assert not ended.stderr


async def test_results_and_errors_come_back() -> None:
    asyncio.get_running_loop().set_default_executor(Daemons())
    assert await asyncio.to_thread(divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        await asyncio.to_thread(divmod, 7, 0)
