"""The report as one page for a browser: texts with the offending words marked in place, reason and rewrite beside them.

It needs no network, and no script to be read.
"""

from policylint.reporters.html.page import render

__all__ = ["render"]
