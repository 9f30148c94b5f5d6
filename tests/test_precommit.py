"""Our hooks as the real pre-commit runs them, from `.pre-commit-hooks.yaml`, but for the installation."""

import os
import re
import subprocess
import sys

import pytest
import yaml

from tests.command_house import ROOT, install_command
from tests.git_house import git  # noqa: F401 - a fixture
from tests.test_cli import built_in, cache, write  # noqa: F401 - fixtures

MANIFEST = ROOT / ".pre-commit-hooks.yaml"
FAULT = "A numbskull is here.\n"
FIXED = "A trout is here.\n"
DECENT = "A trout.\n"


@pytest.fixture
def repository(tmp_path, monkeypatch, git, cache, built_in):  # noqa: F811
    """A repository under both hooks; the built-in rules are one."""
    install_command(tmp_path / "bin", built_in)
    folder = tmp_path / "repo"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("POLICYLINT_CACHE", str(cache))
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    git("init", "-q", "-b", "main")
    write_hooks(folder)
    return folder


def write_hooks(folder, **changes):
    """Put our hooks into a repository: they run what PATH has, where pre-commit would install it."""
    hooks = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
    hooks = [{**hook, "language": "system", **changes} for hook in hooks]
    write(folder, ".pre-commit-config.yaml", yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]}))


def pre_commit(*arguments):
    command = [sys.executable, "-m", "pre_commit", *arguments]
    done = subprocess.run(command, capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def run(git, hook="policylint", *arguments):  # noqa: F811
    """Run a hook on all that is staged."""
    git("add", "-A")
    return pre_commit("run", hook, *arguments)


def test_the_manifest_is_one():
    assert pre_commit("validate-manifest", str(MANIFEST)) == (0, "")


def test_the_entry_that_the_readme_shows_is_one(tmp_path):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [shown] = re.findall(r"```yaml\n(repos:\n.*?)```", readme, re.DOTALL)
    place = write(tmp_path, ".pre-commit-config.yaml", shown)
    assert pre_commit("validate-config", str(place)) == (0, "")
    known = {hook["id"] for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))}
    assert {hook["id"] for hook in yaml.safe_load(shown)["repos"][0]["hooks"]} == known


def test_the_hooks_call_commands_that_there_are():
    for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8")):
        program, *words = hook["entry"].split()
        assert program == "policylint"
        done = subprocess.run([sys.executable, "-m", "policylint", *words, "--help"], capture_output=True, check=False)
        assert done.returncode == 0


def test_a_bad_template_is_stopped_and_a_decent_one_passes(repository, git):  # noqa: F811
    write(repository, "mail.txt", DECENT)
    code, said = run(git)
    assert (code, "Passed" in said) == (0, True)
    write(repository, "mails/bad.html", f"<p>{FAULT}</p>\n")
    code, said = run(git)
    assert code == 1
    assert "- exit code: 1" in said
    assert "mails/bad.html:1:6: warning insult" in said


def test_a_commit_is_stopped_until_the_text_is_decent(repository, git):  # noqa: F811
    assert pre_commit("install")[0] == 0
    write(repository, "mail.txt", FAULT)
    git("add", "-A")
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        git("commit", "-m", "Mail")
    assert b"mail.txt:1:3: warning insult" in stopped.value.stderr
    git("add", "-A")  # what policylint-fix put in place
    git("commit", "-m", "Mail")
    assert git("show", "HEAD:mail.txt") == FIXED


def test_a_fix_changes_the_file_and_fails(repository, git):  # noqa: F811
    write(repository, "mail.txt", FAULT)
    code, said = run(git, "policylint-fix")
    assert code == 1
    assert "files were modified by this hook" in said
    assert (repository / "mail.txt").read_text() == FIXED
    code, said = run(git, "policylint-fix")
    assert (code, "Passed" in said) == (0, True)


@pytest.mark.parametrize("hook", ["policylint", "policylint-fix"])
def test_a_file_may_have_any_name(repository, git, hook):  # noqa: F811
    names = ["a b.txt", "line\nend.txt", "-rf.txt", "--exit-zero", "--help", "ä–é.txt", "$(x) 'y'.txt"]
    for name in names:
        write(repository, name, FAULT)
    code, said = run(git, hook)
    assert code == 1
    if hook == "policylint":
        assert f"{len(names)} findings in {len(names)} of {len(names)} files" in said
    else:
        assert all((repository / name).read_text() == FIXED for name in names)


def test_a_name_that_is_no_text_is_taken_by_us_and_refused_by_pre_commit(repository, git):  # noqa: F811
    write(repository, os.fsdecode(b"-caf\xe9.txt"), FAULT)
    hook = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))[0]
    command = [*hook["entry"].split(), *hook["args"], b"-caf\xe9.txt"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, b"1 finding in 1 of 1 file" in done.stdout) == (1, True)
    code, said = run(git)
    assert code != 0
    assert "UnicodeDecodeError" in said  # its own, before it runs any hook


def test_300_files_are_one_run(repository, git):  # noqa: F811
    for number in range(300):
        write(repository, f"mails/{number}.txt", FAULT if number % 100 == 0 else DECENT)
    code, said = run(git)
    assert code == 1
    assert "3 findings in 3 of 300 files" in said


def test_what_is_excluded_is_skipped_and_a_configuration_is_no_text(repository, git):  # noqa: F811
    write(repository, "policylint.yaml", f'exclude: [vendor]\ncompany: {{name: "{FAULT.strip()}"}}\n')
    write(repository, "vendor/a.txt", FAULT)
    code, said = run(git)
    assert (code, "Passed" in said) == (0, True)
    code, said = run(git, "policylint-fix")
    assert (code, (repository / "vendor/a.txt").read_text()) == (0, FAULT)


def test_a_broken_configuration_stops_the_commit(repository, git):  # noqa: F811
    write(repository, "policylint.yaml", "selekt: 1\n")
    write(repository, "a.txt", DECENT)
    code, said = run(git)
    assert code == 1
    assert "- exit code: 2" in said
    assert "policylint.yaml:1: unknown key 'selekt'" in said


def test_a_commit_without_texts_passes(repository, git):  # noqa: F811
    write(repository, "a.txt", FAULT)
    git("add", "a.txt")
    git("commit", "-q", "-m", "Old")
    write(repository, "picture.png", b"\x89PNG\r\n\x1a\n\x00")
    git("add", "picture.png")
    code, said = pre_commit("run", "policylint")
    assert code == 0
    assert "(no files to check)Skipped" in said


def test_only_what_is_staged_is_judged(repository, git):  # noqa: F811
    write(repository, "a.txt", DECENT)
    git("add", "-A")
    write(repository, "a.txt", FAULT)
    assert pre_commit("run", "policylint")[0] == 0


def test_word_files_are_checked_when_they_are_asked_for(repository, git):  # noqa: F811
    from tests.readers.packed_files import make_docx

    write(repository, "letter.docx", make_docx("<w:p><w:r><w:t>A numbskull.</w:t></w:r></w:p>"))
    assert run(git)[0] == 0
    write_hooks(repository, types=["file"], files=r"\.(docx|odt)$")
    code, said = run(git)
    assert code == 1
    assert "letter.docx:1:3: warning insult" in said
