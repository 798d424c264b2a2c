"""Measures: the figures in a text, understood: "p99 from 920 to 240 ms over six weeks" becomes a Measure.

A text is scanned into tokens; numerals are read and joined with what stands behind them into atoms; neighbouring atoms
that belong together become drafts (old and new value, span, rota); context adds percentile, window and load. The words
of it all stand in content/<lang>/measures.toml.
"""

from dialogs.measures.figures import bare_figures
from dialogs.measures.measurer import Measurer, find_measures
from dialogs.measures.nouns import Family, Measure, Quantity, magnitude

__all__ = ["Family", "Measure", "Measurer", "Quantity", "bare_figures", "find_measures", "magnitude"]
