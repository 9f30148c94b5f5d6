import subprocess

import pytest

from policylint.codeowners import Codeowners


def find(text, path):
    return Codeowners(text).find(path)


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*", "a.txt", True),
        ("*", "mails/et/a.txt", True),
        ("*.md", "a.md", True),
        ("*.md", "docs/a.md", True),
        ("*.md", "a.mdx", False),
        ("/*.md", "docs/a.md", False),
        ("/mails/", "mails/et/a.txt", True),
        ("/mails/", "old/mails/a.txt", False),
        ("mails/", "old/mails/a.txt", True),
        ("mails/", "old/mails", False),
        ("/mails", "mails/a.txt", True),
        ("/mails", "mails.txt", False),
        ("mails", "mails", True),
        ("mails/et", "mails/et/a.txt", True),
        ("mails/et", "old/mails/et/a.txt", False),
        ("docs/*", "docs/a.md", True),
        ("docs/*", "docs/et/a.md", False),
        ("docs/**", "docs/et/a.md", True),
        ("docs/*.md", "docs/et/a.md", False),
        ("**/et", "mails/old/et/a.txt", True),
        ("**/et", "et/a.txt", True),
        ("/mails/**/a.txt", "mails/a.txt", True),
        ("/mails/**/a.txt", "mails/x/y/a.txt", True),
        ("/mails/**/a.txt", "mails/x/ba.txt", False),
        ("/mails/*/a.txt", "mails/x/y/a.txt", False),
        ("a?.txt", "ab.txt", True),
        ("a?.txt", "a/.txt", False),
        ("[ab].txt", "b.txt", True),
        ("[!ab].txt", "b.txt", False),
        ("[z-a].txt", "z.txt", False),
        ("a+(b).txt", "a+(b).txt", True),
        (r"my\ mails/", "my mails/a.txt", True),
        (r"\#1.txt", "#1.txt", True),
        ("Mails/", "mails/a.txt", False),
        ("/", "mails/a.txt", True),
    ],
)
def test_patterns_are_those_of_github(pattern, path, matches):
    assert find(f"{pattern} @x", path) == ("@x" if matches else "")


def test_patterns_match_as_git_ignores_but_for_a_star_that_stands_alone(tmp_path):
    # `docs/*` ignores the folders in docs and all in them, while CODEOWNERS means the files alone.
    patterns = ["*.md", "/x", "x/", "x/y", "**/y", "x/**", "/x/**/z.md", "?.md", "x*", "/*.txt", "[xy].md", "x/*.md"]
    paths = [f"{a}{b}{c}" for a in ("", "x/", "w/x/", "x/y/") for b in ("", "y/", "xx/") for c in ("z.md", "x", "x.md")]
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for pattern in patterns:
        (tmp_path / ".gitignore").write_text(f"{pattern}\n")
        command = ["git", "-C", tmp_path, "check-ignore", "--no-index", "--stdin"]
        told = subprocess.run(command, input="\n".join(paths), capture_output=True, text=True, check=False)
        owners = Codeowners(f"{pattern} @x")
        assert [path for path in paths if owners.find(path)] == told.stdout.split(), pattern


def test_the_last_matching_line_counts_and_may_take_owners_away():
    text = "* @all\n/mails/ @mails @legal\n/mails/old/\n"
    assert find(text, "a.txt") == "@all"
    assert find(text, "mails/a.txt") == "@mails @legal"
    assert find(text, "mails/old/a.txt") == ""


def test_comments_and_empty_lines_say_nothing():
    assert find("# * @x\n\n* @y # @z\n  # @w\n", "a.txt") == "@y"


def test_a_line_that_names_no_owner_as_one_is_passed_over():
    assert find("* @x anna@kevad.example\n*.txt nobody\n", "a.txt") == "@x anna@kevad.example"


def test_sections_have_default_owners_and_each_of_them_counts():
    text = """
* @all
[Letters][2] @mails
mails/
mails/legal/ @legal
^[Old ones]
mails/old/
[letters] @new
mails/new/
"""
    assert find(text, "mails/a.txt") == "@all @mails"
    assert find(text, "mails/legal/a.txt") == "@all @legal"
    assert find(text, "mails/old/a.txt") == "@all @mails"
    assert find(text, "mails/new/a.txt") == "@all @new"
    assert find(text, "a.txt") == "@all"


def test_an_exclusion_takes_paths_out_of_its_section_only():
    assert find("* @all\n[Mails] @mails\nmails/\n!mails/old/\n", "mails/old/a.txt") == "@all"


def test_windows_line_ends_are_no_part_of_an_owner():
    assert find("* @x\r\n/mails/ @y\r\n", "mails/a.txt") == "@y"
