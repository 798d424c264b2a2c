"""Drafts: the letter as a message, its receipts, and what the guides would say of it."""

from __future__ import annotations

from dialogs.critique import Finding
from dialogs.critique.bands import LENGTH
from dialogs.effects import Choice, Effect, Say
from dialogs.interview.asking import rows, shortened
from dialogs.interview.desk import Desk
from dialogs.interview.position import still_open
from dialogs.letter import Letter
from dialogs.posting import Held
from dialogs.rich import Rich, Span, Style, rich

AT_ONCE = 3  # findings said at once

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


def critique(desk: Desk, start: int = 0, lead: str = "") -> tuple[Effect, ...]:
    """What the guides would say: what is strong, then the three weightiest findings; from `start`, all the rest."""
    replies, letter = desk.replies, written(desk)
    if not letter.sentences:
        return (Say(rich(*(part for part in (lead, lead and "\n\n") if part), replies.say("draft-nothing"))),)
    known = desk.known
    names = tuple(known.get(question, "") for question in NAMED)
    found = desk.coach.critic.critique(letter.text, desk.profile, known.get("posting"), desk.follows, names)
    count = len(found.findings)
    parts: list[str | Span] = [lead, "\n\n"] if lead else []
    if start == 0 and found.praise:
        parts += [replies.say("critique-strong"), "\n"]
        parts += ["\n".join(f"– {praise.text}" for praise in found.praise[:3]), "\n\n"]
    held = () if start else _held(found.held)
    if not count:
        parts.append(replies.say("critique-none"))
        return (*held, Say(rich(*parts), after_letter(desk, "critique")))
    key = "rest" if start else "one" if count == 1 else "some" if count <= AT_ONCE else "first"
    parts.append(Span(replies.say(f"critique-{key}", n=count), Style.BOLD))
    shown = found.findings[start:] if start else found.findings[:AT_ONCE]
    for number, finding in enumerate(shown, start + 1):
        parts += ["\n\n", Span(replies.say("finding", i=number, n=count), Style.BOLD), *_finding(desk, finding)]
    more = count - AT_ONCE if start == 0 else 0
    extra = (Choice(replies.button("more", n=more), "rest"),) if more > 0 else ()
    offered = follow_buttons(desk, tuple(enumerate(shown, start + 1)))
    return (*held, Say(rich(*parts), (*rows(*offered), *rows(*extra), *after_letter(desk, "critique"))))


def _held(held: Held | None) -> tuple[Effect, ...]:
    """The letter against the posting, where one was given: what it proves, what to tell more of, what stays out."""
    if held is None or not held.lines:
        return ()
    return (Say(rich(Span(held.lines[0], Style.BOLD), "\n", "\n".join(held.lines[1:]))),)


def _finding(desk: Desk, finding: Finding) -> list[str | Span]:
    """One finding: what, where, what to do instead; why and whose advice fold away."""
    replies, parts = desk.replies, list[str | Span]()
    parts.append(finding.message)
    if finding.quote:
        parts += ["\n", Span(shortened(finding.quote, 240), Style.QUOTE)]
    parts += ["\n", replies.say("finding-fix"), finding.fix, "\n"]
    at = finding.source
    named = at.guide if at.ours else f"{at.guide}, {replies.label(at.market)}, {replies.label(at.date)}"
    why = f"{replies.say('finding-why')}{finding.why} ({named})"
    if finding.disagreement:
        why += f"\n{replies.say('finding-disagree')}{finding.disagreement}"
    parts.append(Span(why, Style.FOLDED))
    return parts


def follow_buttons(desk: Desk, numbered: tuple[tuple[int, Finding], ...]) -> tuple[Choice, ...]:
    """Whom one can follow, for each disagreement once: those for whom a finding would go, and the one who keeps it."""
    replies, seen, found = desk.replies, set[str](), list[Choice]()
    for number, finding in numbered:
        for split in finding.splits:
            if split.number in seen or split.chosen or not split.choosable:
                continue
            seen.add(split.number)
            moves = any(finding.fault in side.silent for side in split.sides)
            for side in split.sides:
                if moves and finding.fault not in side.silent and split.speaks not in side.ids:
                    continue
                guide = split.speaks if split.speaks in side.ids else side.ids[0]
                name = side.guides[side.ids.index(guide)].guide
                label = replies.button("follow", i=number, guide=name)
                if any(label == other.label for other in found):
                    label = f"{label} ({split.number})"
                found.append(Choice(label, f"follow:{split.number}:{guide}"))
    return tuple(found)
