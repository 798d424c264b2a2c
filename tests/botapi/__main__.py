"""`python -m tests.botapi --port 0`: serve until stdin closes or a signal comes; the first line says where, as JSON."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import signal
import sys

from aiohttp import web

from tests.botapi.server import application
from tests.botapi.world import new_token


async def serve(port: int, token: str, with_stdin: bool) -> None:
    """Serve on this port of the loopback (0: any that is free)."""
    runner = web.AppRunner(application(token), access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    port = runner.addresses[0][1]
    print(json.dumps({"port": port, "token": token, "url": f"http://127.0.0.1:{port}"}), flush=True)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    watching = asyncio.create_task(_until_stdin_closes(loop, stop)) if with_stdin else None
    await stop.wait()
    if watching:
        watching.cancel()
    await runner.cleanup()


async def _until_stdin_closes(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    """Stop when whoever started this process is gone."""
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    with contextlib.suppress(ConnectionError):
        await reader.read()
    stop.set()


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(prog="python -m tests.botapi", description="A Bot API server for tests.")
    parser.add_argument("--port", type=int, default=0, help="port on the loopback; 0 takes a free one")
    parser.add_argument("--token", default="", help="the bot's token; made up where it is missing")
    parser.add_argument(
        "--until-stdin-closes", action="store_true", help="end together with the process that started this"
    )
    given = parser.parse_args()
    asyncio.run(serve(given.port, given.token or new_token(), given.until_stdin_closes))


if __name__ == "__main__":
    main()
