"""The corrections of our catalogue hold: nothing that a check outside the guides calls wrong stands in any content."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.content import files
from dialogs.answers import Profile
from dialogs.critique import Critic


def lines() -> Iterator[tuple[str, str]]:
    """Every line of every content file, with where it stands."""
    for path, text in files().items():
        if path.endswith("ideas/model.toml"):  # the weights of a classifier: letters and signs by chance, and no words
            continue
        for number, line in enumerate(text.splitlines(), 1):
            yield f"{path}:{number}", line


WRONG = [
    # C1: the 25 % of growth belongs to an older projection; 15 % is the current one
    ("C1", r"\b25\s?(%|percent|per cento).*(BLS|growth|grow|crescita|2034|projection|proiezione)"),
    ("C1", r"(BLS|growth|crescita|2034|projection|proiezione).*\b25\s?(%|percent|per cento)"),
    # C2: the survey of 625 managers is of 2023
    ("C2", r"(?=.*(\b625\b|Resume Genius))(?=.*\b2026\b)"),
    # C3: one 72 % is Robert Half's on customised letters, the other Resume Genius's on optional ones
    ("C3", r"(?=.*\b72\s?%)(?=.*Robert Half)(?=.*(Resume Genius|optional|facoltativ))"),
    ("C3", r"(?=.*\b72\s?%)(?=.*Resume Genius)(?=.*(custom|personalizz|su misura))"),
    # C4: 83 % is either Resume Genius's or ResumeLab's, and never without saying whose
    ("C4", r"(?=.*\b83\s?%)(?!.*(Resume Genius|ResumeLab))"),
    # C5: what only ResumeGeni reports is said to be so, and its missing list of references is not pointed to
    ("C5", r"(?=.*(\b38\s?%|\b2[.,]5\s?(x|times|volte)).*(callback|interview|richiamat|colloqui))(?!.*ResumeGeni)"),
    ("C5", r"ResumeGeni.*\[\d+\]"),
    # C6, C7: the guides' own model letters are not ours to show, and break other guides' rules
    ("C6", r"Nathan Crewe|Sky Betting|Patchwork Health|Why this works|Perché funziona"),
    ("C7", r"Meridian Systems|Vantage Analytics|Prism Commerce|Pinnacle SaaS|Orion Cloud|LogiTrack"),
    # C8: six seconds are for a resume, never for a letter
    ("C8", r"\b(six|6|sei)[\s-](seconds?|secondi)\b.*(read|scan|letter|recruiter|legg|letter)"),
    ("C8", r"(read|scan|letter|recruiter|legg).*\b(six|6|sei)[\s-](seconds?|secondi)\b"),
]

EXAMPLE = re.compile(r"^\s*(\{ ?text|\"|- |>)|^(\w+-)*\w+ = \[|(bad|good|answers)")
"""Lines of invented letters and of word classes, which say nothing of the trade."""


@pytest.mark.parametrize(("correction", "pattern"), WRONG)
def test_no_content_shows_what_a_correction_calls_wrong(correction: str, pattern: str) -> None:
    wrong = re.compile(pattern, re.IGNORECASE)
    shown = [where for where, line in lines() if wrong.search(line) and not EXAMPLE.search(line)]
    assert shown == [], correction


def test_every_pattern_of_a_wrong_claim_can_fail() -> None:
    claims = [
        "BLS projects 25% growth through 2034", "growth of 25 % (BLS)", "Resume Genius, n = 625, 2026",
        "72% (Robert Half) expect letters even when optional", "72% (Resume Genius) want customised letters",
        "83% of managers read letters", "38% more callbacks for interviews", "ResumeGeni [1] says so",
        "Why this works", "At Meridian Systems", "six seconds to read a letter", "a recruiter needs 6 seconds",
    ]  # fmt: skip
    for (_, pattern), claim in zip(WRONG, claims, strict=True):
        assert re.search(pattern, claim, re.IGNORECASE), claim


SINCERELY = "{},\n\nI run a queue that nine depots use.\n\nYours {},\nAda Lund"


@pytest.mark.parametrize(
    ("greeting", "ending", "wrong"),
    [
        ("Dear Sir or Madam", "sincerely", True),  # C9: sincerely goes with a name
        ("Dear Ms Orr", "faithfully", True),
        ("Dear Ms Orr", "sincerely", False),
        ("Dear Sir or Madam", "faithfully", False),
    ],
)
def test_the_british_sign_off_goes_with_the_salutation(greeting: str, ending: str, wrong: bool) -> None:
    critic = Critic(files(), "en")
    found = critic.check("sign-off-mismatch", SINCERELY.format(greeting, ending), Profile("en", "uk", "senior"))
    assert bool(found) is wrong


@pytest.mark.parametrize(
    ("code", "text", "market"),
    [
        ("spelling-variant", "I optimized the importer.", "uk"),  # C10: no guide speaks of spelling
        ("unknown-word", "I recieve nine thousand bookings on a Monday.", "us"),
        ("too-short", "Ho scritto un runbook.", "it"),  # nor of a length for Italy
    ],
)
def test_what_no_guide_says_is_attributed_to_none(code: str, text: str, market: str) -> None:
    (found,) = Critic(files(), "en").check(code, text, Profile("en", market, "mid"))  # type: ignore[arg-type]
    assert found.source.ours
    assert found.source.guide == "none of our five guides"
