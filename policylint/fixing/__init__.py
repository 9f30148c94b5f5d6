"""Findings -> a new source, in which reading proves that nothing but the fixes changed; and the file written."""
