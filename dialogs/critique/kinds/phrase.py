"""phrase: words of a class, or classes in a row, where nothing near excuses them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from dialogs.critique.kinds.base import Check, Data, Span, whole
from dialogs.critique.kinds.hearing import Hearing
from dialogs.critique.patterns import Pattern, stands
from dialogs.critique.view import View
from dialogs.lexicon import SentenceView
from dialogs.lexicon.bits import union

WHERE = ("prose", "anywhere", "opening", "first-paragraph", "closing", "salutation")


def phrase(data: Data) -> Check:
    """A check for `has`, from the `from`-th place on.

    It is silent where `unless` is in the sentence, where `unless_near` stands from `back` sentences before to
    `reach` behind, where a figure or a technology excuses it (unless one of `despite_figure` or `despite_technology` is
    in the sentence), where a pattern of `outside` covers it, where the
    sentence lacks `also`, where the sentences up to `back` before it lack `near_needed`, and where
    the posting holds `posting_excuses`. `next_has` counts too, in a sentence right behind one with `next_to`.
    Sentences that are heard (hearing.py) are found as well, whole, and what hearing denies is dropped.
    """
    has = data.patterns("has")
    by_market, by_level = data.named("for_market"), data.named("for_level")
    unless, near, also = data.patterns("unless"), data.patterns("unless_near"), data.patterns("also")
    outside, reach, back = data.patterns("outside"), data.number("reach", 2), data.number("back", 0)
    needed, asked = data.patterns("near_needed"), data.patterns("posting_excuses")
    next_has, next_to = data.patterns("next_has"), data.patterns("next_to")
    figure = data.one_of("figure", "any", "excuses", "excuses-near", "needed")
    technology = data.one_of("technology", "any", "excuses", "needed")
    any_figure, any_technology = data.patterns("despite_figure"), data.patterns("despite_technology")
    where, span = data.one_of("where", *WHERE), data.one_of("span", "words", "sentence", "stretch")
    after, hearing = data.number("from", 1), Hearing.of(data, WHERE)
    data.done()

    def spared(sentence: SentenceView) -> bool:
        """Whether the sentence's own words excuse what a pattern finds in it."""
        return stands(unless, sentence) or (bool(also) and not stands(also, sentence))

    def excused(view: View, sentence: SentenceView, heard: bool) -> bool:
        """Whether something in or near the sentence excuses it; of words of its own hearing knows better."""
        if not heard and spared(sentence):
            return True
        if near and any(stands(near, one) for one in view.around(sentence, back, reach)):
            return True
        if technology == "needed" and not sentence.technologies:
            return True
        if technology == "excuses" and sentence.technologies and not stands(any_technology, sentence):
            return True
        if not heard and needed and not any(stands(needed, one) for one in view.around(sentence, back, 0)):
            return True
        return figure != "any" and _told(view, sentence, figure, any_figure)

    begun = union(one.masks[0] for one in chain(has, next_has, *by_market.values(), *by_level.values()))

    def check(view: View) -> Iterable[Span]:
        held, listening = view.reading.mask, hearing.listens(view)
        if not listening and not held & begun:
            return ()
        every = (*has, *by_market.get(view.profile.market, ()), *by_level.get(view.profile.level, ()))
        wanted = [one for one in every if one.within(held)]
        behind = [one for one in next_has if one.within(held)]
        return places(view, wanted, behind, listening) if wanted or behind or listening else ()

    def places(view: View, wanted: list[Pattern], next_wanted: list[Pattern], listening: bool) -> Iterator[Span]:
        """Where it stands, given the patterns that the letter has the words for, and whether anything is heard."""
        begins = union(one.masks[0] for one in (*wanted, *next_wanted))
        seen = 0
        for sentence in view.sentences(where):
            if not sentence.mask & begins and not (listening and view.sure(hearing.idea, sentence) >= hearing.sure):
                continue
            if not hearing.idea and spared(sentence):
                continue
            behind = next_wanted and sentence.number and stands(next_to, view.reading.sentences[sentence.number - 1])
            found = _merged(_spans([*wanted, *next_wanted] if behind else wanted, sentence, outside))
            if found and hearing.denies(view, sentence):
                found = []
            heard = not found and hearing.hears(view, sentence)
            if heard:
                found = [whole(sentence)]
            if not found or excused(view, sentence, heard):
                continue
            if asked and view.posting and any(stands(asked, one) for one in view.advert.sentences):
                return
            for one in {"words": found, "stretch": [(found[0][0], found[-1][1])], "sentence": [whole(sentence)]}[span]:
                seen += len(found) if span == "sentence" else 1
                if seen >= after:
                    yield one

    return check


def _told(view: View, sentence: SentenceView, figure: str, despite: Iterable[Pattern]) -> bool:
    """Whether a figure excuses a sentence or, where one is needed, the lack of one does."""
    told = bool(view.figures(sentence))
    if figure == "needed":
        return not told
    if stands(despite, sentence):
        return False
    return told or (
        figure == "excuses-near"
        and any(view.figures(one) and not one.has("project-turn", "also-did") for one in view.after(sentence, 1))
    )


def _spans(wanted: Iterable[Pattern], sentence: SentenceView, outside: Iterable[Pattern]) -> list[tuple[int, int]]:
    """Where the patterns stand, but for what a pattern of `outside` covers."""
    found = [span for one in wanted if sentence.mask & one.masks[0] for span in one.spans(sentence)]
    if not found or not outside:
        return found
    covers = [cover for one in outside for cover in one.spans(sentence)]
    return [(start, end) for start, end in found if not any(first <= start and end <= last for first, last in covers)]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, overlapping ones made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
