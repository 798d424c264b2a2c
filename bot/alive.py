"""Alive: where a serving coach leaves its signs of life, and what they say."""

from __future__ import annotations

from pathlib import Path

from bot.telegram import health


def signs(database: Path) -> Path:
    """The file in which the coach that serves this database says every few seconds how it is."""
    return database.with_suffix(".alive")


def trouble(database: Path) -> str:
    """What is wrong with the coach that serves this database, in one sentence; nothing where it is well."""
    return health.trouble(signs(database))
