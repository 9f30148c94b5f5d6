"""Texts with markup: which of it is prose, and where it stands."""
