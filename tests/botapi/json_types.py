"""JSON objects as they go over the wire. Their shape is Telegram's and schema.py checks it, so they stay dicts."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
