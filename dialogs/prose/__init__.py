"""Prose: chat set right as prose, by tables, with every figure and name as it was."""

from dialogs.prose.sentences import Part, split
from dialogs.prose.shape import Shape
from dialogs.prose.table import Prose, proses

__all__ = ["Part", "Prose", "Shape", "proses", "split"]
