"""The classifiers of ideas: their sentences, their training, what they score, and that they stay with their data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import files
from dialogs.answers import LANGUAGES, Language
from dialogs.content_error import ContentError
from dialogs.critique import Critic, critics
from dialogs.ideas import IDEAS, Ideas, examples, fingerprint
from dialogs.ideas.classifier import known, packed, unpacked
from dialogs.ideas.ideas import linear
from tests.ideas.folds import EVEN, marks, scores
from tests.ideas.rows import Row, rows, taught, words
from tests.ideas.training import trained

HEARD = IDEAS[:8]
"""The ideas that the critic asks for."""

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
def test_the_shipped_model_was_trained_on_the_shipped_sentences(language: Language) -> None:
    told = Ideas(files(), language).told
    assert told["examples"] == fingerprint(files(), language), "run python -m tests.ideas --train"


def test_training_again_gives_the_same_model() -> None:
    some = rows("it")[::12]
    lines = [[word for sentence in row.sentences for word in sentence.text.lower().split()] for row in some]
    once, again = (packed(trained(lines, [row.example for row in some])) for _ in range(2))
    assert once == again


def test_a_model_survives_being_packed() -> None:
    some = rows("en")[::12]
    features, pipe = taught("en", some)
    text = packed(pipe)
    lines = [words(features, row) for row in some]
    assert np.array_equal(linear(unpacked(text))(lines), linear(pipe)(lines))


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
    some = [row for row in rows(language) if row.example.says & set(HEARD) or not row.example.says]
    domains = sorted({row.example.domain for row in some})
    held = set(domains[::5])
    inside = [row for row in some if row.example.domain not in held]
    outside = [row for row in some if row.example.domain in held]
    fresh = scores(language, inside, outside, HEARD)
    assert _mean(outside, fresh) > _mean(outside, None) + 0.08


def _mean(some: list[Row], given: np.ndarray | None) -> float:
    """The mean F1 over the ideas heard: of the patterns, or of both, where either is as likely as not."""
    found = []
    for column, idea in enumerate(HEARD):
        sure = [at for at, row in enumerate(some) if idea not in row.example.unsure]
        right = np.array([idea in some[at].example.says for at in sure])
        pattern = np.array([idea in some[at].found for at in sure])
        said = pattern if given is None else np.where(pattern, given[sure, column] >= 0.1, given[sure, column] >= 0.5)
        found.append(marks(said, right).f1)
    return sum(found) / len(found)


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
def test_any_text_has_scores_and_the_company_of_others_changes_none(text: str) -> None:
    critic = _critic()
    sentences = critic.read(f"{text}\n\nI left the old table alone. Nobody asked for it.").sentences
    together = critic.ideas.scores(sentences)
    assert all(0 <= score <= 1 for scores in together for score in scores.values())
    for sentence, all_in_one in zip(sentences, together, strict=True):
        (alone,) = critic.ideas.scores((sentence,))
        assert alone == pytest.approx(all_in_one, abs=1e-5)


_CRITICS: list[Critic] = []


def _critic() -> Critic:
    if not _CRITICS:
        _CRITICS.append(Critic(files(), "en"))
    return _CRITICS[0]


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
