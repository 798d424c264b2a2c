"""Commands and presses: everything a person can ask for beside answering."""

from __future__ import annotations

from collections.abc import Callable

from dialogs.answers import Kind, LetterLog, of, revision, standing, told
from dialogs.effects import Choice, Effect, Erase, Keep, Say, Toast
from dialogs.events import Pressed
from dialogs.interview import choosing, drafts
from dialogs.interview.answering import accept, keep, leave, pick, skip, take_exit
from dialogs.interview.asking import ask, rows
from dialogs.interview.desk import Desk
from dialogs.interview.hearing import question_named
from dialogs.interview.position import answered, next_question, previous_question, still_open
from dialogs.rich import rich
from dialogs.script import Accepts, Question

MOST_LISTED = 20  # letters in one message; older ones are still kept


def begin(desk: Desk) -> tuple[Effect, ...]:
    """The first letter of a person who has none."""
    entry = desk.entry("", Kind.OPENED)
    return (Keep(desk.number, (entry,)), ask(desk.after(entry), desk.replies.say("welcome")))


def command(desk: Desk, name: str) -> tuple[Effect, ...]:
    """What a command does; one that is not known changes nothing and says so."""
    simple = {"help": "help", "privacy": "privacy"}
    if name in simple:
        return (Say(rich(desk.replies.say(simple[name]))),)
    if name == "forget":
        return forget(desk)
    known = {
        "start": start,
        "new": new,
        "letters": letters,
        "draft": drafts.draft,
        "back": back,
        "edit": edit,
        "cancel": cancel,
        "receipts": drafts.receipts,
        "critique": drafts.critique,
        "guides": choosing.guides,
    }
    if name not in known and name != "skip":
        return (Say(rich(desk.replies.say("unknown-command", command=name[:32]))),)
    if not desk.log:
        return (Say(rich(desk.replies.say("cancelled-nothing"))),) if name == "cancel" else begin(desk)
    if name == "skip":
        question = next_question(desk.coach.script, desk.log)
        return skip(desk, question) if question else idle(desk)
    return known[name](desk)


def start(desk: Desk) -> tuple[Effect, ...]:
    """Go on where things stand."""
    if next_question(desk.coach.script, desk.log):
        told_before = any(entry.kind is not Kind.OPENED and entry.kind is not Kind.CHOSEN for entry in desk.log)
        return (ask(desk, desk.replies.say("welcome-back" if told_before else "welcome")),)
    return idle(desk)


def idle(desk: Desk) -> tuple[Effect, ...]:
    """Nothing is open: what can be done with the letter."""
    return (Say(rich(desk.replies.say("after-draft")), drafts.after_letter(desk)),)


def spoken_to(desk: Desk, text: str) -> tuple[Effect, ...]:
    """A message when nothing is open: the name of an answer asks for it again, else nothing is taken."""
    named = question_named(desk, text)
    question = next((q for q in answered(desk.coach.script, desk.log) if q.id == named), None)
    if question:
        return reopen(desk, question)
    if desk.replies.means("greeting", text):
        return idle(desk)
    return (Say(rich(desk.replies.say("not-used")), drafts.after_letter(desk)),)


def back(desk: Desk) -> tuple[Effect, ...]:
    """Ask the last answered question again; what stood stands until a new answer comes."""
    script = desk.coach.script
    current = next_question(script, desk.log)
    question = previous_question(script, desk.log, current)
    return reopen(desk, question) if question else (Say(rich(desk.replies.say("nothing-to-undo"))),)


def reopen(desk: Desk, question: Question) -> tuple[Effect, ...]:
    """Ask a question again."""
    entry = desk.entry(question, Kind.REOPENED)
    return (Keep(desk.number, (entry,)), ask(desk.after(entry)))


def edit(desk: Desk) -> tuple[Effect, ...]:
    """Every answer that can be changed, as buttons."""
    replies = desk.replies
    changeable = answered(desk.coach.script, desk.log)
    buttons = [Choice(replies.label(f"question-{q.id}"), f"edit:{q.id}") for q in changeable]
    if not buttons:
        return (Say(rich(replies.say("nothing-to-edit"))),)
    return (Say(rich(replies.say("edit-head")), rows(*buttons)),)


def cancel(desk: Desk) -> tuple[Effect, ...]:
    """Leave what is under way: a question asked again goes back to its answer, an interview just waits."""
    question = next_question(desk.coach.script, desk.log)
    if question and (entries := of(desk.log, question.id)) and entries[-1].kind is Kind.REOPENED:
        was = standing(desk.log, question.id)
        if was:
            entry = desk.entry(question, was.kind, was.text)
            return (Keep(desk.number, (entry,)), Say(rich(desk.replies.say("cancelled-edit"))))
    if question is None:
        return (Say(rich(desk.replies.say("cancelled-nothing"))),)
    go = rows(Choice(desk.replies.button("go"), "go"))
    return (Say(rich(desk.replies.say("cancelled", n=len(desk.known))), go),)


def new(desk: Desk) -> tuple[Effect, ...]:
    """Another letter; what is true of the person goes with them."""
    script, replies = desk.coach.script, desk.replies
    carried = {q.id for q in script.questions if q.carried}
    if not set(desk.known) - carried:
        return (ask(desk, replies.say("new-already")),) if next_question(script, desk.log) else idle(desk)
    number = max((letter.number for letter in desk.case.letters), default=0) + 1
    entries = [desk.entry("", Kind.OPENED)]
    for question in script.questions:
        was = standing(desk.log, question.id)
        if question.carried and was:
            entries.append(desk.entry(question, was.kind, was.text))
    entries += [desk.entry(split, Kind.FOLLOWED, guide) for split, guide in desk.follows.items()]
    fresh = Desk(desk.coach, desk.case, number, tuple(entries), desk.now)
    return (Keep(number, tuple(entries)), ask(fresh, f"{replies.say('new-letter')} {replies.say('second-here')}"))


def title(desk: Desk, letter: LetterLog) -> str:
    """What a letter is called: the company, else the job, else its number."""
    known = told(letter.log)
    return known.get("company") or known.get("role") or desk.replies.say("letters-untitled", n=letter.number)


def letters(desk: Desk) -> tuple[Effect, ...]:
    """Every letter with its state; the others as buttons."""
    replies, lines, buttons = desk.replies, [], []
    for letter in desk.case.letters[-MOST_LISTED:]:
        waiting = len(still_open(desk.coach.script, letter.log))
        state = replies.say("letters-open", n=waiting) if waiting else replies.say("letters-done")
        lines.append(replies.say("letters-line", n=letter.number, title=title(desk, letter), state=state))
        if letter.number != desk.number:
            label = replies.button("open", title=title(desk, letter)[:40])
            buttons.append(Choice(label, f"open:{letter.number}"))
    buttons.append(Choice(replies.button("new"), "new"))
    return (Say(rich(replies.say("letters-head"), "\n", "\n".join(lines)), rows(*buttons)),)


def open_letter(desk: Desk, number: str) -> tuple[Effect, ...]:
    """Take up another letter."""
    letter = desk.case.letter(int(number)) if number.isdecimal() else None
    if letter is None:
        return (Toast(desk.replies.say("foreign")),)
    entry = desk.entry("", Kind.OPENED)
    other = Desk(desk.coach, desk.case, letter.number, (*letter.log, entry), desk.now)
    said = other.replies.say("opened", title=title(desk, letter))
    more = ask(other, said) if next_question(desk.coach.script, other.log) else None
    shown = (more,) if more else (Say(rich(said), drafts.after_letter(other)),)
    return (Keep(letter.number, (entry,)), *shown)


def forget(desk: Desk) -> tuple[Effect, ...]:
    """Ask once before everything is erased; the safe choice stands first."""
    replies = desk.replies
    sure = rows(Choice(replies.button("stay"), "stay"), Choice(replies.button("forget"), "forget"))
    return (Say(rich(replies.say("forget")), sure),)


def press(desk: Desk, event: Pressed) -> tuple[Effect, ...]:
    """A button: only the letter at hand, at the step it was made for, and only what that step offers."""
    replies = desk.replies
    if event.letter != desk.number or event.revision != revision(desk.log):
        return (Toast(replies.say("stale")),)
    action, _, rest = event.action.partition(":")
    if action == "stay":
        return (Say(rich(replies.say("not-forgotten")), menu=True),)
    if action == "forget":
        return (Erase(), Say(rich(replies.say("forgotten")), menu=True))
    if action in ("edit", "open") and rest:
        if action == "open":
            return open_letter(desk, rest)
        chosen = next((q for q in answered(desk.coach.script, desk.log) if q.id == rest), None)
        return reopen(desk, chosen) if chosen else (Toast(replies.say("foreign")),)
    if action in ("follow", "prefer") and rest:
        return choosing.follow(desk, rest, critique=action == "follow")
    shown = {"split": choosing.split, "whose": choosing.whose, "findings": choosing.findings}
    if action in shown and rest:
        return shown[action](desk, rest)
    plain: dict[str, Callable[[Desk], tuple[Effect, ...]]] = {
        "draft": drafts.draft,
        "critique": drafts.critique,
        "rest": lambda at: drafts.critique(at, drafts.AT_ONCE),
        "receipts": drafts.receipts,
        "edit": edit,
        "new": new,
        "go": start,
        "guides": lambda at: choosing.guides(at, menu=True),
    }
    if action in plain:
        return plain[action](desk)
    question = next_question(desk.coach.script, desk.log)
    if question is None:
        return (Toast(replies.say("stale")),)
    return press_answer(desk, question, action, rest)


def press_answer(desk: Desk, question: Question, action: str, rest: str) -> tuple[Effect, ...]:
    """A button that answers the question that is open."""
    if action == "pick" and rest in question.choices and question.accepts is Accepts.CHOICE:
        return pick(desk, question, rest, menu=True)
    if action == "exit" and rest in question.exits:
        return take_exit(desk, question, rest)
    if action == "name" and question.id == "name" and desk.case.name.strip():
        return accept(desk, question, desk.entry(question, Kind.SAID, desk.case.name.strip()[: question.limit]))
    simple = {"skip": skip, "keep": keep, "leave": leave}
    if action in simple:
        return simple[action](desk, question)
    return (Toast(desk.replies.say("foreign")),)
