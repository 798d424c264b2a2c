"""A turn: what one event comes to, whichever way a person talks; the terminal and Telegram both go through here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.store.contract import Decision, Outgoing
from dialogs.answers import Answer, LetterLog, revision
from dialogs.effects import Effect, Erase, Keep, Say, Toast
from dialogs.events import Event
from dialogs.interview import Case

Step = Callable[[Case, Event, datetime], tuple[Effect, ...]]
"""The engine with its coach: `functools.partial(dialogs.interview.step, coach)`."""

Kept = tuple[tuple[int, tuple[Answer, ...]], ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """What a step wants done, sorted by who does it.

    `letter` and `revision` are the step that buttons of this turn belong to: the letter in hand once `keep` is kept,
    and the step its log has come to then. A press made for any other step is stale.
    """

    keep: Kept
    says: tuple[Say, ...]
    toast: str
    erase: bool
    letter: int
    revision: int


def take(step: Step, case: Case, event: Event, now: datetime) -> Turn:
    """One step of the engine on a case, sorted; calls nobody and keeps nothing."""
    effects = step(case, event, now)
    keep = tuple((effect.letter, effect.entries) for effect in effects if isinstance(effect, Keep) and effect.entries)
    erase = any(isinstance(effect, Erase) for effect in effects)
    current = Case(() if erase else after(case.letters, keep)).current
    return Turn(
        keep=() if erase else keep,
        says=tuple(effect for effect in effects if isinstance(effect, Say)),
        toast=" ".join(effect.text for effect in effects if isinstance(effect, Toast)),
        erase=erase,
        letter=current.number,
        revision=revision(current.log),
    )


def decision(turn: Turn, send: Iterable[Outgoing] = ()) -> Decision:
    """What the store is asked to keep, erase and send for a turn, all in one transaction."""
    return Decision(keep=turn.keep, send=tuple(send), erase=turn.erase)


def after(letters: tuple[LetterLog, ...], keep: Kept) -> tuple[LetterLog, ...]:
    """The letters as they are once `keep` is kept, in order of number."""
    logs = {letter.number: letter.log for letter in letters}
    for number, entries in keep:
        logs[number] = (*logs.get(number, ()), *entries)
    return tuple(LetterLog(number, logs[number]) for number in sorted(logs))
