"""Calls whose string arguments no customer reads."""

import re

_REACH = 100  # characters of an expression that are looked at for a name
_CALLEE = re.compile(r"[\w$.:>\\!?-]++\Z")
_MEMBER = re.compile(r"\.|->|::|\\")
_LOGS = frozenset("console log logger logging slog timber os_log debug syslog winston".split())
# What programmers read, what programs understand, what is told by tests.
_NAMES = frozenset(
    "error_log trigger_error syslog NSLog debugPrint print_r var_dump var_export dd invariant precondition"
    " preconditionFailure fatalError panic warn warn_explicit deprecated deprecate errors.New Errorf"
    " describe context it test specify expect scenario namedtuple NamedTuple Enum TypeVar literal_eval exec eval"
    " compile regexp regex RegExp Regex Pattern MustCompile querySelector querySelectorAll $ $$ jQuery closest"
    " matches find query execute executemany prepare rawQuery sql import require require_once include"
    " include_once import_module"
    " getenv addEventListener setAttribute system shell_exec passthru popen Popen check_output check_call getopt"
    " strtotime strftime strptime ini_set".split()
)
_BEGINNINGS = ("assert", "preg_")
# A thrown text may reach a customer: only what programmers alone are to blame for is left out.
_THROWN = tuple(
    [
        f"{name}Error"
        for name in "Type Attribute Key Index Value NotImplemented Assertion Runtime Syntax Name Import OS IO Lookup"
        " Arithmetic Range Reference UnicodeDecode UnicodeEncode ZeroDivision Overflow Memory Recursion System EOF"
        " Invariant Parse Configuration Argument NoMethod".split()
    ]
    + [
        f"{name}Exception"
        for name in "InvalidArgument Logic Runtime BadMethodCall BadFunctionCall OutOfBounds OutOfRange UnexpectedValue"
        " IllegalArgument IllegalState NullPointer UnsupportedOperation NotImplemented ArgumentNull InvalidOperation"
        " ArgumentOutOfRange NotSupported ClassCast Argument Format IndexOutOfBounds".split()
    ]
    + [f"{name}Warning" for name in "Deprecation Future Runtime User Resource".split()]
)


def find_callee(text: str, start: int, stop: int) -> str:
    """The name in front of an offset, with the objects it belongs to; empty when none is there."""
    found = _CALLEE.search(text, max(start, stop - _REACH), stop)
    return found[0] if found else ""


def is_for_programs(callee: str) -> bool:
    """Whether what is called speaks to programmers and programs only."""
    *above, name = _MEMBER.split(callee)
    if name in _NAMES or name.startswith(_BEGINNINGS) or name.endswith(_THROWN):
        return True
    return bool(above) and (above[-1].lower().strip("$_") in _LOGS or above == ["re"])
