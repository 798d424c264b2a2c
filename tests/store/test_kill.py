"""kill -9 at any instant: each arrival that was acknowledged is applied exactly once."""

from __future__ import annotations

from pathlib import Path

from tests.store import kills


def test_nothing_acknowledged_is_lost_or_applied_twice(path: Path) -> None:
    audit = kills.run(path, kills=10, seed=11)
    audit.check()
    assert audit.last > 20  # the victims got somewhere before they died
