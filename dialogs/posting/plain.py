"""Plain: a posting as it was pasted, from a web page, a chat or a forwarded e-mail, as lines of text."""

from __future__ import annotations

import html
import re

from selectolax.lexbor import LexborHTMLParser

from dialogs.posting.written import Written

LONGEST = 20_000
"""Characters of a posting that are read."""

_BREAK = "\u2028"  # a line end that HTML's own white space cannot be taken for
_BLOCK = re.compile(
    r"<(/?)(p|br|li|ul|ol|div|h[1-6]|tr|td|section|article|header|footer|main|dt|dd|table|title|hr)\b[^<>]{0,400}>",
    re.I,
)
_TAG = re.compile(
    r"<(?:/?(?:p|br|li|ul|ol|div|h[1-6]|span|strong|b|em|i|a|section|article|html|body|script|table))\b", re.I
)
_SILENT = ("script", "style", "noscript", "template", "svg", "head", "nav", "button", "form")
_QUOTED = re.compile(r"^(?:[ \t]*>)+[ \t]?")
_MARKDOWN = re.compile(r"\*\*|__|^#{1,6}\s+|^\s*[*_]{1,2}(?=\w)|(?<=\w)[*_]{1,2}\s*$|(?<=[:.])\*+$")
_GAP = re.compile(r"\n{3,}")
_UNSEEN = re.compile("[\u200b\u200c\u200d\ufeff\u00ad\u2060]")


def plain(text: str, written: Written) -> str:
    """The text of a posting: without tags, scripts, entities, quote marks and mail headers; a line for a line."""
    text = _UNSEEN.sub("", text[:LONGEST]).replace("\r\n", "\n").replace("\r", "\n")
    if "&lt;" in text and _TAG.search(unpacked := html.unescape(text)):
        text = unpacked  # some boards hand out HTML whose tags are escaped once more
    text = _rendered(text) if _TAG.search(text) else html.unescape(text)
    lines = (_line(line, written) for line in text.splitlines())
    return _GAP.sub("\n\n", "\n".join(lines)).strip("\n")


def _rendered(text: str) -> str:
    """What a browser would show: blocks on lines of their own, items of lists with a dash."""
    if _BLOCK.search(text):
        text = " ".join(text.split(" ")).replace("\n", " ")
        text = _BLOCK.sub(_broken, text)
    tree = LexborHTMLParser(text)
    tree.strip_tags(list(_SILENT))
    root = tree.root
    shown = root.text(separator="") if root else ""
    return str(shown).replace(_BREAK, "\n")


def _broken(found: re.Match[str]) -> str:
    """A tag with line ends around it; an item of a list begins with a dash."""
    opens_item = found[2].lower() == "li" and not found[1]
    return f"{_BREAK}{found.group()}{'- ' if opens_item else _BREAK if found[1] else ''}"


def _line(line: str, written: Written) -> str:
    line = _MARKDOWN.sub("", " ".join(_QUOTED.sub("", line).split()))
    if written.mail.match(line) or written.forward.match(line):
        return ""
    return written.subject.sub("", line).strip()
