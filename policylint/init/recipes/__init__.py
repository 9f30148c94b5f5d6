"""What `policylint init` writes: a configuration, an entry for pre-commit, a recipe for CI."""

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from policylint.baseline.file import scalar
from policylint.init.clear_folders import ClearFolder
from policylint.resources import VERSION
from policylint.settings import SCRIPT_NAME

__all__ = ["Source", "render_configuration", "render_github", "render_gitlab", "render_hook", "render_script"]

_UNKNOWN = "<where you keep policylint>"
_READ_AS = {
    "autoreply": "automatic replies",
    "reply": "replies",
    "reminder": "reminders",
    "bill": "bills",
    "terms": "terms",
    "cancellation": "cancellations",
    "offer": "offers",
    "en": "English",
    "ru": "Russian",
    "et": "Estonian",
}
_NOT_PLAIN = re.compile(r": | #|:$")  # in YAML
_SHORT_SSH = re.compile(r"([\w.-]+@[\w.-]+):(?!//)")


@dataclass(frozen=True, slots=True)
class Source:
    """The git repository that policylint is kept in, and the revision of it to use."""

    repository: str
    revision: str

    @classmethod
    def parse(cls, address: str) -> "Source":
        """Take apart `ADDRESS` or `ADDRESS@REVISION`; without a revision, it is the tag of this version."""
        repository, _, revision = address.rpartition("@")
        if not repository or re.search("[/:]", revision):
            return cls(address, f"v{VERSION}")
        return cls(repository, revision)

    @property
    def requirement(self) -> str:
        """What `pip install` takes."""
        address = _SHORT_SSH.sub(r"ssh://\1/", self.repository, count=1)
        if address.startswith("/"):
            address = f"file://{address}"
        return f"git+{address}@{self.revision}"


def render_configuration(
    kinds: Iterable[ClearFolder],
    languages: Iterable[ClearFolder],
    exclude: Iterable[str],
    *,
    codeowners: str,
    country: str,
    presets: Iterable[str],
) -> str:
    """Render a `policylint.yaml` that states what is clear, and shows by examples what else can be stated."""
    names = sorted(presets)
    return _render(
        "policylint.yaml",
        kinds=_by_value(kinds),
        languages=_by_value(languages),
        exclude=list(exclude),
        codeowners=codeowners,
        country=country,
        preset=next((name for name in names if name.startswith(country.lower())), next(iter(names), "ee-telecom")),
        presets=", ".join(names) or "none",
    )


def render_hook(inside: str, source: Source | None) -> str:
    """Render the entry of a `.pre-commit-config.yaml` for the files in a folder, `.` being all."""
    files = "" if inside == "." else f"^{re.escape(inside)}/"
    return _render("hook", files=files, source=source)


def render_github(inside: str, source: Source | None, branch: str) -> str:
    """Render a workflow of GitHub Actions."""
    return _render("github.yml", branch=branch, **_place(inside, source))


def render_gitlab(inside: str, source: Source | None, stage: str = "") -> str:
    """Render a job for `.gitlab-ci.yml`, in a stage other than `test` when one is named."""
    return _render("gitlab.yml", stage=stage, **_place(inside, source))


def render_script(inside: str, source: Source | None, *, is_repository: bool) -> str:
    """Render a script for any other CI."""
    return _render("script.sh", script=SCRIPT_NAME, is_repository=is_repository, **_place(inside, source))


def _place(inside: str, source: Source | None) -> dict[str, Any]:
    path = inside if inside == "." else f"{'./' * inside.startswith('-')}{inside}/"
    where = shlex.quote(source.requirement) if source else f'"{_UNKNOWN}"'
    return {"path": shlex.quote(path), "pip": where, "source": source}


def _by_value(folders: Iterable[ClearFolder]) -> list[tuple[str, list[ClearFolder]]]:
    values: dict[str, list[ClearFolder]] = {}
    for folder in folders:
        values.setdefault(folder.value, []).append(folder)
    return list(values.items())


def _render(name: str, **values: Any) -> str:
    return _environment().get_template(f"{name}.jinja").render(values)


@cache
def _environment() -> Environment:
    """Templates in which YAML, shells and GitHub's own braces stand as they are."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=False,  # noqa: S701 - no HTML
        undefined=StrictUndefined,
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["scalar"] = scalar
    environment.filters["command"] = lambda text: scalar(text) if _NOT_PLAIN.search(text) else text
    environment.filters["noun"] = _READ_AS.__getitem__
    return environment
