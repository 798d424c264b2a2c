"""People and their logs, what came, and what goes out."""

from __future__ import annotations

from pathlib import Path

from bot.store.migrations.script import run

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    run(Path(__file__).with_suffix(".sql"))
