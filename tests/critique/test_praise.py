"""Praise is true: a merit is said of a letter that has it, shown by its sentence, and not of one that nearly has it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dialogs.answers import Language, Profile
from dialogs.critique import Critic, Critique, Weight
from dialogs.critique.praise import MERITS
from tests.letters.labelled import LABELLED, read

EN = """Dear Ms Orr,

{opening}

The service keeps the seat map of nine theatres, and I have looked after it since the spring of 2021. {body} It is
written in Java and runs on two machines in a cellar beside the river. Before that I kept the ticket printers of that
house in order, which taught me how little a queue forgives on a Friday evening.

{closing}

Yours sincerely,
Ada Lund"""
IT = """Gentile dottoressa Orsi,

{opening}

Il servizio tiene la pianta dei posti di nove teatri, e lo seguo dalla primavera del 2021. {body} È scritto in Java
e gira su due macchine in una cantina vicino al fiume. Prima tenevo in ordine le stampanti dei biglietti di quella casa,
e lì ho imparato quanto poco perdona una coda il venerdì sera.

{closing}

Cordiali saluti,
Ada Lund"""
PLAIN: Mapping[Language, Mapping[str, str]] = {
    "en": {"opening": "The seat map failed on 40 evenings.", "body": "", "closing": "So it stands."},
    "it": {
        "opening": "La pianta dei posti è caduta in 40 sere.",
        "body": "",
        "closing": "Siamo a questo punto.",
    },
}
PROFILES: Mapping[Language, Profile] = {"en": Profile("en", "us", "mid"), "it": Profile("it", "it", "mid")}


def critique(critic: Critic, place: str, words: str) -> Critique:
    """A letter without merits, but for these words in this place."""
    frame = EN if critic.language == "en" else IT
    return critic.critique(frame.format(**{**PLAIN[critic.language], place: words}), PROFILES[critic.language])


MERIT = [
    ("en", "tie", "opening", "I have been a customer of yours since 2017, and 40 of your invoices came twice."),
    ("it", "tie", "opening", "Sono vostro cliente dal 2017, e 40 delle vostre fatture mi sono arrivate due volte."),
    ("en", "cost", "body", "The p99 of the map fell from 4 s to 300 ms, in exchange for counts a minute old."),
    ("it", "cost", "body", "Il p99 della pianta è passato da 4 s a 300 ms, in cambio di conteggi vecchi."),
    ("en", "percentile", "body", "The p99 of the map fell from 4 s to 300 ms."),
    ("it", "percentile", "body", "Il p99 della pianta è passato da 4 s a 300 ms."),
    ("en", "measured", "body", "I traced eighty bookings. EXPLAIN ANALYZE on the slowest showed a full scan."),
    ("it", "measured", "body", "Ho tracciato ottanta acquisti. EXPLAIN ANALYZE sul più lento mostrava un full scan."),
    ("en", "weighed", "body", "We considered a cache and rejected it, since it would have hidden the lock."),
    ("it", "weighed", "body", "Abbiamo valutato una cache e l'abbiamo scartata, perché avrebbe nascosto il lock."),
    ("en", "deferred", "body", "I argued against splitting the ledger that season, and we left it alone."),
    ("it", "deferred", "body", "Mi sono opposta alla divisione del registro, e l'abbiamo rimandata."),
    ("en", "runs", "body", "I am on call one week in four and wrote the runbook for the lock."),
    ("it", "runs", "body", "Sono reperibile una settimana su quattro e ho scritto il runbook del lock."),
    ("en", "others", "body", "I review the pull requests of two juniors every morning."),
    ("it", "others", "body", "Ogni mattina rivedo le pull request di due junior."),
    ("en", "company", "body", "Your status page counts late messages, and I have counted mine the same way."),
    ("it", "company", "body", "La vostra pagina di stato conta i messaggi in ritardo, e io i miei."),
    ("en", "next", "closing", "May I walk you through the lock and its two graphs on a shared screen?"),
    ("it", "next", "closing", "Propongo mezz'ora a schermo condiviso per mostrarvi il lock e i suoi due grafici."),
]  # fmt: skip

NEARLY = [
    ("en", "tie", "opening", "I have known since 2017 that 40 invoices a week arrive twice."),  # nothing of theirs
    ("it", "tie", "opening", "So dal 2017 che 40 fatture a settimana arrivano due volte."),
    ("en", "cost", "body", "The p99 of the map fell from 4 s to 300 ms. The map was slower on Fridays."),  # no price
    ("en", "cost", "body", "The p99 of the map fell from 4 s to 300 ms with no trade-offs at all."),  # a price denied
    ("it", "cost", "body", "Il p99 della pianta è passato da 4 s a 300 ms. Ho letto il piano della query più lenta."),
    ("it", "cost", "body", "Il p99 della pianta è passato da 4 s a 300 ms senza alcun compromesso."),
    ("en", "percentile", "body", "The map went from 4 s to 300 ms."),  # at none
    ("en", "percentile", "body", "The p99 of the map is 300 ms."),  # no before
    ("en", "percentile", "body", "The average time of the map fell from 4 s to 300 ms."),
    ("it", "percentile", "body", "La pianta è passata da 4 s a 300 ms."),
    ("it", "percentile", "body", "In media la pianta è passata da 4 s a 300 ms."),
    ("en", "measured", "body", "I traced eighty bookings."),  # once
    ("en", "measured", "body", "It felt faster, and people said so. The dashboard looked better."),
    ("it", "measured", "body", "Ho tracciato ottanta acquisti."),
    ("it", "measured", "body", "Sembrava più veloce, e lo dicevano tutti. La dashboard era migliore."),
    ("en", "weighed", "body", "We considered a cache and took it."),  # nothing turned down
    ("it", "weighed", "body", "Abbiamo valutato una cache e l'abbiamo messa."),
    ("en", "deferred", "body", "We finished everything that season, and it all went well."),
    ("it", "deferred", "body", "In quella stagione abbiamo finito tutto, ed è andato tutto bene."),
    ("en", "runs", "body", "I have never been on call, and the runbook belongs to another team."),  # neither is theirs
    ("en", "runs", "body", "I am not on call. Somebody else wrote the runbook."),
    ("en", "runs", "body", "I am on call one week in four."),  # no paperwork
    ("it", "runs", "body", "Non sono mai stata reperibile, e il runbook è di un altro gruppo."),
    ("it", "runs", "body", "Sono reperibile una settimana su quattro."),
    ("it", "runs", "body", "Non sono reperibile. Il runbook è di un'altra squadra."),
    ("en", "others", "body", "I am a junior backend developer and work alone."),
    ("it", "others", "body", "Sono junior e lavoro da sola."),
    ("en", "others", "body", "I am a team player and enjoy working with people."),  # nobody in particular
    ("it", "others", "body", "Ho spirito di squadra e mi trovo bene con le persone."),
    ("en", "company", "body", "Your mission and your values inspire me."),  # anybody's
    ("en", "company", "body", "I read the blog of a friend every week."),  # not theirs
    ("it", "company", "body", "La vostra missione e i vostri valori mi ispirano."),
    ("it", "company", "body", "Leggo ogni settimana il blog di un amico."),
    ("en", "next", "closing", "I look forward to hearing from you."),
    ("en", "next", "closing", "I look forward to hearing from you, perhaps for half an hour."),  # filler beside it
    ("it", "next", "closing", "Resto in attesa di un vostro riscontro."),
]  # fmt: skip


def test_the_letter_without_merits_is_praised_for_nothing(both: Mapping[Language, Critic]) -> None:
    for language, critic in both.items():
        assert critique(critic, "body", PLAIN[language]["body"]).praise == ()


@pytest.mark.parametrize(("language", "merit", "place", "words"), MERIT)
def test_a_merit_is_said_and_shown_by_its_sentence(
    both: Mapping[Language, Critic], language: Language, merit: str, place: str, words: str
) -> None:
    praise = {one.merit: one for one in critique(both[language], place, words).praise}
    assert merit in praise
    assert praise[merit].quote in words


@pytest.mark.parametrize(("language", "merit", "place", "words"), NEARLY)
def test_a_near_miss_is_not_praised(
    both: Mapping[Language, Critic], language: Language, merit: str, place: str, words: str
) -> None:
    assert merit not in {one.merit for one in critique(both[language], place, words).praise}


def test_every_merit_is_tried_in_both_languages() -> None:
    for table in (MERIT, NEARLY):
        assert {(row[0], row[1]) for row in table} == {(language, merit) for language in PROFILES for merit in MERITS}


def test_no_praise_contradicts_a_finding_and_each_is_a_sentence_of_the_letter(both: Mapping[Language, Critic]) -> None:
    for letter in read(LABELLED / "open"):
        found = both[letter.profile.language].critique(letter.letter, letter.profile, letter.posting)
        codes = {one.fault for one in found.findings}
        blocks = [one for one in found.findings if one.weight is Weight.BLOCK and one.start is not None]
        for praise in found.praise:
            assert codes.isdisjoint(MERITS[praise.merit][1]), (letter.id, praise.merit)
            assert letter.letter[praise.start : praise.end] == praise.quote
            assert not any(b.start < praise.end and praise.start < b.end for b in blocks)  # type: ignore[operator]


def test_what_is_no_letter_is_not_praised(en: Critic) -> None:
    posting = (
        "Backend Engineer wanted. The p99 of checkout fell from 4 s to 300 ms in exchange for stale counts. On call "
        "one week in four, runbooks and postmortems are kept. Traces and query plans are read here. A rewrite was "
        "considered and rejected. We read each pull request. Could you spend an hour on the queue, and bring "
        "a plan? The stack is Java, Kafka and PostgreSQL on two machines in a cellar by the river."
    )
    assert en.critique(posting, PROFILES["en"]).praise == ()
    assert en.critique("I cut p99 from 4 s to 300 ms at the price of stale counts.", PROFILES["en"]).praise == ()
