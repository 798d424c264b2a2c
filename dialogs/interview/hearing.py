"""Hearing: what a short message means that is no answer: a refusal, a question to the coach, a choice in a sentence."""

from __future__ import annotations

import re

from dialogs.interview.desk import Desk
from dialogs.script import Question

SHORT = 10  # words; a longer message is an answer, whatever it begins with
WORD = re.compile(r"[\w']+")
FIGURE = re.compile(r"\d")
UNKNOWN = ("dont-know", "not-measured", "none", "one-way", "leave-out")  # the ways out that "I don't know" can mean


def words_of(text: str) -> list[str]:
    """The words of a message, without capitals and curly apostrophes."""
    return WORD.findall(text.casefold().replace("’", "'"))


def way_out(desk: Desk, question: Question, text: str) -> str:
    """The honest way out that a message takes, by its id; nothing where it takes none."""
    replies = desk.replies
    for way in question.exits:
        if replies.means(way, text):
            return way
    if replies.means("dont-know", text):
        return next((way for way in UNKNOWN if way in question.exits), "")
    if question.deniable and denies(desk, text):
        return "none"
    return ""


def denies(desk: Desk, text: str) -> bool:
    """Whether a message says in a few words that there is nothing: "never been on call", "no pager at my place"."""
    words = words_of(text)
    if not words or len(words) >= SHORT or FIGURE.search(text):
        return False
    turned = any(_within(words, turn) for turn in desk.replies.typed.get("turning", ()))
    return not turned and any(_begins(words, denial) for denial in desk.replies.typed.get("denial", ()))


def asks_back(desk: Desk, text: str) -> bool:
    """Whether a message asks the coach something instead of answering: "why do you need all this?"."""
    words = words_of(text)
    if not words or len(words) >= SHORT or FIGURE.search(text):
        return False
    begins = any(_begins(words, asking) for asking in desk.replies.typed.get("asking", ()))
    return begins and (text.rstrip().endswith("?") or len(words) <= SHORT // 2 + 2)


def choice_in(desk: Desk, question: Question, text: str) -> str:
    """The one choice that a short message names, however people call it; nothing where it names none or several."""
    words = words_of(text)
    if len(words) >= SHORT:
        return ""
    found = set()
    for choice in question.choices:
        names = {choice, desk.words(question, f"choice {choice}")}
        for replies in desk.coach.replies.values():
            names |= replies.typed.get(f"{question.id}-{choice}", frozenset())
        if any(_within(words, name) for name in names):
            found.add(choice)
    return found.pop() if len(found) == 1 else ""


def question_named(desk: Desk, text: str) -> str:
    """The id of the question that a message names by its id or its label; nothing where it names none."""
    wanted = " ".join(words_of(text))
    for question in desk.coach.script.questions:
        labels = [replies.label(f"question-{question.id}") for replies in desk.coach.replies.values()]
        if wanted in {question.id, question.id.replace("_", " "), *(" ".join(words_of(label)) for label in labels)}:
            return question.id
    return ""


def _begins(words: list[str], phrase: str) -> bool:
    wanted = words_of(phrase)
    return words[: len(wanted)] == wanted


def _within(words: list[str], phrase: str) -> bool:
    wanted = words_of(phrase)
    return bool(wanted) and any(words[k : k + len(wanted)] == wanted for k in range(len(words) - len(wanted) + 1))
