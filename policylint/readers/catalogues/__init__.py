"""Strings under keys: translations, settings, tables."""
