"""`coach run` says what it cannot do before it does anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main


def test_a_webhook_address_is_refused_in_one_sentence_since_nothing_listens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "42:a-token")
    monkeypatch.setenv("COACH_WEBHOOK_URL", "https://example.org/telegram")
    monkeypatch.setenv("COACH_DATABASE", str(tmp_path / "coach.sqlite3"))
    monkeypatch.setenv("COACH_KEY_FILE", str(tmp_path / "coach.key"))
    ended = CliRunner().invoke(main, ["run"])
    assert ended.exit_code == 2
    (sentence,) = ended.stderr.splitlines()
    assert "COACH_WEBHOOK_URL" in sentence
    assert "unset it" in sentence
    assert not list(tmp_path.iterdir()), "something was begun"
