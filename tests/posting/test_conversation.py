"""In the conversation: what the letter proves of the posting is one short message before what the guides say."""

from __future__ import annotations

from bot.content import files
from dialogs.critique import critics
from dialogs.effects import Say
from dialogs.interview.drafts import _held
from tests.posting.test_honesty import LETTER, POSTING


def test_the_map_is_one_short_message() -> None:
    critic = critics(files())["it"]
    account = critic.postings.account(critic.read(LETTER))
    held = critic.postings.held(critic.postings.read(POSTING), account, "it")
    (said,) = _held(held)
    assert isinstance(said, Say)
    text = "".join(part.text for part in said.text)
    assert text.startswith("Di fronte al loro annuncio\nLo provi:\n+ Kotlin: “")
    assert len(text) < 1_500
    assert _held(None) == ()
