"""Spelling: slips are told with what was meant, and words of the trade, names and terms are left alone."""

from __future__ import annotations

import pytest

from dialogs.answers import Market, Profile
from dialogs.critique import Critic, Weight

SLIPS = [
    # what was typed, what was meant
    ("recieved", "received"),
    ("definately", "definitely"),
    ("throughtput", None),  # two slips away: said only where a neighbour is common
    ("databse", "database"),
    ("enviroment", "environment"),
    ("didnt", "didn't"),
    ("neccessary", "necessary"),
    ("untill", "until"),
]

REFUSI = [
    ("perche", "perché"),
    ("piu", "più"),
    ("migrazzione", "migrazione"),
    ("obbiettivo", "obiettivo"),
    ("sopratutto", "soprattutto"),
    ("conoscienza", "conoscenza"),
]


def said(critic: Critic, text: str, market: Market = "us", names: tuple[str, ...] = ()) -> dict[str, str]:
    """The unknown words of a text with what is said of each."""
    found = critic.critique(text, Profile(critic.language, market), names=names).findings
    return {str(one.quote): one.fix for one in found if one.fault == "unknown-word"}


@pytest.mark.parametrize(("typed", "meant"), SLIPS)
def test_an_english_slip_is_told_with_what_was_meant(en: Critic, typed: str, meant: str | None) -> None:
    found = said(en, f"I moved the check and the nightly batch into a queue that {typed} the load.")
    assert (meant in found[typed]) if meant else typed not in found


@pytest.mark.parametrize(("typed", "meant"), REFUSI)
def test_an_italian_slip_is_told_with_what_was_meant(it: Critic, typed: str, meant: str) -> None:
    found = said(it, f"Ho spostato il controllo in una coda {typed} e il carico è sceso.", "it")
    assert meant in found[typed]


def test_both_spellings_of_english_are_words(en: Critic) -> None:
    text = "I optimised and optimized the behaviour, the behavior, the colour and the color of the catalogue."
    assert said(en, text) == said(en, text, "uk") == {}


QUIET = [
    "Ms Wrzeszcz and I reviewed it at Kestrelwick.",  # names
    "We ran pgbouncer, k8s and clickhouse behind haproxy.",  # technologies in small letters
    "The flag is --nofrobz and the file lives in etc/frobd.conf, owner frob_ops.",  # paths, flags, identifiers
    "The zorptable fills, the zorptable drains, and nobody reads the zorptable.",  # a term of the writer's own
    "The queue autoscales, the poller deduplicates and the sidecar backfills.",  # the trade
    "Grafana says “recieve” in its own label.",  # quoted
]


@pytest.mark.parametrize("text", QUIET)
def test_names_terms_and_code_are_left_alone(en: Critic, text: str) -> None:
    assert said(en, text) == {}


def test_the_persons_own_names_are_known(en: Critic) -> None:
    text = "I moved markat onto a queue, and the plan held for a whole winter of snow."
    assert "markat" in said(en, text)
    assert said(en, text, names=("Markat Ltd",)) == {}


def test_it_is_advice_and_costs_nothing(en: Critic) -> None:
    found = en.critique("I recieved the seperate files of nine harbours each night, untill dawn.", Profile("en", "us"))
    assert {one.weight for one in found.findings if one.fault == "unknown-word"} == {Weight.ADVICE}


def test_a_slip_that_is_somebodys_name_is_their_name(en: Critic) -> None:
    text = "I moved the queue of Teh onto Postgres, and teh team of six kept it for a whole winter."
    assert "teh" in said(en, text)
    assert said(en, text, names=("Teh",)) == {}
