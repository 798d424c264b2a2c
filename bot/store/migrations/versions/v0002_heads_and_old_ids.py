"""Which call of a chat is next, kept with its row; and an index by which ids that are done with are found."""

from __future__ import annotations

from pathlib import Path

from bot.store.migrations.script import run

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Mark the first call of each chat, and keep the mark true."""
    run(Path(__file__).with_suffix(".sql"))
