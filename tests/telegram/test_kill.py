"""The coach is killed with SIGKILL at random instants, and nothing is lost."""

from __future__ import annotations

from itertools import count, cycle
from pathlib import Path

from tests.botapi.client import Telegram
from tests.telegram.kills import Audit, Ordeal
from tests.telegram.stories import candidates, echoed


def proven(audit: Audit, kills: int) -> None:
    assert not audit.faults, "\n".join(audit.faults)
    assert audit.kills == kills
    assert audit.duplicates <= kills
    assert audit.drained < 8, "a coach that is asked to stop takes too long"


async def test_thirty_kills_lose_no_answer_and_change_no_letter(telegram: Telegram, tmp_path: Path) -> None:
    proven(await Ordeal(telegram, tmp_path, cycle(candidates()), kills=30, seed=1).run(), 30)


async def test_kills_among_long_replies_menus_and_commands_lose_nothing(telegram: Telegram, tmp_path: Path) -> None:
    proven(await Ordeal(telegram, tmp_path, map(echoed, count(1)), kills=15, seed=2, small=True).run(), 15)
