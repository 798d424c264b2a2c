"""Marks: the quotation marks that stand in a sentence until its market is known."""

OPEN, CLOSE = "\ue000", "\ue001"
QUOTES = {"us": ('"', '"'), "uk": ("'", "'"), "it": ('"', '"')}
