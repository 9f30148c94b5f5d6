import os

import pytest

from policylint.owners import Owners
from tests.git_house import git  # noqa: F401 - a fixture
from tests.test_cli import built_in, cache, folder, run_json, write  # noqa: F401 - fixtures

CONFIG = "rules: [own]\nselect: [grumble]\n"


@pytest.fixture
def repository(folder, git):  # noqa: F811
    git("init", "-q")
    return folder


def owners(capsys, *arguments):
    return {finding["path"]: finding["owner"] for finding in run_json(capsys, *arguments)[1]["findings"]}


def test_without_anything_that_names_owners_nobody_is_known(repository, capsys):
    write(repository, "a.txt")
    assert owners(capsys) == {"a.txt": ""}


@pytest.mark.parametrize("place", [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"])
def test_codeowners_are_found_where_forges_look_for_them(repository, capsys, place):
    write(repository, place, "* @all\n/mails/ @mails\n")
    write(repository, "a.txt")
    write(repository, "mails/b.txt")
    assert owners(capsys, "a.txt", "mails") == {"a.txt": "@all", "mails/b.txt": "@mails"}


def test_only_the_first_codeowners_file_counts(repository, capsys):
    write(repository, ".github/CODEOWNERS", "/mails/ @mails\n")
    write(repository, "CODEOWNERS", "* @all\n")
    write(repository, "a.txt")
    assert owners(capsys, "a.txt") == {"a.txt": ""}


def test_codeowners_are_those_of_the_repository_whatever_folder_one_is_in(repository, capsys, monkeypatch):
    write(repository, "CODEOWNERS", "/mails/et/ @eesti\n")
    write(repository, "mails/et/a.txt")
    write(repository, "mails/policylint.yaml", CONFIG.replace("own", "../own"))
    monkeypatch.chdir(repository / "mails" / "et")
    assert owners(capsys) == {"a.txt": "@eesti"}


def test_the_configuration_speaks_before_codeowners_and_its_first_match_counts(repository, capsys):
    owned = "owners:\n  Anna Tamm: ['mails/et/**']\n  '@mails': ['mails/**']\n"
    write(repository, "policylint.yaml", CONFIG + owned)
    write(repository, "CODEOWNERS", "* @all\n")
    for path in ("a.txt", "mails/b.txt", "mails/et/c.txt"):
        write(repository, path)
    known = {"a.txt": "@all", "mails/b.txt": "@mails", "mails/et/c.txt": "Anna Tamm"}
    assert owners(capsys, "a.txt", "mails") == known


def test_without_git_codeowners_stand_beside_the_configuration(folder, capsys):  # noqa: F811
    write(folder, "CODEOWNERS", "/mails/ @mails\n")
    write(folder, "mails/a.txt")
    assert owners(capsys, "mails") == {"mails/a.txt": "@mails"}


def test_what_a_comment_allows_has_an_owner_too(repository, capsys):
    write(repository, "CODEOWNERS", "* @all\n")
    write(repository, "a.md", "<!-- policylint: allow grumble -- a quotation -->\nA grumblefish.\n")
    _, report = run_json(capsys, "a.md")
    assert [each["owner"] for each in report["suppressed"]] == ["@all"]


def test_a_name_that_is_no_utf_8_has_an_owner(repository):
    name = os.fsdecode(b"m\xe4ils")
    (repository / "CODEOWNERS").write_bytes(b"/m\xe4ils/ @mails\n")
    assert Owners().find(str(repository / name / "a.txt"), {}, str(repository)) == "@mails"
