"""Files that make up one message: the subject in one, the body in another, named alike."""

import os
import re

_WORD = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-zа-яёõäöü])(?=[A-ZА-ЯЁÕÄÖÜ])")
_SUBJECT = frozenset({"subject", "subj", "тема", "teema"})
_BODY = frozenset(
    "body content contents message email mail template text plain тело текст письмо sisu kiri tekst".split()
)
# Suffixes, which tell a template engine and nothing of the message.
_SUFFIXES = frozenset(
    "html htm txt text md markdown mjml erb ejs hbs handlebars j2 jinja jinja2 liquid mustache php blade tpl tmpl twig"
    " ftl vue plain".split()
)
_UNTELLING = _SUBJECT | _BODY | _SUFFIXES
_LANGUAGE_LETTERS = 2


def is_subject(path: str) -> bool:
    """Whether a file holds nothing but the subject of a message."""
    words = _words(path)
    while words and (words[-1] in _SUFFIXES or len(words[-1]) == _LANGUAGE_LETTERS):
        words.pop()
    return bool(words) and words[-1] in _SUBJECT


class MessageParts:
    """Finds the files of a message; it lists each folder once."""

    def __init__(self) -> None:
        self._subjects: dict[str, dict[tuple[str, ...], list[str]]] = {}

    def find(self, location: str) -> list[str]:
        """Find the subjects that go with the file of a body: paths, in order. A subject has no other parts."""
        folder, name = os.path.split(location)
        if folder not in self._subjects:
            self._subjects[folder] = _list_subjects(folder)
        subjects = self._subjects[folder]
        return subjects.get(_stem(name), []) if subjects and not is_subject(name) else []


def _list_subjects(folder: str) -> dict[tuple[str, ...], list[str]]:
    """The subjects in a folder, by what they are the subjects of."""
    try:
        with os.scandir(folder) as entries:
            paths = sorted(entry.path for entry in entries if is_subject(entry.name) and entry.is_file())
    except OSError:
        return {}
    subjects: dict[tuple[str, ...], list[str]] = {}
    for path in paths:
        subjects.setdefault(_stem(path), []).append(path)
    return subjects


def _stem(path: str) -> tuple[str, ...]:
    """The words of a name that tell which message a file belongs to, and in which language it is."""
    return tuple(word for word in _words(path) if word not in _UNTELLING)


def _words(path: str) -> list[str]:
    name = path.replace("\\", "/").rpartition("/")[2]
    return [word.lower() for word in _WORD.findall(_CAMEL.sub(" ", name))]
