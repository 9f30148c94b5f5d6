import shutil

import pytest

from policylint.api import Settings, check_paths
from policylint.baseline.blame import Authors
from tests.git_house import commit, git  # noqa: F401 - a fixture
from tests.readers.packed_files import make_docx
from tests.test_cli import built_in, cache, folder, write  # noqa: F401 - fixtures

FAULT = "A grumblefish is here.\n"


@pytest.fixture
def repository(folder, git):  # noqa: F811
    git("init", "-q")
    commit(git, "root")
    return folder


def authors(*paths):
    report = check_paths(paths, Settings(cache=False))
    sources, packed = dict(report.sources), {file.path for file in report.files if file.is_packed}
    found = Authors()
    return [found.find(each, sources[each.path], is_packed=each.path in packed) for each in report.findings]


def test_each_finding_is_its_authors(repository, git):  # noqa: F811
    write(repository, "a.txt", f"Hello.\n{FAULT}")
    commit(git, "ada")
    write(repository, "a.txt", f"Hello.\n{FAULT}And {FAULT}")
    commit(git, "bo")
    assert authors("a.txt") == ["ada@kevad.example", "bo@kevad.example"]


def test_who_wrote_most_of_its_lines_has_a_finding(repository, git):  # noqa: F811
    (repository / "policylint.yaml").write_text("rules: [own]\nselect: [grumble]\n")
    rule = repository / "own" / "house" / "grumble.yaml"
    rule.write_text(rule.read_text().replace("en: [grumblefish]", "en: [one two three four]"))
    write(repository, "a.txt", "one\n2\nthree\nfour\n")
    commit(git, "ada")
    write(repository, "a.txt", "one\ntwo\nthree\nfour\n")
    commit(git, "bo")
    write(repository, "a.txt", "one \ntwo\nthree\n  four\n")
    commit(git, "eva")  # who changes spaces alone has written nothing
    assert authors("a.txt") == ["ada@kevad.example"]


def test_what_is_not_committed_is_nobodys_yet(repository, git):  # noqa: F811
    write(repository, "a.txt", "Hello.\n")
    commit(git)
    write(repository, "a.txt", f"Hello.\n{FAULT}")
    write(repository, "b.txt", FAULT)
    assert authors("a.txt", "b.txt") == ["", ""]


def test_a_packed_file_is_whose_who_committed_it_last(repository, git):  # noqa: F811
    for author, text in (("ada", "A trout."), ("bo", "A grumblefish.")):
        write(repository, "a.docx", make_docx(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"))
        commit(git, author)
    assert authors("a.docx") == ["bo@kevad.example"]


def test_a_shallow_clone_blames_nobody_for_what_came_before_it(repository, git, monkeypatch):  # noqa: F811
    write(repository, "a.txt", FAULT)
    commit(git, "ada")
    write(repository, "b.txt", FAULT)
    commit(git, "bo")
    write(repository, "c.txt", FAULT)
    commit(git, "eva")
    git("clone", "-q", "--depth", "2", repository.as_uri(), "clone")
    monkeypatch.chdir(repository / "clone")
    assert authors("a.txt", "b.txt", "c.txt") == ["", "", "eva@kevad.example"]


@pytest.mark.parametrize("names", [["my text.txt"], ["-f.txt"], ["õ\nu.txt"]])
def test_odd_names_have_authors_too(repository, git, names):  # noqa: F811
    write(repository, names[0], FAULT)
    commit(git)
    assert authors(f"./{names[0]}") == ["ada@kevad.example"]


def test_without_git_nobody_is_known(folder, git, monkeypatch):  # noqa: F811
    write(folder, "a.txt", FAULT)
    assert authors("a.txt") == [""]
    git("init", "-q")
    commit(git)
    assert authors("a.txt") == ["ada@kevad.example"]
    monkeypatch.setenv("PATH", "")
    assert shutil.which("git") is None
    assert authors("a.txt") == [""]
