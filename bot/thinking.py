"""Thinking: the critics, which take a second to load, brought up in a thread while the first questions are asked."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterable, Mapping

from dialogs.answers import LANGUAGES, Language, Profile
from dialogs.content_error import Files
from dialogs.critique import Critic, Critique, GuideBand, Split, choices, critics
from dialogs.critique.disagreements import quiet_probes
from dialogs.critique.fault import Fault
from dialogs.lexicon import Reading


class Thinking:
    """The critics of all languages, loaded once, at the first need or when warmed; safe from any thread.

    What their files say is read and checked here and now: raises ContentError.
    """

    def __init__(self, files: Files) -> None:
        self._critics = critics(files)
        self._locks = {language: threading.Lock() for language in LANGUAGES}
        self._loaded: set[Language] = set()

    def warm(self) -> None:
        """Load in a thread of its own; whoever needs a critic meanwhile waits for it.

        For a process that is ours alone: what is there then stays, and the garbage collector looks at it no more.
        """
        threading.Thread(target=self._load, name="critics", daemon=True).start()

    def faults(self, language: Language) -> tuple[Fault, ...]:
        """What the critic of a language looks for."""
        return self._critics[language].faults

    def read(self, text: str, language: Language) -> Reading:
        """What one pass over a text finds in it."""
        return self._critic(language).read(text)

    def critique(
        self,
        text: str,
        profile: Profile,
        posting: str | None,
        follows: Mapping[str, str] | None = None,
        names: Iterable[str] = (),
    ) -> Critique:
        """What the guides would say of a text to somebody who follows these and has these names."""
        return self._critic(profile.language).critique(text, profile, posting, follows, names)

    def splits(self, profile: Profile, follows: Mapping[str, str] | None = None) -> tuple[Split, ...]:
        """Every disagreement of the guides, as it is shown to somebody with these choices."""
        return self._critics[profile.language].splits(profile, follows)

    def band(self, profile: Profile, follows: Mapping[str, str] | None = None) -> GuideBand:
        """How many words a letter has, as the guide says that is followed."""
        return self._critics[profile.language].bands(profile, follows)[0]

    def choices(self, given: Iterable[str], guide: str = "") -> dict[str, str]:
        """Whom somebody follows who says so like "D7=003", or names one guide; raises ChoiceError."""
        critic = self._critics["en"]
        return choices(critic.disagreements, critic.guides, given, guide)

    def quiet(self, question: str, follows: Mapping[str, str]) -> tuple[str, ...]:
        """The probes of a question that the guides somebody follows would not put."""
        return quiet_probes(self._critics["en"].disagreements, follows, question)

    def _load(self) -> None:
        for language in LANGUAGES:
            self._critic(language)
        gc.freeze()

    def _critic(self, language: Language) -> Critic:
        """The critic of a language, loaded."""
        critic = self._critics[language]
        if language not in self._loaded:
            with self._locks[language]:
                critic.critique("", Profile(language), None)
                self._loaded.add(language)
        return critic
