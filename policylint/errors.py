"""Everything policylint can refuse, as one small tree.

PolicylintError         a message for people: which file and line, what was found, what was expected
 +- ReadError           a text that can't be read (missing, binary, undecodable, broken)
 +- WriteError          a file that can't be written, or was changed meanwhile
 +- ConfigError         policylint.yaml or a command-line value that can't be honoured
 +- RuleError           a rule or slot file that can't be honoured
"""


class PolicylintError(Exception):
    """A message for people, with the place it speaks of.

    `line` counts from 1; 0 means the file as a whole.
    """

    def __init__(self, message: str, *, path: str = "", line: int = 0) -> None:
        self.message = message
        self.path = path
        self.line = line
        super().__init__(message, path, line)

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}" if place else self.message


class ReadError(PolicylintError):
    """A text that can't be read."""


class WriteError(PolicylintError):
    """A file that can't be written; it is as it was."""


class ConfigError(PolicylintError):
    """A configuration or a command-line value that can't be honoured."""


class RuleError(PolicylintError):
    """A rule or slot file that can't be honoured."""
