"""The writer: chooses, orders and fits the sentences of a letter."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dialogs.answers import LANGUAGES, Language, Profile
from dialogs.content_error import Files
from dialogs.letter import remarks
from dialogs.letter.fit import Line, count, fit, supported
from dialogs.letter.frames import Frames, frames, lower_first
from dialogs.letter.letter import LeftOut, Letter, Receipt, Sentence
from dialogs.letter.material import Material, cased, gather
from dialogs.letter.pieces import Piece
from dialogs.letter.receipts import unbacked
from dialogs.letter.stack import years
from dialogs.letter.structure import Form, Structure, structure
from dialogs.prose.table import Prose, proses
from dialogs.prose.tidy import finished

# A second fact beside the first, which a letter can do without: "There is also the talk …".
INDISPENSABLE = 99  # a further sentence of this weight is needed as much as the first: why an option was rejected
SECOND_FACT = re.compile(r"(?:There (?:is|was) also|C'è anche|Also|I also)\b")


class Writer:
    """Writes letters in every language. Pure: the same answers give the same letter."""

    def __init__(
        self,
        tables: Mapping[Language, Prose],
        known: Mapping[Language, Frames],
        words: Mapping[Language, remarks.Words],
        structure_: Structure,
    ) -> None:
        self._prose, self._frames, self._words, self._structure = tables, known, words, structure_

    @classmethod
    def from_files(cls, files: Files) -> Writer:
        """A writer of the content files. Raises ContentError where one is wrong."""
        return cls(
            proses(files),
            {language: frames(files, language) for language in LANGUAGES},
            {language: remarks.words(files, language) for language in LANGUAGES},
            structure(files),
        )

    def write(self, answers: Mapping[str, str], profile: Profile, band: tuple[int, int] | None = None) -> Letter:
        """The letter that the answers give for a market and level, in their band of words or in another one.

        Every fact in it stands in an answer; nothing that was asked to stay out is in it. Where the answers allow it
        the body lies within the band; what is too much is left out by whole sentences and clauses, and listed.
        """
        prose, known = self._prose[profile.language], self._frames[profile.language]
        material = self._material(answers, profile)
        lines, left = self._lines(answers, profile, material)
        band = band or self._structure.bands[profile.market, profile.level]
        lines, cut = fit(lines, band[1], self._structure)
        form = self._structure.forms[profile.language, profile.market]
        text, sentences, words = laid_out(lines, form, answers, profile, prose)
        connecting = " ".join((*known.joints.values(), *prose.calendar))
        tissue = frozenset(re.findall(r"\w+", connecting.lower()))
        blocked = tuple(
            s.text for s in sentences if unbacked(s.text, s.receipts, tissue) or material.secrets.told(s.text)
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
        role, company = cased(answers, "role"), cased(answers, "company")
        extra = {
            "role": role,
            "role_answer": answers.get("role", ""),
            "company_answer": answers.get("company", ""),
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
        only = self._structure.only
        posting = self._technologies(answers.get("posting", ""), profile)
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
                lead = self._lead(pieces, profile)
                for piece in pieces:
                    if question == "opening" or id(piece) not in taken:
                        weight = self._weight(piece, piece is lead, question == "opening", profile, posting)
                        lines.append(Line(piece, weight, number))
        placed.add("connection")
        used = {id(line.piece) for line in lines}
        left = [
            LeftOut(piece.question, piece.text, "elsewhere")
            for question in material.pieces
            for piece in material.pieces[question]
            if id(piece) not in used
            and (
                question not in placed
                or question == "connection"
                or profile.market not in only.get(question, (profile.market,))
            )
        ]
        return self._with_role(supported(lines, self._prose[profile.language]), answers, profile), left

    def _weight(self, piece: Piece, leads: bool, opens: bool, profile: Profile, posting: frozenset[str]) -> int:
        """How much the letter needs a piece. A first sentence of a few words lends its place to the second."""
        known = self._structure
        first, further = known.weights.get(piece.question, (50, 30))
        chatter = self._words[profile.language].chatter.search(piece.text)
        if leads or (opens and piece.question != "connection" and not chatter):
            return first
        bonus = known.weights["figure"][0] if re.search(r"\d", piece.text) else 0
        bonus += 16 if known.favours[profile.market].search(piece.text) else 0
        bonus += 4 if posting and posting & self._technologies(piece.text, profile) else 0
        bonus -= 30 if chatter else 0
        bonus += self._told(piece, profile)
        most = first if further >= INDISPENSABLE else first - 2
        return min(further + bonus - 3 * max(piece.number - 1, 0), most)

    def _told(self, piece: Piece, profile: Profile) -> int:
        """How much a further sentence tells: a technology, a name or a reason; one with nothing of these goes first."""
        text = piece.text
        technologies = bool(self._technologies(text, profile))
        named = bool(re.search(r"(?<=[a-z,;:] )(?!I\b)[A-Z]\w", text))
        reason = bool(self._prose[profile.language].reasons.search(text))
        told = 6 * technologies + 3 * named + 8 * reason
        if SECOND_FACT.match(text):
            told -= 24
        return told if told or re.search(r"\d", text) else -12

    def _lead(self, pieces: tuple[Piece, ...], profile: Profile) -> Piece | None:
        """The sentence that carries an answer: its first, unless that is a few words, or talk before a long story."""
        if len(pieces) < 2:
            return pieces[0] if pieces else None
        if len(pieces) < 4 or pieces[0].question == "project":
            brief = count(pieces[0].text) < 7 and self._structure.weights.get(pieces[0].question, (0, 0))[0] < 100
            return pieces[1] if brief else pieces[0]
        words, favours = self._words[profile.language], self._structure.favours[profile.market]
        leaning = self._prose[profile.language].leaning

        measured = pieces[0].question in ("symptom", "measurement", "cause", "outcome", "operations")

        def worth(piece: Piece) -> float:
            told = (2.0 if measured else 0.5) * bool(re.search(r"\d", piece.text)) + 1.5 * bool(
                favours.search(piece.text)
            )
            told += 1.0 * bool(re.search(r"\bI\b|\b[Hh]o\b", piece.text)) - 4.0 * bool(words.chatter.search(piece.text))
            told -= 1.5 * bool(piece.number and leaning.search(piece.text))
            told += 1.0 * bool(self._technologies(piece.text, profile))
            return told - 0.4 * piece.number - (2.0 if not 8 <= count(piece.text) <= 55 else 0)

        return max(pieces, key=worth)

    def _technologies(self, text: str, profile: Profile) -> frozenset[str]:
        return frozenset(found.lower() for found in self._prose[profile.language].spelling_pattern.findall(text))

    def _opening(self, answers: Mapping[str, str], profile: Profile, material: Material) -> tuple[Piece, ...]:
        """The pieces that open the letter: a tie to the company, else the project with what moved and what it cost."""
        words = self._words[profile.language]
        company = [word.lower() for word in answers.get("company", "").split() if len(word) > 4]
        ties = material.pieces.get("connection", ())
        if any(words.tie.search(piece.text) or any(word in piece.text.lower() for word in company) for piece in ties):
            return ties
        pieces = material.pieces
        outcome, trade = pieces.get("outcome", ())[:1], pieces.get("trade_off", ())
        project = pieces.get("project", ())[:1]
        if outcome and re.search(r"\d", outcome[0].text):
            more = pieces.get("project", ())[1:2]
            if more and not re.search(r"\d", project[0].text) and re.search(r"\d", more[0].text):
                project = (*project, *more)
            return (*project, *outcome, *trade)
        if pieces.get("why_company") and len(pieces["why_company"][0].text.split()) > 5:
            return pieces["why_company"]
        return project

    def _with_role(self, lines: list[Line], answers: Mapping[str, str], profile: Profile) -> list[Line]:
        """The lines with the title of the posting in them: where no sentence names it, a connecting one does."""
        role = cased(answers, "role")
        form = self._structure.forms[profile.language, profile.market]
        if not role or not lines or form.subject or any(role in line.piece.text for line in lines):
            return lines
        joints = self._frames[profile.language].joints
        said = Piece("role", joints["role_after"].replace("{role}", role), (), (Receipt("role", answers["role"]),))
        first = lines[0].paragraph
        at = max(index for index, line in enumerate(lines) if line.paragraph == first) + 1
        return [*lines[:at], Line(said, 100, first), *lines[at:]]

    def _missing(self, material: Material, profile: Profile, short: bool) -> tuple[str, ...]:
        asks = self._structure.asks[profile.level]
        absent = [question for question in asks if not material.pieces.get(question)]
        if short and not absent:
            absent = [q for q in asks if sum(len(piece.text.split()) for piece in material.pieces[q]) < 14]
        return tuple(sorted(absent, key=lambda q: -self._structure.weights.get(q, (0, 0))[0]))


def laid_out(
    lines: list[Line], form: Form, answers: Mapping[str, str], profile: Profile, prose: Prose
) -> tuple[str, tuple[Sentence, ...], int]:
    """The text of the letter, its sentences with exact offsets, and the number of body words."""
    company, role = cased(answers, "company"), cased(answers, "role")
    name = " ".join(answers.get("name", "").split())
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
