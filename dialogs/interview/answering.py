"""Answering: what a message or a press does to the question that is open."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import timedelta

from dialogs.answers import Answer, Kind, pending, standing
from dialogs.effects import Effect, Keep, Say
from dialogs.events import Said
from dialogs.interview import drafts
from dialogs.interview.asking import ask, choices_for, hint, honest, probe, rows
from dialogs.interview.desk import Desk
from dialogs.interview.hearing import asks_back, choice_in, way_out
from dialogs.interview.position import MONEY, next_question
from dialogs.probes import probe_for
from dialogs.rich import Rich, Span, Style, rich
from dialogs.script import Accepts, Question

MOST_PROBES = 2
EXIT_PROBE = "exit"  # marks an honest way out after which something else was asked
CUT = 3800  # characters; a message this long may be the first part of a longer one
TOGETHER = timedelta(seconds=10)
MOST_TOGETHER = 20_000  # characters of one answer, however many messages it came in
KEPT_MARKS = "\n\t"


def cleaned(text: str) -> str:
    """The text without what nobody can see: control, zero-width and direction marks; composed, and trimmed."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    seen = (c for c in text if c in KEPT_MARKS or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return "".join(seen).strip()


def readable(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return any(c.isalnum() for c in text)


def take_text(desk: Desk, question: Question, raw: str, *, forwarded: bool = False) -> tuple[Effect, ...]:
    """What a message does while this question is open."""
    text, replies = cleaned(raw), desk.replies
    if not readable(text) and text not in ("?", "??"):
        return (Say(rich(replies.say("empty")), rows(*choices_for(desk, question))),)
    if forwarded and question.id != "posting":
        return (Say(rich(replies.say("forwarded"))),)
    if replies.means("greeting", text):
        return (ask(desk, replies.say("welcome-back")),)
    if replies.means("puzzled", text):
        return (hint(desk, question),)
    if question.accepts is Accepts.CHOICE:
        return choose(desk, question, text)
    if way := way_out(desk, question, text):
        return take_exit(desk, question, way)
    if pending(desk.log, question.id) and replies.means("leave-it", text):
        return leave(desk, question)
    if replies.means("skip", text):
        return skip(desk, question)
    if asks_back(desk, text):
        return (hint(desk, question),)
    if len(text) > question.limit:
        return (Say(rich(replies.say("too-long", length=f"{len(text):,}", limit=f"{question.limit:,}"))),)
    return weigh(desk, question, text)


def goes_on(desk: Desk, event: Said) -> bool:
    """Whether a message is the rest of the one before: Telegram cuts a long text into messages that come together."""
    last = desk.log[-1]
    cut = last.kind is Kind.SAID and len(last.text) >= CUT
    return cut and desk.now - last.when < TOGETHER and readable(cleaned(event.text))


def continued(desk: Desk, raw: str) -> tuple[Effect, ...]:
    """The rest of a long message, joined to the answer that its beginning became."""
    question = desk.coach.script.question(desk.log[-1].question)
    was, text = standing(desk.log, question.id), cleaned(raw)
    whole = len(text) + sum(len(old.text) for old in pending(desk.log, question.id)) + (len(was.text) if was else 0)
    if whole > MOST_TOGETHER:
        said = desk.replies.say("too-long", length=f"{whole:,}", limit=f"{MOST_TOGETHER:,}")
        return (Say(rich(said)),)
    entry = desk.entry(question, Kind.SAID, text, joins=True)
    return (Keep(desk.number, (entry,)), *going_on(desk.after(entry), desk.replies.say("continued")))


def choose(desk: Desk, question: Question, text: str) -> tuple[Effect, ...]:
    """A choice by its number, its name or what people call it."""
    wanted = text.casefold().strip(" .!")
    for number, choice in enumerate(question.choices, 1):
        names = {choice, str(number), desk.words(question, f"choice {choice}").casefold()}
        if wanted in names or any(r.means(f"{question.id}-{choice}", text) for r in desk.coach.replies.values()):
            return pick(desk, question, choice, menu=False)
    if choice := choice_in(desk, question, text):
        return pick(desk, question, choice, menu=False)
    return (Say(rich(desk.replies.say("not-a-choice")), rows(*choices_for(desk, question))),)


def pick(desk: Desk, question: Question, choice: str, *, menu: bool) -> tuple[Effect, ...]:
    """One of the question's choices."""
    entry = desk.entry(question, Kind.CHOSEN, choice)
    new = desk.after(entry)
    said = new.replies.say("picked", choice=new.words(question, f"choice {choice}").split(",")[0])
    return (Keep(desk.number, (entry,)), *going_on(new, said, menu=menu))


def weigh(desk: Desk, question: Question, text: str) -> tuple[Effect, ...]:
    """An answer in words: it stands alone, joins what it was asked to complete, or is probed.

    What answers a probe takes the place of the vague answer where it can stand alone; where it only makes sense
    together with it ("p99", "about six weeks"), the two are one answer.
    """
    before = pending(desk.log, question.id)
    entry = desk.entry(question, Kind.SAID, text)
    asked = tuple(name for old in before for name in old.probes if name != EXIT_PROBE)
    if any(EXIT_PROBE in old.probes for old in before):
        return accept(desk, question, entry)
    language = desk.profile.language
    quiet = desk.coach.critic.quiet(question.id, desk.follows)
    missing = probe_for(question, desk.coach.critic.read(text, language), quiet) if question.probes else None
    if missing is None:
        return accept(desk, question, entry)
    if before and not said_nothing(question, asked):
        entry = replace(entry, joins=True)
        whole = "\n".join([*(old.text for old in before if old.kind is Kind.SAID), text])
        reading = desk.coach.critic.read(whole, language)
        missing = probe_for(question, reading, (*quiet, *asked)) if probe_for(question, reading, quiet) else None
    elif before:
        missing = probe_for(question, desk.coach.critic.read(text, language), (*quiet, *asked))
    if missing is None or len(asked) >= MOST_PROBES:
        return accept(desk, question, entry)
    entry = replace(entry, probes=(missing.name,))
    return (Keep(desk.number, (entry,)), probe(desk.after(entry), question, missing))


def said_nothing(question: Question, asked: tuple[str, ...]) -> bool:
    """Whether the answers before met only with probes for an answer that says nothing, so that none need be kept."""
    empty = {probe.name for probe in question.probes if probe.replaces}
    return bool(asked) and empty.issuperset(asked)


def accept(desk: Desk, question: Question, entry: Answer) -> tuple[Effect, ...]:
    """Keep an answer, show the sentence it becomes, and ask on."""
    new = desk.after(entry)
    return (Keep(desk.number, (entry,)), *going_on(new, shown(new, question)))


def shown(desk: Desk, question: Question) -> Rich:
    """The sentences an answer becomes, as the person will read them; nothing where it becomes none."""
    if not question.counted:
        return ()
    replies, parts = desk.replies, list[str | Span]()
    words = desk.coach.writer.sentence_for(question.id, desk.known, desk.profile)
    if words:
        parts += [replies.say("becomes"), "\n", Span(words, Style.QUOTE)]
    said = standing(desk.log, question.id)
    secret = desk.coach.script.question("cleared").applies.mentions
    if said and any(pattern.search(said.words) for pattern in secret.values()):
        parts += ["\n" if parts else "", replies.say("withheld")]
    elif said and MONEY.search(said.words) and "cleared" not in desk.known:
        parts += ["\n" if parts else "", replies.say("money-waits")]
    return rich(*parts)


def take_exit(desk: Desk, question: Question, way: str) -> tuple[Effect, ...]:
    """An honest way out: where something can still be told, it is asked for once."""
    further = desk.words(question, f"exit {way}")
    asked = any(EXIT_PROBE in old.probes for old in pending(desk.log, question.id))
    entry = desk.entry(question, Kind.EXIT, way)
    if further and not asked:
        entry = replace(entry, probes=(EXIT_PROBE,))
        return (Keep(desk.number, (entry,)), honest(desk.after(entry), question, way))
    return (Keep(desk.number, (entry,)), *going_on(desk.after(entry), ""))


def leave(desk: Desk, question: Question) -> tuple[Effect, ...]:
    """Leave a probed answer as it is: what was said stands; a way out stays a way out."""
    before = pending(desk.log, question.id)
    if not before:
        return skip(desk, question)
    last = before[-1]
    whole = "\n".join(old.text for old in before if old.kind is Kind.SAID)
    kind, text = (Kind.SAID, whole) if last.kind is Kind.SAID else (last.kind, last.text)
    entry = desk.entry(question, kind, text)
    return (Keep(desk.number, (entry,)), *going_on(desk.after(entry), desk.replies.say("left-it")))


def skip(desk: Desk, question: Question) -> tuple[Effect, ...]:
    """Pass over a question. A probed answer stays as it was; a required question is not passed over."""
    if question.required:
        return (Say(rich(desk.replies.say("cannot-skip")), rows(*choices_for(desk, question))),)
    if pending(desk.log, question.id):
        return leave(desk, question)
    if was := standing(desk.log, question.id):
        entry = desk.entry(question, was.kind, was.text)
        return (Keep(desk.number, (entry,)), *going_on(desk.after(entry), desk.replies.say("kept")))
    entry = desk.entry(question, Kind.SKIPPED)
    said = desk.replies.say("skipped") if question.counted else ""
    return (Keep(desk.number, (entry,)), *going_on(desk.after(entry), said))


def keep(desk: Desk, question: Question) -> tuple[Effect, ...]:
    """Take a reopened question back to what stood before."""
    was = standing(desk.log, question.id)
    if was is None:
        return (ask(desk),)
    entry = desk.entry(question, was.kind, was.text)
    return (Keep(desk.number, (entry,)), *going_on(desk.after(entry), desk.replies.say("kept")))


def going_on(desk: Desk, before: str | Rich, *, menu: bool = False) -> tuple[Effect, ...]:
    """The next question, or the letter where nothing is open."""
    parts = [before] if before else []
    if next_question(desk.coach.script, desk.log):
        return (ask(desk, *parts, menu=menu),)
    return drafts.finished(desk, *parts, again=was_finished(desk))


def was_finished(desk: Desk) -> bool:
    """Whether the letter was written already before the answer that was asked again last."""
    last = max((at for at, entry in enumerate(desk.log) if entry.kind is Kind.REOPENED), default=0)
    return last > 0 and next_question(desk.coach.script, desk.log[:last]) is None
