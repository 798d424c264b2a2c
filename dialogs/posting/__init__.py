"""Postings: what an advertisement for a job says, and how far a person's own words answer it."""

from dialogs.posting.account import Account
from dialogs.posting.honesty import honesty
from dialogs.posting.names import significant
from dialogs.posting.nouns import Held, Hint, HonestyMap, Left, Posting, Proof, Question, Requirement
from dialogs.posting.reader import Postings
from dialogs.posting.written import Written

__all__ = [
    "Account",
    "Held",
    "Hint",
    "HonestyMap",
    "Left",
    "Posting",
    "Postings",
    "Proof",
    "Question",
    "Requirement",
    "Written",
    "honesty",
    "significant",
]
