"""Whole sentences of fragments: what chat dropped comes back, and nothing says what was not meant."""

from __future__ import annotations

import pytest

from dialogs.answers import Language, Profile
from tests.letter.material import writer

# language, question, answer, what stands in the letter
SAID: list[tuple[Language, str, str, str]] = [
    # a past form without its subject, known to a table or not
    ("en", "measurement", "injected a checker into 1 in 500 sessions", "I injected a checker"),
    ("en", "measurement", "we counted. then diffed it against the log", "Then I diffed it against the log."),
    ("en", "adjacent", "Worked weekends at a Co-op all through uni", "I worked weekends"),
    ("it", "action", "ho spostato le regole. rilasciato un deposito alla volta", "Ho rilasciato un deposito"),
    # the thing, not the person
    ("en", "outcome", "has not oversold since easter", "It has not oversold since Easter."),
    # passive, so nobody's deed
    ("en", "project", "the rota app. used by 400 nurses every day", "It is used by 400 nurses"),
    # the rota in few words
    (
        "en",
        "operations",
        "Primary on-call one week in eight, for seven years",
        "I have been primary on call one week in eight",
    ),
    ("en", "operations", "pager every third week", "I carry the pager every third week."),
    ("it", "operations", "reperibile una settimana su 3", "Sono reperibile una settimana su tre."),
    # a noun that looks like a verb
    ("it", "domain", "trasporto, turni e contratti di lavoro", "Il dominio lo conosco: trasporto"),
    # what goes on stays in the present
    ("en", "team", "just me and my mum, she tests it by using it", "It is just me and my mum"),
    # figures without a verb
    ("en", "outcome", "421 queries to 3", "We went from 421 queries to 3."),
    ("en", "outcome", "p95 of the email from 40 s to 6 s", "The p95 of the email went from 40 s to 6 s."),
    ("en", "outcome", "no parent emails since February", "There have been no parent emails since February."),
    # two figures of one outcome are one sentence
    ("en", "outcome", "p95 went from 21s to 0.8s. 1,200 queries down to 6", "0.8 s; 1,200 queries came down to 6."),
    # two deeds with a comma between them
    ("en", "operations", "on call 1 week in 3, wrote the runbook for stuck jobs", "and wrote the runbook"),
    ("en", "action", "moved the lock, wrote a test and shipped it", "I moved the lock, wrote a test and shipped it"),
    # what was found is no instrument
    ("en", "measurement", "traced it with Jaeger. 80% of time in one index", "The finding: 80% of time in one index."),
    ("en", "cause", "turns out DNS", "It turned out: DNS."),
    ("en", "cause", "turns out 70% of the time was waiting on a lock", "It turned out that 70% of the time"),
    # a day stays a figure
    ("en", "adjacent", "moved billing off cron on 1 December 2024", "on 1 December 2024"),
    ("it", "adjacent", "migrato il gestionale il 1 dicembre", "il 1 dicembre"),
    ("en", "closing", "available for a walk through the code", "I am available for a walk"),
    # a comparative is no clause
    ("en", "trade_off", "nine more minutes a run, and planners close first", "The trade-off: nine more minutes"),
    # a whole sentence needs no frame
    ("en", "why_company", "Your paper, shown in June, publishes the misses", "Your paper, shown in June, publishes"),
    # options keep their reasons, and rejected ones are not offered
    ("en", "options", "retry in the request - no, slow\npoll it every minute - rejected, limits", "I weighed these"),
    # code stands as it was typed; a repeated word is no repeated beginning
    ("it", "cause", "il costo era O(pod x utenti)", "O(pod x utenti)"),
    ("it", "domain", "gaming e e-commerce", "gaming e e-commerce"),
    # a sentence without a secret stays, and only the remark goes
    ("en", "project", "I own the ledger at a payments processor I can't name (NDA).", "processor I can't name."),
    ("en", "outcome", "Stale reads fell to 3 a week. I can't give volumes, they are under NDA.", "to 3 a week."),
    ("it", "deferred", "non ho fatto le foto, non si puo' fare bene con 1.200 esempi", "non si può fare bene"),
]


@pytest.mark.parametrize(("language", "question", "typed", "said"), SAID)
def test_a_fragment_becomes_the_sentence_that_was_meant(
    language: Language, question: str, typed: str, said: str
) -> None:
    made = writer().write({question: typed}, Profile(language, "it" if language == "it" else "us", "mid"))
    text = made.text[made.sentences[0].start :]
    assert said.lower() in text.lower(), text
    assert made.blocked == ()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("not really, I mean I buy coffee from two roasters that use you but that's about it", False),
        ("none", False),
        ("no one I know, but I have used your public API every day since May", True),
    ],
)
def test_a_denial_never_opens_a_letter(typed: str, kept: bool) -> None:
    text = writer().write({"connection": typed, "project": "the rota app at Tarn"}, Profile()).text
    assert "not really" not in text.lower()
    assert "no one" not in text.lower()
    assert ("public API" in text) is kept


def test_a_company_typed_small_has_the_letters_of_the_posting() -> None:
    told = {"company": "paveloop", "posting": "Paveloop, Boise. Paveloop parks cars.", "project": "the toll matcher"}
    assert "Dear Paveloop team," in writer().write(told, Profile()).text
