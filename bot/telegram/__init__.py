"""Telegram: what arrives is kept before it is acknowledged, what goes out is kept before it is sent."""

import os

# python-telegram-bot warns at every 429 unless told that waiting times are timedeltas.
os.environ.setdefault("PTB_TIMEDELTA", "true")
