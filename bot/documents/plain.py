"""Plain text: bytes to characters, by their mark, their zeros or their shape; UTF-8, UTF-16 or Windows-1252."""

from __future__ import annotations

import re

from bot.documents.nouns import Document, UnreadableError

ODD = 0.02
"""Share of control characters above which bytes are no text."""

SPOILT = 0.1
"""The same of characters that the encoding could not give."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_HEAD = re.compile(r"(---|\+\+\+)[ \t]*\n(?:(?!\1).*\n){1,60}?\1[ \t]*(?=\n|$)")
_KEY = re.compile(r"^[\w-]+\s*[:=]", re.MULTILINE)
_INK = re.compile(r"\S")
_LONG = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")


def document(raw: bytes) -> Document:
    """The text of these bytes. Raises UnreadableError where they are no text, or hold none."""
    text = _decoded(raw)
    if len(_CONTROL.findall(text)) > ODD * len(text) or text.count("\ufffd") > SPOILT * len(text):
        raise UnreadableError("binary")
    ends = text.count("\r\n"), text.count("\n"), text.count("\r")
    newline = {(0, ends[1], 0): 1, (ends[1], ends[1], ends[1]): 2, (0, 0, ends[2]): 1}.get(ends, 0)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _letter_alone(text)
    if not any(letter.isalnum() for letter in text):
        raise UnreadableError("empty")
    return Document(text, "text", newline)


def _letter_alone(text: str) -> str:
    """The text with what only programs read in a Markdown file as blanks, so that every place stays where it is."""
    head = _HEAD.match(text)
    if head and _KEY.search(head[0]):
        text = _INK.sub(" ", head[0]) + text[head.end() :]
    pieces, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        pieces += [text[at:start], _INK.sub(" ", text[start : end + 3])]
        at = end + 3
    return "".join([*pieces, text[at:]])


def _decoded(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    zeros = raw[:4096:2].count(0), raw[1:4096:2].count(0)
    if max(zeros) > len(raw[:4096]) // 4:  # every other byte is zero: UTF-16 without its mark
        return raw.decode("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("utf-8-sig", "replace")
    if len(_LONG.findall(raw)) > text.count("\ufffd"):
        return text  # UTF-8 that somebody cut or spoilt
    return raw.decode("cp1252", "replace")
