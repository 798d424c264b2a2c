"""The transcripts, played through the engine and through a real bot over HTTP: the words are the same."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from dialogs.events import Commanded, Said, Sent
from dialogs.interview import step
from dialogs.rich import plain
from tests.botapi.client import Telegram
from tests.coaching import Person, coach
from tests.conversations.transcripts import FILES, Line, Reply, read
from tests.telegram.harness import serving

each = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def check(path: Path, line: Line, reply: Reply) -> None:
    """A line of the coach's."""
    if line.what == "hears":
        assert reply.holds(line.words), f"{path.name}:{line.number}: {line.words!r} is not in:\n{reply.text}"
    else:
        assert line.words not in reply.text, f"{path.name}:{line.number}: {line.words!r} is in:\n{reply.text}"


def act(person: Person, line: Line) -> Reply:
    """A line of the person's, played on the engine."""
    if line.button:
        label = {choice.label: choice.action for choice in person.choices}
        assert line.button in label, f"line {line.number}: no button {line.button!r} among {list(label)}"
        person.presses(label[line.button])
    elif line.sent:
        person.does(Sent(line.sent))
    elif line.words.startswith("/"):
        person.does(Commanded(line.words[1:]))
    else:
        person.does(Said(line.words))
    said = [plain(say.text) for say in person.turns[-1].says] or [person.turns[-1].toast]
    return Reply("\n".join([*said, *(f"[{choice.label}]" for choice in person.choices)]))


@each
def test_a_transcript_holds_in_the_engine(path: Path) -> None:
    person, reply = Person(coach()), Reply("")
    for line in read(path):
        if line.what == "does":
            reply = act(person, line)
        elif line.what == "waits":
            person.now += line.pause
        else:
            check(path, line, reply)


@each
async def test_a_transcript_holds_on_telegram(path: Path, telegram: Telegram, tmp_path: Path) -> None:
    user, reply = telegram.user("Robin", "", ""), Reply("")
    async with serving(telegram, tmp_path, functools.partial(step, coach())):
        for line in read(path):
            if line.what == "does":
                if line.button:
                    heard = await user.atap(line.button)
                elif line.sent:
                    user.send(line.sent)
                    heard = await user.areply()
                else:
                    heard = await user.aask(line.words)
                labels = [f"[{label}]" for message in heard.messages for label in message.labels]
                reply = Reply("\n".join([*(message.text for message in heard.messages), *heard.toasts, *labels]))
            elif line.what != "waits":
                check(path, line, reply)
