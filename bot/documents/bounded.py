"""Bounded: documents of strangers are unpacked in a process of its own, with little time and memory and no secrets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from bot.documents.nouns import REASONS, UnreadableError

PATIENCE = 20
"""Seconds of a clock on the wall after which the reader is given up, however busy the machine is.

It gives itself up far earlier, by the time it has computed: see `reader`.
"""

NAMES = {"docx": "Word", "pdf": "PDF"}
ROOT = Path(__file__).resolve().parents[2]


def unpacked(raw: bytes, kind: str) -> str:
    """The text of a .docx or .pdf. Raises UnreadableError, also where the reader died of what it read."""
    env = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    env |= {name: os.environ[name] for name in ("SYSTEMROOT", "PATH") if name in os.environ}
    command = [sys.executable, "-P", "-m", "bot.documents.reader", kind]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, env=env, timeout=PATIENCE, check=False)  # noqa: S603 (our own interpreter and module; the file comes by stdin)
    except subprocess.TimeoutExpired:
        raise UnreadableError("slow", kind=NAMES[kind]) from None
    if done.returncode < 0:  # killed: by its own clock, or for its memory
        raise UnreadableError("slow", kind=NAMES[kind])
    try:
        said = json.loads(done.stdout)
    except ValueError:
        raise UnreadableError("broken", kind=NAMES[kind]) from None
    if "text" in said:
        return str(said["text"])
    reason = said.get("reason")
    raise UnreadableError(reason if reason in REASONS else "broken", **{"kind": NAMES[kind], **said.get("values", {})})
