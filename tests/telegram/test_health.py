"""Health: what the file says, and who may believe it."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

import pytest

from bot.store.errors import StoreDamaged, StoreUnavailable
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
    pulse.store_failed("inbox", "nothing can be kept", StoreUnavailable("The disk is full."))
    assert "database" in pulse.trouble()
    pulse.store_works("inbox")
    assert pulse.trouble() == ""


def test_while_one_fails_another_that_can_still_read_does_not_make_it_well(caplog: pytest.LogCaptureFixture) -> None:
    pulse = Pulse()
    pulse.store_failed("inbox", "nothing can be kept", StoreUnavailable("The disk is full."))
    pulse.store_works("sender")
    assert "database" in pulse.trouble()
    assert "works again" not in caplog.text
    pulse.store_works("inbox")
    assert pulse.trouble() == ""


def test_one_row_that_does_not_open_is_written_down_and_all_stays_well(caplog: pytest.LogCaptureFixture) -> None:
    pulse = Pulse()
    pulse.store_failed("worker", "update 7 cannot be given up", StoreDamaged("It was altered."))
    assert pulse.trouble() == ""
    assert "update 7 cannot be given up: It was altered." in caplog.text


def test_an_outage_of_the_store_is_written_to_the_log_once(caplog: pytest.LogCaptureFixture) -> None:
    pulse = Pulse()
    for _ in range(3):
        pulse.store_failed("inbox", "nothing can be kept", StoreUnavailable("The disk is full; free some space."))
    assert caplog.text.count("free some space") == 1
    pulse.store_works("inbox")
    pulse.store_works("inbox")
    assert caplog.text.count("works again") == 1


async def test_the_file_is_written_again_and_again_and_says_what_is_wrong(tmp_path: Path) -> None:
    file, pulse = tmp_path / "coach.alive", Pulse()
    beating = asyncio.create_task(health.beat(pulse, file, every=0.01))
    await asyncio.sleep(0.1)
    assert health.trouble(file) == ""
    pulse.store_failed("inbox", "nothing can be kept", StoreUnavailable("The disk is full."))
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


def test_a_file_that_a_full_disk_left_empty_is_no_sign_of_life(tmp_path: Path) -> None:
    file = tmp_path / "coach.alive"
    file.write_text("")
    assert "is empty" in health.trouble(file)


async def test_whoever_reads_the_file_never_finds_half_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "coach.alive"
    beating = asyncio.create_task(health.beat(Pulse(), file, every=0.01))
    await asyncio.sleep(0.05)
    beating.cancel()
    await asyncio.gather(beating, return_exceptions=True)

    def full(self: Path, *_: object) -> int:
        with self.open("w"):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    health._write(file, "well")
    assert file.read_text() == "well\n"
