"""Benches: speeds and memory, printed and never asserted; ratios of one run carry over, absolute figures do not."""
