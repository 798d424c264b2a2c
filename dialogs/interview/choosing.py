"""Choosing: whose advice a person follows where the guides disagree.

A choice is an entry of the letter's log like any other: it stands until another takes its place, and goes with the
person to their next letter. It is never removed, only followed by one that names nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.answers import Kind
from dialogs.critique import Finding, Split
from dialogs.effects import Choice, Effect, Keep, Say, Toast
from dialogs.interview import drafts
from dialogs.interview.asking import rows
from dialogs.interview.desk import Desk
from dialogs.rich import Span, Style, rich


def splits(desk: Desk) -> dict[str, Split]:
    """Every disagreement, by its number."""
    return {split.number: split for split in desk.coach.critic.splits(desk.profile, desk.follows)}


def name_of(split: Split, guide: str) -> str:
    """A guide's name, as one of the disagreement's sides gives it."""
    return next(side.guides[side.ids.index(guide)].guide for side in split.sides if guide in side.ids)


def _sides(split: Split) -> str:
    """Who says what, in one line."""
    return "; ".join(f"{', '.join(guide.guide for guide in side.guides)}: {side.says}" for side in split.sides)


def guides(desk: Desk, lead: str = "", *, menu: bool = False) -> tuple[Effect, ...]:
    """Whom the person follows where, what else can be chosen, and where there is nothing to choose."""
    replies, known = desk.replies, splits(desk)
    chosen = [split for split in known.values() if split.chosen]
    parts: list[str | Span] = [lead, "\n\n"] if lead else []
    parts.append(Span(replies.say("guides-head"), Style.BOLD))
    if chosen:
        lines = (replies.say("guides-line", number=s.number, topic=s.topic, guide=name_of(s, s.chosen)) for s in chosen)
        parts += ["\n", replies.say("guides-chosen"), "\n", "\n".join(lines)]
    else:
        parts += ["\n", replies.say("guides-none")]
    fixed = "\n".join(f"{s.number} {s.topic}: {_sides(s)}. {s.note}" for s in known.values() if not s.choosable)
    parts += ["\n\n", replies.say("guides-fixed"), "\n", Span(fixed, Style.FOLDED)]
    buttons = [Choice(f"{s.number} {s.topic}", f"split:{s.number}") for s in known.values() if s.choosable]
    return (Say(rich(*parts), rows(*buttons), menu=menu),)


def split(desk: Desk, number: str) -> tuple[Effect, ...]:
    """One disagreement: what each side says, and a button for each."""
    replies, found = desk.replies, splits(desk).get(number)
    if found is None or not found.choosable:
        return (Toast(replies.say("foreign")),)
    parts = _told(desk, found)
    buttons = []
    for side in found.sides:
        if found.chosen not in side.ids:
            guide = found.speaks if found.speaks in side.ids else side.ids[0]
            buttons.append(Choice(replies.button("prefer", guide=name_of(found, guide)), f"prefer:{number}:{guide}"))
    if found.chosen:
        parts += ["\n", replies.say("guides-follow", guide=name_of(found, found.chosen))]
        buttons.append(Choice(replies.button("nobody"), f"prefer:{number}:"))
    buttons.append(Choice(replies.button("guides"), "guides"))
    return (Say(rich(*parts), rows(*buttons), menu=True),)


def _told(desk: Desk, split: Split) -> list[str | Span]:
    """A disagreement: its topic, and each side with its guides."""
    label = desk.replies.label
    parts: list[str | Span] = [Span(f"{split.number} · {split.topic}", Style.BOLD)]
    for side in split.sides:
        named = ", ".join(f"{g.guide} ({label(g.market)}, {label(g.date)})" for g in side.guides)
        parts.append(f"\n– {named}: {side.says}")
    return parts


def whose(desk: Desk, rest: str) -> tuple[Effect, ...]:
    """What the guides say who disagree over one finding, by its number, and a button for each that can be followed.

    It takes the place of the findings, and Back gives it back; where they are too long for one message it stands below.
    """
    replies, letter = desk.replies, drafts.written(desk)
    number = int(rest) if rest.isascii() and rest.isdecimal() and len(rest) < 4 else 0
    found = drafts.criticised(desk, letter) if number and letter.sentences else None
    if found is None or number > len(found.findings):
        return (Toast(replies.say("foreign")),)
    finding = found.findings[number - 1]
    open_ = [split for split in finding.splits if drafts.undecided(split)]
    if not open_:
        return (Toast(replies.say("foreign")),)
    parts: list[str | Span] = [Span(f"{number} · ", Style.BOLD), *drafts.named(finding)]
    for split in open_:
        parts += ["\n\n", *_told(desk, split)]
    buttons = [choice for split in open_ for choice in _followed(desk, finding, split, alone=len(open_) == 1)]
    start = drafts.AT_ONCE if number > drafts.AT_ONCE else 0
    menu = drafts.whole(drafts.findings(desk, found, start))
    back = (Choice(replies.button("back"), f"findings:{start}"),) if menu else ()
    return (Say(rich(*parts), rows(*buttons, *back), menu=menu),)


def _followed(desk: Desk, finding: Finding, split: Split, *, alone: bool) -> Iterator[Choice]:
    """Whom one can follow: those for whom the finding would go, and the one who keeps it."""
    replies = desk.replies
    moves = any(finding.fault in side.silent for side in split.sides)
    for side in split.sides:
        if moves and finding.fault not in side.silent and split.speaks not in side.ids:
            continue
        guide = split.speaks if split.speaks in side.ids else side.ids[0]
        label = replies.button("prefer", guide=name_of(split, guide))
        yield Choice(label if alone else f"{label} ({split.number})", f"follow:{split.number}:{guide}")


def findings(desk: Desk, rest: str) -> tuple[Effect, ...]:
    """The findings again, from the first or from where the rest begins, in place of what one of them led to."""
    if rest not in ("0", str(drafts.AT_ONCE)):
        return (Toast(desk.replies.say("foreign")),)
    return drafts.critique(desk, int(rest), again=True)


def follow(desk: Desk, rest: str, *, critique: bool) -> tuple[Effect, ...]:
    """A choice, "D7:003", or "D7:" for nobody; the critique again, or the list, as it is from now on."""
    number, _, guide = rest.partition(":")
    found = splits(desk).get(number)
    if found is None or not found.choosable or (guide and not any(guide in side.ids for side in found.sides)):
        return (Toast(desk.replies.say("foreign")),)
    entry = desk.entry(number, Kind.FOLLOWED, guide)
    new = desk.after(entry)
    key = "follows-now" if guide else "follows-nobody"
    said = new.replies.say(key, guide=name_of(found, guide) if guide else "", topic=found.topic)
    shown = drafts.critique(new, lead=said, again=True) if critique else guides(new, said, menu=True)
    return (Keep(desk.number, (entry,)), *shown)
