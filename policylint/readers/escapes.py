"""How containers write a text: tried one after the other until reading gives the text back."""

import html
import json
from collections.abc import Callable


def _as_it_is(text: str) -> str:
    return text


def _as_markup(text: str) -> str:
    return html.escape(text, quote=False)


def _between_double_quotes(text: str) -> str:
    """As JSON, JavaScript, YAML, gettext, TOML and their like have it."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _between_single_quotes(text: str) -> str:
    """As PHP, JavaScript, Python and Android have it."""
    return text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")


def _doubled_quotes(text: str) -> str:
    """As SQL and single-quoted YAML have it."""
    return text.replace("'", "''")


def _markup_between_quotes(text: str) -> str:
    return _between_double_quotes(_as_markup(text))


def _in_ascii(text: str) -> str:
    """As files have it that know no other letters."""
    return json.dumps(text)[1:-1]


ESCAPES: tuple[Callable[[str], str], ...] = (
    _as_it_is,
    _as_markup,
    _between_double_quotes,
    _between_single_quotes,
    _doubled_quotes,
    _markup_between_quotes,
    _in_ascii,
)
