"""'Did you mean' for names that somebody mistyped."""

from collections.abc import Iterable

_CLOSE_ENOUGH = 0.6


def suggest(name: str, names: Iterable[str]) -> str:
    """Say which known name a misspelt one comes close to; an empty text when none does."""
    # Imported late: difflib costs 3 ms, and a clean run has nothing to suggest.
    import difflib

    close = difflib.get_close_matches(name.lower(), sorted(names), n=1, cutoff=_CLOSE_ENOUGH)
    return f" (did you mean '{close[0]}'?)" if close else ""
