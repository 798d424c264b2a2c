"""One Anchor a database: a lock file beside it, held as long as the process lives and let go even by kill -9."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bot.store.errors import StoreTaken, StoreUnavailable

if sys.platform == "win32":
    import msvcrt

    def _hold(handle: int) -> None:
        os.lseek(handle, 1 << 20, os.SEEK_SET)  # far behind the pid, which others must be able to read
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _hold(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Lock:
    """Holds `<database>.lock` from its making to `release`."""

    def __init__(self, database: Path) -> None:
        path = database.with_name(database.name + ".lock")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreUnavailable(
                f"The lock file {path} cannot be opened ({error.strerror}); let its folder exist and give this "
                "user the right to write there."
            ) from None
        try:
            _hold(self._handle)
        except OSError:
            holder = os.read(self._handle, 20).decode("ascii", "replace").strip() or "unknown"
            os.close(self._handle)
            raise StoreTaken(
                f"another Anchor runs on this database (pid {holder}): {database}; stop it, or name another file in "
                "COACH_DATABASE"
            ) from None
        os.truncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, f"{os.getpid()}\n".encode())

    def release(self) -> None:
        """Let go; the file stays, for removing it would let two hold locks on two files of one name."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
