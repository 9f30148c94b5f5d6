"""Files that are obviously for colleagues and machines, and not for customers."""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

_FOLDERS = frozenset(
    """
    test tests spec specs __tests__ __mocks__ __snapshots__ e2e cypress fixtures vendor third_party third-party
    migrations coverage
    """.split()
)
# At the top only, and never as a page: `license.html` may well be for customers.
_FOR_COLLEAGUES = re.compile(
    r"(?:readme|changelog|contributing|license|licence|copying|authors|maintainers|code[_-]of[_-]conduct|security)"
    r"(?:[._-][a-z]{2})?(?:\.(?:md|rst|adoc|txt))?"
)
_AT_THE_TOP = (
    "codeowners makefile dockerfile* jenkinsfile procfile vagrantfile docker-compose*.y*ml compose.y*ml mkdocs.yml "
    "*.config.js *.config.ts *.config.mjs *.config.cjs setup.py setup.cfg tox.ini requirements*.txt pyproject.toml "
    "gemfile* rakefile composer.json pom.xml build.gradle* settings.gradle* cargo.toml go.mod go.sum netlify.toml "
    "vercel.json renovate.json turbo.json nx.json angular.json".split()
)
_ANYWHERE = (
    "package.json package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml composer.lock poetry.lock uv.lock "
    "pipfile.lock cargo.lock tsconfig*.json jsconfig.json *.min.js *.min.css *.map *.css *.scss *.less".split()
)
_PLAIN = re.compile(r"[^*?\[\]]+")


def find_bystanders(paths: Iterable[str]) -> list[str]:
    """Find globs, as few as will do, for those files that no customer reads; paths have forward slashes."""
    return sorted(set(_find(paths)))


def _find(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        *folders, name = path.split("/")
        low = name.lower()
        place = next((index for index, folder in enumerate(folders) if folder.lower() in _FOLDERS), None)
        pattern = next((each for each in _ANYWHERE if fnmatchcase(low, each)), "")
        if place is not None:
            glob = "/".join(folders[: place + 1])
        elif pattern:
            glob = f"**/{pattern}" if fnmatchcase(name, pattern) else path
        elif not folders and (_FOR_COLLEAGUES.fullmatch(low) or any(fnmatchcase(low, each) for each in _AT_THE_TOP)):
            glob = name
        else:
            continue
        if _PLAIN.fullmatch(glob.removeprefix("**/").replace("*", "")) and glob.isprintable():
            yield glob
