"""The command line: `coach chat`, `demo`, `run`, `draft`, `critique`, and what an operator needs."""

from __future__ import annotations

import asyncio
import functools
import os
import shutil
import sys
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

import click

from dialogs.answers import LANGUAGES, LEVELS, MARKETS

P = ParamSpec("P")
R = TypeVar("R")


def plainly(work: Callable[P, R]) -> Callable[P, R]:
    """A command whose foreseen failures are one sentence on standard error and exit code 2."""

    @functools.wraps(work)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        from bot.answer_files import AnswerFileError  # noqa: PLC0415 (commands load what they need, so that help is quick)
        from bot.letter_files import LetterFileError  # noqa: PLC0415
        from bot.settings import SettingsError  # noqa: PLC0415
        from bot.store.errors import StoreError  # noqa: PLC0415
        from dialogs.content_error import ContentError  # noqa: PLC0415
        from dialogs.critique.choices import ChoiceError  # noqa: PLC0415

        try:
            return work(*args, **kwargs)
        except (AnswerFileError, ChoiceError, LetterFileError, SettingsError, StoreError, ContentError) as error:
            click.echo(f"coach: {error}", err=True)
            sys.exit(2)
        except BrokenPipeError:
            sys.stderr.close()  # whoever read us has gone; there is nobody to tell
            sys.exit(1)

    return wrapped


def finish(work: Coroutine[Any, Any, int]) -> None:
    """Run to the end and leave with its exit code; Ctrl-C is a way to leave, not an error."""
    try:
        sys.exit(asyncio.run(work))
    except KeyboardInterrupt:
        sys.exit(130)


def profile_options(work: Callable[P, R]) -> Callable[P, R]:
    """--language, --market and --level."""
    for name, values in (("level", LEVELS), ("market", MARKETS), ("language", LANGUAGES)):
        work = click.option(f"--{name}", type=click.Choice(values), help=f"The letter's {name}.")(work)
    return work


def following_options(work: Callable[P, R]) -> Callable[P, R]:
    """--follow and --guide."""
    work = click.option("--guide", default="", metavar="GUIDE", help="The guide to follow wherever it takes a side.")(
        work
    )
    follow = "Whom to follow where guides disagree; repeatable."
    return click.option("--follow", multiple=True, metavar="D7=003", help=follow)(work)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="anchor-coach", prog_name="coach")
def main() -> None:
    """Anchor, a coach for backend developers who have a cover letter to write."""


@main.command()
@profile_options
@click.option("--answers", type=click.Path(path_type=Path), help="Answers to begin with, as TOML or JSON.")
@plainly
def chat(language: str | None, market: str | None, level: str | None, answers: Path | None) -> None:
    """Talk to the coach here, or feed it answers from a pipe."""
    from bot.talk import talk  # noqa: PLC0415

    given = {"language": language, "market": market, "level": level}
    finish(talk({key: value for key, value in given.items() if value}, answers))


@main.command()
@click.option("--language", type=click.Choice(LANGUAGES), default="en", help="The language of the conversation.")
@plainly
def demo(language: str) -> None:
    """Watch an invented candidate's conversation, from the first question to the letter and its critique."""
    from bot.demo import play  # noqa: PLC0415

    finish(play(language))


@main.command()
@plainly
def run() -> None:
    """Be the Telegram bot. Needs TELEGRAM_BOT_TOKEN."""
    from bot.serve import serve  # noqa: PLC0415

    finish(serve())


@main.command()
@click.argument("answers", type=click.Path(path_type=Path))
@profile_options
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="What to print.")
@click.option("--out", type=click.Path(path_type=Path), help="A file to write to instead.")
@following_options
@plainly
def draft(
    answers: Path,
    language: str | None,
    market: str | None,
    level: str | None,
    form: str,
    out: Path | None,
    follow: tuple[str, ...],
    guide: str,
) -> None:
    """Write the letter that a file of answers makes."""
    from bot.letter_files import LetterFileError  # noqa: PLC0415
    from bot.paper import draft_text  # noqa: PLC0415

    given = {"language": language, "market": market, "level": level}
    if out and out.exists() and answers.exists() and out.samefile(answers):
        raise LetterFileError(f"{out}: that is the file of answers, and the letter would take its place; name another")
    put(draft_text(answers, {key: value for key, value in given.items() if value}, form, follow, guide), out)


@main.command()
@click.argument("letters", type=click.Path(path_type=Path, allow_dash=True), nargs=-1, metavar="[LETTER]...")
@profile_options
@click.option("--posting", type=click.Path(path_type=Path), help="The job posting, as a file of the same kinds.")
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", help="What to print.")
@click.option("--all", "-a", "everything", is_flag=True, help="Every finding, not the three weightiest alone.")
@click.option("--quiet", "-q", is_flag=True, help="Nothing but what counts: no advice, praise or scores.")
@following_options
@click.option("--select", multiple=True, metavar="CODES", help="Only these faults, apart by commas; without scores.")
@click.option("--ignore", multiple=True, metavar="CODES", help="All but these faults; without scores.")
@click.option("--known", multiple=True, metavar="WORDS", help="Names and terms that are no slips; repeatable.")
@click.option("--explain", metavar="CODE", help="All there is to know of one fault, and no critique.")
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to colour the text."
)
@plainly
def critique(
    letters: tuple[Path, ...],
    language: str | None,
    market: str | None,
    level: str | None,
    posting: Path | None,
    form: str,
    everything: bool,
    quiet: bool,
    follow: tuple[str, ...],
    guide: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    known: tuple[str, ...],
    explain: str | None,
    color: str,
) -> None:
    """Say what the guides would say of letters: .txt, .md, .docx or .pdf files, or - for standard input.

    Exit code 0 where nothing stands, 1 where a block or a fault does, 2 where a file could not be judged.
    """
    from bot.critiques import colour, printing  # noqa: PLC0415
    from bot.critiques.judging import Judge, Unread, checked, codes  # noqa: PLC0415

    width = columns()
    colourful = colour.wanted(color, sys.stdout)
    paint = colour.painter(colourful)
    if explain is not None:
        from bot.critiques.pages import page  # noqa: PLC0415

        say(page(explain, language, width, paint), 0, colourful)
    if not letters:
        raise click.UsageError("name a letter, or - for standard input; or a fault, with --explain CODE")
    if [str(path) for path in (*letters, posting)].count("-") > 1:
        raise click.UsageError("standard input can be one letter or the posting, not both")
    wanted = checked(language, market, level)
    judge = Judge(replace(wanted, follow=follow, guide=guide, known=known, select=codes(select), ignore=codes(ignore)))
    found = judge.judge(letters, posting)
    unread = [one for one in found if isinstance(one, Unread)]
    for one in unread:
        click.echo(f"coach: {one.reason}", err=True)
    if (unread == list(found) and form == "text") or (len(found) == 1 and unread and form == "json"):
        sys.exit(2)
    read = [one for one in found if not isinstance(one, Unread)]
    code = 2 if unread or not all(one.critique.judged for one in read) else int(any(one.stands for one in read))
    if form == "json":
        say(printing.as_data(found), code, False)
    if form == "sarif":
        from bot.critiques.sarif import as_sarif  # noqa: PLC0415

        spoken = {one.profile.language for one in read}
        say(as_sarif(found, language or (spoken.pop() if len(spoken) == 1 else "en")), code, False)
    told = printing.as_words(found, language or "en", width, paint, everything=everything, quiet=quiet)
    say(told, code, colourful)


@main.command()
@click.option("--alive", is_flag=True, help="Only whether the coach that serves this database is alive.")
@plainly
def doctor(alive: bool) -> None:
    """Look at settings, content, database, key and disk; change nothing. Exit code 1 where something is not well."""
    from bot import upkeep  # noqa: PLC0415

    report(upkeep.pulse() if alive else asyncio.run(upkeep.doctor()), refuses_on_stderr=False)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@plainly
def backup(file: Path) -> None:
    """Save the database to FILE, sealed as it is, also while the coach runs. The key is not in it."""
    from bot import upkeep  # noqa: PLC0415

    report(asyncio.run(upkeep.backup(file)))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@plainly
def restore(file: Path) -> None:
    """Put the backup FILE in the database's place. Whoever asked to be forgotten since then stays forgotten."""
    from bot import upkeep  # noqa: PLC0415

    report(asyncio.run(upkeep.restore(file)))


@main.command()
@click.argument("user", type=int)
@plainly
def export(user: int) -> None:
    """Print all that is known of USER (a Telegram id) as JSON."""
    from bot import upkeep  # noqa: PLC0415

    report(asyncio.run(upkeep.export(user)))


@main.command()
@click.argument("user", type=int)
@plainly
def forget(user: int) -> None:
    """Erase all that is known of USER (a Telegram id), for good."""
    from bot import upkeep  # noqa: PLC0415

    report(asyncio.run(upkeep.forget(user)))


@main.command("rotate-key")
@plainly
def rotate_key() -> None:
    """Change the master key. Stop the coach first; older backups need the key of their time."""
    from bot import upkeep  # noqa: PLC0415

    report(asyncio.run(upkeep.rotate_key()))


def report(said: tuple[str, int], *, refuses_on_stderr: bool = True) -> None:
    """Print what was said, on standard error where there was nothing to do, and leave with its exit code."""
    text, code = said
    click.echo(text, err=refuses_on_stderr and code != 0)
    sys.exit(code)


def columns() -> int:
    """How wide a text may be: as COLUMNS or the terminal says, between 30 and 100; 80 where neither says anything."""
    return max(30, min(100, shutil.get_terminal_size((80, 24)).columns))


def say(text: str, code: int, colourful: bool) -> NoReturn:
    """Print and leave with this exit code, which holds also where whoever reads has seen enough and gone."""
    try:
        if text:
            click.echo(text.rstrip("\n"), color=colourful)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to flush goes nowhere, quietly
    sys.exit(code)


def put(text: str, out: Path | None) -> None:
    """Print, or write a file whole."""
    if out is None:
        click.echo(text)
        return
    from bot.letter_files import write_whole  # noqa: PLC0415

    write_whole(out, text + "\n")


if __name__ == "__main__":
    main()
