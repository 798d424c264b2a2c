"""No name and no sum that a person barred stands in a letter or in the sentence of an answer, however they put it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import files
from dialogs.answers import Profile
from dialogs.letter.clearance import Bars, refused, spellings
from dialogs.letter.terms import terms
from tests.letter.material import writer

EN, IT = Profile("en", "us", "mid"), Profile("it", "it", "mid")

TOLD = {
    "en": {
        "project": "toll reconciliation at gantryworks, typescript and dynamodb, i own the matcher since january 2023",
        "symptom": "people got billed twice for one trip and they called us mostly on mondays",
        "options": "we thought about a queue but it was 300 tps back then, also about a nightly cleanup job",
        "action": "i put a conditional write on the trip id and shipped it to one county first, then all 6",
        "outcome": "double bills went from 230 a week to 2 a week over 10 weeks",
        "adjacent": "before that i wrote the refund api at a gym chain",
        "team": "5 devs and 1 pm, i review the juniors' prs",
    },
    "it": {
        "project": "gestiamo le mense scolastiche per 60 comuni con django e postgres, io mi occupo delle prenotazioni",
        "symptom": "le cuoche ricevevano il numero dei pasti alle 9:40 invece che alle 9:15",
        "options": "abbiamo pensato a una cache ma i genitori disdicono fino alle 9:10",
        "action": "ho scritto una tabella di conteggi aggiornata a ogni disdetta",
        "outcome": "il conto passa da 25 minuti a 8 secondi",
        "adjacent": "prima facevo siti in wordpress per alberghi, una ventina",
        "team": "siamo in tre e ci rivediamo il codice",
    },
}
PROFILES = {"en": EN, "it": IT}
NAMES = ("Corvane Transit", "Halvorn", "Tessaro Foods", "Quillmere", "Brambek Lines", "Ostrava-Nel")
PLACES = ("symptom", "options", "outcome", "adjacent")

NAMED = {  # what an answer says of a client, and how it asks for silence in the same breath
    "en": (
        "the client was {name}, better not say who tho",
        "client: {name} (shh)",
        "we also did {name}'s portal, please keep {name} out of it",
        "the customer was {name}, don't name them",
        "it was for {name}, that's confidential",
        "the client was {name}, off the record",
        "our customer is {name}, I'd rather not name them",
        "{name} asked for it first (between us)",
        "the client was {name}. please don't mention them",
        "we keep X's name out of it pls where X is {name}",
        "the customer was {name}, under NDA",
        "the client was {name}, keep it quiet",
        "the customer was {name}, pls no name",
        "client was {name} and I don't think they'd want to be named",
        "the client, {name}, prefers to stay unnamed",
        "{name} was the customer, hush hush",
        "the customer ({name}) would rather stay anonymous",
        "{name} is the client but leave that out",
        "the client was {name}. I'd keep that one to myself",
    ),
    "it": (
        "il committente era {name}, preferirei non comparisse",
        "il cliente era {name} ma il nome meglio di no",
        "il cliente era {name}, non fate il nome",
        "il cliente era {name}, resti tra noi",
        "il cliente era {name}, dato riservato",
        "il committente è {name} (in confidenza)",
        "il cliente era {name}, meglio non scriverlo",
        "il cliente era {name}. non si può dire",
    ),
}
SUMMED = {
    "en": (
        "saved {sum}. thats internal",
        "we saved {sum} a year, please leave the sum off",
        "it saved {sum} (off the record)",
        "refunds cost {sum}, don't share the figure",
        "fees fell by {sum}, that figure is internal",
    ),
    "it": (
        "risparmiati {sum} (da non dire)",
        "risparmiati {sum}, la cifra resti tra noi",
        "le penali erano {sum}, la cifra meglio di no",
        "risparmiati {sum}, preferirei non scriverlo",
    ),
}
CLEARED_NAMES = {
    "en": (
        ("{name} no", True),
        ("do not name {name}", True),
        ("no customer names please", False),
        ("the figures are fine, customer isn't", False),
        ("everything is fine but not {first}", True),
        ("{first} is a no", True),
        ("please leave {name} out", True),
        ("anything but {name}", True),
        ("only the numbers", False),
        ("remove {first}", True),
        ("redact {name}", True),
        ("hide the client", False),
        ("{name} is confidential, the rest is fine", True),
        ("{first} wouldn't like it", True),
    ),
    "it": (
        ("la cifra sì, il nome di {name} no", True),
        ("{name} no", True),
        ("non fate il nome di {first}", True),
        ("il nome no", False),
        ("tutto bene tranne {first}", True),
        ("niente nomi di clienti", False),
        ("togli {name}", True),
        ("solo le cifre", False),
    ),
}
CLEARED_SUMS = {
    "en": ("not the {sum}", "you can say double bills but not the {sum}", "no", "yes but leave the {sum} out", "nope"),
    "it": ("non i {sum}", "tutto tranne i {sum}", "meglio di no", "no", "il nome sì, la cifra no"),
}


@st.composite
def languages(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(("en", "it")))


@st.composite
def sums(draw: st.DrawFn) -> tuple[int, str]:
    """An amount in thousands, and a way to write it."""
    thousands = draw(st.sampled_from((90, 147, 310, 480, 730)))
    way = draw(st.sampled_from(("{0}k", "${0}k", "{0},000 dollars", "{0} mila euro", "€{0}k", "£{0},000")))
    return thousands, way.format(thousands)


def say(answers: dict[str, str], language: str) -> str:
    """All that the letter and the previews of every question say, in lower case."""
    profile = PROFILES[language]
    previews = [writer().sentence_for(question, answers, profile) for question in answers]
    return "\n".join((writer().write(answers, profile).text, *previews)).lower()


def with_more(language: str, place: str, more: str) -> dict[str, str]:
    told = dict(TOLD[language])
    told[place] += f". {more}"
    return told


def named(text: str, name: str) -> bool:
    first = re.split(r"[ -]", name.lower())[0]
    return re.search(rf"\b{first}", text) is not None


def summed(text: str, thousands: int) -> bool:
    return re.search(rf"\b{thousands}(?:\s?k\b|[.,]?000\b|\s(?:mila|thousand))", text) is not None


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_name_gagged_in_an_answer_is_told_nowhere(data: st.DataObject) -> None:
    language, name = data.draw(languages()), data.draw(st.sampled_from(NAMES))
    place, wording = data.draw(st.sampled_from(PLACES)), data.draw(st.sampled_from(NAMED[language]))
    small = data.draw(st.booleans()) and ("client" in wording or "customer" in wording or "committente" in wording)
    told = with_more(language, place, wording.format(name=name.lower() if small else name))
    told["team"] += f". {name.split()[0]}'s ops lead thanked us" if language == "en" else f". {name} ci ha ringraziato"
    told["action"] += f", first for {name.lower()}" if language == "en" else f", prima per {name.lower()}"
    assert not named(say(told, language), name)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_sum_gagged_in_an_answer_is_told_nowhere(data: st.DataObject) -> None:
    language, (thousands, written) = data.draw(languages()), data.draw(sums())
    place, wording = data.draw(st.sampled_from(PLACES)), data.draw(st.sampled_from(SUMMED[language]))
    told = with_more(language, place, wording.format(sum=written))
    told["team"] += f". {thousands}k was the talk of the month"
    assert not summed(say(told, language), thousands)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_name_that_is_not_cleared_is_told_nowhere(data: st.DataObject) -> None:
    language, name = data.draw(languages()), data.draw(st.sampled_from(NAMES))
    wording, _ = data.draw(st.sampled_from(CLEARED_NAMES[language]))
    place = data.draw(st.sampled_from(PLACES))
    client = "client was {name}" if language == "en" else "il cliente era {name}"
    told = with_more(language, place, client.format(name=name))
    told["action"] += (
        f". we shipped it to {name.split()[0].lower()} first" if language == "en" else f". prima da {name}"
    )
    told["team"] += f". {name}'s ops lead thanked us" if language == "en" else ""
    first = name.split()[0]
    lower = data.draw(st.booleans())
    told["cleared"] = wording.format(name=name.lower() if lower else name, first=first.lower() if lower else first)
    assert not named(say(told, language), name)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_sum_that_is_not_cleared_is_told_nowhere(data: st.DataObject) -> None:
    language, (thousands, written) = data.draw(languages()), data.draw(sums())
    place = data.draw(st.sampled_from(PLACES))
    told = with_more(
        language, place, f"refunds ran to {written} a month" if language == "en" else f"risparmiati {written}"
    )
    told["cleared"] = data.draw(st.sampled_from(CLEARED_SUMS[language])).format(
        sum=data.draw(st.sampled_from((f"{thousands}k", f"{thousands},000", f"{thousands}")))
    )
    assert not summed(say(told, language), thousands)


NEUTRAL = [
    # a limit of the work is no wish
    ("it", "deferred", "non ho fatto il riconoscimento dalle foto, perche' con 1.200 esempi non si puo' fare bene"),
    ("it", "cause", "con una sola tabella non si può usare un indice parziale e il conto era lento"),
    ("it", "team", "la mattina ci rivediamo il codice tra noi e scriviamo due righe di note"),
    ("it", "options", "non si poteva mettere una cache perché i genitori disdicono tardi"),
    ("it", "trade_off", "non abbiamo pubblicato l'app perché la tabella andava provata con 4 comuni"),
    ("it", "project", "il cliente interno era l'ufficio mense e il portale serve 60 comuni"),
    # what happened is no request
    ("en", "deferred", "I had data that said so and never published it"),
    ("en", "cause", "the retry was not public API so nobody had read it"),
    ("en", "action", "i kept the bad rows out of the table with a check and left the index alone"),
    ("en", "team", "I share notes with 5 devs and say no to half of what we could build"),
    ("en", "outcome", "double bills went from 230 to 2 a week. Support said so in March"),
    ("en", "operations", "the alarm must not print twice, so I put a lock before the message"),
    ("en", "symptom", "customers saw two charges and the client retried without a key"),
    ("en", "options", "we never used a queue because 300 messages a second was the limit"),
    ("en", "trade_off", "every write costs twice the capacity and I would rather not lose a trip"),
]


@pytest.mark.parametrize(("language", "question", "answer"), NEUTRAL)
def test_what_asks_for_nothing_loses_nothing(language: str, question: str, answer: str) -> None:
    made = writer().write({**TOLD[language], question: answer}, PROFILES[language])
    assert [item.text for item in made.left_out if item.reason == "confidential"] == []


NOTHING_TO_HIDE = [
    "no problem, use it all",
    "nothing secret in there",
    "n/a",
    "no names in there",
    "nessun problema",
]


@pytest.mark.parametrize("cleared", NOTHING_TO_HIDE)
def test_a_no_that_says_there_is_nothing_to_hide_bars_nothing(cleared: str) -> None:
    assert refused(cleared, terms(files())) == ()


@pytest.mark.parametrize(
    ("cleared", "stays"),
    [
        ("300k is fine, customer isn't", "300k"),  # what is said to be fine stays
        ("no customer names please", "double bills"),  # a plain count is neither a name nor money
        ("do not name corvane transit", "gantryworks"),  # one's own employer is nobody's secret
    ],
)
def test_what_was_not_barred_stays(cleared: str, stays: str) -> None:
    told = with_more("en", "outcome", "saved 300k. we worked for Corvane Transit")
    text = say({**told, "cleared": cleared}, "en")
    assert stays in text
    assert "corvane" not in text


@pytest.mark.parametrize(
    "cleared",
    ["not the Foldane thing", "no, skip the secret one", "absolutely not", "none", "nothing-cleared", "niente"],
)
def test_a_no_that_names_nothing_known_bars_all_money_and_clients(cleared: str) -> None:
    told = with_more("en", "outcome", "saved 300k. the client was Corvane Transit")
    text = say({**told, "cleared": cleared}, "en")
    assert "300k" not in text
    assert "corvane" not in text


@pytest.mark.parametrize(
    ("barred", "written", "same"),
    [
        ("90k", "90,000", True),
        ("90k", "90.000", True),
        ("90k", "90 mila", True),
        ("1.2 million", "1,200,000", True),
        ("90k", "90%", False),  # a share is no sum
        ("90k", "900k", False),
        ("90k", "p90", False),
    ],
)
def test_a_sum_is_known_in_every_spelling(barred: str, written: str, same: bool) -> None:
    known = terms(files()).numbers
    keys = frozenset(key for number in known.pattern.finditer(barred) for key in spellings(number, known))
    assert Bars(sums=keys, numbers=known).told(f"it was {written} then") is same
