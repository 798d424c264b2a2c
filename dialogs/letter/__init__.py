"""The letter: a person's chat answers as a letter, with receipts for every sentence and nothing invented."""

from dialogs.letter.letter import LeftOut, Letter, Receipt, Sentence
from dialogs.letter.report import as_json
from dialogs.letter.writer import Writer

__all__ = ["LeftOut", "Letter", "Receipt", "Sentence", "Writer", "as_json"]
