"""Content: reads the files that hold what the coach says."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dialogs.content_error import Files

ROOT = Path(__file__).resolve().parent.parent / "content"
KINDS = {".md", ".toml"}


@cache
def files() -> Files:
    """Every content file, path below content/ to its text, in order of path."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for path in sorted(ROOT.rglob("*"))
        if path.suffix in KINDS
    }
