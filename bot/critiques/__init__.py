"""Critiques of letter files, for whoever lints letters in a terminal, an editor or a pipeline."""
