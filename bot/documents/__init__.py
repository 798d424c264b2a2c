"""Documents: the text of a letter from the bytes of a .txt, .md, .docx or .pdf file, or a refusal that says why.

What a file is, its first bytes say, never its name. Nothing is unpacked in this process: see `bounded`.
"""

from bot.documents.nouns import Document, UnreadableError
from bot.documents.reading import MOST, read

__all__ = ["MOST", "Document", "UnreadableError", "read"]
