"""The writer: chooses, orders and fits the sentences of a letter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dialogs.answers import LANGUAGES, Language, Profile
from dialogs.content_error import Files
from dialogs.letter import discretion
from dialogs.letter.frames import Frames, frames, lower_first
from dialogs.letter.letter import LeftOut, Letter, Receipt, Sentence
from dialogs.letter.material import Material, gather
from dialogs.letter.pieces import Piece, shortened
from dialogs.letter.receipts import unbacked
from dialogs.letter.stack import years
from dialogs.letter.structure import Form, Structure, structure
from dialogs.prose.table import Prose, proses
from dialogs.prose.tidy import finished

WORDS = re.compile(r"\S*\w\S*")


@dataclass(frozen=True, slots=True)
class Line:
    """A piece at its place in a letter, and how much the letter needs it; at 100 and more it is never cut."""

    piece: Piece
    weight: int
    paragraph: int


class Writer:
    """Writes letters in every language. Pure: the same answers give the same letter."""

    def __init__(
        self,
        tables: Mapping[Language, Prose],
        known: Mapping[Language, Frames],
        words: Mapping[Language, discretion.Words],
        structure_: Structure,
    ) -> None:
        self._prose, self._frames, self._words, self._structure = tables, known, words, structure_

    @classmethod
    def from_files(cls, files: Files) -> Writer:
        """A writer of the content files. Raises ContentError where one is wrong."""
        return cls(
            proses(files),
            {language: frames(files, language) for language in LANGUAGES},
            {language: discretion.words(files, language) for language in LANGUAGES},
            structure(files),
        )

    def write(self, answers: Mapping[str, str], profile: Profile) -> Letter:
        """The letter that the answers give for a market and level.

        Every fact in it stands in an answer; nothing that was asked to stay out is in it. Where the answers allow it
        the body lies within the band; over it, whole sentences and clauses are left out, least needed first, and listed.
        """
        prose, known = self._prose[profile.language], self._frames[profile.language]
        material = self._material(answers, profile)
        lines, left = self._lines(answers, profile, material)
        band = self._structure.bands[profile.market, profile.level]
        lines, cut = fit(lines, band[1], self._structure)
        form = self._structure.forms[profile.language, profile.market]
        text, sentences, words = laid_out(lines, form, answers, profile, prose)
        tissue = frozenset(re.findall(r"\w+", " ".join(known.joints.values()).lower()))
        blocked = tuple(
            s.text for s in sentences if unbacked(s.text, s.receipts, prose, tissue) or material.secrets.told(s.text)
        )
        short = words < band[0]
        return Letter(
            text,
            sentences,
            words,
            band,
            (*material.left_out, *left, *cut),
            blocked,
            self._missing(material, profile, short),
        )

    def sentence_for(self, question: str, answers: Mapping[str, str], profile: Profile) -> str:
        """The sentences that one answer becomes, "" where the letter takes none from it."""
        prose = self._prose[profile.language]
        material = self._material(answers, profile, frozenset({question}))
        pieces = self._pieces(question, material, profile)
        return " ".join(finished(piece.text, prose, profile.market) for piece in pieces)

    def _material(self, answers: Mapping[str, str], profile: Profile, only: frozenset[str] | None = None) -> Material:
        known = self._frames[profile.language]
        role, company = answers.get("role", "").strip(), answers.get("company", "").strip()
        extra = {
            "role": role,
            "company": company or known.joints.get("you", ""),
            "for_role": known.joints["for_role"].replace("{role}", role) if role else "",
        }
        return gather(answers, self._prose[profile.language], known, self._words[profile.language], extra, only)

    def _pieces(self, question: str, material: Material, profile: Profile) -> tuple[Piece, ...]:
        pieces = material.pieces.get(question, ())
        if question == "years" and pieces:
            known = self._frames[profile.language]
            said = years(", ".join(piece.text for piece in pieces), self._prose[profile.language], known.joints)
            if said:
                receipts = tuple(receipt for piece in pieces for receipt in piece.receipts)
                return (Piece("years", said, (), receipts),)
        return pieces

    def _lines(
        self, answers: Mapping[str, str], profile: Profile, material: Material
    ) -> tuple[list[Line], list[LeftOut]]:
        """All sentences in the order of the market's letter, and those that another sentence already stands for."""
        weights, only = self._structure.weights, self._structure.only
        opening = self._opening(answers, profile, material)
        taken = {id(piece) for piece in opening}
        lines: list[Line] = []
        placed: set[str] = set()
        for number, paragraph in enumerate(self._structure.paragraphs[profile.market]):
            for question in paragraph:
                placed.add(question)
                pieces = opening if question == "opening" else self._pieces(question, material, profile)
                if profile.market not in only.get(question, (profile.market,)):
                    continue
                for piece in pieces:
                    if question == "opening" or id(piece) not in taken:
                        lines.append(Line(piece, self._weight(piece, question == "opening"), number))
        placed.add("connection")
        left = [
            LeftOut(piece.question, piece.text, "elsewhere")
            for question in material.pieces
            for piece in material.pieces[question]
            if id(piece) not in {id(line.piece) for line in lines}
            and (
                question not in placed
                or question == "connection"
                or profile.market not in only.get(question, (profile.market,))
            )
        ]
        return self._with_role(lines, answers, profile), left

    def _weight(self, piece: Piece, opens: bool) -> int:
        first, further = self._structure.weights.get(piece.question, (50, 30))
        if piece.number == 0 or (opens and piece.question != "connection"):
            return first
        bonus = self._structure.weights["figure"][0] if re.search(r"\d", piece.text) else 0
        return further + bonus - 3 * (piece.number - 1)

    def _opening(self, answers: Mapping[str, str], profile: Profile, material: Material) -> tuple[Piece, ...]:
        """The pieces that open the letter: a tie to the company, else the project with what moved and what it cost."""
        words = self._words[profile.language]
        company = answers.get("company", "").lower()
        ties = material.pieces.get("connection", ())
        if any(words.tie.search(piece.text) or (company and company in piece.text.lower()) for piece in ties):
            return ties
        pieces = material.pieces
        outcome, trade = pieces.get("outcome", ())[:1], pieces.get("trade_off", ())
        project = pieces.get("project", ())[:1]
        if outcome and re.search(r"\d", outcome[0].text):
            return (*project, *outcome, *trade)
        if pieces.get("why_company") and len(pieces["why_company"][0].text.split()) > 5:
            return pieces["why_company"]
        return project

    def _with_role(self, lines: list[Line], answers: Mapping[str, str], profile: Profile) -> list[Line]:
        """The lines with the title of the posting in them: where no sentence names it, a connecting one does."""
        role = answers.get("role", "").strip()
        form = self._structure.forms[profile.language, profile.market]
        if not role or not lines or form.subject or any(role in line.piece.text for line in lines):
            return lines
        joints = self._frames[profile.language].joints
        said = Piece("role", joints["role_after"].replace("{role}", role), (), (Receipt("role", role),))
        first = lines[0].paragraph
        at = max(index for index, line in enumerate(lines) if line.paragraph == first) + 1
        return [*lines[:at], Line(said, 100, first), *lines[at:]]

    def _missing(self, material: Material, profile: Profile, short: bool) -> tuple[str, ...]:
        asks = self._structure.asks[profile.level]
        absent = [question for question in asks if not material.pieces.get(question)]
        if short and not absent:
            absent = [q for q in asks if sum(len(piece.text.split()) for piece in material.pieces[q]) < 14]
        return tuple(sorted(absent, key=lambda q: -self._structure.weights.get(q, (0, 0))[0]))


def count(text: str) -> int:
    """Words of a text, as they are counted against the band."""
    return len(WORDS.findall(text))


def fit(lines: list[Line], most: int, known: Structure) -> tuple[list[Line], list[LeftOut]]:
    """The lines within `most` words, and what was left out for it: the least needed sentence or clause first."""
    lines = list(lines)
    left: list[LeftOut] = []
    figure = known.weights["figure"][0]
    total = sum(count(line.piece.text) for line in lines)
    while total > most:
        choices: list[tuple[int, int, bool]] = []
        for at, line in enumerate(lines):
            if line.piece.tails:
                last = line.piece.tails[-1]
                less = known.tails.get(line.piece.question, known.tails["default"])
                bonus = figure if re.search(r"\d", last) else 0
                choices.append((min(line.weight, 96) - less + bonus - count(last) // 2, -at, True))
            if line.weight < 100:
                choices.append((line.weight - count(line.piece.text) // 2, -at, False))
        if not choices:
            break
        _, index, tail = min(choices)
        line = lines[-index]
        if tail:
            left.append(LeftOut(line.piece.question, line.piece.tails[-1].strip(" ,;"), "length"))
            lines[-index] = replace(line, piece=shortened(line.piece))
        else:
            left.append(LeftOut(line.piece.question, line.piece.text, "length"))
            del lines[-index]
        total = sum(count(line.piece.text) for line in lines)
    return lines, left


def laid_out(
    lines: list[Line], form: Form, answers: Mapping[str, str], profile: Profile, prose: Prose
) -> tuple[str, tuple[Sentence, ...], int]:
    """The text of the letter, its sentences with exact offsets, and the number of body words."""
    company, role, name = (answers.get(key, "").strip() for key in ("company", "role", "name"))
    head = []
    if form.subject and role:
        head.append(form.subject.replace("{role}", role))
    head.append(form.salutation.replace("{company}", company) if company else form.stranger)
    text = "\n\n".join(head)
    sentences: list[Sentence] = []
    words, paragraph = 0, -1
    for line in lines:
        said = finished(line.piece.text, prose, profile.market)
        if prose.language == "it" and not sentences:
            said = lower_first(said, prose)
        text += " " if line.paragraph == paragraph else "\n\n"
        sentences.append(Sentence(said, len(text), len(text) + len(said), line.piece.receipts))
        text += said
        words += count(said)
        paragraph = line.paragraph
    return f"{text}\n\n{form.sign_off}" + (f"\n{name}" if name else "") + "\n", tuple(sentences), words
