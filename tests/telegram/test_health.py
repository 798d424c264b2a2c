"""Health: what the file says, and who may believe it."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

from bot.telegram import health
from bot.telegram.health import Pulse


def test_all_is_well_while_polling_sending_and_the_store_give_signs_of_life() -> None:
    now = 0.0
    pulse = Pulse(lambda: now)
    assert pulse.trouble() == ""
    now = 61.0
    assert "poll" in pulse.trouble()
    pulse.polled()
    assert "sender" in pulse.trouble()
    pulse.sending()
    assert pulse.trouble() == ""
    pulse.store_failed()
    assert "database" in pulse.trouble()
    pulse.store_works()
    assert pulse.trouble() == ""


async def test_the_file_is_written_again_and_again_and_says_what_is_wrong(tmp_path: Path) -> None:
    file, pulse = tmp_path / "coach.alive", Pulse()
    beating = asyncio.create_task(health.beat(pulse, file, every=0.01))
    await asyncio.sleep(0.1)
    assert health.trouble(file) == ""
    pulse.store_failed()
    await asyncio.sleep(0.1)
    assert "database" in health.trouble(file)
    beating.cancel()


async def test_a_disk_that_is_full_does_not_end_the_beating(tmp_path: Path) -> None:
    beating = asyncio.create_task(health.beat(Pulse(), tmp_path / "missing" / "coach.alive", every=0.01))
    await asyncio.sleep(0.1)
    assert not beating.done()
    beating.cancel()


def test_a_file_that_is_missing_or_old_is_no_sign_of_life(tmp_path: Path) -> None:
    file = tmp_path / "coach.alive"
    assert "coach run" in health.trouble(file)
    file.write_text("well\n")
    assert health.trouble(file) == ""
    old = time.time() - 120
    os.utime(file, (old, old))
    assert "no sign of life for 120 s" in health.trouble(file)
