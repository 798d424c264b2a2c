"""The store: SQLite (and, past one machine, PostgreSQL) behind one contract."""
