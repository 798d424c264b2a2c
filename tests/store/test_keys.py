"""The master key: made once, kept apart, and never replaced behind anybody's back."""

# ruff: noqa: ASYNC240 - nothing else runs in these tests' loops

from __future__ import annotations

import asyncio
import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot import ops
from bot.store import care, keyfile
from bot.store.errors import StoreKeyError, StoreTaken
from bot.store.opening import open_store
from bot.store.sealing import new_key
from tests.store.making import KEY, arrival, sqlite_store, texts, turns


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "coach.key"


async def remember(path: Path, key: bytes | Path, text: str = "kept") -> None:
    async with sqlite_store(path, key=key) as store:
        await store.receive(arrival(1, text=text))
        await turns(store)


async def recalled(path: Path, key: bytes | Path) -> list[str]:
    async with sqlite_store(path, key=key) as store:
        return await texts(store)


async def test_the_first_start_makes_a_key_for_its_owner_alone(path: Path, key_file: Path) -> None:
    await remember(path, key_file)
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(key_file.parent.iterdir()) == [key_file]
    key = key_file.read_bytes()
    assert len(base64.b64decode(key)) == 32
    assert await recalled(path, key_file) == ["kept"]
    assert key_file.read_bytes() == key
    found = b"".join(file.read_bytes() for file in path.parent.iterdir() if file.is_file())
    assert base64.b64decode(key) not in found
    assert key.strip() not in found


async def test_a_key_that_is_there_before_the_database_is_used(path: Path, key_file: Path) -> None:
    key_file.parent.mkdir()
    key_file.write_text(base64.b64encode(KEY).decode() + "\n")
    await remember(path, key_file)
    assert await recalled(path, KEY) == ["kept"]


async def test_a_lost_key_is_never_replaced_by_a_new_one(path: Path, key_file: Path) -> None:
    await remember(path, key_file)
    away = key_file.rename(key_file.with_name("away"))
    for reading in (False, True):
        with pytest.raises(
            StoreKeyError, match=rf"{path} was sealed with another key than the key file {key_file}.*none"
        ):
            await open_store(path, key_file, reading=reading)
        assert not key_file.exists()
    away.rename(key_file)
    assert await recalled(path, key_file) == ["kept"]


@pytest.mark.parametrize("given", [new_key(), bytes(32)], ids=["random", "zeros"])  # one name in every process
async def test_a_wrong_key_opens_nothing_and_is_not_shown(path: Path, given: bytes) -> None:
    await remember(path, KEY)
    with pytest.raises(StoreKeyError, match="another key than the key given in COACH_KEY; put back the key") as caught:
        await open_store(path, given)
    assert base64.b64encode(given).decode() not in str(caught.value)
    assert await recalled(path, KEY) == ["kept"]  # and the lock was let go


@pytest.mark.parametrize(
    "content", [b"", b"too short", b"\xff\xfe", base64.b64encode(bytes(31)), b"A" * 10_000], ids=range(5)
)
async def test_a_malformed_key_file_is_named_and_left_alone(path: Path, key_file: Path, content: bytes) -> None:
    key_file.parent.mkdir()
    key_file.write_bytes(content)
    with pytest.raises(StoreKeyError, match=f"the file {key_file} is not 32 bytes in base64"):
        await open_store(path, key_file)
    assert key_file.read_bytes() == content


async def test_a_key_file_that_cannot_be_made_is_named(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreKeyError, match=r"cannot be (made|read) \(Not a directory\)"):
        await open_store(path, tmp_path / "file" / "coach.key")


def test_those_who_make_a_key_at_the_same_time_get_the_same(key_file: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: keyfile.make(key_file), range(8)))
    assert keys == {keyfile.load(key_file)}
    assert list(key_file.parent.iterdir()) == [key_file]


async def test_changing_keys_keeps_everything_and_the_old_key_opens_nothing(path: Path, key_file: Path) -> None:
    await remember(path, key_file)
    old = keyfile.load(key_file)
    assert old is not None
    assert await ops.rotate_key(path, key_file) == 1
    assert keyfile.load(key_file) != old
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert list(key_file.parent.iterdir()) == [key_file]
    assert await recalled(path, key_file) == ["kept"]
    with pytest.raises(StoreKeyError):
        await open_store(path, old)


async def test_a_given_key_changes_only_to_one_that_is_given(path: Path) -> None:
    await remember(path, KEY)
    with pytest.raises(StoreKeyError, match="COACH_KEY_NEXT"):
        await ops.rotate_key(path, KEY)
    following = new_key()
    assert await ops.rotate_key(path, KEY, following) == 1
    assert await recalled(path, following) == ["kept"]


async def test_keys_are_not_changed_under_a_running_anchor(path: Path) -> None:
    async with sqlite_store(path):
        with pytest.raises(StoreTaken):
            await ops.rotate_key(path, KEY, new_key())


class Stopped(BaseException):
    """The machine stops here."""


@pytest.mark.parametrize("instant", ["rewrap", "take_over"])
async def test_a_stop_while_keys_are_changed_leaves_a_key_that_opens(
    path: Path, key_file: Path, monkeypatch: pytest.MonkeyPatch, instant: str
) -> None:
    await remember(path, key_file)

    def stop(*_: object) -> None:
        raise Stopped

    with monkeypatch.context() as patched:
        patched.setattr(care if instant == "rewrap" else keyfile, instant, stop)
        with pytest.raises(Stopped):
            await ops.rotate_key(path, key_file)
    assert await recalled(path, key_file) == ["kept"]
    await ops.rotate_key(path, key_file)  # and it can be done again
    assert await recalled(path, key_file) == ["kept"]
    assert list(key_file.parent.iterdir()) == [key_file]


def test_a_store_can_be_opened_again_in_another_loop(path: Path) -> None:
    asyncio.run(remember(path, KEY))
    assert asyncio.run(recalled(path, KEY)) == ["kept"]
