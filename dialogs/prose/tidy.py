"""Tidy: one sentence of chat as prose, its words, figures and names as they were."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from dialogs.prose.figures import figures, small_counts
from dialogs.prose.marks import CLOSE, OPEN, QUOTES
from dialogs.prose.shape import has_verb
from dialogs.prose.table import Prose

INVISIBLE = re.compile(r"[\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff\ufe0e\ufe0f\u00ad]")
SMILEY = re.compile(r"(?<![\w(])(?::-?[)(DPpoO/|]|;-?[)D]|<3|[xX]D|\^\^)(?![\w])")
CURLY = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "`": "'", "\u00a0": " ", "–": "-", "—": "-"}
)
TITLE = re.compile(r"\{title:([^}]*)\}")
PLUS = re.compile(r"(?<=[\w)])\s+\+\s+(?=[\w(])")
AND_SIGN = re.compile(r"(?<=[a-z0-9)])\s+&\s+(?=[a-z0-9])")
SINGLE = re.compile(r"(?<![\w.)'])'(?=\S)((?:[^'\n]|'(?=[\w]))*?)(?<=[\w.,!?)%])'(?![\w])")
CODE = re.compile(r"(?<![\w'])((?:[A-Za-z_]\w{0,40}\([^()\n]{0,60}\)))")  # "O(pods x users)", "retry()"
DOUBLE = re.compile(r'"([^"\n]*)"')
SPACE_BEFORE = re.compile(r"\s+([,;:.!?)])")
DOUBLED_MARK = re.compile(r"([,;:])(?:\s*[,;:])+")
MARK_THEN_STOP = re.compile(r"[,;:]\s*(?=[.!?])")
MANY_MARKS = re.compile(r"([.!?])[.!?…]+|…")
SHOUT = re.compile(r"!+")
NO_SPACE = re.compile(r"(?<=[a-zà-ú)])([,;:])(?=[a-zà-ú])")
PAUSE = re.compile(r"\s+-{1,2}\s+")


def plain(text: str) -> str:
    """The text without invisible characters, emoji and smileys, in straight quotes and single blanks."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text)).translate(CURLY)
    text = SMILEY.sub("", text)
    text = "".join(
        char for char in text if unicodedata.category(char) not in ("So", "Sk", "Cs", "Co", "Cc") or char in "\n°`"
    )
    return re.sub(r"\s+", " ", text).strip()


def tidy(text: str, prose: Prose, names: Mapping[str, str], *, begins: bool = True) -> str:
    """One sentence as prose, without its last full stop and with its first letter as it stood.

    `names` gives lower-case names in their true form. No figure changes its value and no name its letters.
    """
    text = _early(_calm(plain(text)), prose)
    text, kept = _shelter(text)
    text = prose.aside_pattern.sub(_without, text)
    text = text.strip(" ,")
    while begins and (opener := prose.opener_pattern.match(text)) and len(text) > opener.end() + 12:
        text = text[opener.end() :]
    text = prose.chat_pattern.sub(lambda m: _as_cased(m[0], prose.chat[m[0].lower()]), text)
    for rewrite in prose.rewrites:
        if rewrite.early:
            continue
        text = rewrite.pattern.sub(rewrite.words, text)
    text = TITLE.sub(lambda m: m[1][:1].upper() + m[1][1:], text)
    text = figures(text, prose, lambda words: has_verb(words, prose))
    text = AND_SIGN.sub(f" {prose.figures['and']} ", PLUS.sub(f" {prose.figures['and']} ", text))
    text = prose.spelling_pattern.sub(lambda m: _spelled(m[0], prose), text)
    text = _named(text, names)
    text = small_counts(text, prose)
    text = _unshelter(text, kept, prose, names)
    return _marks(text, prose)


def _calm(text: str) -> str:
    """A sentence typed in capitals from end to end, in small letters; any other as it is."""
    letters = [char for char in text if char.isalpha()]
    shouted = len(letters) > 12 and sum(char.isupper() for char in letters) > 0.85 * len(letters)
    return text.lower() if shouted else text


def _early(text: str, prose: Prose) -> str:
    """Apostrophes that are accents as accents, so that those left are apostrophes and quotation marks."""
    if prose.accent_pattern:
        text = prose.accent_pattern.sub(lambda m: _as_cased(m[0], prose.chat[m[0].lower()]), text)
    for rewrite in prose.rewrites:
        if rewrite.early:
            text = rewrite.pattern.sub(rewrite.words, text)
    return text


def _shelter(text: str) -> tuple[str, list[str]]:
    """The text with quoted words put away, since what is quoted is not chat; and those words."""
    kept: list[str] = []

    def put(match: re.Match[str]) -> str:
        kept.append(match[1])
        return f"\x01{len(kept) - 1}\x02"

    return CODE.sub(lambda m: f"{put(m)[:-1]}\x03", SINGLE.sub(put, DOUBLE.sub(put, text))), kept


def _unshelter(text: str, kept: list[str], prose: Prose, names: Mapping[str, str]) -> str:
    text = re.sub("\x01(\\d+)\x03", lambda m: kept[int(m[1])], text)  # code stands as it was typed

    def take(match: re.Match[str]) -> str:
        words = accents(_unshelter(kept[int(match[1])], kept, prose, names), prose)
        return f"{OPEN}{words}{CLOSE}"

    return re.sub("\x01(\\d+)\x02", take, text)


def accents(text: str, prose: Prose) -> str:
    """Quoted words with nothing but their accents set right (Italian "e'" for "è")."""
    if prose.language != "it":
        return text
    return prose.chat_pattern.sub(lambda m: _as_cased(m[0], prose.chat[m[0].lower()]), text)


def _without(match: re.Match[str]) -> str:
    """What stays where an aside stood: a comma where it stood between two, else a blank."""
    before, after = match["before"], match["after"]
    if "," in before and "," in after:
        return ", "
    return " " if before or after else ""


def _as_cased(found: str, words: str) -> str:
    return words[:1].upper() + words[1:] if found[:1].isupper() and found[1:] == found[1:].lower() else words


def _spelled(found: str, prose: Prose) -> str:
    true = prose.spellings[found.lower()]
    if true.lower() in prose.plain and not found[:1].isupper():
        return found
    if found[1:] != found[1:].lower() and found.upper() != found:
        return found if found.lower() != true.lower() else true
    return true


def _named(text: str, names: Mapping[str, str]) -> str:
    if not names:
        return text
    pattern = re.compile(
        rf"(?<![\w'@./-])(?:{'|'.join(re.escape(n) for n in sorted(names, key=len, reverse=True))})(?![\w])",
        re.IGNORECASE,
    )
    return pattern.sub(lambda m: names[m[0].lower()], text)


def _marks(text: str, prose: Prose) -> str:
    """Blanks and marks as a book sets them; no doubled mark, no full stop at the end."""
    text = SHOUT.sub(".", text)
    text = MANY_MARKS.sub(lambda m: m[1] or ".", text)
    text = PAUSE.sub(" – ", text)
    text = SPACE_BEFORE.sub(r"\1", text)
    text = NO_SPACE.sub(r"\1 ", text)
    text = DOUBLED_MARK.sub(r"\1", text)
    text = MARK_THEN_STOP.sub("", text)
    text = prose.doubled.sub(r"\1", text)
    text = re.sub(r"\(\s*\)", "", text)
    text = re.sub(r"\s+", " ", text).strip()
    return text.strip(" ,;:").rstrip(" .,;:")


def finished(text: str, prose: Prose, market: str) -> str:
    """A whole sentence: a capital, a full stop, and the quotation marks of the market."""
    opening, closing = ("«", "»") if prose.language == "it" else QUOTES[market]
    text = capital(text, prose)
    if not re.search(r"[.!?][\ue001)]?$", text):
        text += "."
    if market == "us" and prose.language == "en":
        text = re.sub("\ue001([.,])", "\\1\ue001", text)
    return text.replace(OPEN, opening).replace(CLOSE, closing)


def capital(text: str, prose: Prose) -> str:
    """The text with a capital where it begins, unless its first word is always written small."""
    match = re.match(r"[^\w]*([^\W\d_][\w.-]*)", text)
    if not match or match[1] in prose.small or re.match(r"p\d", match[1]):
        return text
    at = match.start(1)
    return text[:at] + text[at].upper() + text[at + 1 :]
