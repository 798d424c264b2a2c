"""Migrations: Alembic's scripts in versions/, each running the .sql file of its own name."""
