"""How containers write a text: tried one after the other until reading gives the text back."""

import html
import json
from collections.abc import Callable

Escape = Callable[[str], str]

# Of the charsets that letters in our languages are sent in, each stands for the same ASCII.
_CHARSETS = ("utf-8", "windows-1251", "koi8-r", "iso-8859-1", "iso-8859-15", "windows-1257")
_WIDEST_QUOTED = 72
_UNQUOTED = frozenset(b"\r\n") | frozenset(range(0x20, 0x7F)) - frozenset(b"=")


def as_it_is(text: str) -> str:
    """As plain text, markup and block scalars have it."""
    return text


def as_markup(text: str) -> str:
    """As XML and HTML have prose."""
    return html.escape(text, quote=False)


def in_attribute(text: str) -> str:
    """As markup that stands in quotes; its ampersands are escaped already."""
    return text.replace('"', "&quot;")


def in_entities(text: str) -> str:
    """As markup has it in an encoding that lacks some of its letters."""
    return text.encode("ascii", "xmlcharrefreplace").decode()


def between_double_quotes(text: str) -> str:
    """As JSON, JavaScript, YAML, gettext, TOML and their like have it."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def between_single_quotes(text: str) -> str:
    """As PHP, JavaScript and Python have it."""
    return text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")


def doubled_quotes(text: str) -> str:
    """As SQL, single-quoted YAML and Java's message formats have it."""
    return text.replace("'", "''")


def doubled_double_quotes(text: str) -> str:
    """As a few dialects of SQL and INI have it."""
    return text.replace('"', '""')


def for_android(text: str) -> str:
    """As Android's resources have it: markup, whose quotes and apostrophes have backslashes."""
    return as_markup(text).replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"')


def markup_between_quotes(text: str) -> str:
    """As JSON and its like have a string of markup."""
    return between_double_quotes(as_markup(text))


def in_ascii(text: str) -> str:
    """As files have it that know no other letters."""
    return json.dumps(text)[1:-1]


def _doubled_in_ascii(text: str) -> str:
    return in_ascii(doubled_quotes(text))


def _markup_in_sql(text: str) -> str:
    return doubled_quotes(as_markup(text))


def _quoted_printable(charset: str) -> Escape:
    def escape(text: str) -> str:
        try:
            data = text.encode(charset)
        except UnicodeEncodeError:
            return text
        signs = [chr(byte) if byte in _UNQUOTED else f"={byte:02X}" for byte in data]
        lines, width = ["=\n"], 0
        for sign in signs:
            width = 0 if sign in "\r\n" else width + len(sign)
            if width > _WIDEST_QUOTED:
                lines.append("=\n")
                width = len(sign)
            lines.append(sign)
        return "".join([*lines, "=\n"])

    return escape


QUOTED_PRINTABLE: tuple[Escape, ...] = tuple(map(_quoted_printable, _CHARSETS))
OF_MARKUP: tuple[Escape, ...] = (as_it_is, in_attribute, as_markup, in_entities)
OF_MESSAGE_FORMATS: tuple[Escape, ...] = (doubled_quotes, _doubled_in_ascii)
OF_SQL: tuple[Escape, ...] = (doubled_quotes, _markup_in_sql)
OF_STRINGS: tuple[Escape, ...] = (
    as_it_is,
    as_markup,
    between_double_quotes,
    between_single_quotes,
    doubled_quotes,
    markup_between_quotes,
    doubled_double_quotes,
    in_ascii,
)
