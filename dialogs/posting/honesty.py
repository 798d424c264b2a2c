"""The honesty map: what of a posting a person has proven, what they may be able to prove, and what is left alone."""

from __future__ import annotations

from collections.abc import Mapping

from dialogs.posting.account import Account
from dialogs.posting.nouns import HonestyMap, Left, Posting, Proof, Question, Requirement
from dialogs.posting.words import Words

PROVEN = 4
"""Requirements that a letter answers (ResumeGeni: three to four); more are told of, and not pressed."""

ASKED = 3
"""Requirements that are asked for at once."""


def honesty(posting: Posting, accounts: Mapping[str, Account], words: Words) -> HonestyMap:
    """The posting against what was told: accounts of answers by question id, or of a letter under "letter".

    Must-haves come before what would be nice to have. A thing the person says they have not used, or only weighed and
    did not take, is left alone by that sentence, and so is a technology of which nothing near was told.
    """
    ordered = sorted(posting.requirements, key=lambda one: not one.must)
    proven: list[Proof] = []
    could: list[Question] = []
    left: list[Requirement] = []
    declined: list[Left] = []
    for one in ordered:
        if proof := _proof(one, accounts):
            proven.append(proof)
        elif refusal := _declined(one, accounts):
            left.append(one)
            declined.append(refusal)
        elif (question := _question(one, accounts, words)) and len(could) < ASKED:
            could.append(question)
        else:
            left.append(one)
    chosen = _spread(proven)
    beyond = tuple(one for one in proven if one not in chosen)
    return HonestyMap(chosen, tuple(could), tuple(left), beyond, tuple(declined))


def _proof(requirement: Requirement, accounts: Mapping[str, Account]) -> Proof | None:
    for source, account in accounts.items():
        if sentence := account.meeting(requirement):
            return Proof(requirement, source, sentence.text, sentence.start, sentence.end)
    return None


def _declined(requirement: Requirement, accounts: Mapping[str, Account]) -> Left | None:
    """The sentence by which the person has nothing to prove it with: a denial anywhere, or nothing but weighing."""
    name = requirement.name
    found = {source: account.declined[name] for source, account in accounts.items() if name in account.declined}
    more = any(name in account.mentioned and source not in found for source, account in accounts.items())
    for reason in ("denied",) if more else ("denied", "weighed"):
        for source, one in found.items():
            if one.reason == reason:
                at = one.sentence
                return Left(requirement, one.reason, source, at.text, at.start, at.end)
    return None


def _question(requirement: Requirement, accounts: Mapping[str, Account], words: Words) -> Question | None:
    """What to ask for a requirement that nothing proves; None where asking would be fishing."""
    if any(requirement.name in account.mentioned for account in accounts.values()):
        return Question(requirement, "listed")
    if requirement.kind == "theme":
        return Question(requirement, "open")
    for account in accounts.values():
        for theme in words.themes.values():
            near = (
                sorted(theme.technologies & account.evidence.keys()) if requirement.name in theme.technologies else []
            )
            if near and len(theme.technologies) <= 25:
                return Question(requirement, "kin", near[0])
    return None


def _spread(proven: list[Proof]) -> tuple[Proof, ...]:
    """At most PROVEN proofs in their order: first those of asks and sentences not yet shown, then the rest."""
    chosen: list[Proof] = []
    asks: set[int] = set()
    for one in proven:
        if len(chosen) < PROVEN and one.requirement.ask not in asks:
            asks.add(one.requirement.ask)
            chosen.append(one)
    chosen += [one for one in proven if one not in chosen][: PROVEN - len(chosen)]
    return tuple(one for one in proven if one in chosen)
