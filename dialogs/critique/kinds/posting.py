"""posting: how the letter answers the advertisement it was written for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import groupby

from dialogs.critique.kinds.addressed import addressed, ours
from dialogs.critique.kinds.base import Check, Data, Span
from dialogs.critique.kinds.meant import meant
from dialogs.critique.view import View
from dialogs.lexicon import PROSE, Role, SentenceView
from dialogs.posting import Account, Requirement, significant
from dialogs.posting.titles import Title

ENOUGH = 3
"""Requirements met with evidence (ResumeGeni: three to four)."""

RECITED = 4
"""Terms of the posting in one breath that are a list of them."""

AI = "ai-infrastructure"


def posting(data: Data) -> Check:
    """A check by its name."""
    name = data.one_of("check", *CHECKS)
    data.done()
    return CHECKS[name]


def wrong_company(view: View) -> Iterator[Span]:
    """Another employer than the posting's is addressed."""
    if not view.posting or not view.posting.company or view.account is None:
        return
    company, text, written = view.posting.company, view.posting.text, view.account.words.written
    named = significant(company, written) in view.account.tokens.norms
    trades = view.account.words.spoken[view.reading.language].sets["letter.trades"]
    told = {one.start: one for one in (*meant(view, view.account), *addressed(view, view.account))}
    for _, one in sorted(told.items()):
        if ours(one.name, company, text, written, trades) or (one.unsure and named):
            continue
        sentence = view.account.at(one.start)
        if sentence.role is Role.SALUTATION:
            yield sentence.start, sentence.end
        elif not any(ours(word, company, "", written) for word in _capitals(sentence) if word != one.name.split()[0]):
            yield one.start, one.end


def _capitals(sentence: SentenceView) -> list[str]:
    """The words of a sentence that may be names."""
    return [word.strip(",.;:!?'’\"") for word in sentence.text.split()[1:] if word[:1].isupper() and len(word) > 2]


def title_mismatch(view: View) -> Iterator[Span]:
    """The letter applies as a Developer where the posting seeks an Engineer, or the reverse."""
    if not view.posting or not view.posting.noun or view.account is None:
        return
    account = view.account
    for title in account.titles:
        if title.plural or title.noun in view.posting.nouns:
            continue
        if _applied_for(view, account, title):
            yield account.tokens.starts[title.first], account.tokens.ends[title.last - 1]
            return


def _applied_for(view: View, account: Account, title: Title) -> bool:
    """Whether a title is the one applied for: in the subject, behind "the role of", before "position"; none past."""
    tokens = account.tokens
    sentence = account.at(tokens.starts[title.first])
    if sentence.role is Role.SUBJECT:
        return True
    if sentence.role not in PROSE:
        return False
    past = [one for one in account.within("letter.past", sentence) if one.last <= title.first]
    applies = [one for one in account.within("letter.applies", sentence) if one.last <= title.first]
    if any(title.first - one.last <= 1 for one in past):
        return False
    if any(
        title.first - one.last <= 4 and not any(one.first - p.last <= 1 and p.first != one.first for p in past)
        for one in applies
    ):
        return True
    behind = [one for one in account.within("letter.title-then", sentence) if 0 <= one.first - title.last <= 1]
    this = account.words.spoken[view.reading.language].sets["letter.this"]
    near = tokens.norms[max(0, title.first - 2) : title.first]
    return bool(behind) and any(norm in this for norm in near) and not any(title.first - one.last <= 3 for one in past)


def met(view: View) -> tuple[int, int]:
    """How many of the posting's technical requirements the letter meets with evidence, and how many are asked.

    Of one breath ("PostgreSQL, its query plans, a share of the pager") its technologies are asked, and whatever of it
    is met counts.
    """
    assert view.posting is not None
    assert view.account is not None
    asked: dict[int, list[Requirement]] = defaultdict(list)
    for one in view.posting.requirements:
        asked[one.ask].append(one)
    have = musts = every = 0
    for some in asked.values():
        technologies = [one for one in some if one.kind == "technology"]
        wanted = max(1, len(technologies))
        every += wanted
        musts += wanted if any(one.must for one in some) else 0
        have += sum(view.account.meeting(one) is not None for one in some)
    return have, musts or every


def unaddressed(view: View) -> Iterator[Span]:
    """Fewer than three of the posting's technical requirements met with evidence; all, where it asks for fewer."""
    if view.posting and view.account:
        have, wanted = met(view)
        if wanted and have < min(ENOUGH, wanted):
            yield None


def stuffing(view: View) -> Iterator[Span]:
    """A sentence or list that names the posting's terms, at most one of which is used anywhere in a project."""
    if not view.posting or view.account is None:
        return
    account = view.account
    asked = {name for one in view.posting.requirements for name in (one.name, *one.also)}
    used = Counter(name for number in account.names for name in account.proves(view.reading.sentences[number]))
    for start, end, numbers in _recitals(view, account):
        terms = {one.name for number in numbers for one in account.names.get(number, ()) if one.name in asked}
        own = Counter(name for number in numbers for name in account.proves(view.reading.sentences[number]))
        if len(terms) >= RECITED and sum(used[name] > own[name] for name in terms) <= 1:
            yield start, end


def _recitals(view: View, account: Account) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Sentences that only list, and lists whose items do: where each stands, and the numbers of its sentences."""
    for sentence in view.prose:
        names = account.names.get(sentence.number, ())
        if len(names) >= RECITED and account.listing(sentence, names):
            yield sentence.start, sentence.end, (sentence.number,)
    for _, run in groupby(enumerate(view.reading.prose(Role.LIST)), key=lambda pair: pair[1].number - pair[0]):
        some = [sentence for _, sentence in run]
        bare = [one for one in some if not account.figured(one) and not account.acts(one)]
        if bare:
            yield bare[0].start, bare[-1].end, tuple(one.number for one in bare)


def ai_missing(view: View) -> Iterator[Span]:
    """The posting asks for AI features, and the letter says nothing of what they need."""
    if not view.posting or view.account is None:
        return
    asked = any(one.name == "ai" for one in view.posting.hints) or any(
        one.name == AI for one in view.posting.requirements
    )
    if (
        asked
        and AI not in view.account.mentioned
        and not view.account.mentioned & view.account.words.themes[AI].technologies
    ):
        yield None


CHECKS: dict[str, Callable[[View], Iterator[Span]]] = {
    "wrong-company": wrong_company,
    "title-mismatch": title_mismatch,
    "unaddressed": unaddressed,
    "stuffing": stuffing,
    "ai-missing": ai_missing,
}
