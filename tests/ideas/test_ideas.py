"""The classifiers of ideas: their sentences, their training, what they score, and that they stay with their data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import files
from dialogs.answers import LANGUAGES, Language
from dialogs.content_error import ContentError
from dialogs.critique import Critic, critics
from dialogs.ideas import IDEAS, Ideas, examples, fingerprint
from dialogs.ideas.classifier import known, packed, pipe, unpacked
from dialogs.ideas.features import Features
from tests.ideas import letters
from tests.ideas.folds import EVEN, mean, result
from tests.ideas.rows import Row, rows, taught, words
from tests.ideas.training import linear

HEARD = IDEAS[:8]
"""The ideas with the most sentences: enough to show in a minute what the training is worth."""

SAID: tuple[tuple[Language, str, str], ...] = (
    ("en", "trade-off", "Prices on the shelf labels may now be ten minutes old."),
    ("en", "option", "A broker was the alternative, but for one consumer I preferred a plain table."),
    ("en", "portable", "I am a motivated colleague with a positive attitude."),
    ("en", "next-step", "Let me spend an hour with your team and one slow query."),
    ("it", "trade-off", "In cambio i prezzi sugli scaffali possono essere vecchi di dieci minuti."),
    ("it", "portable", "Sono una persona motivata e credo nel lavoro di gruppo."),
    ("it", "next-step", "Potremmo guardare insieme una vostra query lenta, un'ora alla lavagna."),
)  # sentences that stand in no file

QUIET: tuple[tuple[Language, str], ...] = (
    ("en", "Skills: Python, Go, Java, PostgreSQL, Redis, Kafka, Docker, Kubernetes."),  # many words of one kind
    ("en", "The list of the day is complete at six."),
    ("it", "Competenze: Python, Go, Java, PostgreSQL, Redis, Kafka, Docker, Kubernetes."),
    ("it", "La lista del giorno è completa alle sei."),
)


@pytest.fixture(scope="module")
def both() -> Mapping[Language, Critic]:
    return critics(files())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("idea", HEARD)
def test_every_idea_has_sentences_enough_from_many_domains(language: Language, idea: str) -> None:
    sure = [one for one in examples(files(), language) if idea not in one.unsure]
    says = [one for one in sure if idea in one.says]
    assert len(says) >= 75
    assert len(sure) - len(says) >= 105
    assert len({one.domain for one in says}) >= 15


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_an_idea_is_written_twice(language: Language) -> None:
    seen = Counter((one.text.lower(), one.says) for one in examples(files(), language) if one.says & set(HEARD))
    assert [text for (text, _), times in seen.items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_model_was_trained_on_the_shipped_sentences(
    both: Mapping[Language, Critic], language: Language
) -> None:
    told = Ideas(files(), language).told
    assert told["examples"] == fingerprint(files(), language), "run python -m tests.ideas --train"
    assert told["letters"] == letters.fingerprint(both[language]), "run python -m tests.ideas --train"


@cache
def learned(language: Language) -> tuple[Features, Any, tuple[Row, ...]]:
    """What a third of the domains teaches of the ideas heard, and the sentences of another third."""
    some = [row for row in rows(language) if row.example.says & set(HEARD) or not row.example.says]
    domains = sorted({row.example.domain for row in some})
    inside = [row for row in some if row.example.domain in domains[::3]]
    features, made = taught(language, inside, HEARD)
    return features, made, tuple(row for row in some if row.example.domain in domains[1::3])


def test_training_again_gives_the_same_model() -> None:
    some = [row for row in rows("it") if row.example.domain < "b"]
    once, again = (packed(taught("it", some, HEARD[:2])[1]) for _ in range(2))
    assert once == again
    assert once != packed(pipe())


def test_a_model_survives_being_packed() -> None:
    features, made, outside = learned("en")
    text = packed(made)
    lines = [words(features, row) for row in outside[::12]]
    assert np.array_equal(linear(unpacked(text))(lines), linear(made)(lines))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_short_cut_gives_what_spacy_gives(language: Language) -> None:
    from spacy.tokens import Doc  # noqa: PLC0415

    ideas = Ideas(files(), language)
    sentences = [sentence for row in rows(language)[::40] for sentence in row.sentences]
    docs = [Doc(ideas.pipe.vocab, words=ideas.features.of(one)) for one in sentences]
    ours = [[scores[idea] for idea in IDEAS] for scores in ideas.scores(sentences)]
    assert np.allclose(ours, ideas.pipe.predict(docs), atol=1e-5)


@pytest.mark.parametrize("language", LANGUAGES)
def test_over_unseen_domains_the_classifier_beats_the_patterns(language: Language) -> None:
    features, made, outside = learned(language)
    fresh = linear(made)([words(features, row) for row in outside])
    found = [result(idea, outside, fresh) for idea in HEARD]
    patterns, both = mean([one.patterns for one in found]), mean([one.both for one in found])
    assert both.f1 > patterns.f1 + 0.15


@pytest.mark.parametrize(("language", "idea", "text"), SAID)
def test_an_idea_is_heard_in_words_of_its_own(
    both: Mapping[Language, Critic], language: Language, idea: str, text: str
) -> None:
    critic = both[language]
    assert max(one[idea] for one in critic.ideas.scores(critic.read(text).sentences)) >= EVEN


@pytest.mark.parametrize(("language", "text"), QUIET)
def test_nothing_is_heard_where_nothing_is_said(both: Mapping[Language, Critic], language: Language, text: str) -> None:
    critic = both[language]
    (scores,) = critic.ideas.scores(critic.read(text).sentences)
    assert [idea for idea in HEARD if scores[idea] >= EVEN] == []


@settings(deadline=None)  # the first text waits for the model
@given(st.text(max_size=300))
def test_any_text_has_scores_and_the_company_of_others_changes_none(both: Mapping[Language, Critic], text: str) -> None:
    critic = both["en"]
    sentences = critic.read(f"{text}\n\nI left the old table alone. Nobody asked for it.").sentences
    together = critic.ideas.scores(sentences)
    assert all(0 <= score <= 1 for scores in together for score in scores.values())
    for sentence, all_in_one in zip(sentences, together, strict=True):
        (alone,) = critic.ideas.scores((sentence,))
        assert alone == pytest.approx(all_in_one, abs=1e-5)


def test_a_stem_of_one_domain_only_is_not_known() -> None:
    assert known([("bread", {"oven", "cache"}), ("trams", {"cache"}), ("bread", {"oven"})]) == {"cache"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is missing, or empty"),
        ("[say]\na = '''x'''\n", '"say" is unknown'),
        ("[says]\na = '''x #nonsense'''\n", 'there is no idea "nonsense"'),
    ],
)
def test_a_wrong_file_is_named(text: str, said: str) -> None:
    wrong = {**files(), "en/ideas/option.toml": text}
    with pytest.raises(ContentError, match=said) as caught:
        examples(wrong, "en")
    assert "en/ideas/option.toml" in str(caught.value)


def test_a_model_of_other_ideas_is_refused() -> None:
    path = "en/ideas/model.toml"
    wrong = {**files(), path: files()[path].replace('"trade-off"', '"price"', 1)}
    with pytest.raises(ContentError, match=r"tests\.ideas --train"):
        _ = Ideas(wrong, "en").told
