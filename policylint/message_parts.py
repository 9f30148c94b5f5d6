"""Files that make up one message: the subject in one, the body in another, named alike."""

import os
import re

_WORD = re.compile(r"[^\W_]+")
_SUBJECT = frozenset({"subject", "subj", "тема", "teema"})
# What a name may go on with behind 'subject': of which language or template engine a file is.
_ENDINGS = frozenset(
    "body content html htm txt text plain md mjml erb ejs hbs j2 jinja jinja2 liquid mustache php blade tpl tmpl twig"
    " ftl en ru et ee us gb".split()
)


def is_subject(path: str) -> bool:
    """Whether a file holds nothing but the subject of a message."""
    words = _words(path)
    while words and words[-1] in _ENDINGS:
        words.pop()
    return bool(words) and words[-1] in _SUBJECT


class MessageParts:
    """Finds the files of a message; it lists each folder once."""

    def __init__(self) -> None:
        self._subjects: dict[str, list[tuple[str, list[str]]]] = {}

    def find(self, location: str) -> list[str]:
        """Find the subjects that go with the file of a body: paths, in order. A subject has no other parts."""
        folder, name = os.path.split(location)
        if folder not in self._subjects:
            self._subjects[folder] = _list_subjects(folder)
        if not self._subjects[folder] or is_subject(name):
            return []
        stem = _stem(name)
        return [os.path.join(folder, other) for other, known in self._subjects[folder] if known == stem]


def _list_subjects(folder: str) -> list[tuple[str, list[str]]]:
    """The subjects in a folder, each with what it is the subject of."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [(name, _stem(name)) for name in names if is_subject(name)]


def _stem(name: str) -> list[str]:
    """The words of a name that tell which message it belongs to."""
    return [word for word in _words(name) if word not in _SUBJECT and (word not in _ENDINGS or len(word) == 2)]


def _words(path: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(path.replace("\\", "/").rpartition("/")[2])]
