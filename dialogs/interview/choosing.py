"""Choosing: whose advice a person follows where the guides disagree.

A choice is an entry of the letter's log like any other: it stands until another takes its place, and goes with the
person to their next letter. It is never removed, only followed by one that names nobody.
"""

from __future__ import annotations

from dialogs.answers import Kind
from dialogs.critique import Split
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
    parts: list[str | Span] = [Span(f"{found.number} · {found.topic}", Style.BOLD)]
    buttons = []
    for side in found.sides:
        named = ", ".join(f"{g.guide} ({replies.label(g.market)}, {replies.label(g.date)})" for g in side.guides)
        parts.append(f"\n– {named}: {side.says}")
        if found.chosen not in side.ids:
            guide = found.speaks if found.speaks in side.ids else side.ids[0]
            buttons.append(Choice(replies.button("prefer", guide=name_of(found, guide)), f"prefer:{number}:{guide}"))
    if found.chosen:
        parts += ["\n", replies.say("guides-follow", guide=name_of(found, found.chosen))]
        buttons.append(Choice(replies.button("nobody"), f"prefer:{number}:"))
    buttons.append(Choice(replies.button("guides"), "guides"))
    return (Say(rich(*parts), rows(*buttons), menu=True),)


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
    shown = drafts.critique(new, lead=said) if critique else guides(new, said, menu=True)
    return (Keep(desk.number, (entry,)), *shown)
