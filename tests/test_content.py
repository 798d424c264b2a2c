"""Content refuses to start when it is wrong, and says where: the file, the line, what stands there, what may stand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

import pytest

from bot import content
from bot.app import make_coach
from bot.diagram import diagram
from dialogs.answers import LANGUAGES, MARKETS
from dialogs.content_error import ContentError
from dialogs.lexicon.words import word_classes
from dialogs.probes import FIGURES
from tests.coaching import coach

SYMPTOM = "en/interview/30-symptom.md"
LEVEL = "en/interview/09-level.md"
OUTCOME = "en/interview/45-outcome.md"
CLEARED = "en/interview/72-cleared.md"
FAULT = "en/faults/argued-against-repeated.toml"
ITALIAN = "it/interview/30-symptom.md"


@dataclass(frozen=True, slots=True)
class Mistake:
    """A slip in a content file: `old` becomes `new`; where `old` is empty, `new` is the whole file ("" removes it).

    `at` is what stands on the line that the error must point to; `what` and `allowed` must be in its words.
    """

    path: str
    old: str
    new: str
    what: str
    at: str = ""
    allowed: str = ""


MISTAKES = [
    # a question's head
    Mistake(SYMPTOM, 'accepts = "text"', 'acepts = "text"', "unknown key 'acepts'", "acepts", "accepts"),
    Mistake(SYMPTOM, 'accepts = "text"', 'accepts = "prose"', "accepts = 'prose'", "accepts", "choice, text"),
    Mistake(SYMPTOM, 'accepts = "text"', "accepts = text", "not TOML", "accepts = text"),
    Mistake(SYMPTOM, "counted = true", "counted = true\nlimit = 0", "limit = 0", "limit", "a number of characters"),
    Mistake(SYMPTOM, '["nda"]', '["no-idea"]', "'no-idea' is no exits", '"no-idea"', "nda"),
    Mistake(SYMPTOM, 'exits = ["nda"]', "exits = 4", "exits must be a list", "exits = 4"),
    Mistake(LEVEL, '"senior"]', '"senior", "staff"]', "'staff' has no words", '"staff"', "## choice staff"),
    Mistake(
        CLEARED, "[applies]", '[applies]\nmarkets = ["fr"]', "'fr' is no markets", '"fr"', ", ".join(sorted(MARKETS))
    ),
    Mistake(CLEARED, "[applies]", '[applies]\nwhenever = ["x"]', "unknown key 'whenever'", "whenever", "mentions"),
    Mistake(CLEARED, '["money"]', '["time"]', "'time' is no figures", '"time"', "money"),
    Mistake(CLEARED, "+++\n\n## ask", "\n## ask", "the head is not closed", "+++", "+++"),
    # its probes
    Mistake(OUTCOME, 'name = "percentile"', 'name = "which"', "'which' has no words", '"which"', "## probe which"),
    Mistake(OUTCOME, 'name = "percentile"', 'title = "percentile"', "unknown key 'title'", "title =", "name"),
    Mistake(OUTCOME, '"#latency"', '"#speed"', "'#speed'", '"#speed"', "#absolute"),
    Mistake(OUTCOME, "lacks = [", 'lacks = ["percentil-word", ', "'percentil-word'", '"percentil-word"'),
    Mistake(OUTCOME, 'guide = "003"', 'guide = "007"', "'007' is not known", '"007"', "000, 001, 002, 003, 004"),
    # its words
    Mistake(SYMPTOM, "## hint", "## tip", "unknown section 'tip'", "## tip", "hint"),
    Mistake(SYMPTOM, "## ask\n", "## ask\n\n## begins\nIt was\n\n## ask\n", "'ask' is empty", "## ask"),
    Mistake(SYMPTOM, "## ask\n", "Hello.\n\n## ask\n", "words before the first section", "Hello.", "## ask"),
    Mistake(SYMPTOM, "## ask junior", "## ask trainee", "'ask trainee'", "## ask trainee", "ask junior"),
    Mistake(SYMPTOM, "## ask\n", "## begins\n", "the question has no words", "+++", "## ask"),
    Mistake(
        ITALIAN, "## ask\n", '+++\naccepts = "text"\n+++\n## ask\n', "unknown key 'accepts'", "accepts", "mentions"
    ),
    Mistake("it/interview/31-odour.md", "", "## ask\nChe odore?\n", "no English question is called odour"),
    Mistake("en/interview/symptom2.md", "", "## ask\nWhat?\n", "not a question's file name", "", "NN-"),
    # replies
    Mistake("en/replies.toml", "[say]", "[says]", "unknown group 'says'", "[says]", "say"),
    Mistake("en/replies.toml", "[say]", "[say]\npicked = 4", "not TOML", ""),
    Mistake("en/replies.toml", "[say]", "[say]\nextra = 4", "extra is of the wrong kind", "extra = 4", "a string"),
    Mistake(
        "en/replies.toml", "[typed]", '[typed]\nyes = "y"', "yes is of the wrong kind", "yes =", "a list of strings"
    ),
    Mistake("it/replies.toml", "[say]", '[say]\nextra = "Ciao"', "no 'extra' in English", "extra ="),
    Mistake("it/replies.toml", "{length}", "{lenght}", "unknown place {lenght}", "too-long", "{length}"),
    Mistake("it/replies.toml", "", "", "the file is missing"),
    # guides, words, technologies
    Mistake("guides.toml", "", "", "the file is missing"),
    Mistake("guides.toml", 'name = "Laddro"', 'nome = "Laddro"', "guide 000 has no name", '["000"]', "name"),
    Mistake("guides.toml", '["000"]', '["000"', "not TOML", '["000"'),
    Mistake("en/words/project.toml", "measurement-tool = [", "measuring-tool = [", "'measurement-tool'"),
    Mistake(
        "it/words/project.toml",
        "measurement-tool = [",
        "strumenti = [",
        "'measurement-tool', and content/it/words has no such class",
    ),
    Mistake("en/words/project.toml", "measurement-tool = [", "measurement-tool = [[", ""),
    Mistake("en/words/project.toml", '"trace~"', '"trac(e|ed"', 'brackets of "trac(e|ed"', '"trac(e|ed"'),
    Mistake("en/words/project.toml", '"trace~"', '"@tracing-tool"', '"@tracing-tool" is no class'),
    Mistake("technologies.toml", "", '[store]\nnames = ["Redis", "Redis"]\n', '"Redis" is already', "", "once"),
    Mistake("technologies.toml", "", '[colour]\nnames = ["Blue"]\n', 'no kind "colour"', "[colour]", "language"),
    # faults
    Mistake(FAULT, 'kind = "phrase"', 'kind = "phrases"', 'kind = "phrases"', "", "phrase"),
    Mistake(FAULT, 'weight = "fault"', 'weight = "sin"', 'weight = "sin"', 'weight = "sin"', "block, fault, advice"),
    Mistake(FAULT, "dimension =", "dimenson =", '"dimenson" is unknown', "dimenson", "dimension"),
    Mistake(FAULT, 'source = "003"', 'source = "007"', 'source = "007"', 'source = "007"', "000, 001, 002, 003, 004"),
    Mistake(FAULT, 'has = ["argued-against"]', 'has = ["argued"]', "argued"),
    Mistake(FAULT, 'why = "', 'because = "', '"why" is missing', "[words]", "message, why, fix"),
    Mistake(FAULT, "[rule]", "[rule", "", "[rule"),
    Mistake("it/faults/argued-for.toml", "", "[words]\n", "this fault has no English file"),
    Mistake("it/critique.toml", "", "", "has no"),
    # the letter
    Mistake("en/prose.toml", "", "", "missing"),
    Mistake("en/letter/frames.toml", "", "", "missing"),
    Mistake("en/letter/markets.toml", "[uk]", "[gb]", "uk"),
    Mistake("en/letter/structure.toml", "[bands]", "[bandes]", "bands"),
]


def spoilt(mistake: Mistake) -> tuple[dict[str, str], str]:
    """The real content with one mistake in it, and the spoilt file's text."""
    files = dict(content.files())
    if mistake.old:
        assert mistake.old in files[mistake.path], f"{mistake.path} has no {mistake.old!r} any more"
        files[mistake.path] = files[mistake.path].replace(mistake.old, mistake.new, 1)
    elif mistake.new:
        files[mistake.path] = mistake.new
    else:
        del files[mistake.path]
    return files, files.get(mistake.path, "")


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda one: f"{one.path}: {one.what or one.new}"[:70])
def test_a_mistake_is_refused_at_its_file_and_line(mistake: Mistake) -> None:
    files, text = spoilt(mistake)
    with pytest.raises(ContentError) as caught:
        make_coach(files)
    error = caught.value
    assert mistake.what in error.what
    assert mistake.allowed in error.allowed
    if mistake.at:
        assert mistake.at in text.splitlines()[error.line - 1]
    assert str(error).startswith(f"content/{error.path}:{error.line}: ")
    if "class" not in error.what:  # a class that is missing is shown at the probe that looks for it
        assert error.path == mistake.path


def test_the_real_content_is_right() -> None:
    make_coach(content.files())


def test_italian_lacks_no_words_of_the_interview() -> None:
    assert coach().script.missing("it") == ()


def test_italian_lacks_no_reply() -> None:
    """A missing reply falls back to English; this lists what would."""
    tables = {language: tomllib.loads(content.files()[f"{language}/replies.toml"]) for language in LANGUAGES}
    said = {language: {(g, k) for g, table in found.items() for k in table} for language, found in tables.items()}
    assert sorted(said["en"] - said["it"]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_that_a_probe_looks_for_is_known(language: str) -> None:
    assert language in ("en", "it")
    known = FIGURES | word_classes(content.files(), "it" if language == "it" else "en").keys()
    looked = {
        f"{question.id}/{probe.name}: {name}"
        for question in coach().script.questions
        for probe in question.probes
        for name in (*probe.says, *probe.lacks, *probe.unless)
        if name not in known
    }
    assert looked == set()


def test_every_probe_names_a_guide_that_exists() -> None:
    guides = coach().guides
    assert {probe.guide for question in coach().script.questions for probe in question.probes} <= guides.keys()


def test_the_question_ids_of_the_contract_are_asked_in_their_order() -> None:
    always = [
        "language", "market", "level", "name", "role", "company", "posting", "connection", "project", "symptom",
        "measurement", "options", "cause", "action", "outcome", "trade_off", "deferred", "adjacent", "operations",
        "team", "why_company", "closing",
    ]  # fmt: skip
    sometimes = (
        "microservices_boundary", "cleared", "layoff", "degree", "ai", "open_source", "years", "domain", "deadline",
    )  # fmt: skip
    asked = [question.id for question in coach().script.questions]
    assert [name for name in asked if name in always] == always
    assert set(sometimes) == set(asked) - set(always)


def test_the_diagram_is_up_to_date() -> None:
    """Where it is not: make diagram."""
    drawn = (content.ROOT.parent / "docs" / "interview.md").read_text("utf-8")
    assert drawn == diagram(coach())
