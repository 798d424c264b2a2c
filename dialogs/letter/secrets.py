"""Secrets: names and figures that must stay out, known in any casing and spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass

MANY = r"(?:k|m|bn|mila|million[ei]?|milion[ei]|billion|thousand)"
MONEY = re.compile(
    rf"[$£€]\s?\d(?:[\d.,]{{0,24}}\d)?(?:\s?{MANY}\b)?"
    rf"|(?<!\d)(?<!\d[.,])\b\d[\d.,]{{0,24}}\s?{MANY}?\s?(?:di )?"
    r"(?:€|\$|£|(?:euro|eur|dollars?|usd|gbp|pounds|quid|bucks)(?!\w))",
    re.IGNORECASE,
)
FIGURE = re.compile(r"\d[\d.,]{0,24}\d\s?k?\b|\d\s?k\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Secrets:
    """Names in lower case, figures as bare digits, and whether money may be named at all."""

    names: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    money: bool = False  # money amounts are cleared

    def told(self, text: str) -> bool:
        """Whether a text gives a secret away, in any casing or spelling."""
        if not self.money and MONEY.search(text):
            return True
        lowered = " ".join(re.findall(r"\w+", text.lower()))
        if any(re.search(rf"\b{re.escape(name)}s?\b", lowered) for name in self.names):
            return True
        return bool(self.figures & {bare for figure in FIGURE.finditer(text) for bare in bare_forms(figure[0])})


def bare_forms(figure: str) -> frozenset[str]:
    """The ways to write a figure, as digits only: "310k" is 310k, 310 and 310000."""
    lowered = figure.lower().replace(" ", "")
    digits = re.sub(r"\D", "", lowered)
    forms = {digits}
    if lowered.endswith("k"):
        forms.add(digits + "000")
    elif len(digits) > 4 and digits.endswith("000"):
        forms.add(digits)
    return frozenset(forms)
