"""Upkeep: what an operator does to a database, put together; each gives what to print and the exit code.

0 is done or well, 1 is "nothing there" or "something to look at"; what cannot be done at all is a StoreError.
"""

from __future__ import annotations

import json
from pathlib import Path

from bot import alive, ops
from bot.doctor import Check
from bot.doctor import doctor as look
from bot.settings import settings as read_settings

Said = tuple[str, int]


async def doctor() -> Said:
    """Settings, content, database, key, disk and queues, a line each; 1 where one is not well."""
    from bot.app import make_coach  # noqa: PLC0415 (a health check every half minute does not need the content)

    settings = read_settings()
    questions = len(make_coach()[0].script.questions)  # an author's mistake ends it here
    known = (
        "TELEGRAM_BOT_TOKEN is set." if settings.token else "TELEGRAM_BOT_TOKEN is not set; only `coach run` needs it."
    )
    checks = (
        Check("settings", True, known),
        Check("content", True, f"{questions} questions."),
        *await look(settings.database, settings.master_key),
    )
    lines = [f"{'well' if check.fine else 'LOOK'}  {check.what}: {check.found}" for check in checks]
    return "\n".join(lines), 0 if all(check.fine for check in checks) else 1


def pulse() -> Said:
    """Whether a coach serves this database now and is well; for a container's health check."""
    wrong = alive.trouble(read_settings().database)
    return (wrong, 1) if wrong else ("well", 0)


async def backup(target: Path) -> Said:
    """A copy of the database in a file, also while the coach runs."""
    settings = read_settings()
    await ops.backup(settings.database, settings.master_key, target)
    return f"Saved to {target}. It opens only with the key in use now; keep a copy of that key somewhere else.", 0


async def restore(saved: Path) -> Said:
    """A backup in the place of the database."""
    settings = read_settings()
    done = await ops.restore(saved, settings.database, settings.master_key)
    said = f"Restored {people(done.people)} from {saved}."
    if done.erased:
        said += f" {people(done.erased)} asked to be forgotten since then and stayed erased."
    if not done.complete:
        said += (
            " There was no readable database in its place, so nobody can tell who asked to be forgotten since this"
            " backup was made: whoever did must be erased again with: coach forget USER"
        )
    return said, 0


async def export(person: int) -> Said:
    """All that is known of a person, as JSON."""
    settings = read_settings()
    told = await ops.export(settings.database, settings.master_key, person)
    if told is None:
        return f"Nothing is known of a person {person}.", 1
    return json.dumps(told, ensure_ascii=False, indent=2), 0


async def forget(person: int) -> Said:
    """A person, gone for good."""
    settings = read_settings()
    if await ops.forget(settings.database, settings.master_key, person):
        return f"Everything of person {person} is erased.", 0
    return f"Nothing is known of a person {person}.", 1


async def rotate_key() -> Said:
    """Another master key."""
    settings = read_settings()
    number = await ops.rotate_key(settings.database, settings.master_key, settings.following_key)
    said = f"The key is changed, for {people(number)}. Older backups need the key of their time: make a new one now."
    if settings.key is not None:
        said += " Put what COACH_KEY_NEXT holds into COACH_KEY before you start the coach again."
    return said, 0


def people(number: int) -> str:
    """How many."""
    return "1 person" if number == 1 else f"{number} people"
