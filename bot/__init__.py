"""What we do: Telegram, database, clock, files, terminal."""
