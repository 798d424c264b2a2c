"""Measures: every figure understood as its words mean it, and nothing taken for one that is none."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from decimal import Decimal
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import files
from dialogs.answers import LANGUAGES, Language
from dialogs.content_error import ContentError
from dialogs.measures import Family, Measure, Measurer, Quantity, bare_figures, find_measures, magnitude, tokens
from dialogs.measures.bits import ONE
from dialogs.measures.knowing import Knowing
from dialogs.measures.tokens import Scanner, Token
from dialogs.measures.words import Words
from tests.measures import english, italian

MEASURERS = {language: Measurer.from_files(files(), language) for language in LANGUAGES}
MILLI = Decimal("0.001")


def quantity(said: Quantity) -> str:
    value = f"{said.value.quantize(MILLI) if said.value != said.value.to_integral() else said.value:f}"
    return f"{value.rstrip('0').rstrip('.') if '.' in value else value} {said.unit}".strip()


def line(measure: Measure) -> str:
    """A measure as the tables write it."""
    link = "to" if measure.family is Family.CLOCK else "->"
    old = f"{quantity(measure.before)} {link} " if measure.before else ""
    parts = [f"{measure.family.value} {old}{quantity(measure.after)}"]
    parts += [f"/{measure.per}"] if measure.per else []
    parts += [f"@{measure.percentile}"] if measure.percentile else []
    parts += ["~"] if measure.approximate else []
    parts += [f"over[{measure.window}]"] if measure.window else []
    parts += [f"under[{measure.load}]"] if measure.load else []
    return " ".join(parts)


def said(text: str, language: Language) -> str:
    return "; ".join(line(measure) for measure in MEASURERS[language].find(text))


@pytest.mark.parametrize(("text", "measures"), english.FACTS)
def test_an_english_figure_means_what_it_says(text: str, measures: str) -> None:
    assert said(text, "en") == measures


@pytest.mark.parametrize(("text", "measures"), italian.FACTS)
def test_an_italian_figure_means_what_it_says(text: str, measures: str) -> None:
    assert said(text, "it") == measures


@pytest.mark.parametrize(("text", "what"), english.NEAR_MISSES)
def test_what_is_no_figure_in_english_is_not_measured(text: str, what: str) -> None:
    assert said(text, "en") == "", what


@pytest.mark.parametrize(("text", "what"), italian.NEAR_MISSES)
def test_what_is_no_figure_in_italian_is_not_measured(text: str, what: str) -> None:
    assert said(text, "it") == "", what


SPANS = (
    (
        "cut p99 from 920 to 240 ms.",
        "en",
        "from 920 to 240 ms",
    ),  # "from" belongs to the change, the percentile does not
    ("at ~1,800 pings a second", "en", "~1,800 pings a second"),  # "about" and the period belong to the figure
    ("like $310k a year too", "en", "like $310k a year"),
    ("rolled out over 3 weeks behind a flag", "en", "over 3 weeks"),  # a window with its preposition
    ("over the eight weeks after cutover, at", "en", "over the eight weeks after cutover"),
    ("over a six-week test window at peak", "en", "over a six-week test window"),
    ("it takes 90 ms, where it used to take 600.", "en", "90 ms, where it used to take 600"),
    ("between 7am-9am", "en", "7am-9am"),
    ("incidents 11 in H1 2024 to 2 in H1 2025, and", "en", "11 in H1 2024 to 2 in H1 2025"),  # with both their times
    ("passato da 6,2 s a 480 ms,", "it", "da 6,2 s a 480 ms"),
    ("erano 85.000 euro l'anno ma", "it", "85.000 euro l'anno"),
    ("tipo il 90% in meno", "it", "tipo il 90%"),
)


@pytest.mark.parametrize(("text", "language", "words"), SPANS)
def test_a_measure_covers_its_own_words_and_no_others(text: str, language: Language, words: str) -> None:
    assert [measure.text for measure in MEASURERS[language].find(text)] == [words]


FIGURES = (
    ("six weeks", "en", "6"),
    ("6 weeks", "en", "6"),
    ("1,800 and 1800 and 1 800", "en", "1800 1800 1800"),
    ("1.800", "it", "1800"),
    ("6,2 s", "it", "6.2"),
    ("6.2 s", "it", "6.2"),
    ("6,2 s", "en", "6.2"),
    ("0.80, .8 and 0,8", "en", "0.8 0.8 0.8"),
    ("1.4 million, 1.4M, 1,400,000", "en", "1400000 1400000 1400000"),
    ("$310k and $310,000", "en", "310000 310000"),
    ("£40m, but 40m of work", "en", "40000000 40"),  # million behind a currency; else minutes
    ("1.4m meters", "en", "1400000"),  # or before a noun
    ("2,1 miliardi, 85 mila, duemila", "it", "2100000000 85000 2000"),
    ("una trentina, una decina, un paio", "it", "30 10 2"),
    ("a dozen and a couple of", "en", "12 2"),
    ("two and a half years, 2.5 years", "en", "2.5 2.5"),
    ("due anni e mezzo, 2,5 anni", "it", "2.5 2.5"),
    ("half a million, half the load", "en", "500000 0.5"),
    ("a third fewer, 1/3 of, un terzo", "en", "1/3 1/3"),
    ("un terzo in meno", "it", "1/3"),
    ("tripled, twice, once a week", "en", "3 2 1"),
    ("p99, 99th percentile, ninety-ninth percentile", "en", "99 99 99"),
    ("novantacinquesimo percentile", "it", "95"),
    ("40 per cento", "it", "40"),  # no hundred in "per cento"
    ("1 week in 5, one week in five", "en", "1 5 1 5"),
    ("una settimana su 4, 1 settimana su 4", "it", "1 4 1 4"),
    ("one of them, the one thing, first", "en", ""),  # pronouns and ordinals
    ("uno dei servizi, una coda, un'ora", "it", ""),  # articles
    ("6:00, 6 a.m., 6am, 06:00", "en", "6 6 6 6"),
    ("5:40, alle 5.40", "it", "5:40 5:40"),
    ("Python 3.11.4, k8s, S3, HTTP/2, 24/7", "en", "3.11.4 8 3 2 24 7"),  # whatever looks like a figure is one
    ("H1 2024, 3rd December", "en", "1 2024 3"),
)


@pytest.mark.parametrize(("text", "language", "forms"), FIGURES)
def test_the_same_number_has_the_same_form_however_it_is_written(text: str, language: Language, forms: str) -> None:
    found = bare_figures(text, language, files())
    assert " ".join(form for _, _, form in found) == forms


def test_the_factor_of_a_change_makes_units_equal() -> None:
    def factor(text: str) -> Decimal | None:
        return MEASURERS["en"].find(text)[0].factor

    assert factor("from 210 s to 14 s") == 15
    assert factor("from 1.8 s to 400 ms") == Decimal("4.5")
    assert factor("from once a fortnight to 12 times a week") == Decimal(1) / 24  # a rate, brought to one period
    assert factor("from one outage a month to one every two months") == 2
    assert factor("7am-9am") is None  # hours of the day are no change
    assert factor("from 11 a month to none") is None  # nothing goes into zero
    assert factor("40 ms") is None


def test_a_magnitude_compares_across_units() -> None:
    small, large = (MEASURERS["en"].find(text)[0].after for text in ("900 MB", "1 GB"))
    assert magnitude(small) == (Decimal(900_000_000), "B")
    assert magnitude(large) == (Decimal(1_000_000_000), "B")


def asked_everywhere(words: Words) -> Words:
    """The same tables, each of which is asked at every word; `ONE` alone tells "one" from an article."""
    knowing, eager = Knowing(words), replace(words)

    def token(raw: str, gap: str) -> Token:
        known = knowing.token(raw, gap)
        return replace(known, opens=known.opens | ~ONE, closes=-1, ties=-1)

    object.__setattr__(eager, "scanner", Scanner(token))
    return eager


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_table_is_passed_over_that_knows_the_next_word(language: Language) -> None:
    of = {"en": english, "it": italian}[language]
    eager = Measurer(asked_everywhere(MEASURERS[language].words))
    for text, _ in (*of.FACTS, *of.NEAR_MISSES):
        assert eager.find(text) == MEASURERS[language].find(text), text


def test_find_measures_is_what_a_measurer_finds() -> None:
    text = "p99 from 920 to 240 ms over six weeks"
    assert find_measures(text, "en", files()) == MEASURERS["en"].find(text)


def test_a_measurer_is_made_once_and_never_changes() -> None:
    first, second = Measurer.from_files(files(), "it"), Measurer.from_files(files(), "it")
    assert first.words is second.words
    with pytest.raises(FrozenInstanceError):
        first.words = second.words  # type: ignore[misc]
    with pytest.raises(TypeError):
        first.words.time.by_first["ms"] = ()  # type: ignore[index]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("[rota]", "[rotta]", "'rotta'"),  # a table nobody knows
        ('among = ["in"', 'amung = ["in"', "'amung'"),  # a list nobody knows
        ("among = [", "# among = [", "'among' is missing"),
        ('among = ["in"', "among = [7", "no phrase"),
        ("[rota]", "[rota", "Expected"),  # not TOML
    ],
)
def test_a_wrong_table_is_refused_with_its_file(old: str, new: str, complaint: str) -> None:
    path = "en/measures.toml"
    with pytest.raises(ContentError, match=re.escape(complaint)) as caught:
        Measurer.from_files({path: files()[path].replace(old, new, 1)}, "en")
    assert caught.value.path == path


def test_a_language_without_its_table_is_refused() -> None:
    with pytest.raises(ContentError, match="missing"):
        Measurer.from_files({"en/measures.toml": files()["en/measures.toml"]}, "it")


# What must hold for any text at all.

PIECES = st.sampled_from(
    [
        *"0123456789.,:;/-+~<>%$€£'’()\n\t #_µ½²٣",
        *(
            "p99",
            " ms",
            " s",
            "k",
            "m",
            "M",
            " from ",
            " to ",
            " da ",
            " a ",
            " al ",
            "->",
            "→",
            " six",
            " weeks",
            " su ",
            " 8",
        ),
        *(" lunedì", " instead of ", " invece di ", " used to ", " prima ", " ora ", " per", " second", " day", "2024"),
        *(" million", " e mezzo", " half", " once", " una", " settimana", " in ", "cento"),
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join))


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=400)
@given(text=TEXTS)
def test_measures_stand_where_they_say_and_never_overlap(language: Language, text: str) -> None:
    end = 0
    for measure in MEASURERS[language].find(text):
        assert text[measure.start : measure.end] == measure.text
        assert end <= measure.start < measure.end
        end = measure.end
        for part in filter(None, (measure.before, measure.after)):
            assert text[part.start : part.end] == part.text
            assert measure.start <= part.start < part.end <= measure.end
        assert measure.window in text
        assert measure.load in text
        assert measure.after.value >= 0


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=400)
@given(text=TEXTS)
def test_figures_stand_in_order_and_miss_no_digit(language: Language, text: str) -> None:
    found = bare_figures(text, language, files())
    end = 0
    for start, stop, form in found:
        assert end <= start < stop
        assert form
        end = stop
    covered = {at for start, stop, _ in found for at in range(start, stop)}
    assert all(at in covered for at, char in enumerate(text) if char in "0123456789")


def written(value: Decimal, language: Language) -> str:
    """A number as the language's letters write it."""
    text = f"{value:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


VALUES = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False)
UNITS = {"en": ["ms", "s", "min", "hours", "GB", "%"], "it": ["ms", "s", "minuti", "ore", "GB", "%"]}


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=200)
@given(old=VALUES, new=VALUES, pick=st.integers(0, 5))
def test_a_quantity_written_in_a_letter_is_read_back(language: Language, old: Decimal, new: Decimal, pick: int) -> None:
    unit = UNITS[language][pick]
    if unit == "%":  # "99.995 %" is read as an uptime, so no percentage is in the thousands
        old, new = old % 1000, new % 1000
    pattern = "from {} to {} {}" if language == "en" else "da {} a {} {}"
    text = pattern.format(written(old, language), written(new, language), unit)
    (measure,) = MEASURERS[language].find(text)
    assert measure.before is not None
    assert (measure.before.value, measure.after.value) == (old, new)
    assert [Decimal(form) for _, _, form in bare_figures(text, language, files())] == [old, new]


@pytest.mark.parametrize("language", LANGUAGES)
@given(value=VALUES)
def test_a_number_has_one_form_in_both_languages(language: Language, value: Decimal) -> None:
    ((_, _, form),) = bare_figures(written(value, language), language, files())
    ((_, _, plain),) = bare_figures(written(value, "en").replace(",", ""), "en", files())
    assert form == plain


# Time: work grows as the text does, whatever the text.

HOSTILE = (
    *(
        ".",
        "7",
        ",",
        " ",
        "a",
        "1.",
        "1 ",
        "1,",
        "1-",
        "a ",
        "five ",
        "from 1 to ",
        "1 ms ",
        "p99 ",
        "~",
        "about ",
        "\n",
        "$",
    ),
    *(
        "one hundred ",
        "and ",
        "4 weeks ",
        "1 week in ",
        "£1k/",
        "ventuno",
        "cento",
        "/1",
        "1 ms now ",
        "at 5 req/s ",
        "over the ",
    ),
    *("\u0301", "è", "1 h "),
    *("no test ", "one every two ", "every two months ", "between 8 and 10 ", "11 in March to ", "cut in half "),
    *("nessun test ", "uno ogni due ", "ogni due mesi ", "tra le 8 e le 10 ", "11 a marzo a ", "from daily to "),
)


def calls(work: Callable[[], object]) -> int:
    """How many functions, ours and built in, a piece of work calls."""
    count = 0

    def seen(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_is_twice_the_work(language: Language, piece: str) -> None:
    def work(times: int) -> int:
        text = piece * times
        return calls(lambda: (MEASURERS[language].find(text), bare_figures(text, language, files())))

    once, twice = work(200), work(400)
    assert twice <= once * 2.3 + 200


def test_no_pattern_has_a_quantifier_within_another() -> None:
    whole, pattern = tokens._PIECES.pattern, tokens._RUN
    assert not re.search(r"[+*}]\)?[+*{]", whole)
    assert tokens._SPACED.pattern == r"\s*\S+"  # and no text that it cuts ends with a space
    assert whole == r"\s*" + pattern  # the white space before a run, none of which begins with any
    assert not re.match(pattern, " ")
    assert not re.match(pattern, "\n")
    assert all(branch.count("+") + branch.count("*") <= 1 for branch in pattern.split("|"))


def test_every_family_occurs_in_both_languages() -> None:
    for facts in (english.FACTS, italian.FACTS):
        families = {part.split()[0] for _, measures in facts for part in measures.split("; ")}
        assert families >= {family.value for family in Family}
