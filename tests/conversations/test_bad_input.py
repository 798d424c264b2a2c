"""Everything a chat can send that is no answer: each gets a sentence that helps, and loses nothing."""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dialogs.answers import told
from dialogs.interview import Case, step
from tests.botapi.client import Telegram
from tests.botapi.people import User
from tests.coaching import coach
from tests.telegram.harness import Running, serving

BEFORE = ("/start", "English", "US", "Mid", "/skip", "Backend Engineer", "Tidewell", "no posting", "none")


@dataclass(frozen=True, slots=True)
class Scene:
    """A person at the question about their project, and the coach that serves them."""

    user: User
    running: Running

    async def told(self) -> dict[str, str]:
        """What stands of this person's answers."""
        return told(Case(letters=(await self.running.store.snapshot(self.user.id)).letters).current.log)


@pytest.fixture
async def scene(telegram: Telegram, tmp_path: Path) -> AsyncIterator[Scene]:
    user = telegram.user("Robin", "", "")
    async with serving(telegram, tmp_path, functools.partial(step, coach())) as running:
        for words in BEFORE:
            await user.aask(words)
        yield Scene(user, running)


@pytest.mark.parametrize("what", ["photo", "sticker", "voice", "document", "video", "audio", "contact", "location"])
async def test_what_is_no_text_is_declined_and_nothing_changes(scene: Scene, what: str) -> None:
    before = await scene.told()
    scene.user.send(what)
    reply = await scene.user.areply()
    assert len(reply.text) > 20
    assert await scene.told() == before


@pytest.mark.parametrize(
    ("text", "helps"),
    [
        ("\u200b\u200b", "/skip"),  # zero-width only; Telegram may pass it on
        ("😀😀😀", "/skip"),
        ("…", "/skip"),
        ("/frobnicate", "/help"),
        ("/frobnicate@somebody_else now", ""),
    ],
)
async def test_a_message_without_an_answer_helps(scene: Scene, text: str, helps: str) -> None:
    before = await scene.told()
    scene.user.say(text)
    if helps:
        assert helps in (await scene.user.areply()).text
    assert await scene.told() == before


async def test_markup_is_kept_as_the_letters_it_is(scene: Scene) -> None:
    said = "<b>quotes</b> & prices for ferries *bold* _it_ [x](y) {company} \\ <script>, I own the service"
    await scene.user.aask(said)
    assert (await scene.told())["project"] == said


async def test_an_answer_over_telegrams_limit_comes_in_parts_and_none_is_lost_silently(scene: Scene) -> None:
    scene.user.say("I own the quotes service. " * 200)  # 5,200 characters: the client sends two messages
    reply = await scene.user.areply(count=2)
    assert reply.text


async def test_an_edited_message_is_answered_and_changes_nothing(scene: Scene) -> None:
    message = scene.user.say("the quotes service at Norhaven, it prices 40,000 crossings and I own it")
    await scene.user.areply()
    before = await scene.told()
    scene.user.edit(message, "something else entirely, which nobody asked for")
    assert "/edit" in (await scene.user.areply()).text
    assert await scene.told() == before


async def test_a_forwarded_message_is_no_answer(scene: Scene) -> None:
    before = await scene.told()
    scene.user.forward("I own the best service there is, says my friend")
    assert "forwarded" in (await scene.user.areply()).text
    assert await scene.told() == before


async def test_an_old_button_says_so_in_a_toast(scene: Scene) -> None:
    before = await scene.told()
    old = next(m for m in scene.user.messages() if m.from_bot and m.buttons)
    press = (
        scene.user.press_stale(old, old.buttons[0].label)
        if not old.edited
        else scene.user.press(old.buttons[0].label, old)
    )
    await scene.user.areply()
    assert "earlier step" in (scene.user.toast(press) or "")
    assert await scene.told() == before


@pytest.mark.parametrize(
    "data", ["", "1.1", "1.9999.pick:us", "2.9.skip", "x.y.z", "1.9.pick:uk", "☃" * 20, "1.9.open:7"]
)
async def test_a_forged_button_changes_nothing(scene: Scene, data: str) -> None:
    before = await scene.told()
    press = scene.user.forge(data or " ", scene.user.last)
    await scene.user.areply()
    assert scene.user.toast(press)
    assert await scene.told() == before


async def test_another_persons_button_is_not_theirs_to_press(scene: Scene, telegram: Telegram) -> None:
    """A stranger who learns the data of a button presses it in their own chat."""
    stranger = telegram.user("Sam", "", "")
    await stranger.aask("/start")
    before = await scene.told()
    stranger.forge(scene.user.last.buttons[0].data, stranger.last)
    await stranger.areply()
    assert await scene.told() == before
