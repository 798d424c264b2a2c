"""Thinkers: a few threads in which turns are thought about, so that the loop stays free and nobody waits for one.

They are daemons, unlike a ThreadPoolExecutor's: a process ends though a thought hangs. Nothing is lost with it, for
what was not committed is undone and will be thought about again.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

from bot.store.errors import StoreUnavailable

Result = TypeVar("Result")
Task = tuple["asyncio.Future[Any]", Callable[[], Any]]


class Thinkers:
    """Threads that start when there is something to think about."""

    def __init__(self, number: int = 2) -> None:
        self._number = number
        self._threads: list[threading.Thread] = []
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._pending: set[asyncio.Future[Any]] = set()
        self._closed = False

    async def think(self, thought: Callable[[], Result]) -> Result:
        """What the thought comes to, or raises; one whose awaiter is gone before it began is not begun."""
        if self._closed:
            raise StoreUnavailable("The store is closed, so nothing is thought about; start Anchor again.")
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._pending.add(future)
        future.add_done_callback(self._pending.discard)
        self._tasks.put((future, thought))
        if len(self._threads) < self._number:
            thread = threading.Thread(target=_work, args=(self._tasks,), name="thinking", daemon=True)
            self._threads.append(thread)
            thread.start()
        return await future

    def close(self) -> None:
        """Let the threads end, each after the thought it is at; whoever still waits for one gets StoreUnavailable."""
        self._closed = True
        for future in tuple(self._pending):
            if not future.done():
                future.set_exception(StoreUnavailable("The store was closed before this was thought through."))
        for _ in self._threads:
            self._tasks.put(None)


def _work(tasks: SimpleQueue[Task | None]) -> None:
    while (task := tasks.get()) is not None:
        future, thought = task
        if not future.done():
            result, error = _outcome(thought)
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                future.get_loop().call_soon_threadsafe(_settle, future, result, error)
            del result, error
        del task, future, thought  # what somebody wrote does not stay for the sake of a thread that waits


def _outcome(thought: Callable[[], Any]) -> tuple[Any, BaseException | None]:
    try:
        return thought(), None
    except StopIteration as error:  # a future takes it for its own end
        return None, RuntimeError(f"a thought stopped without a result: {error!r}")
    except BaseException as error:  # the thread lives on, whatever a thought does
        return None, error


def _settle(future: asyncio.Future[Any], result: object, error: BaseException | None) -> None:
    if future.done():
        return
    if error is None:
        future.set_result(result)
    else:
        future.set_exception(error)
