"""The golden letters."""
