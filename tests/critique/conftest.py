"""The critics of both languages, built once: each takes about a second."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.content import files
from dialogs.answers import Language
from dialogs.critique import Critic, critics


@pytest.fixture(scope="session")
def both() -> Mapping[Language, Critic]:
    return critics(files())


@pytest.fixture(scope="session")
def en(both: Mapping[Language, Critic]) -> Critic:
    return both["en"]


@pytest.fixture(scope="session")
def it(both: Mapping[Language, Critic]) -> Critic:
    return both["it"]
