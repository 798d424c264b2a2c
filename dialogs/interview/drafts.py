"""Drafts: the letter as a message, its receipts, and what the guides would say of it."""

from __future__ import annotations

from dialogs.critique import Critique, Finding, Split
from dialogs.critique.bands import LENGTH
from dialogs.effects import Choice, Effect, Say
from dialogs.interview.asking import rows, shortened
from dialogs.interview.desk import Desk
from dialogs.interview.position import still_open
from dialogs.letter import Letter
from dialogs.posting import Held
from dialogs.rich import Rich, Span, Style, plain, rich, utf16

AT_ONCE = 3  # findings said at once

WHOLE = 4000
"""UTF-16 units of a message that no way of sending breaks into several."""

NAMED = ("name", "role", "company")
"""The questions whose answers hold the person's own names."""


def written(desk: Desk) -> Letter:
    """The letter that the answers make."""
    if LENGTH not in desk.follows:
        return desk.coach.writer.write(desk.known, desk.profile)
    band = desk.coach.critic.band(desk.profile, desk.follows)
    return desk.coach.writer.write(desk.known, desk.profile, (band.low, band.high))


def after_letter(desk: Desk, *leave_out: str) -> tuple[tuple[Choice, ...], ...]:
    """What can be done with a letter."""
    buttons = ("critique", "edit", "receipts", "draft", "new")
    return rows(*(Choice(desk.replies.button(b), b) for b in buttons if b not in leave_out))


def finished(desk: Desk, *before: str | Rich, again: bool) -> tuple[Effect, ...]:
    """The letter once nothing is open."""
    lead = desk.replies.say("redrafted" if again else "finished")
    return (*(Say(part if isinstance(part, tuple) else rich(part)) for part in before), *draft(desk, lead))


def draft(desk: Desk, lead: str = "") -> tuple[Effect, ...]:
    """The letter as it stands: how long it is, what was left out, and the letter in a message of its own."""
    letter = written(desk)
    if not letter.sentences:
        return (Say(rich(desk.replies.say("draft-nothing"))),)
    head = " ".join(part for part in (lead, _length(desk, letter)) if part)
    parts: list[str | Span] = [Span(head, Style.BOLD)]
    cut = [out for out in letter.left_out if out.reason == "length"]
    if cut:
        parts += ["\n\n", desk.replies.say("left-out-length"), "\n"]
        parts.append(Span("\n".join(f"– {shortened(out.text, 160)}" for out in cut), Style.FOLDED))
    if secret := sum(out.reason == "confidential" for out in letter.left_out):
        parts += ["\n", desk.replies.say("left-out-confidential", n=secret)]
    return (Say(rich(*parts)), Say(rich(letter.text), after_letter(desk, "draft")))


def _length(desk: Desk, letter: Letter) -> str:
    """One sentence on the letter's length against the band of its market and level."""
    replies, (low, high) = desk.replies, letter.band
    open_now = still_open(desk.coach.script, desk.log)
    if open_now:
        return replies.say("draft-partial", words=letter.words, n=len(open_now))
    key = "draft-short" if letter.words < low else "draft-long" if letter.words > high else "draft-head"
    if LENGTH in desk.follows:
        key += "-guide"
    return replies.say(
        key,
        guide=desk.coach.critic.band(desk.profile, desk.follows).source.guide,
        words=letter.words,
        low=low,
        high=high,
        market=replies.label(f"market-{desk.profile.market}"),
        level=replies.label(f"level-{desk.profile.level}"),
        questions=", ".join(replies.label(f"question-{name}") for name in letter.missing),
    )


def receipts(desk: Desk) -> tuple[Effect, ...]:
    """Every sentence of the letter with the words of the person it stands on."""
    letter, replies = written(desk), desk.replies
    if not letter.sentences:
        return (Say(rich(replies.say("draft-nothing"))),)
    parts: list[str | Span] = [Span(replies.say("receipts-head"), Style.BOLD)]
    for number, sentence in enumerate(letter.sentences, 1):
        parts += ["\n\n", f"{number}. {sentence.text}\n"]
        quotes = [f"{replies.label(f'question-{r.question}')}: “{shortened(r.quote, 200)}”" for r in sentence.receipts]
        parts.append(Span("\n".join(quotes) or replies.say("receipts-tissue"), Style.QUOTE if quotes else Style.ITALIC))
    return (Say(rich(*parts), after_letter(desk, "receipts")),)


def criticised(desk: Desk, letter: Letter) -> Critique:
    """What the guides would say of a letter to this person."""
    known = desk.known
    names = tuple(known.get(question, "") for question in NAMED)
    return desk.coach.critic.critique(letter.text, desk.profile, known.get("posting"), desk.follows, names)


def critique(desk: Desk, start: int = 0, lead: str = "", *, again: bool = False) -> tuple[Effect, ...]:
    """What the guides would say: what is strong, then the three weightiest findings; from `start`, all the rest.

    `again` is for whoever comes from a button of it: it takes that message's place where it is one message, and the
    posting, told of above, is not told of a second time.
    """
    replies, letter = desk.replies, written(desk)
    if not letter.sentences:
        return (Say(rich(*(part for part in (lead, lead and "\n\n") if part), replies.say("draft-nothing"))),)
    found = criticised(desk, letter)
    held = () if start or again else _held(found.held)
    said = findings(desk, found, start, lead)
    if not found.findings:
        return (*held, Say(said, after_letter(desk, "critique"), menu=again))
    more = len(found.findings) - AT_ONCE if start == 0 else 0
    extra = (Choice(replies.button("more", n=more), "rest"),) if more > 0 else ()
    whose = [
        Choice(replies.button("whose", i=number), f"whose:{number}")
        for number, finding in _shown(found, start)
        if any(undecided(split) for split in finding.splits)
    ]
    buttons = (*rows(*whose), *rows(*extra), *after_letter(desk, "critique"))
    return (*held, Say(said, buttons, menu=again and whole(said)))


def findings(desk: Desk, found: Critique, start: int, lead: str = "") -> Rich:
    """The words of a critique: what is strong and the three weightiest findings, or from `start` all the rest."""
    replies, count = desk.replies, len(found.findings)
    parts: list[str | Span] = [lead, "\n\n"] if lead else []
    if start == 0 and found.praise:
        parts += [replies.say("critique-strong"), "\n"]
        parts += ["\n".join(f"– {praise.text}" for praise in found.praise[:3]), "\n\n"]
    if not count:
        return rich(*parts, replies.say("critique-none"))
    key = "rest" if start else "one" if count == 1 else "some" if count <= AT_ONCE else "first"
    parts.append(Span(replies.say(f"critique-{key}", n=count), Style.BOLD))
    for number, finding in _shown(found, start):
        parts += ["\n\n", Span(replies.say("finding", i=number, n=count), Style.BOLD), *_finding(desk, finding)]
    return rich(*parts)


def _shown(found: Critique, start: int) -> tuple[tuple[int, Finding], ...]:
    """The findings said at once, by their numbers: the first, or from `start` all the rest."""
    some = found.findings[start:] if start else found.findings[:AT_ONCE]
    return tuple(enumerate(some, start + 1))


def undecided(split: Split) -> bool:
    """Whether the person may choose whose advice to follow there, and has not."""
    return split.choosable and not split.chosen


def whole(text: Rich) -> bool:
    """Whether a message is surely one on every way it may go out, so that another can take its place."""
    return utf16(plain(text)) <= WHOLE


def _held(held: Held | None) -> tuple[Effect, ...]:
    """The letter against the posting, where one was given: what it proves, what to tell more of, what stays out."""
    if held is None or not held.lines:
        return ()
    return (Say(rich(Span(held.lines[0], Style.BOLD), "\n", "\n".join(held.lines[1:]))),)


def named(finding: Finding) -> list[str | Span]:
    """What a finding is about: its message, and the words it found."""
    quote = Span(shortened(finding.quote, 240), Style.QUOTE) if finding.quote else None
    return [finding.message, "\n", quote] if quote else [finding.message]


def _finding(desk: Desk, finding: Finding) -> list[str | Span]:
    """One finding: what, where, what to do instead; why and whose advice fold away."""
    replies, parts = desk.replies, named(finding)
    parts += ["\n", replies.say("finding-fix"), finding.fix, "\n"]
    at = finding.source
    guide = at.guide if at.ours else f"{at.guide}, {replies.label(at.market)}, {replies.label(at.date)}"
    why = f"{replies.say('finding-why')}{finding.why} ({guide})"
    if finding.disagreement:
        why += f"\n{replies.say('finding-disagree')}{finding.disagreement}"
    parts.append(Span(why, Style.FOLDED))
    return parts
