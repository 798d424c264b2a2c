"""Who advertises, where a posting names its company only in running text, behind an article, or not at all."""

from __future__ import annotations

import pytest

from bot.content import files
from dialogs.posting import Postings

READER = Postings(files())
POSTINGS = (
    (
        "Wrenhouse",
        "Backend Engineer (Remote, UK)\n\nWrenhouse answers 3 million calls a year for housing associations. "
        "You'd own routing in Elixir on PostgreSQL.\n\nWhat we need\n- Elixir\n- PostgreSQL",
    ),
    ("Keeper", "Join Keeper as a Backend Engineer!\n\nWe sell beehives and the sensors in them. Go, PostgreSQL, MQTT."),
    (
        "Slate & Sail",
        "Slate & Sail rents 600 boats on the Broads, and on bank holidays the booking page queues.\n\nWe're "
        "hiring a backend developer: PHP 8, MySQL, Redis.",
    ),
    (
        "Understory",
        "Senior Backend Engineer\nUnderstory · Austin, TX (hybrid)\n\nAbout us\nForest owners use our maps. "
        "Python, PostGIS.",
    ),
    (
        "Marlow Transit",
        "We're Marlow Transit, and we run night buses in six counties. Looking for a backend engineer: Java, Kafka.",
    ),
    (
        "Tidy",
        "Hi, I'm Jo from Tidy. We clean 4,000 offices a night, and the rota service is slow. Backend Engineer, "
        "Python, PostgreSQL.",
    ),
    (
        "Northgate Dental Group",
        "Northgate Dental Group are looking for a Backend Developer to join their small team. C#, SQL Server.",
    ),
    ("Lanternfish", "The Lanternfish engineering team is growing: we want a Backend Engineer with Go and PostgreSQL."),
    ("Copper", "Backend Engineer at Copper - Denver. Copper moves scrap metal between 900 yards. Java, PostgreSQL."),
    (
        "Bellweather",
        "**About Bellweather**\n\nBellweather forecasts hail for insurers.\n\n**The role**\nBackend Engineer, "
        "Python, Kafka",
    ),
    (
        "Ledgerly",
        "Why Ledgerly?\nSmall firms close their books in a day with us.\n\nBackend Engineer\n- Kotlin\n- PostgreSQL",
    ),
    (
        "Hearth Foods, Inc.",
        "Backend Developer (Node.js)\n\nHearth Foods, Inc. delivers hot lunches to 300 schools. Requirements: "
        "Node.js, MongoDB.",
    ),
    (
        "Morrow",
        "At Morrow, every repair starts with a photo. As a Backend Engineer you will own the image service: Go, "
        "S3, PostgreSQL.",
    ),
    (
        "Piazzetta",
        "Piazzetta vende 40.000 libri usati al mese. Per il magazzino cerchiamo un Backend Developer: PHP, "
        "MySQL, Redis.",
    ),
    ("Alveare", "CHI SIAMO\nAlveare è la startup che affitta arnie. Cerchiamo Backend Engineer con Go e PostgreSQL."),
    (
        "Cassa Tre",
        "Backend Developer\n\nL'azienda\nCassa Tre produce registratori telematici per 12.000 negozi. Richiesti "
        "Java e PostgreSQL.",
    ),
    (
        "Solaris Servizi S.r.l.",
        "Solaris Servizi S.r.l., azienda di Modena, ricerca Programmatore Backend con esperienza in C# e SQL Server.",
    ),
    (
        "Traccia",
        "Lavora con noi! In Traccia seguiamo 2 milioni di pacchi. Cerchiamo uno Sviluppatore Backend: Kotlin, Kafka.",
    ),
    (
        "Bottega Digitale",
        "Noi di Bottega Digitale facciamo gestionali per artigiani. Cerchiamo una Sviluppatrice o uno "
        "Sviluppatore Backend: Laravel, MySQL.",
    ),
    ("Quercia", "Quercia, Bologna - Backend Engineer\n\nAssicuriamo 30.000 trattori. Java, Oracle."),
    (
        "Meridiana",
        "Chi è Meridiana\nUna cooperativa di 60 persone che gestisce mense.\n\nChi cerchiamo\nBackend "
        "Developer: Python, Django.",
    ),
    (
        "Nuvolari",
        "Ciao! Sono Elisa di Nuvolari. Cerchiamo un Backend Engineer per il nostro servizio di prenotazione: "
        "Go, Redis.",
    ),
    (
        "Pontevia",
        "Siamo una piccola azienda di Pavia. Pontevia calcola i pedaggi di 30 gestori. Cerchiamo Backend "
        "Engineer: Java, Kafka.",
    ),
    ("Ardesia", "Ardesia assume! Backend Developer Node.js, sede Genova. Richiesti: Node.js, PostgreSQL."),
    ("Granello", "Backend Engineer in Granello\n\nTracciamo 90.000 bolle. Python, PostgreSQL."),
    ("", "Backend Engineer, Leeds. We retread tyres and each casing carries a tag. Go, PostgreSQL."),
    ("", "Azienda leader nel settore cerca Backend Developer. Java, Spring, sede Milano."),
    ("", "Remote works for us, and nobody wants the noise of an office. Backend Engineer: Go, PostgreSQL."),
)


@pytest.mark.parametrize(("company", "text"), POSTINGS, ids=lambda one: one[:40])
def test_the_company_is_found_however_the_posting_names_it(company: str, text: str) -> None:
    assert READER.read(text).company == company
