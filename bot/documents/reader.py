"""The reader: a process that unpacks one document from standard input and says its text, or why not, as JSON.

Started by `bounded`. It limits itself before it looks at the first byte: memory, the time it may compute, no files
to write, no further processes. The libraries are imported here and nowhere else, so that every other start stays quick.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable

from bot.documents.nouns import UnreadableError

MEMORY = 256_000_000
"""Bytes of address space; reading a letter takes a third of it, most of that for the libraries themselves."""

SECONDS = 1.0
"""Of computing, once the libraries are loaded; a letter takes a hundredth of that."""

TEXT = 1_000_000
"""Characters that are handed on."""


def main(kind: str) -> None:
    """Read, say, and end."""
    reading = _reader(kind)
    _limit()
    try:
        said: dict[str, object] = {"text": reading(sys.stdin.buffer.read())[:TEXT]}
    except UnreadableError as refusal:
        said = {"reason": refusal.reason, "values": dict(refusal.values)}
    except MemoryError:
        said = {"reason": "bomb"}
    except RecursionError:
        said = {"reason": "broken"}
    except Exception:  # whatever a library makes of a broken file, it is a broken file
        said = {"reason": "broken"}
    sys.stdout.write(json.dumps(said))


def _reader(kind: str) -> Callable[[bytes], str]:
    if kind == "docx":
        from bot.documents.word import text  # noqa: PLC0415 (only the library that is needed)

        return text
    from bot.documents.pdf import text as pdf_text  # noqa: PLC0415

    return pdf_text


def _limit() -> None:
    """Little memory and time, no files to write, no child of its own.

    Where the system has no such limits, the parent's patience is the only one.
    """
    try:
        import resource  # noqa: PLC0415 (not on Windows)
    except ImportError:
        return
    none = (resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC, resource.RLIMIT_CORE)
    for what, most in ((resource.RLIMIT_AS, MEMORY), *((one, 0) for one in none)):
        try:
            resource.setrlimit(what, (most, most))
        except (OSError, ValueError):  # a system that knows the name and not the limit
            continue
    signal.setitimer(signal.ITIMER_PROF, SECONDS)  # and nobody handles it: the process ends there


if __name__ == "__main__":
    main(sys.argv[1])
