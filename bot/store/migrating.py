"""Migrating with Alembic, on the store's own connection. Imported only where a migration is due."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

FOLDER = Path(__file__).resolve().parent / "migrations"


def migrate(raw: sqlite3.Connection, folder: Path = FOLDER) -> None:
    """Bring the schema to its newest revision; where a step fails the database is as it was."""
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    # The driver would begin late and commit early around DDL; the store's connection leaves transactions to us.
    event.listen(engine, "begin", _begin)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
