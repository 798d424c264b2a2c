"""Settings: each has a default but the token, and a wrong one is one clear sentence that shows no secret."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from bot.settings import TELEGRAM, Listen, SettingsError, settings

KEY = base64.b64encode(bytes(range(32))).decode()
TOKEN = "123456:ABC-DEF_ghi"


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(("TELEGRAM_", "COACH_")):
            monkeypatch.delenv(name)


def test_everything_has_a_default_but_the_token() -> None:
    found = settings()
    assert (found.api_url, found.listen, found.log) == (TELEGRAM, Listen("127.0.0.1", 8080), "info")
    assert found.database.name == "anchor.sqlite3"
    assert found.key_file.name == "coach.key"
    assert found.database.parent != found.key_file.parent  # who copies the data does not copy the key
    assert found.master_key == found.key_file
    assert (found.webhook_url, found.webhook_secret, found.key, found.following_key) == (None, None, None, None)
    with pytest.raises(SettingsError, match=r"^TELEGRAM_BOT_TOKEN is not set; get a token from @BotFather and put it"):
        found.bot_token()


RIGHT = [
    ("TELEGRAM_BOT_TOKEN", TOKEN, lambda s: s.bot_token(), TOKEN),
    ("TELEGRAM_BOT_TOKEN", f" {TOKEN}\n", lambda s: s.bot_token(), TOKEN),  # copied with blanks
    ("TELEGRAM_API_URL", "http://127.0.0.1:8081/", lambda s: s.api_url, "http://127.0.0.1:8081"),
    ("COACH_DATABASE", "there/a.sqlite3", lambda s: s.database, Path("there/a.sqlite3")),
    ("COACH_DATABASE", "sqlite:/there/a.sqlite3", lambda s: s.database, Path("/there/a.sqlite3")),
    ("COACH_DATABASE", "~/a.sqlite3", lambda s: s.database, Path("~/a.sqlite3").expanduser()),
    ("COACH_KEY_FILE", "~/coach.key", lambda s: s.master_key, Path("~/coach.key").expanduser()),
    ("COACH_KEY", KEY, lambda s: s.master_key, bytes(range(32))),
    ("COACH_KEY_NEXT", KEY, lambda s: s.following_key, bytes(range(32))),
    ("COACH_WEBHOOK_URL", "https://example.org/telegram", lambda s: s.webhook_url, "https://example.org/telegram"),
    ("COACH_WEBHOOK_SECRET", "a-B_9", lambda s: s.secret_of_webhook(), "a-B_9"),
    ("COACH_LISTEN", "0.0.0.0:443", lambda s: s.listen, Listen("0.0.0.0", 443)),
    ("COACH_LISTEN", "[::1]:8080", lambda s: s.listen, Listen("::1", 8080)),
    ("COACH_LOG", " DEBUG ", lambda s: s.log, "debug"),
    ("COACH_LOG", "", lambda s: s.log, "info"),  # empty is not set
    ("COACH_UNHEARD_OF", "x", lambda s: s.log, "info"),
]


@pytest.mark.parametrize(("name", "value", "read", "expected"), RIGHT)
def test_a_right_setting_is_read(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, read: object, expected: object
) -> None:
    monkeypatch.setenv(name, value)
    assert callable(read)
    assert read(settings()) == expected


WRONG = [
    ("TELEGRAM_BOT_TOKEN", "hunter2", "is not a bot's token; copy it from @BotFather"),
    ("TELEGRAM_API_URL", "api.telegram.org", "is not a web address"),
    ("TELEGRAM_API_URL", "ftp://example.org", "is not a web address"),
    ("TELEGRAM_API_URL", "http://example.org:99999", "is not a web address"),
    ("COACH_DATABASE", "postgresql://coach:hunter2@db/anchor", "names a PostgreSQL server, and this version keeps"),
    ("COACH_DATABASE", "mysql://coach:hunter2@db/anchor", "is not a file"),
    ("COACH_KEY", "hunter2", "is not 32 bytes in base64; make one with"),
    ("COACH_KEY", base64.b64encode(bytes(16)).decode(), "is not 32 bytes in base64"),
    ("COACH_KEY_NEXT", "hunter2", "is not 32 bytes in base64"),
    ("COACH_WEBHOOK_URL", "example.org", "is not a web address"),
    ("COACH_WEBHOOK_URL", "http://example.org", "must begin with https://"),
    ("COACH_WEBHOOK_SECRET", "hunter2!", "must be 1 to 256 letters, digits, _ or -"),
    ("COACH_LISTEN", "8080", "is not a host and a port"),
    ("COACH_LISTEN", "localhost:http", "is not a host and a port"),
    ("COACH_LISTEN", "localhost:65536", "is not a host and a port"),
    ("COACH_LOG", "loud", "must be one of debug, info, warning, error"),
]


@pytest.mark.parametrize(("name", "value", "said"), WRONG)
def test_a_wrong_setting_is_one_sentence_that_names_it_and_shows_no_secret(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        settings()
    told = str(caught.value)
    assert told.startswith(f"{name} {said}")
    assert told.endswith(".")
    assert "\n" not in told
    assert "hunter2" not in told
    assert caught.value.__cause__ is None  # the library's own report would show what was set
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_secrets_are_not_shown_by_printing_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("TELEGRAM_BOT_TOKEN", TOKEN), ("COACH_KEY", KEY), ("COACH_WEBHOOK_SECRET", "hunter2")):
        monkeypatch.setenv(name, value)
    told = f"{settings()} {settings()!r} {settings().model_dump()}"
    assert not [secret for secret in (TOKEN, KEY, "hunter2") if secret in told]


def test_without_a_secret_the_webhook_has_one_that_every_machine_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    secret = settings().secret_of_webhook()
    assert secret == settings().secret_of_webhook()
    assert len(secret) == 64
    assert TOKEN not in secret
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "654321:other")
    assert settings().secret_of_webhook() != secret


def test_a_webhook_without_tls_is_for_a_server_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081")
    monkeypatch.setenv("COACH_WEBHOOK_URL", "http://127.0.0.1:9000/telegram")
    assert settings().webhook_url == "http://127.0.0.1:9000/telegram"
