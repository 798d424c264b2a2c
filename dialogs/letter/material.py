"""Material: all that a person's answers give a letter, in sentences, and what of them must stay out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dialogs.letter.discretion import Cut, Discretion
from dialogs.letter.frames import Frames, lower_first
from dialogs.letter.letter import LeftOut
from dialogs.letter.options import listed
from dialogs.letter.pieces import Piece, merged, piece
from dialogs.letter.remarks import Words, clearance
from dialogs.letter.secrets import MONEY, Secrets
from dialogs.prose.sentences import Part, split
from dialogs.prose.shape import Shape, shape
from dialogs.prose.table import WORD, Prose

NO_STORY = frozenset({"language", "market", "level", "name", "role", "company", "posting", "cleared", "deadline"})
MONEY_PHRASE = re.compile(
    rf" (?:on|for|at|costing|worth|su|per|da) (?:an? |un[oa]? |about |around |circa )?(?:{MONEY.pattern})[^,.;:]*$",
    re.I,
)
ACTORS = ("She ", "He ", "They ", "she ", "he ", "they ", "I ", "we ", "We ", "Ho ", "ho ", "Abbiamo ")
NAME_FIRST = re.compile(r"[A-ZÀ-Ú][a-zà-ú]+\b")
CAPITAL = re.compile(r"(?<=[a-z,;:(] )([A-ZÀ-Ú][a-zà-ú]{2,}\w*)")


@dataclass(frozen=True, slots=True)
class Material:
    """The sentences of every answer by question, the secrets, and what was left out on the way."""

    pieces: Mapping[str, tuple[Piece, ...]]
    secrets: Secrets
    left_out: tuple[LeftOut, ...]
    names: Mapping[str, str] = field(default_factory=dict)


def gather(
    answers: Mapping[str, str],
    prose: Prose,
    known: Frames,
    words: Words,
    extra: Mapping[str, str],
    only: frozenset[str] | None = None,
) -> Material:
    """The material of all answers (or of the questions in `only`), with nothing in it that was asked to stay out."""
    parts = {question: split(text) for question, text in answers.items() if question not in NO_STORY and text.strip()}
    names = true_names(answers, prose, words)
    cleared = answers.get("cleared", "")
    proper = frozenset(match[1] for text in answers.values() for match in CAPITAL.finditer(text))
    lowered = lowercase_words(answers.values())
    discretion = Discretion(
        words, prose.spellings, _public(answers), frozenset().union(*prose.grammar.values()), lowered
    )
    cuts, secrets = _secrets(parts, discretion, cleared, words)
    left: list[LeftOut] = []
    pieces: dict[str, tuple[Piece, ...]] = {}
    for question, told in parts.items():
        if only is not None and question not in only:
            continue
        found: list[Piece] = []
        for part in told:
            own = [cut for cut in cuts.get(question, ()) if cut.start < part.end and cut.end > part.start]
            if own and _all_cut(part, own):
                left.append(LeftOut(question, part.text, "confidential"))
                continue
            left += [
                LeftOut(question, part.text[c.start - part.start : c.end - part.start].strip(), "confidential")
                for c in own
            ]
            rest = _blank(part, own)
            more = discretion.scrub(rest, secrets)
            if more is None:
                saved = _money_saved(rest, secrets)
                if saved is None:
                    left.append(LeftOut(question, part.text, "confidential"))
                    continue
                more = (saved,)
            moved = tuple(Cut(cut.start + part.start, cut.end + part.start) for cut in more)
            left += [
                LeftOut(question, rest[c.start : c.end].strip(" ,"), "confidential")
                for c in more
                if rest[c.start : c.end].strip()
            ]
            talk = _talk(question, part, first=not found, words=words)
            if talk and talk.end >= part.end:
                left.append(LeftOut(question, part.text, "aside"))
                continue
            cut = (*own, *moved, *((talk,) if talk else ()))
            made = piece(question, part, cut, len(found), prose, known, names, extra, proper, words.terms.turn)
            if made is None or not _placed(found, made, part is told[-1], prose):
                left.append(LeftOut(question, part.text, "aside"))
        pieces[question] = listed(tuple(found), prose, known.joints) if question == "options" else tuple(found)
    return Material(pieces, secrets, tuple(left), names)


def _after_colon(made: Piece) -> Piece:
    """The piece as it stands behind a colon: "Lou mainly: she tests everything"."""
    small = made.core.startswith(("She ", "He ", "They "))
    return replace(made, core=made.core[:1].lower() + made.core[1:]) if small else made


def _placed(found: list[Piece], made: Piece, last: bool, prose: Prose) -> bool:
    """Puts a piece behind those found, as a sentence or as part of the one before; not where it says nothing."""
    if (found or not last) and _too_little(made, prose):
        if last or not NAME_FIRST.match(made.told):
            return False
        found.append(replace(made, leads=True))  # a name, of which the next sentence speaks
    elif found and _counts_on(made):
        before = found[-1]
        tails, receipts = (*before.tails, f"; {made.text}"), (*before.receipts, *made.receipts)
        found[-1] = replace(before, tails=tails, receipts=receipts)
    elif found and _explains(found[-1], made, prose):
        found[-1] = merged(found[-1], replace(made, core=lower_first(made.core, prose)))
    elif found and found[-1].leads and made.core.startswith(ACTORS):
        found[-1] = merged(found[-1], _after_colon(made))
    else:
        found.append(made)
    return True


def _talk(question: str, part: Part, *, first: bool, words: Words) -> Cut | None:
    """The stretch of a sentence that is said to the coach, not to a reader; None where all of it is for the letter."""
    whole = Cut(part.start, part.end)
    if words.nothing.match(part.text) or (question == "connection" and words.no_tie.match(part.text)):
        return whole
    if words.untold.search(part.text) and _only_untold(part.text, words):
        return whole
    return _denied(part, words) if question == "connection" and first else None


def _only_untold(text: str, words: Words) -> bool:
    """Whether a sentence says nothing but that something is not told."""
    return len(text.split()) < 17 and not re.search(r"\d", text) and not words.terms.turn.search(text)


def _denied(part: Part, words: Words) -> Cut | None:
    """The stretch of an answer that denies any tie; without the end where a tie follows its "but"."""
    if not words.denial.match(part.text):
        return None
    turn = words.terms.turn.search(part.text)
    if turn and words.tie.search(part.text, turn.end()) and len(part.text[turn.end() :].split()) > 4:
        return Cut(part.start, part.start + turn.start())
    return Cut(part.start, part.end)


def _too_little(made: Piece, prose: Prose) -> bool:
    """Whether a fragment of a word or two says nothing by itself: "Lou mainly."."""
    if made.question not in ("team", "symptom", "outcome", "operations", "measurement", "why_company"):
        return False
    few = len(made.told.split()) < 3 and made.told == made.core and not re.search(r"\d", made.told)
    return few and shape(made.told, prose) is Shape.NOUN


def _counts_on(made: Piece) -> bool:
    """Whether a second figure of an outcome begins the sentence: it joins the first ("…; 1,200 queries came to 6")."""
    return made.question == "outcome" and made.core[:1].isdigit()


def _explains(before: Piece, made: Piece, prose: Prose) -> bool:
    """Whether a fragment only says more of the few words before it: "A cursor. One account at a time."."""
    short = before.number == 0 and before.told != before.core and len(before.told.split()) < 6
    return (
        short
        and before.question in ("cause", "trade_off", "symptom")
        and made.told == made.core
        and (shape(before.told, prose) is Shape.NOUN and shape(made.told, prose) in (Shape.NOUN, Shape.RELATIVE))
    )


def _secrets(
    parts: Mapping[str, tuple[Part, ...]], discretion: Discretion, cleared: str, words: Words
) -> tuple[dict[str, tuple[Cut, ...]], Secrets]:
    cuts: dict[str, tuple[Cut, ...]] = {}
    names: set[str] = set()
    figures: set[str] = set()
    for question, told in parts.items():
        found = discretion.read(question, told, cleared)
        cuts[question] = found.cuts
        names |= found.names
        figures |= found.figures
    return cuts, Secrets(frozenset(names), frozenset(figures), clearance(cleared, words))


def _blank(part: Part, cuts: list[Cut]) -> str:
    """The part with its cuts blanked, so that offsets stay."""
    text = part.text
    for cut in cuts:
        a, b = max(0, cut.start - part.start), min(len(text), cut.end - part.start)
        text = text[:a] + " " * (b - a) + text[b:]
    return text


def _all_cut(part: Part, cuts: list[Cut]) -> bool:
    return len(re.findall(r"\w+", _blank(part, cuts))) < 2


def _money_saved(text: str, secrets: Secrets) -> Cut | None:
    """The last clause, where it alone tells a secret and what stands before it is long enough to be a sentence."""
    if phrase := MONEY_PHRASE.search(text):
        left = text[: phrase.start()]
        if not secrets.told(left + text[phrase.end() :]) and len(left.split()) > 2:
            return Cut(phrase.start(), phrase.end())
    bounds = [
        m.start()
        for m in re.finditer(
            r", (?:and |but |so |e |ma |quindi )|; | and (?=(?:we|it|that|i|they|saved|cost|the)\b)", text
        )
    ]
    for bound in reversed(bounds):
        if not secrets.told(text[:bound]) and len(text[:bound].split()) > 5:
            return Cut(bound, len(text))
    return None


def lowercase_words(texts: object) -> frozenset[str]:
    """Words that are written small somewhere, so that a capital of theirs is only a sentence's beginning."""
    found: set[str] = set()
    for text in texts:  # type: ignore[attr-defined]
        found.update(word for word in WORD.findall(text) if word[:1].islower())
    return frozenset(found)


def _public(answers: Mapping[str, str]) -> frozenset[str]:
    """What a letter may always name: the company and the title."""
    words = set()
    for question in ("company", "role", "name"):
        text = answers.get(question, "").lower()
        words |= {text, *re.findall(r"\w+", text)}
    return frozenset(words)


def cased(answers: Mapping[str, str], key: str) -> str:
    """The company or title as it was given; where it was typed small, in the letters the posting most often has."""
    said = " ".join(answers.get(key, "").split())
    if not said or said != said.lower():
        return said
    forms = re.findall(rf"(?<!\w){re.escape(said)}(?!\w)", answers.get("posting", ""), re.IGNORECASE)
    written = [form for form in forms if form != said]
    return max(written, key=written.count) if written else said


def true_names(answers: Mapping[str, str], prose: Prose, words: Words) -> dict[str, str]:
    """Names typed small, by their true form: the company, the employer after "at", and what has a capital elsewhere."""
    names: dict[str, str] = {}
    company = cased(answers, "company")
    if company:
        names[company.lower()] = company
        first = company.split()[0]
        if len(first) > 4 and first[:1].isupper() and first.lower() not in prose.spellings and " " not in company:
            names[first.lower()] = first
    told = {q: t for q, t in answers.items() if q not in NO_STORY}
    counts: dict[str, int] = {}
    for question, text in told.items():
        for match in words.terms.employer.finditer(text):
            word = match[1].split()[0]
            if (
                word in words.not_employers
                or word in prose.spellings
                or word in prose.chat
                or word in prose.grammar["regular"]
            ):
                continue
            counts[word] = counts.get(word, 0) + 1
            ends = text[match.end(1) : match.end(1) + 1] in (".", ",", ";", ")", "") or match.end(1) == len(text)
            if question == "project" and ends:
                counts[word] += 1
    capital = {m[1] for text in told.values() for m in CAPITAL.finditer(text)}
    for word, count in counts.items():
        if count > 1 or word.capitalize() in capital:
            names[word] = word.capitalize()
    return names
