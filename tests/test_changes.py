"""--diff-base and --staged, in repositories made with the real git."""

import json
import os
import subprocess

import pytest

from policylint.cli import main
from tests.readers.packed_files import make_docx
from tests.test_cli import built_in, cache, folder, run_json, write  # noqa: F401 - fixtures

FAULT = "A grumblefish is here.\n"


@pytest.fixture(autouse=True)
def identity(monkeypatch, tmp_path_factory):
    """A person who commits, and no settings of anybody's."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ada@example.com")


@pytest.fixture
def repository(folder):  # noqa: F811
    git("init", "-q", "-b", "main")
    commit()
    return folder


def git(*arguments, cwd=None):
    done = subprocess.run(["git", *arguments], cwd=cwd, capture_output=True, check=True)
    return done.stdout.decode().strip()


def commit():
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", "Texts")


def found(capsys, *arguments):
    code, report = run_json(capsys, *arguments)
    assert code in (0, 1), report["errors"]
    return [(finding["path"], finding["start"]["line"]) for finding in report["findings"]]


def since(capsys, *arguments):
    return found(capsys, "--diff-base", "HEAD", *arguments)


def test_only_what_stands_on_changed_lines_is_told(repository, capsys):
    write(repository, "old.txt", FAULT)
    write(repository, "mail.txt", f"Hello.\n{FAULT}Bye.\n")
    commit()
    write(repository, "mail.txt", f"Hello.\n{FAULT}More.\n{FAULT}Bye.\n")
    assert since(capsys) == [("mail.txt", 4)]
    assert len(found(capsys)) == 3


def test_a_new_file_is_new_as_a_whole_whether_git_knows_it_or_not(repository, capsys):
    write(repository, "known.txt", FAULT)
    git("add", "known.txt")
    write(repository, "unknown.txt", FAULT)
    assert since(capsys) == [("known.txt", 1), ("unknown.txt", 1)]


def test_a_renamed_file_is_no_new_one(repository, capsys):
    text = "Lines that stay.\n" * 20 + FAULT
    write(repository, "old.txt", text)
    commit()
    git("mv", "old.txt", "new.txt")
    assert since(capsys) == []
    write(repository, "new.txt", text + FAULT)
    assert since(capsys) == [("new.txt", 22)]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_fault_over_two_lines_counts_when_one_of_them_changed(repository, capsys, end):
    write(repository, "mail.md", f"A fish{end}A grumblefish,{end}he said.{end}")
    commit()
    write(repository, "mail.md", f"A fish:{end}A grumblefish,{end}he said.{end}")
    assert since(capsys) == []
    write(repository, "mail.md", f"A fish:{end}A big grumblefish,{end}he said.{end}")
    assert since(capsys) == [("mail.md", 2)]


def test_lines_taken_out_make_nothing_new(repository, capsys):
    write(repository, "mail.txt", f"One.\nTwo.\n{FAULT}")
    commit()
    write(repository, "mail.txt", f"One.\n{FAULT}")
    assert since(capsys) == []


def test_what_the_other_branch_did_since_is_not_ours(repository, capsys):
    write(repository, "mail.txt", f"{FAULT}Two.\nThree.\nFour.\n")
    commit()
    git("checkout", "-q", "-b", "ours")
    write(repository, "ours.txt", FAULT)
    commit()
    git("checkout", "-q", "main")
    write(repository, "mail.txt", "All is well.\n")
    commit()
    git("checkout", "-q", "ours")
    assert found(capsys, "--diff-base", "main") == [("ours.txt", 1)]


@pytest.mark.parametrize("name", ["a b.txt", "ä–é.txt", 'quo"te.txt', "back\\slash.txt", "line\nend.txt", "-dash.txt"])
def test_a_file_may_have_any_name(repository, capsys, name):
    write(repository, name, "Hello.\n")
    commit()
    write(repository, name, FAULT)
    shown = name.replace("\\", "/") if os.sep == "\\" else name
    assert since(capsys) == [(shown, 1)]
    git("add", "-A")
    assert found(capsys, "--staged") == [(shown, 1)]


def test_a_name_may_be_no_text(repository, capsys):
    name = os.fsdecode(b"caf\xe9.txt")
    write(repository, name, FAULT)
    git("add", "-A")
    assert len(since(capsys)) == len(found(capsys, "--staged")) == 1


def test_what_a_person_set_for_their_eyes_changes_nothing(repository, capsys):
    for key, value in {
        "color.ui": "always", "diff.noprefix": "true", "diff.external": "false", "diff.context": "9",
        "diff.interHunkContext": "9", "diff.renames": "false", "core.quotePath": "false",
    }.items():  # fmt: skip
        git("config", key, value)
    write(repository, "ä.txt", f"One.\n{FAULT}Three.\n")
    commit()
    write(repository, "ä.txt", f"One.\n{FAULT}Four.\n{FAULT}")
    assert since(capsys) == [("ä.txt", 4)]


def test_lines_that_look_like_a_diff_are_text(repository, capsys):
    write(repository, "mail.txt", "-- old\n++ b/other.txt\n")
    commit()
    write(repository, "mail.txt", f"-- a/x\n++ b/x\n@@ -1 +1 @@\n{FAULT}")
    assert since(capsys) == [("mail.txt", 4)]


def test_a_word_file_is_compared_with_what_it_was(repository, capsys):
    said = "<w:p><w:r><w:t>A {} is here.</w:t></w:r></w:p>".format
    write(repository, "letter.docx", make_docx(said("grumblefish")))
    commit()
    write(repository, "letter.docx", make_docx(said("trout") + said("grumblefish")))
    assert since(capsys) == []
    write(repository, "letter.docx", make_docx(said("grumblefish") + said("grumblefish")))
    assert len(since(capsys)) == 1


def test_utf_16_is_compared_with_what_it_was(repository, capsys):
    write(repository, "mail.txt", FAULT.encode("utf-16"))
    commit()
    write(repository, "mail.txt", f"Њ\n{FAULT}".encode("utf-16"))
    assert since(capsys) == []


def test_what_is_staged_counts_and_not_the_working_copy(repository, capsys):
    write(repository, "mail.txt", FAULT)
    git("add", "mail.txt")
    write(repository, "mail.txt", "All is well.\n")
    write(repository, "other.txt", FAULT)
    assert found(capsys, "--staged") == [("mail.txt", 1)]
    assert found(capsys, "--staged", "other.txt") == []


def test_staged_lines_alone(repository, capsys):
    write(repository, "mail.txt", f"{FAULT}Two.\n")
    commit()
    write(repository, "mail.txt", f"{FAULT}Two.\n{FAULT}")
    git("add", "-A")
    write(repository, "mail.txt", f"{FAULT}{FAULT}{FAULT}{FAULT}")
    assert found(capsys, "--staged", "--diff-base", "HEAD") == [("mail.txt", 3)]


def test_staged_before_the_first_commit_and_what_is_gone(folder, capsys):  # noqa: F811
    git("init", "-q", "-b", "main")
    write(folder, "mail.txt", FAULT)
    write(folder, "gone.txt", FAULT)
    git("add", "-A")
    assert [path for path, _ in found(capsys, "--staged")] == ["gone.txt", "mail.txt"]
    commit()
    git("rm", "-q", "gone.txt")
    assert found(capsys, "--staged") == []


def test_staged_files_are_left_out_like_others(repository, capsys):
    with (repository / "policylint.yaml").open("a") as file:
        file.write("exclude: [vendor]\n")
    for path in ("vendor/mail.txt", ".hidden/mail.txt", "own/house/x.txt", "mails/mail.txt"):
        write(repository, path, FAULT)
    git("add", "-A")
    assert found(capsys, "--staged") == [("mails/mail.txt", 1)]
    assert found(capsys, "--staged", "vendor/mail.txt") == [("vendor/mail.txt", 1)]


def test_a_folder_below_is_asked_from_inside(repository, capsys, monkeypatch):
    write(repository, "mails/mail.txt", FAULT)
    write(repository, "mail.txt", FAULT)
    git("add", "-A")
    monkeypatch.chdir(repository / "mails")
    assert since(capsys) == [("mail.txt", 1)]
    assert found(capsys, "--staged") == [("mail.txt", 1)]


def test_a_folder_without_git_is_told(folder, capsys):  # noqa: F811
    write(folder, "mail.txt", FAULT)
    for arguments in (["--diff-base", "HEAD"], ["--staged"]):
        assert main(["check", *arguments]) == 2
        assert "is in no git repository" in capsys.readouterr().err


def test_an_unknown_revision_is_told(repository, capsys):
    write(repository, "mail.txt", FAULT)
    assert main(["check", "--diff-base", "nowhere"]) == 2
    assert capsys.readouterr().err == "policylint: revision 'nowhere' is not in this repository\n"


def test_a_shallow_clone_without_the_revision_says_how_to_get_it(repository, capsys, tmp_path_factory, monkeypatch):
    write(repository, "mail.txt", FAULT)
    git("tag", "first")
    commit()
    clone = tmp_path_factory.mktemp("clone")
    git("clone", "-q", "--depth=1", "--no-tags", repository.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    assert main(["check", "--diff-base", "first"]) == 2
    assert "shallow clone: fetch it first" in capsys.readouterr().err


def test_a_machine_without_git_is_told(repository, capsys, monkeypatch):
    write(repository, "mail.txt", FAULT)
    monkeypatch.setenv("PATH", "/nowhere")
    assert main(["check", "--diff-base", "HEAD"]) == 2
    assert "git can't be run" in capsys.readouterr().err


def test_standard_input_has_no_history(repository, capsys):
    assert main(["check", "--staged", "-"]) == 2
    assert "about files" in capsys.readouterr().err


def test_a_failing_run_fails_only_for_what_is_new(repository, capsys):
    write(repository, "mail.txt", FAULT)
    commit()
    assert main(["check", "--format", "json", "--diff-base", "HEAD"]) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_what_a_text_lacks_is_new_only_when_it_did_not_lack_it_before(repository, capsys):
    rule = (repository / "own/house/grumble.yaml").read_text()
    head = rule.partition("patterns:")[0]
    examples = '{en: {bad: ["A trout."], good: ["Ahoy."]}}'
    (repository / "own/house/silence.yaml").write_text(
        head.replace("id: grumble", "id: silence").replace("{{ match }}", "word")
        + f"required: {{en: [ahoy]}}\nexamples: {examples}\n"
    )
    (repository / "policylint.yaml").write_text("rules: [own]\nselect: [silence]\n")
    letter = "Your parcel has left our house and will be with you in three days, said the postman to us all. "
    write(repository, "mail.txt", f"{letter}\n")
    write(repository, "kind.txt", f"{letter} Ahoy.\n")
    commit()
    assert [path for path, _ in found(capsys)] == ["mail.txt"]
    for name in ("mail.txt", "kind.txt", "new.txt"):
        write(repository, name, f"{letter} Bye.\n")
    assert [path for path, _ in since(capsys)] == ["kind.txt", "new.txt"]
