"""Facts about measures, as tables."""
