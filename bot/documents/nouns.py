"""The nouns of documents: what was read, and why something was not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

REASONS = (
    "archive",
    "binary",
    "bomb",
    "broken",
    "empty",
    "encrypted",
    "image",
    "large",
    "office",
    "old-word",
    "pages",
    "rich-text",
    "scanned",
    "slow",
    "web-page",
)
"""Why a file is refused; the sentences are in documents.toml of each language."""


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file, with line feeds as line ends.

    `kind` is "text", "docx" or "pdf". `newline` is how many characters each line end had in a text file, so that an
    offset here can be told as an offset there; 0 where they were mixed or where the file is no text.
    """

    text: str
    kind: str
    newline: int


class UnreadableError(Exception):
    """A file's text cannot be had. `reason` is one of REASONS, `values` what its sentence names."""

    def __init__(self, reason: str, **values: object) -> None:
        assert reason in REASONS, reason
        super().__init__(reason, values)
        self.reason = reason
        self.values: Mapping[str, object] = values

    def told(self, sentences: Mapping[str, str]) -> str:
        """The sentence that says why."""
        sentence = sentences[self.reason]
        for name, value in self.values.items():
            sentence = sentence.replace(f"{{{name}}}", str(value))
        return sentence
