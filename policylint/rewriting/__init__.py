"""Rewrites of rules, filled with what a text says, as edits: what they replace, where they stand, what goes along."""
