"""The coach is killed with SIGKILL at random instants, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.botapi.client import Telegram
from tests.coaching import PERSONAS
from tests.telegram.kills import Audit, Ordeal
from tests.telegram.stories import Story, echoed, of_personas


def proven(audit: Audit, kills: int) -> None:
    assert not audit.faults, "\n".join(audit.faults)
    assert audit.kills == kills
    assert audit.duplicates <= kills
    assert audit.drained < 8, "a coach that is asked to stop takes too long"


@pytest.mark.skipif(not PERSONAS, reason="the personas' files are not beside this project")
async def test_thirty_kills_lose_no_answer_and_change_no_letter(telegram: Telegram, tmp_path: Path) -> None:
    proven(await Ordeal(telegram, tmp_path, of_personas(), kills=30, seed=1).run(), 30)


async def test_kills_among_long_replies_menus_and_commands_lose_nothing(telegram: Telegram, tmp_path: Path) -> None:
    whims: Iterator[Story] = (echoed(seed) for seed in count(1))
    proven(await Ordeal(telegram, tmp_path, whims, kills=15, seed=2, small=True).run(), 15)
