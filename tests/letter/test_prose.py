"""Chat set right as prose: what changes, and what never does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content import files
from dialogs.content_error import ContentError
from dialogs.letter import Writer
from dialogs.prose import proses, split
from dialogs.prose.joining import joined
from dialogs.prose.tidy import finished, tidy

PROSE = proses(files())

ENGLISH = [
    # typed -> printed, for the US
    ("i dont have a p95 tbh", "I don't have a p95."),  # pronoun, apostrophe, aside
    ("its on your youtube channel", "It's on your YouTube channel."),  # "its" before a preposition
    ("the index lost its order", "The index lost its order."),  # "its" that is none of our business
    ("theres 6 of us", "There are six of us."),
    ("it fell from 21s to 0.8s, ~350 requests a day", "It fell from 21 s to 0.8 s, about 350 requests a day."),
    ("p95 12s -> 900ms over 3 weeks", "p95 went from 12 s to 900 ms over three weeks."),  # an arrow between values
    ("errors went .1% -> .02%, a page is .8s", "Errors went from 0.1% to 0.02%, a page is 0.8 s."),  # no nought typed
    ("we moved writes -> queue", "We moved writes to queue."),
    ("dropped like 40 % of them", "Dropped 40% of them."),  # the filler, the blank before the sign
    ("rejected bc redis + kafka is alot", "Rejected because Redis and Kafka is a lot."),
    ("worked w/ postgres/postgis, w/o downtime", "Worked with Postgres/PostGIS, without downtime."),
    ("on call 1 week in 5 for 2 years", "On call one week in five for two years."),
    ("java 8 and spring boot 3 in prod", "Java 8 and Spring Boot 3 in production."),  # versions stay figures
    ("from 9 tests to 70", "From 9 tests to 70."),  # a comparison keeps its figures
    ("it happend on monday, last march!!", "It happened on Monday, last March."),
    ("it may march on", "It may march on."),  # verbs, not months
    ("keyed by truck id, id like that", "Keyed by truck ID, I'd like that."),
    ("we use go and the logs go to s3", "We use go and the logs go to S3."),  # "go" only where it is certain
    ("written in go, with grpc", "Written in Go, with gRPC."),
    ("the page said 'not now' twice", 'The page said "not now" twice.'),
    ("your post, 'late is a data type', helped", 'Your post, "late is a data type," helped.'),
    ("the pick-list , you know , was slow ...", "The pick-list, was slow."),
    ("THE WHOLE THING WAS SLOW ON POSTGRES", "The whole thing was slow on Postgres."),  # shouted
    ("classic n+1 with 1,200 queries 😅", "Classic N+1 with 1,200 queries."),
]
ITALIAN = [
    (
        "il p99 e' passato da 6,2s a 480 ms perche' l'indice c'era gia'",
        "Il p99 è passato da 6,2 s a 480 ms perché l'indice c'era già.",
    ),
    ("piu' affidabilita', un po' alla volta", "Più affidabilità, un po' alla volta."),
    ("ogni lunedi una settimana su 4 x due anni", "Ogni lunedì una settimana su quattro per due anni."),
    ("l'articolo 'Un'agenda non e' un calendario' spiega", "L'articolo «Un'agenda non è un calendario» spiega."),
    ("erano 85.000 righe, cioe' ~ 3 milioni di byte", "Erano 85.000 righe, cioè circa 3 milioni di byte."),
    ("la scala e la meta non cambiano", "La scala e la meta non cambiano."),  # words that only look like others
]


def printed(typed: str, language: str, market: str) -> str:
    prose = PROSE["it" if language == "it" else "en"]
    return finished(tidy(typed, prose, {}), prose, market)


@pytest.mark.parametrize(("typed", "said"), ENGLISH)
def test_english_chat_becomes_prose(typed: str, said: str) -> None:
    assert printed(typed, "en", "us") == said


@pytest.mark.parametrize(("typed", "said"), ITALIAN)
def test_italian_chat_becomes_prose(typed: str, said: str) -> None:
    assert printed(typed, "it", "it") == said


@pytest.mark.parametrize(
    ("run", "apart"),
    [
        (
            "The team went on last year, the tariff team now deploys daily",
            "The team went on last year; the tariff team now deploys daily",
        ),
        ("I split it by data ownership, refunds stayed in", "I split it by data ownership; refunds stayed in"),
        ("The page was slow so they called us", "The page was slow, so they called us"),
        ("When it broke I wrote the runbook", "When it broke, I wrote the runbook"),
        ("It broke twice, happened on Fridays", "It broke twice, which happened on Fridays"),
        ("When the desk calls, the team answers", "When the desk calls, the team answers"),  # no second main clause
        ("I used Kafka, the queue we had, and Redis", "I used Kafka, the queue we had, and Redis"),
        ("Rosa and I compared both", "Rosa and I compared both"),
    ],
)
def test_clauses_that_ran_together_are_set_apart_only_where_it_is_certain(run: str, apart: str) -> None:
    assert joined(run, PROSE["en"]) == apart


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("took 6.2 s. then 0.8 s", ["took 6.2 s.", "then 0.8 s"]),  # a figure is no end, a unit's stop is
        ("we used e.g. node.js and redis. ok", ["we used e.g. node.js and redis.", "ok"]),
        (
            "it was slow (very slow. really) at 9 a.m. on mondays",
            ["it was slow (very slow. really) at 9 a.m. on mondays"],
        ),
        ("p95 0.8 s vs. 21 s before", ["p95 0.8 s vs. 21 s before"]),
        ("one\n- two\n- three", ["one", "two", "three"]),
        ("a page called 'Why?' and it explains", ["a page called 'Why?' and it explains"]),
        ("1) raise it 2) drop it", ["raise it", "drop it"]),
        ("over eleven weeks incl. Christmas. good", ["over eleven weeks incl. Christmas.", "good"]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, parts: list[str]) -> None:
    assert [part.text for part in split(text)] == parts


@pytest.mark.parametrize(
    ("typed", "said", "language"),
    [
        # what would be filler elsewhere carries the sense here
        ("non avevamo i dati per dire se sbagliava", "Non avevamo i dati per dire se sbagliava.", "it"),
        ("era lento, per dire, ogni lunedi", "Era lento, ogni lunedì.", "it"),
        ("praticamente tutti i clienti aspettavano", "Praticamente tutti i clienti aspettavano.", "it"),
        ("ecco perche' era lento", "Ecco perché era lento.", "it"),
        ("come diciamo noi, era ferma", "Come diciamo noi, era ferma.", "it"),
        ("un record di tipo 2 ne blocca 4 x 100", "Un record di tipo 2 ne blocca 4 x 100.", "it"),
        ("what kind of index it is, you know", "What kind of index it is.", "en"),
        ("the desk is what you know best", "The desk is what you know best.", "en"),
        ("the page says sorry to the buyer", "The page says sorry to the buyer.", "en"),
        ("so far the queue holds", "So far the queue holds.", "en"),
        ("so the queue held", "The queue held.", "en"),
        ("well known bugs came back", "Well known bugs came back.", "en"),
        ("basically every order was late", "Basically every order was late.", "en"),
        ("it looked like 300 rows were missing", "It looked like 300 rows were missing.", "en"),
        ("we wrote the model in r", "We wrote the model in r.", "en"),  # the language, not "are"
        ("mostly just me on call", "Mostly just me on call.", "en"),
    ],
)
def test_a_filler_goes_only_where_it_cannot_carry_the_sense(typed: str, said: str, language: str) -> None:
    assert printed(typed, language, "uk") == said


CONTENT = {
    "en": ["queue", "broke", "kind", "know", "page", "slow", "rollback", "honest", "index", "basic"],
    "it": ["coda", "lenta", "dire", "dati", "indice", "pagina", "onesta", "pratica", "errore", "tipica"],
}


@given(st.data(), st.sampled_from(["en", "it"]))
def test_every_word_that_is_no_filler_stays_in_its_place(data: st.DataObject, language: str) -> None:
    prose = PROSE["it" if language == "it" else "en"]
    fillers = [*prose.noises, *prose.asides, *prose.edges, *prose.openers]
    words = data.draw(st.lists(st.sampled_from(CONTENT[language]), min_size=3, max_size=9))
    typed: list[str] = []
    for word in words:
        typed.append(word)
        if data.draw(st.booleans()):
            filler = data.draw(st.sampled_from(fillers))
            typed.append(data.draw(st.sampled_from([filler, f", {filler},", f"{filler},", f", {filler}"])))
    kept = iter(re.findall(r"\w+", tidy(" ".join(typed), prose, {}).lower()))
    assert all(word in kept for word in words), " ".join(typed)


@given(st.text(max_size=400))
def test_every_sentence_is_exactly_what_was_typed_there(text: str) -> None:
    for part in split(text):
        assert text[part.start : part.end] == part.text


@given(
    st.integers(0, 99_999_999),
    st.sampled_from(["en", "it"]),
    st.sampled_from(["we saw {} rows", "erano {} righe", "p{} was fine"]),
)
def test_no_figure_of_two_digits_and_more_ever_changes(number: int, language: str, form: str) -> None:
    if number > 9:
        assert str(number) in printed(form.format(number), language, "it")


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_tables_touch_no_figure_and_no_technology(language: str) -> None:
    prose = PROSE["it" if language == "it" else "en"]
    for word, words in prose.chat.items():
        assert not re.search(r"\d", word + words), word
        assert word not in prose.spellings, word


@pytest.mark.parametrize(
    ("path", "old", "new", "says"),
    [
        ("en/prose.toml", 'bc = "because"', 'bc = "because 3"', "without figures"),
        ("en/letter/frames.toml", 'words = "We {1}"', 'words = "We {7}"', "no group of its pattern"),
        ("en/letter/structure.toml", ", senior = [350, 450] }", " }", "is missing"),
        ("it/letter/markets.toml", 'sign_off = "Cordiali saluti,"', "", "has no sign_off"),
        ("it/letter/discretion.toml", "nothing = '''", "nothing = '''(", "no pattern"),
    ],
)
def test_wrong_content_refuses_to_start_and_names_the_file(path: str, old: str, new: str, says: str) -> None:
    wrong = dict(files())
    assert old in wrong[path]
    wrong[path] = wrong[path].replace(old, new, 1)
    with pytest.raises(ContentError, match=says) as refused:
        Writer.from_files(wrong)
    assert refused.value.path == path
