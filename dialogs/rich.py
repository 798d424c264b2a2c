"""Rich text: what the coach says, as spans with a style, so that no markup is ever escaped or parsed on its way out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How a span looks. `quote` and `folded` are whole lines: a quotation, and one that opens at a tap."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"
    QUOTE = "quote"
    FOLDED = "folded"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one style. Never empty."""

    text: str
    style: Style = Style.PLAIN


Rich = tuple[Span, ...]


def rich(*parts: str | Span | Rich) -> Rich:
    """One rich text of strings, spans and rich texts; neighbours of one style become one span."""
    spans: list[Span] = []
    for part in parts:
        for span in (Span(part),) if isinstance(part, str) else (part,) if isinstance(part, Span) else part:
            if not span.text:
                continue
            if spans and spans[-1].style is span.style and span.style in (Style.PLAIN,):
                spans[-1] = Span(spans[-1].text + span.text, span.style)
            else:
                spans.append(span)
    return tuple(spans)


def plain(text: Rich) -> str:
    """The words without their styles."""
    return "".join(span.text for span in text)


def utf16(text: str) -> int:
    """Length in UTF-16 code units, which is how Telegram counts."""
    return len(text.encode("utf-16-le")) // 2
