"""What we think: pure, no input or output, no clock, no Telegram."""
