"""Labelled letters, and how well the critic finds what a careful reader found in them."""
