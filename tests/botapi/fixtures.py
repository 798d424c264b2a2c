"""Fixtures: one server process for a whole test run, a fresh bot with nobody around it for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.botapi.client import Telegram
from tests.botapi.people import User


@pytest.fixture(scope="session")
def telegram_server() -> Iterator[Telegram]:
    with Telegram.start() as server:
        yield server


@pytest.fixture
def telegram(telegram_server: Telegram) -> Iterator[Telegram]:
    """A bot of its own; at the end every call it made must have been as documented."""
    own = telegram_server.another()
    yield own
    violations = own.violations()
    own.forget()
    assert not violations, f"calls that Telegram's documentation does not know: {violations}"


@pytest.fixture
def unchecked_telegram(telegram_server: Telegram) -> Iterator[Telegram]:
    """The same for a bot that errs on purpose."""
    own = telegram_server.another()
    yield own
    own.forget()


@pytest.fixture
def ada(telegram: Telegram) -> User:
    return telegram.user("Ada", "Moretti", "ada_moretti")
