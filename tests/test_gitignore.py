import os

import pytest

from policylint.walking import find_targets


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A repository with texts to be ignored and not."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    for path in ("mail.txt", "draft.txt", "public/page.html", "public/skip/page.html", "mails/a.txt", "mails/b.txt"):
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("Hello.\n")
    return tmp_path


def ignore(folder, *lines):
    (folder / ".gitignore").write_text("\n".join(lines) + "\n", encoding="utf-8")


def walk(*paths):
    return [target.path for target in find_targets(paths, lambda _: "").targets]


def test_what_git_ignores_is_left_alone_and_told(tree):
    ignore(tree, "draft.*", "/public/", "# mails/", "")
    harvest = find_targets(["."], lambda _: "")
    assert [target.path for target in harvest.targets] == ["mail.txt", "mails/a.txt", "mails/b.txt"]
    told = {skipped.path: skipped.reason for skipped in harvest.skipped}
    assert told["draft.txt"] == told["public"] == "ignored by git"


def test_the_nearest_file_has_the_last_word(tree):
    ignore(tree, "*.txt")
    ignore(tree / "mails", "!a.txt")
    assert walk("mails") == walk("mails/") == ["mails/a.txt"]


def test_a_file_above_the_folder_counts_up_to_the_top_of_the_repository(tree):
    ignore(tree, "mails/b.txt")
    assert walk("mails") == ["mails/a.txt"]
    (tree / "mails" / ".git").write_text("gitdir: elsewhere")  # a repository of its own
    assert walk("mails") == ["mails/a.txt", "mails/b.txt"]


def test_a_built_site_is_checked_when_it_is_named(tree):
    ignore(tree, "public/")
    ignore(tree / "public", "skip")
    assert walk("public") == ["public/page.html"]
    assert "public/page.html" not in walk(".")


def test_a_file_that_is_named_is_checked(tree):
    ignore(tree, "draft.txt")
    assert walk("draft.txt") == ["draft.txt"]


def test_without_git_the_files_of_the_folder_itself_count(tree):
    (tree / ".git").rmdir()
    ignore(tree, "mails")
    ignore(tree / "public", "skip")
    assert walk("public") == ["public/page.html"]
    assert "mails/a.txt" not in walk(".")


def test_any_bytes_may_stand_in_it(tree):
    (tree / ".gitignore").write_bytes(b"\xff\xfe\n[\n\\\n!\ndraft.txt\n")
    assert "draft.txt" not in walk(".")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a file that can't be read")
def test_one_that_cannot_be_read_ignores_nothing(tree):
    ignore(tree, "draft.txt")
    (tree / ".gitignore").chmod(0)
    assert "draft.txt" in walk(".")
