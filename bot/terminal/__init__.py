"""The terminal: the same conversation, typed at a prompt or fed through a pipe."""
