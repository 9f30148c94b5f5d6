"""`policylint init`: what it sees, writes, leaves and asks."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from policylint.cli import main
from policylint.commands import init as init_command
from policylint.config import load_configuration
from policylint.errors import ConfigError, WriteError
from policylint.init import placements
from policylint.init.recipes import Source, render_github, render_gitlab, render_hook
from policylint.init.recipes.insertion import append_job, find_stage, insert_hook
from tests.command_house import install_command
from tests.git_house import commit, git  # noqa: F401 - a fixture
from tests.test_cli import built_in, cache, write  # noqa: F401 - fixtures

ROOT = Path(__file__).parents[1]
REMINDER = "Hello,\n\nyour payment has failed, and your balance is negative. Please pay by {{ date }}.\n"
FAULT = "Dear numbskull,\n\nyour payment has failed, and your balance is negative. Please pay by {{ date }}.\n"
ALL = (".pre-commit-config.yaml", "policylint-baseline.yaml", "policylint.yaml")


@pytest.fixture
def place(tmp_path, monkeypatch, cache, built_in):  # noqa: F811
    """An empty working folder; the built-in rules are one."""
    folder = tmp_path / "repo"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("POLICYLINT_CACHE", str(cache))
    monkeypatch.setenv("POLICYLINT_TRACEBACK", "1")
    monkeypatch.setenv("POLICYLINT_TODAY", "2026-11-30")
    monkeypatch.setattr("policylint.catalogue.rules_folder", lambda: built_in)
    return folder


@pytest.fixture
def repository(place, git):  # noqa: F811
    """A repository with three mails, one of which has a fault."""
    git("init", "-q", "-b", "main")
    write(place, "mails/dunning/first.txt", REMINDER)
    write(place, "mails/dunning/second.txt", FAULT)
    write(place, "mails/dunning/third.txt", REMINDER)
    commit(git)
    return place


def files(folder):
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and ".git/" not in path.as_posix()
    )


def contents(folder):
    return {name: (folder / name).read_bytes() for name in files(folder)}


def init(capsys, *arguments):
    code = main(["init", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def answer(monkeypatch, *answers):
    """Let somebody sit at the terminal."""
    monkeypatch.setattr(init_command, "stands_at_terminal", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{each}\n" for each in answers)))


# --- what is written


def test_a_repository_gets_all_it_needs_and_a_check_passes(repository, capsys):
    code, out, err = init(capsys)
    assert (code, err) == (0, "")
    assert set(files(repository)) - set(ALL) == {
        "mails/dunning/first.txt", "mails/dunning/second.txt", "mails/dunning/third.txt", "policylint-ci.sh",
    }  # fmt: skip
    assert "3 texts in .\n  formats     txt 3\n  languages   English 3\n  kinds       reminder 3\n" in out
    assert "1 fault: 1 warning\n  owners      ada@kevad.example 1\n" in out
    assert "policylint-baseline.yaml  written: 1 entry, the first until 2026-12-30" in out
    assert "git add policylint.yaml policylint-baseline.yaml .pre-commit-config.yaml policylint-ci.sh" in out
    assert main(["check", "."]) == 0
    assert "1 known finding" in capsys.readouterr().out


def test_a_second_run_changes_nothing_and_says_so(repository, capsys):
    init(capsys)
    before = contents(repository)
    code, out, _ = init(capsys)
    assert (code, contents(repository)) == (0, before)
    assert out.endswith("\nNothing was changed: all is in place.\n")
    assert "No faults beside those in the baseline." in out
    code, out, _ = init(capsys, "--yes")
    assert (code, contents(repository)) == (0, before)


def test_a_dry_run_shows_all_and_writes_nothing(repository, capsys):
    before = contents(repository)
    code, out, _ = init(capsys, "--dry-run")
    assert (code, contents(repository)) == (0, before)
    for name in (*ALL, "policylint-ci.sh"):
        assert f"--- /dev/null\n+++ {name}\n" in out
        assert re.search(rf"^{re.escape(name)} +would be written: ", out, re.MULTILINE)
    assert "Next:" not in out


def test_parts_can_be_left_out(repository, capsys):
    code, _, _ = init(capsys, "--no-hook", "--no-baseline", "--ci", "none")
    assert code == 0
    assert set(files(repository)) & {*ALL, "policylint-ci.sh"} == {"policylint.yaml"}


# --- the configuration


def test_a_kind_is_stated_where_a_folder_is_clear_and_says_why(repository, capsys):
    write(repository, "mails/dunning/note.txt", "Good news.\n")
    write(repository, "mails/dunning/fourth.txt", REMINDER)
    write(repository, "mails/mixed/overdue.txt", REMINDER)
    write(repository, "mails/mixed/terms.txt", "Terms.\n")
    write(repository, "mails/mixed/offer.txt", "Offer.\n")
    init(capsys)
    text = (repository / "policylint.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text)["kinds"] == {"reminder": ["mails/dunning/**"]}
    assert '- "mails/dunning/**"  # 5 of 5 texts in mails/dunning read as reminders\n' in text


def test_a_folder_in_which_a_name_says_otherwise_is_not_clear(repository, capsys):
    for number in range(20):
        write(repository, f"mails/dunning/{number}.txt", REMINDER)
    write(repository, "mails/dunning/autoreply.txt", "We have your request.\n")
    init(capsys)
    assert yaml.safe_load((repository / "policylint.yaml").read_text(encoding="utf-8")) is None


def test_a_name_that_stands_in_many_places_is_stated_once(place, capsys):
    for language in ("en", "ru", "et"):
        write(place, f"mails/{language}/dunning/a.txt", REMINDER)
        write(place, f"mails/{language}/terms.txt", "Terms.\n")
    init(capsys)
    stated = yaml.safe_load((place / "policylint.yaml").read_text(encoding="utf-8"))
    assert stated["kinds"] == {"reminder": ["**/dunning/**"]}


def test_a_language_is_stated_where_no_name_tells_it(place, capsys):
    for number in range(3):
        write(place, f"mails/tallinn/{number}.txt", "Tere! Täname teid kirja eest, me vastame teile homme.\n")
        write(place, f"mails/ru/{number}.txt", "Здравствуйте! Мы ответим вам завтра.\n")
        write(place, f"mails/dublin/{number}.txt", "Hello! We will answer you tomorrow.\n")
    init(capsys)
    text = (place / "policylint.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text)["languages"] == {"et": ["mails/tallinn/**"]}
    assert "# 3 of 3 texts in mails/tallinn read as Estonian\n" in text


def test_what_no_customer_reads_is_excluded_when_it_is_there(place, capsys):
    for path in ("README.md", "LICENSE", "web/package.json", "web/tests/a.txt", "mails/license.html", "mails/a.txt"):
        write(place, path, "Text.\n")
    init(capsys)
    stated = yaml.safe_load((place / "policylint.yaml").read_text(encoding="utf-8"))
    assert stated["exclude"] == ["**/package.json", "LICENSE", "README.md", "web/tests"]


def test_the_examples_in_the_configuration_can_be_used(repository, capsys):
    init(capsys)
    path = repository / "policylint.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    stated = {line.partition(":")[0] for line in lines}
    used = [
        line[1:] if re.match(r"#( *[a-z\"-])", line) and not re.match("# [A-Za-z.]", line) else line for line in lines
    ]
    path.write_text("\n".join(used) + "\n", encoding="utf-8")
    settings = load_configuration(str(path))
    assert settings.errors == ()
    assert settings.settings.company["name"] == "Aurora Telecom"
    assert settings.settings.owners == {"@billing": ("mails/dunning/**",)}
    assert settings.settings.options == {"vague-response-time": {"max_hours": 8}}
    assert "#company" in stated


def test_names_that_yaml_and_globs_would_misread(place, capsys):
    for number in range(3):
        write(place, f'a: "b" #[1]*/{number}.txt', REMINDER)
    init(capsys)
    stated = yaml.safe_load((place / "policylint.yaml").read_text(encoding="utf-8"))
    assert stated["kinds"] == {"reminder": ['a: "b" #[[]1][*]/**']}
    write(place, 'a: "b" #[1]*/new.txt', "Hello.\n")
    main(["check", "-v", "."])
    assert "new.txt: reminder," in capsys.readouterr().err


def test_a_folder_whose_name_is_no_text_is_not_named(place, capsys):
    for number in range(3):
        write(place, f"{os.fsdecode(bytes([0xE9]))}/{number}.txt", REMINDER)
    code, out, _ = init(capsys)
    assert code == 0
    assert "reminder 3" in out
    assert yaml.safe_load((place / "policylint.yaml").read_text(encoding="utf-8")) is None


# --- what is there already


def test_a_configuration_of_ones_own_is_kept_and_holds(repository, capsys):
    own = "# mine\nignore: [insult]\n"
    write(repository, "policylint.yaml", own)
    code, out, _ = init(capsys)
    assert code == 0
    assert (repository / "policylint.yaml").read_text() == own
    assert "policylint.yaml          kept, though" in out
    assert not (repository / "policylint-baseline.yaml").exists()  # nothing is found under it


def test_a_configuration_is_replaced_when_somebody_agrees_to_the_diff(repository, capsys, monkeypatch):
    write(repository, "policylint.yaml", "ignore: [insult]\n")
    answer(monkeypatch, "n")
    code, out, _ = init(capsys)
    assert code == 0
    assert "--- policylint.yaml\n+++ policylint.yaml\n" in out
    assert "-ignore: [insult]\n" in out
    assert "Change policylint.yaml like this? [y/N]" in out
    answer(monkeypatch, "y")
    init(capsys)
    assert "kinds:\n  reminder:" in (repository / "policylint.yaml").read_text(encoding="utf-8")
    assert (repository / "policylint-baseline.yaml").exists()


def test_a_configuration_above_holds_for_the_folder(repository, capsys):
    write(repository, "policylint.yaml", "fail_level: error\n")
    code, out, _ = init(capsys, "mails")
    assert code == 0
    assert "policylint.yaml           kept: it holds here, too" in out
    assert not (repository / "mails" / "policylint.yaml").exists()
    assert (repository / "policylint-baseline.yaml").exists()


def test_a_baseline_is_kept_and_what_is_new_is_told(repository, capsys):
    init(capsys)
    before = (repository / "policylint-baseline.yaml").read_bytes()
    write(repository, "mails/dunning/third.txt", FAULT.replace("Dear", "Listen,"))
    code, out, _ = init(capsys)
    assert code == 0
    assert "1 fault beside those in the baseline: 1 warning" in out
    assert "kept; 1 fault not in it: policylint baseline update --add" in out
    assert (repository / "policylint-baseline.yaml").read_bytes() == before


HOOKS = """\
# ours
repos:
  # the usual ones
  - repo: https://git.example/hooks
    rev: v5   # in step with CI
    hooks:
      - id: end-of-file-fixer
      # - id: check-yaml

ci: {autoupdate_schedule: monthly}
"""


def test_the_hook_is_added_to_others_only_when_somebody_agrees(repository, capsys, monkeypatch):
    write(repository, ".pre-commit-config.yaml", HOOKS)
    code, out, _ = init(capsys)
    assert code == 1
    assert "left: nobody has agreed to a change" in out
    assert "To be put into .pre-commit-config.yaml by hand:\n  - repo: local" in out
    assert (repository / ".pre-commit-config.yaml").read_text() == HOOKS
    answer(monkeypatch, "n")
    assert init(capsys)[0] == 1
    assert (repository / ".pre-commit-config.yaml").read_text() == HOOKS
    answer(monkeypatch, "y")
    assert init(capsys)[0] == 0
    text = (repository / ".pre-commit-config.yaml").read_text()
    before, after = HOOKS.split("\n\nci:")
    assert text.startswith(f"{before}\n  - repo: local")
    assert text.endswith(f"\n\nci:{after}")
    assert "kept: it has policylint already" in init(capsys)[1]


def test_whoever_goes_away_when_asked_has_changed_nothing(repository, capsys, monkeypatch):
    write(repository, ".pre-commit-config.yaml", HOOKS)
    before = contents(repository)
    answer(monkeypatch)
    assert init(capsys)[0] == 130
    assert contents(repository) == before


@pytest.mark.parametrize("text", ["repos: []\n", "repos:\n", "- repo: local\n", "repos: [", "{}", "", "\xff"])
def test_a_hook_file_that_can_not_be_added_to_is_left(repository, capsys, text):
    data = text.encode("latin-1")
    write(repository, ".pre-commit-config.yaml", data)
    code, out, _ = init(capsys, "--yes")
    assert code == 1
    assert "To be put into .pre-commit-config.yaml by hand:" in out
    assert (repository / ".pre-commit-config.yaml").read_bytes() == data
    assert (repository / "policylint.yaml").exists()


# --- CI


@pytest.mark.parametrize(
    ("remote", "there", "recipe"),
    [
        ("git@github.com:kevad/mails.git", "", ".github/workflows/policylint.yml"),
        ("https://gitlab.kevad.example/web/mails.git", "", ".gitlab-ci.yml"),
        ("https://ada@git.example/gitlab/mails.git", "", "policylint-ci.sh"),
        ("", "", "policylint-ci.sh"),
        ("git@gitlab.com:kevad/mails.git", ".github/workflows/tests.yml", ".github/workflows/policylint.yml"),
    ],
)
def test_the_recipe_is_for_the_host_there_is(repository, git, capsys, remote, there, recipe):  # noqa: F811
    if remote:
        git("remote", "add", "origin", remote)
    if there:
        write(repository, there, "name: tests\n")
    init(capsys)
    recipes = {".github/workflows/policylint.yml", ".gitlab-ci.yml", "policylint-ci.sh"}
    assert recipes & set(files(repository)) == {recipe}


def test_a_workflow_that_has_policylint_is_enough(repository, capsys):
    write(repository, ".github/workflows/tests.yml", "jobs: {a: {steps: [{run: policylint check .}]}}\n")
    code, out, _ = init(capsys)
    assert code == 0
    assert ".github/workflows/tests.yml  kept: it has policylint already" in out
    assert not (repository / ".github/workflows/policylint.yml").exists()


def test_a_pull_request_is_held_against_its_base_and_a_push_as_a_whole(repository, git, capsys, command):  # noqa: F811
    workflow = yaml.safe_load(render_github(".", None, "trunk"))
    assert workflow[True]["push"]["branches"] == ["trunk"]  # YAML reads `on` as true
    steps = {
        step.get("name") or step.get("uses") or step["run"]: step for step in workflow["jobs"]["policylint"]["steps"]
    }
    assert steps["actions/checkout@v4"]["with"] == {"fetch-depth": 0}
    assert steps["Check"]["env"] == {"BASE": "${{ github.event.pull_request.base.sha }}"}
    write(repository, "new.txt", "Well.\n")
    commit(git)
    base = git("rev-parse", "HEAD").strip()
    run = steps["Check"]["run"]
    assert shell(command, run, BASE="").returncode == 1
    assert shell(command, run, BASE=base).returncode == 0
    write(repository, "new.txt", "Well, numbskull.\n")
    told = shell(command, run, BASE=base)
    assert told.returncode == 1
    assert told.stdout.startswith("::warning file=new.txt,line=1,")


def test_a_merge_request_is_held_against_its_base(repository, git, capsys, command):  # noqa: F811
    job = yaml.safe_load(render_gitlab(".", None))["policylint"]
    assert "stage" not in job
    assert job["variables"] == {"GIT_DEPTH": "0"}
    *_, report, check = job["script"]
    base = git("rev-parse", "HEAD").strip()
    assert shell(command, report).returncode == 0
    assert "numbskull" in (repository / "gl-code-quality-report.json").read_text(encoding="utf-8")
    (repository / "gl-code-quality-report.json").unlink()
    assert shell(command, check).returncode == 1
    assert shell(command, check, CI_MERGE_REQUEST_DIFF_BASE_SHA=base).returncode == 0


@pytest.fixture
def command(place, tmp_path, built_in):  # noqa: F811
    """A folder with a `policylint` that has one built-in rule, and a `pip` that does nothing."""
    install_command(tmp_path / "bin", built_in)
    write(tmp_path, "bin/pip", '#!/bin/sh\necho "pip $*"\n').chmod(0o755)
    return tmp_path / "bin"


def shell(command, script, **environment):
    path = f"{command}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, **environment}
    return subprocess.run(["sh", "-c", script], env=environment, capture_output=True, text=True, check=False)


def test_the_script_runs_anywhere(repository, git, capsys, command):  # noqa: F811
    init(capsys, "--no-baseline", "--source", "https://git.example/policylint@v1")
    told = shell(command, "sh policylint-ci.sh")
    assert told.returncode == 1
    assert told.stdout.startswith("pip install git+https://git.example/policylint@v1\nmails/dunning/second.txt:1:6: ")
    assert shell(command, "BASE=HEAD sh policylint-ci.sh").returncode == 0


PIPELINE = "stages: [build, ship]  # no tests yet\nbuild:\n  script: [make]\n  rules: !reference [.usual, rules]\n"


def test_the_job_is_added_to_a_pipeline_in_a_stage_that_it_has(repository, capsys):
    write(repository, ".gitlab-ci.yml", PIPELINE)
    assert init(capsys)[0] == 1
    assert init(capsys, "--yes")[0] == 0
    text = (repository / ".gitlab-ci.yml").read_text(encoding="utf-8")
    assert text.startswith(PIPELINE + "\n#")
    assert "\npolicylint:\n  image: python:3.12\n  stage: build\n" in text
    assert init(capsys, "--yes")[1].endswith("Nothing was changed: all is in place.\n")


# --- a folder of a repository


def test_a_folder_is_told_to_hook_and_recipe(repository, capsys):
    write(repository, "src/readme.txt", FAULT)
    code, _, _ = init(capsys, "mails", "--ci", "github")
    assert code == 0
    assert {"mails/policylint.yaml", "mails/policylint-baseline.yaml"} <= set(files(repository))
    hooks = yaml.safe_load((repository / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert hooks["repos"][0]["hooks"][0]["files"] == "^mails/"
    workflow = (repository / ".github/workflows/policylint.yml").read_text(encoding="utf-8")
    assert '${BASE:+--diff-base "$BASE"} mails/\n' in workflow
    assert "src" not in (repository / "mails/policylint-baseline.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["our mails", "a: b", "-x", "it's", "$(id) #"])
def test_a_folder_may_have_any_name(name):
    for text in (render_github(name, None, "main"), render_gitlab(name, None), render_hook(name, None)):
        assert yaml.safe_load(text)
    told = subprocess.run(
        ["sh", "-c", yaml.safe_load(render_gitlab(name, None))["policylint"]["script"][-1].replace("policylint", "echo")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout.strip() == f"check {'./' * (name[0] == '-')}{name}/"
    hook = yaml.safe_load(render_hook(name, None))[0]["hooks"][0]
    assert re.search(hook["files"], f"{name}/mail.txt")


# --- where policylint is kept


@pytest.mark.parametrize(
    ("address", "repository", "revision", "requirement"),
    [
        ("https://git.example/p", "https://git.example/p", "v0.1.0", "git+https://git.example/p@v0.1.0"),
        ("https://ada@git.example/p@abc", "https://ada@git.example/p", "abc", "git+https://ada@git.example/p@abc"),
        ("git@git.example:k/p", "git@git.example:k/p", "v0.1.0", "git+ssh://git@git.example/k/p@v0.1.0"),
        ("git@git.example:k/p@v2", "git@git.example:k/p", "v2", "git+ssh://git@git.example/k/p@v2"),
        ("/srv/p", "/srv/p", "v0.1.0", "git+file:///srv/p@v0.1.0"),
    ],
)
def test_an_address_is_told_to_pip_and_pre_commit(address, repository, revision, requirement):
    source = Source.parse(address)
    assert (source.repository, source.revision, source.requirement) == (repository, revision, requirement)
    entry = yaml.safe_load(render_hook(".", source))
    assert entry == [{"repo": repository, "rev": revision, "hooks": [{"id": "policylint"}]}]


def test_what_is_still_to_be_said_is_said(repository, capsys):
    out = init(capsys, "--ci", "github")[1]
    assert "Say where you keep policylint, in .github/workflows/policylint.yml." in out
    assert "Everybody who commits has policylint installed and calls once: pre-commit install" in out


def test_the_local_hook_does_what_the_published_one_does():
    published = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
    local = yaml.safe_load(render_hook(".", None))[0]["hooks"][0]
    assert local["entry"] == " ".join([published["entry"], *published["args"]])
    assert {key: local[key] for key in ("id", "types", "require_serial")} == {
        key: published[key] for key in ("id", "types", "require_serial")
    }


# --- bad ground


def test_a_folder_without_git_gets_no_hook(place, capsys):
    write(place, "mail.txt", FAULT)
    code, out, _ = init(capsys)
    assert code == 0
    assert files(place) == ["mail.txt", "policylint-baseline.yaml", "policylint-ci.sh", "policylint.yaml"]
    assert ".pre-commit-config.yaml   not written: this is no git repository" in out
    assert "owners      nobody 1" in out
    assert "BASE" not in (place / "policylint-ci.sh").read_text(encoding="utf-8")
    assert "git add" not in out


def test_an_empty_repository_is_prepared(place, git, capsys):  # noqa: F811
    git("init", "-q", "-b", "trunk")
    code, out, err = init(capsys, "--ci", "github")
    assert (code, err) == (0, "")
    assert out.startswith("No texts in . yet.\n")
    assert files(place) == [".github/workflows/policylint.yml", ".pre-commit-config.yaml", "policylint.yaml"]
    assert "branches: [trunk]" in (place / ".github/workflows/policylint.yml").read_text(encoding="utf-8")


def test_no_git_program_is_needed(repository, capsys, monkeypatch):
    monkeypatch.setenv("PATH", str(repository / "nowhere"))
    code, out, err = init(capsys)
    assert (code, err) == (0, "")
    assert "owners      nobody 1" in out
    assert ".pre-commit-config.yaml   written: the hook" in out


def test_a_text_that_can_not_be_read_is_told_and_the_rest_is_done(repository, capsys):
    write(repository, "letter.docx", b"PK\x03\x04 broken")
    code, out, err = init(capsys)
    assert code == 2
    assert err.startswith("policylint: letter.docx: ")
    assert "policylint-baseline.yaml  written: 1 entry" in out


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("policylint.yaml", "selekt: 1\n", "policylint.yaml:1: unknown key 'selekt' (did you mean 'select'?)"),
        ("policylint.yaml", "ignore: [insutl]\n", "policylint.yaml:1: unknown rule or category 'insutl'"),
        ("policylint.yaml", "a: [", "policylint.yaml:2: broken YAML"),
        ("policylint.yaml", b"\xff", "policylint.yaml:1: the configuration is not UTF-8"),
        ("policylint-baseline.yaml", "entries: 1\n", "policylint-baseline.yaml:1: 'entries' is 1, expected a list"),
    ],
)
def test_what_is_stated_and_broken_is_told_and_nothing_is_written(repository, capsys, name, text, told):
    write(repository, name, text)
    before = contents(repository)
    code, _, err = init(capsys)
    assert code == 2
    assert f"policylint: {told}" in err
    assert contents(repository) == before


def test_no_folder_is_wrong_use(place, capsys):
    write(place, "a.txt", "A.\n")
    assert init(capsys, "nowhere")[0] == 2
    assert init(capsys, "a.txt")[0] == 2


def test_all_is_written_or_nothing(repository, capsys, monkeypatch):
    write(repository, ".pre-commit-config.yaml", HOOKS)
    before = contents(repository)
    create = placements.create

    def refuse(location, new):
        if location.endswith("policylint.yml"):
            raise WriteError("can't be written: no space left on device", path=location)
        create(location, new)

    monkeypatch.setattr(placements, "create", refuse)
    code, out, err = init(capsys, "--yes", "--ci", "github")
    assert code == 2
    assert err.endswith("policylint.yml: can't be written: no space left on device (nothing was written)\n")
    assert contents(repository) == before
    assert not (repository / ".github").exists()
    assert "written:" not in out


def test_a_folder_that_can_not_be_written_is_told(repository, capsys, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    before = contents(repository)
    monkeypatch.setattr("policylint.saving.open", refuse, raising=False)  # root may write anywhere
    code, _, err = init(capsys)
    assert code == 2
    assert err == "policylint: policylint.yaml: can't be written: permission denied (nothing was written)\n"
    assert contents(repository) == before


def test_a_file_in_the_way_of_a_folder_is_told(repository, capsys):
    write(repository, ".github", "no folder\n")
    before = contents(repository)
    code, _, err = init(capsys, "--ci", "github")
    assert code == 2
    assert ".github/workflows" in err
    assert contents(repository) == before


# --- text insertion


ENTRY = "- repo: local\n  hooks: []\n"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("repos:\n- repo: a\n", "repos:\n- repo: a\n- repo: local\n  hooks: []\n"),
        ("repos:\n- repo: a", "repos:\n- repo: a\n- repo: local\n  hooks: []\n"),
        ("repos:\r\n  - repo: a\r\n", "repos:\r\n  - repo: a\r\n  - repo: local\r\n    hooks: []\r\n"),
        ("repos:\n- repo: a # x\n# y\nci: 1\n", "repos:\n- repo: a # x\n- repo: local\n  hooks: []\n# y\nci: 1\n"),
        (
            "repos:\n- a: |\n    x\n\n    y\nb: 1\n",
            "repos:\n- a: |\n    x\n\n    y\n- repo: local\n  hooks: []\nb: 1\n",
        ),
        ("repos:\n- a: [x,\n    y]\n\nb: 1\n", "repos:\n- a: [x,\n    y]\n- repo: local\n  hooks: []\n\nb: 1\n"),
        ("repos:\n- a:\nb: 1\n", "repos:\n- a:\n- repo: local\n  hooks: []\nb: 1\n"),
        ("\ufeffrepos:\n- a: 1\n", "\ufeffrepos:\n- a: 1\n- repo: local\n  hooks: []\n"),
        ("repos: # all\n  -   a: &x 1\n      b: *x\n      c: 1\n", None),
    ],
)
def test_an_entry_goes_behind_the_others_and_nothing_else_changes(text, wanted):
    changed = insert_hook(text, ENTRY)
    assert wanted is None or changed == wanted
    old, new = (yaml.safe_load(each) for each in (text, changed))
    assert new == {**old, "repos": [*old["repos"], {"repo": "local", "hooks": []}]}


@pytest.mark.parametrize(
    "text",
    ["repos:\n- &x 1\n- *x\n", "repos:\n- a: 1\n...\n", "repos:\n- a: 1\n---\nb: 2\n", "repos: {a: 1}\n", "a: 1\n"],
)
def test_an_entry_that_has_no_place_is_refused(text):
    try:
        changed = insert_hook(text, ENTRY)
    except ConfigError:
        return
    assert yaml.safe_load(changed)["repos"][-1:] == [{"repo": "local", "hooks": []}]


@pytest.mark.parametrize("text", ["- a\n", "{a: 1}\n", "a: 1\n...\n", "job: 1\n", "a: 1\n---\nb: 1\n", "a: [\n"])
def test_a_job_that_has_no_place_is_refused(text):
    with pytest.raises(ConfigError):
        append_job(text, "job:\n  script: [x]\n", "job")


@pytest.mark.parametrize("text", ["", "a: 1\n", "a: 1", "a: |\n  x\n", "a: 1\r\n", "# only words\n"])
def test_a_job_goes_to_the_end(text):
    changed = append_job(text, "job:\n  script: [x]\n", "job")
    assert changed.startswith(text)
    assert yaml.safe_load(changed) == {**(yaml.safe_load(text) or {}), "job": {"script": ["x"]}}


@pytest.mark.parametrize(
    ("text", "stage"), [("", ""), ("stages: [test, ship]\n", ""), ("stages:\n- lint\n- ship\n", "lint"), ("a: 1\n", "")]
)
def test_a_stage_is_named_where_there_is_no_test(text, stage):
    assert find_stage(text) == stage
