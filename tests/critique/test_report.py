"""What programs and terminals get of a critique."""

from __future__ import annotations

import json
import re

from dialogs.answers import Profile
from dialogs.critique import Critic, Source, as_json, as_text

MID = Profile("en", "us", "mid")
TEXT = "Dear [Name],\n\nI am passionate about scalable systems, and I cut latency by 73.9% in a year.\n\nBest,\nAda"


def test_json_holds_what_the_contract_names(en: Critic) -> None:
    given = json.loads(json.dumps(as_json(en.critique(TEXT, MID))))
    assert set(given) >= {"findings", "scorecard", "words"}
    first = given["findings"][0]
    assert first["fault"] == "placeholder-left"
    assert first["weight"] == "block"
    assert TEXT[first["start"] : first["end"]] == first["quote"] == "[Name]"
    assert set(first["source"]) == {"guide", "market", "date"}
    assert {"message", "why", "fix", "disagreement"} <= set(first)


def test_text_shows_the_line_the_words_and_the_source(en: Critic) -> None:
    critique = en.critique(TEXT, MID)
    told = as_text(critique, TEXT, en.words["report"], guides=en.guide_words)
    lines = told.splitlines()
    at = next(n for n, line in enumerate(lines) if line.endswith("Dear [Name],"))
    assert lines[at + 1].rstrip().endswith("^^^^^^")
    assert lines[at + 1].index("^") == lines[at].index("[")
    source = critique.findings[0].source
    assert f"Source: {source.guide}, {source.market}, {source.date}" in told


def test_an_italian_report_names_its_sources_in_italian(it: Critic) -> None:
    critique = it.critique("Gentile [Nome],\n\nho 5 anni di esperienza con Java.\n", Profile("it", "it", "mid"))
    told = as_text(critique, "", it.words["report"], everything=True, guides=it.guide_words)
    sources = {line.strip() for line in told.splitlines() if line.strip().startswith("Fonte: ")}
    assert sources
    assert not [one for one in sources if re.search(r", (US|UK|IT|any)\b|undated|January|April", one)], sources
    assert it.guide_words.named(Source("Laddro", "UK", "undated")) == "Laddro, Regno Unito, senza data"


def test_three_findings_at_first_and_all_on_request(en: Critic) -> None:
    critique = en.critique(TEXT, MID)
    assert len(critique.findings) > 3
    first, everything = (as_text(critique, TEXT, en.words["report"], everything=every) for every in (False, True))
    assert "\n4. " not in first
    assert f"{len(critique.findings) - 3} more" in first
    assert f"\n{len(critique.findings)}. " in everything


def test_a_long_line_is_cut_around_the_words(en: Critic) -> None:
    text = "word " * 100 + "and I am passionate about it, " + "word " * 100
    told = as_text(en.critique(text, MID), text, en.words["report"], everything=True)
    quoted = [line for line in told.splitlines() if line.startswith("   | ")]
    assert all(len(line) < 100 for line in quoted)
