"""Threads for what the loop cannot wait for itself, such as asking for Telegram's address, that hold up no end.

A ThreadPoolExecutor's threads are waited for when the process ends, and where no name server answers, such a question
takes longer than a supervisor waits.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any


class Daemons(ThreadPoolExecutor):
    """A loop's executor whose work is done in a daemon thread each; nobody waits for them at the end."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Begin at once."""
        future: Future[Any] = Future()
        threading.Thread(target=_work, args=(future, fn, args, kwargs), name="beside the loop", daemon=True).start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nothing: what is under way ends with the process."""


def _work(future: Future[Any], fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = fn(*args, **kwargs)
    except BaseException as error:  # it is the waiter's, not this thread's
        future.set_exception(error)
    else:
        future.set_result(result)
