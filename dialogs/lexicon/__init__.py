"""Reading a text once: words in classes, technologies, figures, sentences, paragraphs with their roles."""

from dialogs.lexicon.gazetteer import Entry, gazetteer
from dialogs.lexicon.lexicon import MOST, Lexicon
from dialogs.lexicon.reading import COUNTED, PROSE, Mark, Paragraph, Reading, Role, SentenceView, Technology

__all__ = [
    "COUNTED",
    "MOST",
    "PROSE",
    "Entry",
    "Lexicon",
    "Mark",
    "Paragraph",
    "Reading",
    "Role",
    "SentenceView",
    "Technology",
    "gazetteer",
]
