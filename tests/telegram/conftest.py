"""The Bot API server and a fresh bot for each test."""

from tests.botapi.fixtures import ada, telegram, telegram_server

__all__ = ["ada", "telegram", "telegram_server"]
