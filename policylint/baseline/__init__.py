"""Findings that are known, with owners and days: the file, what it knows of a run, and how it is kept true."""
