"""What a person asked to keep out stays out, however they put it; what they did not, stays in."""

from __future__ import annotations

import pytest

from dialogs.answers import Profile
from tests.letter.material import writer

EN, IT = Profile("en", "us", "mid"), Profile("it", "it", "mid")

# answer, what must not be said, what must still be said
ENGLISH = [
    # the whole sentence goes with a money figure; its neighbours stay
    ("the queue was slow. fees fell by $310k a year but thats not cleared so dont use it", "310", "queue was slow"),
    ("it cost us £480,000, that's under NDA, please don't use it. we fixed it in March", "480", "fixed it in March"),
    # a bracket goes alone
    ("one client is 40% of the load (its Brannock Lines, not public so keep the name out)", "brannock", "40%"),
    ("readings from the adapter (Thornmere's, don't name them) to the row were traced", "thornmere", "to the row"),
    ("we moved a retailer (Foldane, NDA) to the new queue", "foldane", "to the new queue"),
    ("the client (I can't say it's Foldane) moved in May", "foldane", "moved in May"),
    # an appositive goes, the sentence stays
    ("our biggest client, Foldane Foods, asked for it, don't name them", "foldane", "asked for it"),
    # a name that carries its sentence takes it along
    ("Foldane threatened to leave, please don't mention them. the queue was slow", "foldane", "queue was slow"),
    # the remark comes after, or before
    ("Foldane Foods nearly left. please keep that out. the queue was slow", "foldane", "queue was slow"),
    ("don't mention Foldane. the queue was slow for every client", "foldane", "slow for every client"),
    (
        "my internship was at Crestway, i signed an nda so no name please. i wrote the import",
        "crestway",
        "wrote the import",
    ),
    # other ways to say it
    (
        "we lost 12,400 orders that night but legal never approved that number. the queue was slow",
        "12,400",
        "queue was slow",
    ),
    ("the client was Foldane Foods, strictly confidential. the queue was slow", "foldane", "queue was slow"),
    ("it was Foldane Foods, they don't want it public. the queue was slow", "foldane", "queue was slow"),
    ("we saved 40k a month (off the record). the queue got short", "40k", "queue got short"),
    ("saved around $2.4m, I can't share that figure. the queue was slow", "2.4", "queue was slow"),
]
ITALIAN = [
    (
        "un cliente grosso, Villa Serralta, voleva disdire ma questo non si puo scrivere. la coda era lenta",
        "serralta",
        "coda era lenta",
    ),
    (
        "la coda era lenta, e basta penali (erano 85.000 euro ma la cifra non e' autorizzata, lasciala fuori)",
        "85",
        "coda era lenta",
    ),
    ("il cliente (Molino Ferrante, sotto nda) aspettava un'ora per ogni ordine", "ferrante", "aspettava un'ora"),
    ("abbiamo perso 12.400 ordini quella notte, dato riservato. la coda era lenta", "12.400", "coda era lenta"),
    ("il cliente era Foldane, non fate il nome. la coda era lenta", "foldane", "coda era lenta"),
    ("Foldane voleva andarsene. meglio non dirlo. la coda era lenta", "foldane", "coda era lenta"),
]


@pytest.mark.parametrize(("answer", "secret", "rest"), ENGLISH)
def test_an_english_secret_stays_out_and_the_rest_stays_in(answer: str, secret: str, rest: str) -> None:
    made = writer().write(
        {"symptom": answer, "team": "we all know Foldane and Brannock Lines well, and I review PRs"}, EN
    )
    assert secret not in made.text.lower()
    assert rest in made.text
    assert any(item.reason == "confidential" for item in made.left_out)


@pytest.mark.parametrize(("answer", "secret", "rest"), ITALIAN)
def test_an_italian_secret_stays_out_and_the_rest_stays_in(answer: str, secret: str, rest: str) -> None:
    made = writer().write({"symptom": answer}, IT)
    assert secret not in made.text.lower()
    assert rest in made.text.lower()


def test_a_secret_of_one_answer_stays_out_of_all_others_in_any_casing() -> None:
    told = {
        "symptom": "one client waited for hours (Halden Foods, please keep the name out)",
        "action": "we gave HALDEN FOODS a queue. i wrote the test",
        "why_company": "you serve people like halden foods. your blog says so",
    }
    assert "halden" not in writer().write(told, EN).text.lower()


@pytest.mark.parametrize(
    ("cleared", "stays"),
    [
        ("", False),  # nothing said: money stays out
        ("no", False),
        ("no to both", False),
        ("yes, all public", True),
        ("all-cleared", True),  # the id of the button
        ("nothing-cleared", False),
        ("everything but the internship company name", True),
        ("everything except the fee figure", False),
    ],
)
def test_money_goes_out_only_where_it_is_cleared(cleared: str, stays: bool) -> None:
    told = {"outcome": "p99 went from 900 to 300 ms. replicas cost $40k a month less", "cleared": cleared}
    assert ("$40k" in writer().write(told, EN).text) is stays


def test_an_offer_under_nda_is_no_secret() -> None:
    told = {"closing": "i can bring the design doc for the queue under NDA"}
    assert "under NDA" in writer().write(told, EN).text


def test_a_kept_name_is_not_taken_for_a_secret() -> None:
    told = {"project": "I own the billing service at Larkfield. it runs on Kafka", "cleared": "no, not the client"}
    assert "Larkfield" in writer().write(told, EN).text
