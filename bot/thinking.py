"""Thinking: the critic, which takes a second to load, brought up in a thread while the first questions are asked."""

from __future__ import annotations

import threading

from dialogs.answers import Language, Profile
from dialogs.content_error import Files
from dialogs.critique import Critic, Critique, critics
from dialogs.lexicon import Reading


class Thinking:
    """The critics of all languages, loaded once, at the first need or when warmed; safe from any thread."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._lock = threading.Lock()
        self._critics: dict[Language, Critic] = {}

    def warm(self) -> None:
        """Load in a thread of its own; whoever needs a critic meanwhile waits for it."""
        threading.Thread(target=self._critic, args=("en",), name="critic", daemon=True).start()

    def read(self, text: str, language: Language) -> Reading:
        """What one pass over a text finds in it."""
        return self._critic(language).read(text)

    def critique(self, text: str, profile: Profile, posting: str | None) -> Critique:
        """What the guides would say of a text."""
        return self._critic(profile.language).critique(text, profile, posting)

    def _critic(self, language: Language) -> Critic:
        with self._lock:
            if not self._critics:
                self._critics.update(critics(self._files))
            return self._critics[language]
