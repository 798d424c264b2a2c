"""Telegram as a test drives it: start the server, make people and chats, let them act, see what the bot did.

Everything is synchronous and takes about a millisecond, so it may be called from async tests too. Only what waits for
the bot has an async twin for tests whose bot runs in the same event loop: `wait_for_reply`/`areply`, `ask`/`aask`,
`tap`/`atap`, `wait_confirmed`/`aconfirmed`.

    telegram = Telegram.start()
    ada = telegram.user("Ada")
    reply = ada.ask("/start")          # a Reply: .text, .messages, .last, .labels, .toasts
    reply = ada.tap("English")         # the button by its label, its data, or a part of the label
    assert "market" in reply
    print(telegram.transcript(ada))
    assert not telegram.violations()
"""

from __future__ import annotations

import asyncio
import base64
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.botapi.history import Call
from tests.botapi.people import Chat, User
from tests.botapi.replies import Reply, Seen, seen, transcript
from tests.botapi.upheaval import Upheaval
from tests.botapi.views import Message
from tests.botapi.wire import Wire

ROOT = Path(__file__).resolve().parents[2]


class NoReply(AssertionError):  # noqa: N818  # a failed expectation of a test, named for what it says
    """The bot did not do what was waited for; the message says what it did instead."""


class Telegram(Upheaval):
    """One bot's Telegram. `quiet` is how long (seconds) the bot must do nothing before a reply counts as complete."""

    def __init__(self, port: int, token: str, process: subprocess.Popen[bytes] | None = None) -> None:
        self.port = port
        self.token = token
        self.quiet = 0.12
        self.patience = 10.0
        self._process = process
        self._wire = Wire(port)

    @classmethod
    def start(cls, token: str = "", port: int = 0) -> Telegram:
        """A server in a process of its own; it ends with this process at the latest."""
        command = [sys.executable, "-m", "tests.botapi", "--port", str(port), "--token", token, "--until-stdin-closes"]
        process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdout
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"the Bot API server ended at once with code {process.wait()}; its errors are above")
        said = json.loads(line)
        return cls(said["port"], said["token"], process)

    def another(self, token: str = "") -> Telegram:
        """A new bot with a world of its own in the same server process."""
        return Telegram(self.port, self._wire.call("new", {"token": token}))

    def forget(self) -> None:
        """End this bot's world, where the server goes on for others."""
        self._wire.call("gone", {"token": self.token})
        self._wire.close()

    def stop(self) -> None:
        """End the server, if this object started it."""
        self._wire.close()
        if self._process:
            assert self._process.stdin
            assert self._process.stdout
            self._process.stdin.close()
            self._process.terminate()
            self._process.wait(10)
            self._process.stdout.close()
            self._process = None

    def __enter__(self) -> Telegram:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where Telegram is: what TELEGRAM_API_URL names."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        """PTB's base_url."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """PTB's base_file_url."""
        return f"{self.url}/file/bot"

    @property
    def environment(self) -> dict[str, str]:
        """The settings that point a coach in a process of its own here."""
        return {"TELEGRAM_BOT_TOKEN": self.token, "TELEGRAM_API_URL": self.url}

    def control(self, verb: str, **wishes: Any) -> Any:
        """Ask the server for anything by the name of its verb (tests/botapi/control)."""
        return self._wire.call(f"{self.token}/{verb}", wishes)

    # People and chats

    def user(
        self,
        first_name: str = "Ada",
        last_name: str = "",
        username: str = "",
        language: str = "en",
        started: bool = True,
    ) -> User:
        """A person. One who has not started the bot cannot be written to."""
        about = self.control(
            "new_user",
            first_name=first_name,
            last_name=last_name,
            username=username,
            language=language,
            started=started,
        )
        return User(self, about)

    def chat(
        self,
        title: str,
        owner: User,
        kind: str = "supergroup",
        members: Sequence[User] = (),
        forum: bool = False,
        bot_status: str = "member",
        username: str = "",
    ) -> Chat:
        """A group, supergroup or channel that the bot is in."""
        people = [member.id for member in members]
        about = self.control(
            "new_chat",
            title=title,
            owner=owner.id,
            kind=kind,
            members=people,
            forum=forum,
            bot_status=bot_status,
            username=username,
        )
        return Chat(self, about["id"], owner)

    def privacy(self, on: bool) -> None:
        """Whether the bot hears only what is meant for it in groups (Telegram's default)."""
        self.control("set_privacy", on=on)

    # What happened

    def messages(self, chat: int | User | Chat) -> tuple[Message, ...]:
        """What stands in a chat now, oldest first."""
        return tuple(Message(raw) for raw in self.control("messages", chat=_id(chat)))

    def happenings(self, chat: int | User | Chat | None = None, since: int = 0) -> tuple[Seen, ...]:
        """All that people could see the bot do, in order."""
        return tuple(seen(raw) for raw in self.control("happenings", chat=_id(chat), since=since))

    def transcript(self, chat: int | User | Chat, since: int = 0) -> str:
        """The conversation as a person saw it, to read: `>` the person, `<` the bot, `~` an edit, `!` a toast."""
        return transcript(seen(raw) for raw in self.control("happenings", chat=_id(chat), since=since, people=True))

    def history(
        self, method: str | None = None, chat: int | User | Chat | None = None, since: int = 0, polls: bool = False
    ) -> tuple[Call, ...]:
        """The bot's calls, oldest first, without getUpdates unless `polls`. Call numbers begin at 1."""
        return tuple(
            Call(**raw) for raw in self.control("calls", method=method, chat=_id(chat), since=since, polls=polls)
        )

    def sends(self, chat: int | User | Chat | None = None) -> int:
        """How many messages of the bot a chat (None: all chats) got, whatever became of them since."""
        counted: dict[str, int] = self.control("sends")
        return sum(counted.values()) if chat is None else counted.get(str(_id(chat)), 0)

    def violations(self) -> tuple[str, ...]:
        """Calls that are not as documented. Empty too where no documentation lies beside the project: see checked()."""
        return tuple(self.control("violations")["violations"])

    def checked(self) -> str | None:
        """The version of the documentation that calls are checked against; None where there is none."""
        version: str | None = self.control("violations")["version"]
        return version

    def file(self, message: Message | str) -> bytes:
        """The content of a message's document or picture, or of a file id."""
        wanted = message.file_id if isinstance(message, Message) else message
        return base64.b64decode(self.control("file", file_id=wanted)["content"])

    def commands(self, scope: str = "default", language: str = "") -> tuple[str, ...]:
        """The command names set for a scope and language."""
        lists = self.control("commands")
        found = [kept for kept in lists if kept["scope"]["type"] == scope and kept["language"] == language]
        return tuple(command["command"] for kept in found for command in kept["commands"])

    def mark(self) -> int:
        """Now, as a place to wait from."""
        return int(self.control("mark"))

    def wait_for_reply(
        self,
        chat: int | User | Chat | None = None,
        since: int = 0,
        count: int = 1,
        until: Callable[[Reply], bool] | str | None = None,
        quiet: float | None = None,
        timeout: float | None = None,
    ) -> Reply:
        """What the bot did in a chat since a mark, once there are `count` acts and it is quiet.

        With `until` (words that must stand in a message or toast, or a condition) it returns as soon as that holds,
        without waiting for quiet. Raises NoReply.
        """
        left = self.patience if timeout is None else timeout
        calm = (0.0 if until else self.quiet) if quiet is None else quiet
        while True:
            wishes = {"chat": _id(chat), "since": since, "count": count, "quiet": calm, "timeout": left}
            begun = time.monotonic()
            answer = self.control("wait", **wishes)
            reply = Reply(tuple(seen(raw) for raw in answer["happenings"]))
            if answer["complete"] and (until is None or _holds(until, reply)):
                return reply
            left -= time.monotonic() - begun
            if left <= 0 or not answer["complete"]:
                raise NoReply(self._instead(chat, reply, until))
            count = sum(1 for happening in reply.seen if happening.kind != "action") + 1

    async def areply(self, *args: Any, **kwargs: Any) -> Reply:
        """wait_for_reply for a bot in the same event loop."""
        return await asyncio.to_thread(self.wait_for_reply, *args, **kwargs)

    def wait_confirmed(self, timeout: float | None = None) -> None:
        """Until the bot has confirmed every update; raises NoReply."""
        if not self.control("wait_confirmed", timeout=self.patience if timeout is None else timeout):
            raise NoReply(f"{self.control('pending')} updates are still unconfirmed")

    async def aconfirmed(self, timeout: float | None = None) -> None:  # noqa: ASYNC109  # the twin's signature
        """wait_confirmed for a bot in the same event loop."""
        await asyncio.to_thread(self.wait_confirmed, timeout)

    def _instead(self, chat: int | User | Chat | None, reply: Reply, until: object) -> str:
        wanted = "no complete reply came" if until is None else f"no reply came that satisfies {until!r}"
        last = [f"  {c.method} {c.parameters} -> {c.status} {c.fault}" for c in self.history()[-5:]]
        lines = [f"{wanted}; unconfirmed updates: {self.control('pending')}. The bot did in chat {_id(chat)}:"]
        return "\n".join([*lines, str(reply) or "  nothing", "Its last calls:", *(last or ["  none"])])


def _id(chat: int | User | Chat | None) -> int | None:
    return chat if chat is None or isinstance(chat, int) else chat.id


def _holds(until: Callable[[Reply], bool] | str, reply: Reply) -> bool:
    if isinstance(until, str):
        return any(until in happening.text for happening in reply.seen)
    return until(reply)
