"""The honesty map: what a letter proves of its posting, what is asked, what is left alone, and nothing twice."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import files
from dialogs.answers import Language, Profile
from dialogs.critique import Critic, critics
from dialogs.critique.report import as_json
from dialogs.posting import HonestyMap

POSTING = """Hollin Freight is hiring a Backend Engineer

- Kotlin
- PostgreSQL: indexes, query plans
- Kafka
- on-call rota
- SLOs
- Haskell
Nice to have: Terraform"""
LETTER = """Terraform builds our 40 queues. I moved the bookings to Kotlin. One index in PostgreSQL was missing.
I am on call one week in six. RabbitMQ carried 900 orders a second."""
BOTH: Mapping[Language, Critic] = critics(files())


def drawn(letter: str, posting: str = POSTING, language: Language = "en") -> HonestyMap:
    postings, critic = BOTH[language].postings, BOTH[language]
    return postings.map(postings.read(posting), {"letter": critic.read(letter)})


def test_must_haves_are_proven_before_what_would_be_nice() -> None:
    found = drawn(LETTER)
    assert [one.requirement.name for one in found.proven] == ["Kotlin", "PostgreSQL", "on-call", "Terraform"]
    assert [one.requirement.name for one in found.beyond] == ["database-depth"]


def test_what_is_near_is_asked_and_what_is_far_is_left_alone() -> None:
    found = drawn(LETTER)
    assert {(one.requirement.name, one.reason, one.kin) for one in found.could} == {
        ("Kafka", "kin", "RabbitMQ"),
        ("service-levels", "open", ""),
    }
    assert [one.name for one in found.left] == ["Haskell"]


@pytest.mark.parametrize("denial", ["I have never used Kafka.", "I would like to learn Kafka."])
def test_what_somebody_has_not_used_is_neither_proven_nor_asked(denial: str) -> None:
    found = drawn(f"I moved the bookings to Kotlin. {denial}")
    assert "Kafka" in {one.name for one in found.left}


def test_an_italian_answer_proves_what_an_english_posting_asks() -> None:
    postings, critic = BOTH["it"].postings, BOTH["it"]
    told = {
        "action": critic.read("ho riscritto le prenotazioni in Kotlin"),
        "operations": critic.read("sono reperibile"),
    }
    found = postings.map(postings.read(POSTING), told)
    assert [(one.requirement.name, one.source) for one in found.proven] == [
        ("Kotlin", "action"),
        ("on-call", "operations"),
    ]


def test_the_critique_tells_programs_of_the_posting() -> None:
    found = BOTH["en"].critique(LETTER * 3, Profile("en", "us", "mid"), POSTING)
    data = as_json(found)["posting"]
    assert (data["title"], data["company"]) == ("Backend Engineer", "Hollin Freight")
    assert data["map"]["proven"][0]["name"] == "Kotlin"
    assert "posting" not in as_json(BOTH["en"].critique(LETTER * 3, Profile("en", "us", "mid")))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["I", "moved", "Kotlin", "Kafka,", "PostgreSQL", "never used", "on call.", "40 ms", "\n", "- "])
    )
)
def test_every_requirement_stands_once_and_every_proof_where_it_says(words: list[str]) -> None:
    letter = " ".join(words)
    found = drawn(letter)
    proven = (*found.proven, *found.beyond)
    names = [one.requirement.name for one in proven] + [one.requirement.name for one in found.could]
    names += [one.name for one in found.left]
    assert sorted(names) == sorted(one.name for one in BOTH["en"].postings.read(POSTING).requirements)
    assert len(found.proven) <= 4
    assert all(letter[one.start : one.end] == one.sentence for one in proven)


def test_a_sentence_that_proves_several_things_is_shown_once() -> None:
    critic = BOTH["en"]
    told = "The bookings run in Kotlin on PostgreSQL behind Kafka, 900 a second."
    account = critic.postings.account(critic.read(told))
    held = critic.postings.held(critic.postings.read(POSTING), account, "en")
    assert [line for line in held.lines if line.startswith("+")] == [f"+ Kotlin, PostgreSQL, Kafka: “{told}”"]


@pytest.mark.parametrize(
    "weighed",
    [
        "I thought about Kafka but with one consumer it was overkill.",
        "We toyed with Kafka for a week and kept the table.",
        "Kafka would have been a fourth thing to watch, so I stayed with one table.",
        "Kafka was overkill for 400 messages a day.",
    ],
)
def test_what_was_only_weighed_is_no_proof(weighed: str) -> None:
    found = drawn(f"{weighed} I moved the readings in PostgreSQL to COPY.")
    assert "Kafka" not in [one.requirement.name for one in found.proven]
    assert "PostgreSQL" in [one.requirement.name for one in found.proven]


def test_what_was_weighed_and_taken_is_proof() -> None:
    found = drawn("I weighed Kafka against two queues and moved the feed to Kafka.")
    assert "Kafka" in [one.requirement.name for one in found.proven]


NAMES = st.sampled_from(["Kotlin", "PostgreSQL", "Kafka", "Haskell", "Terraform"])
DENIED: Mapping[Language, tuple[str, ...]] = {
    "en": (
        "I have never used {}.",
        "I've never worked with {} or RabbitMQ.",
        "I haven't touched {} yet.",
        "I have no production experience with {}.",
        "I don't know {}, and say so.",
        "{} is new to me.",
        "{} interests me, but I have never used it.",
        "{}, which I have never run, is on your list.",
        "I would like to learn {}.",
        "We considered {} and turned it down.",
        "{} was overkill for 400 messages a day.",
        "I took one table instead of {}.",
        "We stayed without {}.",
    ),
    "it": (
        "Non ho mai usato {}.",
        "Non ho mai lavorato con {} né con RabbitMQ.",
        "Non conosco {}, e lo dico.",
        "Non ho alcuna esperienza di {}.",
        "{} non l'ho mai usato.",
        "{} per me è nuovo.",
        "{}, che non ho mai toccato, è nel vostro annuncio.",
        "Vorrei imparare {}.",
        "Abbiamo valutato {} e lo abbiamo scartato.",
        "{} era troppo per 400 messaggi al giorno.",
        "Al posto di {} ho tenuto una tabella.",
        "Siamo rimasti senza {}.",
    ),
}
# a negation somewhere, and another thing that is negated
TOLD: Mapping[Language, tuple[str, ...]] = {
    "en": (
        "I have never lost a message in {}.",
        "I have not slept badly since I moved the feed to {}.",
        "We do not lose orders in {}.",
        "I run {} without downtime.",
        "We considered {} and took it.",
        "I have never used RabbitMQ but moved 40 services to {}.",
    ),
    "it": (
        "Non ho mai perso un messaggio in {}.",
        "Non perdiamo ordini in {}.",
        "Tengo in piedi {} senza fermi.",
        "Abbiamo valutato {} e l'abbiamo adottato.",
        "Non ho mai usato RabbitMQ, ma ho portato 40 servizi su {}.",
    ),
}
BEFORE = {"en": ("", "I moved the bookings out of the request. "), "it": ("", "Ho spostato le prenotazioni. ")}
AFTER = {"en": ("", " I am on call one week in six."), "it": ("", " Sono reperibile una settimana su sei.")}


@settings(deadline=None)  # the first letter waits for the model
@given(st.data(), st.sampled_from(["en", "it"]), NAMES)
def test_what_the_writer_denies_is_left_alone_by_that_sentence(
    data: st.DataObject, language: Language, name: str
) -> None:
    said = data.draw(st.sampled_from(DENIED[language])).format(name)
    before, after = data.draw(st.sampled_from(BEFORE[language])), data.draw(st.sampled_from(AFTER[language]))
    found = drawn(before + said + after, language=language)
    left = [one for one in found.declined if one.requirement.name == name]
    assert [one.sentence for one in left] == [said]
    assert (before + said + after)[left[0].start : left[0].end] == said
    assert left[0].requirement in found.left
    assert name not in {one.requirement.name for one in (*found.proven, *found.beyond)}
    assert name not in {one.requirement.name for one in found.could}


@given(st.data(), st.sampled_from(["en", "it"]), NAMES)
def test_a_negation_of_something_else_leaves_nothing_alone(data: st.DataObject, language: Language, name: str) -> None:
    said = data.draw(st.sampled_from(TOLD[language])).format(name)
    assert name not in {one.requirement.name for one in drawn(said, language=language).declined}


@pytest.mark.parametrize(
    ("letter", "reason"),
    [
        # weighed in one place and named in another: there may be more to tell
        ("I rejected Kafka for the feed. My skills: Kafka, Go, Python, Rust.", ""),
        # denied once is denied, whatever else is listed
        ("I have never used Kafka. My skills: Kafka, Go, Python, Rust.", "denied"),
        ("We toyed with Kafka, and it stayed on paper.", "weighed"),
    ],
)
def test_a_denial_stands_everywhere_and_weighing_only_where_nothing_else_is_said(letter: str, reason: str) -> None:
    assert [one.reason for one in drawn(letter).declined if one.requirement.name == "Kafka"] == [reason] * bool(reason)


@pytest.mark.parametrize(
    ("language", "letter", "line", "untold"),
    [
        (
            "en",
            "I have never used Kafka or Haskell.",
            "– Kafka, Haskell: “I have never used Kafka or Haskell.”",
            "Left alone, because you told nothing of it: Kotlin, PostgreSQL, Terraform (nice to have).",
        ),
        (
            "it",
            "Kafka non l'ho mai usato.",
            "– Kafka: “Kafka non l'ho mai usato.”",
            "Lasciato stare, perché non ne hai parlato: Kotlin, PostgreSQL, Haskell, Terraform (gradito).",
        ),
    ],
)
def test_the_map_quotes_what_it_leaves_alone_by_the_writers_words(
    language: Language, letter: str, line: str, untold: str
) -> None:
    critic = BOTH[language]
    account = critic.postings.account(critic.read(letter))
    held = critic.postings.held(critic.postings.read(POSTING), account, language)
    head = {"en": "Left alone, by your own words:", "it": "Lasciato stare, per come ne parli tu:"}[language]
    assert held.lines[held.lines.index(head) + 1] == line
    assert untold in held.lines
    left = {one["name"]: one for one in held.data["map"]["left"]}
    assert left["Kafka"]["why"] == "denied"
    assert letter[left["Kafka"]["start"] : left["Kafka"]["end"]] == left["Kafka"]["quote"]
    assert left["Kotlin"] == {"name": "Kotlin", "must": True, "why": "untold"}
