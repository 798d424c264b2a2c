"""Tests of the letter."""
