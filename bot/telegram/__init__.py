"""Telegram: receiving durably, taking turns, sending within the limits."""
