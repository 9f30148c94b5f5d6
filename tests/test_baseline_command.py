"""The `baseline` commands, from writing faults down to telling how things stand."""

import json
import os
import stat

import pytest

from policylint.baseline.file import parse
from policylint.cli import main
from tests.git_house import commit, git  # noqa: F401 - a fixture
from tests.test_cli import built_in, cache, folder, run_json, write, write_rule  # noqa: F401 - fixtures

FAULT = "A grumblefish is here.\n"
NAME = "policylint-baseline.yaml"


@pytest.fixture(autouse=True)
def day(folder, monkeypatch):  # noqa: F811
    def set_day(value):
        monkeypatch.setenv("POLICYLINT_TODAY", value)

    set_day("2026-11-30")
    return set_day


@pytest.fixture
def texts(folder):  # noqa: F811
    write(folder, "CODEOWNERS", "mails/ @mails\n")
    write(folder, "mails/a.txt", FAULT)
    write(folder, "mails/b.txt", FAULT)
    write(folder, "c.txt", FAULT)
    return folder


@pytest.fixture
def say(capsys):
    def run(*arguments, code=0):
        capsys.readouterr()
        assert main(["baseline", *arguments]) == code
        told = capsys.readouterr()
        return told.err if code else told.out

    return run


def entries(place=NAME):
    return [(each.path, each.owner, each.until) for each in read(place).entries]


def read(place=NAME):
    with open(place, encoding="utf-8") as file:
        return parse(file.read(), place)


# --- write


def test_what_is_found_is_written_down_with_owner_and_day(texts, say, capsys):
    assert say("write") == (
        "policylint-baseline.yaml: 3 entries written\n"
        "  @mails      2, the first until 2026-12-30\n"
        "  nobody      1, the first until 2026-12-30\n"
    )
    assert entries() == [
        ("c.txt", "", "2026-12-30"),
        ("mails/a.txt", "@mails", "2026-12-30"),
        ("mails/b.txt", "@mails", "2026-12-30"),
    ]
    assert run_json(capsys)[0] == 0
    assert stat.S_IMODE(os.stat(NAME).st_mode) == 0o666 & ~_umask()


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.parametrize(("remedy", "until"), [("process", "2027-02-28"), ("contract", "2027-05-29")])
def test_a_change_of_process_or_contract_takes_longer(texts, say, remedy, until):
    rule = texts / "own" / "house" / "grumble.yaml"
    rule.write_text(rule.read_text().replace("remedy: wording", f"remedy: {remedy}"))
    say("write", "c.txt")
    assert entries() == [("c.txt", "", until)]


def test_the_configuration_tells_how_many_days_there_are(texts, say):
    write(texts, "policylint.yaml", "rules: [own]\nselect: [grumble]\nbaseline_days: {wording: 7}\n")
    say("write", "c.txt")
    assert entries() == [("c.txt", "", "2026-12-07")]


def test_an_unfit_number_of_days_is_an_error(texts, say):
    write(texts, "policylint.yaml", "rules: [own]\nselect: [grumble]\nbaseline_days: {wording: 0}\n")
    assert "policylint.yaml:3: 'baseline_days.wording' is 0, expected a number of days" in say("write", code=2)
    assert entries()[0] == ("c.txt", "", "2026-12-30")


def test_git_tells_who_owns_what_nobody_else_does(texts, say, git):  # noqa: F811
    git("init", "-q")
    commit(git, "ada")
    say("write")
    assert [owner for _, owner, _ in entries()] == ["ada@kevad.example", "@mails", "@mails"]


def test_one_that_is_there_is_not_overwritten_unless_it_is_asked_for(texts, say, day):
    say("write", "c.txt")
    said = say("write", code=2)
    assert said == (
        "policylint: policylint-baseline.yaml: is there already: `baseline update` keeps it, --force writes it anew\n"
    )
    assert len(entries()) == 1
    day("2026-12-01")
    say("write", "--force")
    assert entries()[0] == ("c.txt", "", "2026-12-31")
    assert len(entries()) == 3


def test_without_faults_no_baseline_is_needed(texts, say):
    write(texts, "c.txt", "A trout.\n")
    assert say("write", "c.txt") == "Nothing was found: no baseline is needed.\n"
    assert not os.path.exists(NAME)


def test_a_new_baseline_stands_beside_the_configuration(texts, say, monkeypatch):
    monkeypatch.chdir(texts / "mails")
    assert say("write").startswith(f"{texts}/{NAME}: 2 entries written\n")
    assert [path for path, *_ in entries(f"../{NAME}")] == ["mails/a.txt", "mails/b.txt"]


def test_without_a_configuration_it_stands_at_the_top_of_the_repository(texts, say, git, monkeypatch):  # noqa: F811
    (texts / "policylint.yaml").unlink()
    write(texts, "c.txt", "You are a numbskull.\n")
    write(texts, "mails/d.txt", "You are a numbskull.\n")
    git("init", "-q")
    monkeypatch.chdir(texts / "mails")
    say("write")
    assert [path for path, *_ in entries(f"../{NAME}")] == ["mails/d.txt"]


def test_for_texts_elsewhere_it_stands_with_them(texts, say, monkeypatch, tmp_path_factory):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    say("write", str(texts / "mails" / "a.txt"), str(texts / "c.txt"))
    assert [path for path, *_ in entries(texts / NAME)] == ["c.txt", "mails/a.txt"]


def test_what_a_nearer_baseline_is_for_is_left_to_it(texts, say):
    write(texts, f"mails/{NAME}", "entries: []\n")
    say("write")
    assert [path for path, *_ in entries()] == ["c.txt"]


def test_a_long_excerpt_is_cut_to_one_line(folder, say):  # noqa: F811
    rule = folder / "own" / "house" / "grumble.yaml"
    rule.write_text(rule.read_text().replace("en: [grumblefish]", "en: [bad ..20 news]"))
    write(folder, "a.txt", "bad\n" + "very " * 20 + "news\n")
    say("write")
    excerpt = read().entries[0].excerpt
    assert (len(excerpt), excerpt[:13], excerpt[-6:]) == (79, "bad very very", " very…")


def test_a_file_name_that_is_no_utf_8_is_spelled_out(folder, say, capsys):  # noqa: F811
    write(folder, os.fsdecode(b"m\xe4il.txt"), FAULT)
    say("write")
    assert [path for path, *_ in entries()] == ["m\\udce4il.txt"]
    assert run_json(capsys)[0] == 0


def test_a_baseline_that_cannot_be_written_is_told(texts, say):
    said = say("write", "--baseline", "nowhere/b.yaml", code=2)
    assert said.startswith("policylint: ")
    assert "can't be written: no such file or directory" in said


# --- update


@pytest.fixture
def known(texts, say, day):
    say("write")
    day("2026-12-14")
    return texts


def test_what_is_solved_is_taken_out_told_and_remembered(known, say):
    write(known, "mails/a.txt", "A trout.\n")
    assert say("update") == (
        "Solved:\n  mails/a.txt grumble: @mails, after 14 days\npolicylint-baseline.yaml: 2 entries, 3 before\n"
    )
    assert [path for path, *_ in entries()] == ["c.txt", "mails/b.txt"]
    [solved] = read().solved
    assert (solved.day, solved.rule, solved.path, solved.owner, solved.since) == (
        "2026-12-14",
        "grumble",
        "mails/a.txt",
        "@mails",
        "2026-11-30",
    )


def test_an_update_that_changes_nothing_writes_nothing(known, say):
    place = known / NAME
    place.write_text("# Ours.\n" + place.read_text())
    before = place.read_bytes()
    assert say("update") == "policylint-baseline.yaml: 3 entries\n"
    assert place.read_bytes() == before


def test_entries_of_files_that_were_not_checked_stay(known, say):
    write(known, "c.txt", "A trout.\n")
    (known / "mails" / "b.txt").unlink()
    say("update", "mails")
    assert len(entries()) == 3  # b.txt may have gone elsewhere
    say("update")
    assert [path for path, *_ in entries()] == ["mails/a.txt"]


def test_when_all_texts_are_gone_so_are_the_entries(known, say):
    write(known, "empty/d.txt", "A trout.\n")
    for name in ("c.txt", "mails/a.txt", "mails/b.txt"):
        (known / name).unlink()
    say("update")
    assert entries() == []


def test_a_renamed_file_takes_its_entries_note_and_comments_along(known, say):
    place = known / NAME
    said = place.read_text().replace("- rule: grumble\n  path: mails/a", "# Ask Ada.\n- rule: grumble\n  path: mails/a")
    place.write_text(said.replace("since:", "note: it's hard\n  since:"))
    (known / "mails" / "a.txt").rename(known / "mails" / "z.txt")
    assert "Moved:\n  mails/a.txt -> mails/z.txt grumble\n" in say("update")
    told = place.read_text()
    assert "# Ask Ada.\n- rule: grumble\n  path: mails/z.txt\n" in told
    assert told.count("note: it's hard\n") == 3


def test_what_is_new_is_added_on_request_only(known, say):
    write(known, "d.txt", FAULT)
    said = say("update")
    assert said.endswith("1 finding not in the baseline: solve them, or write them down with --add.\n")
    assert len(entries()) == 3
    assert "Added:\n  d.txt grumble: nobody, until 2027-01-13\n" in say("update", "--add")
    assert entries()[1] == ("d.txt", "", "2027-01-13")


def test_what_is_overdue_is_not_new(known, say, day):
    day("2027-01-01")
    assert say("update", "--add") == "policylint-baseline.yaml: 3 entries\n"


def test_an_entry_may_be_passed_on(known, say, day, capsys):
    day("2026-12-31")
    assert run_json(capsys)[0] == 1
    assert say("update", "--pass-on", "mails/b.txt", "--to", "@legal").startswith(
        "Passed on:\n  mails/b.txt grumble: @mails -> @legal, until 2027-01-30\n"
    )
    assert read().entries[2].since == (("2026-11-30", "@mails"), ("2026-12-31", "@legal"))
    _, report = run_json(capsys)
    assert [finding["path"] for finding in report["findings"]] == ["c.txt", "mails/a.txt"]


def test_entries_are_passed_on_by_rule_folder_and_fingerprint(known, say):
    fingerprint = read().entries[0].fingerprint
    say("update", "--pass-on", "mails", "--to", "@x", "--until", "2027-03-01")
    assert entries()[1:] == [("mails/a.txt", "@x", "2027-03-01"), ("mails/b.txt", "@x", "2027-03-01")]
    assert "3 entries" in say("update", "--pass-on", fingerprint, "--to", "@y")
    say("update", "--pass-on", "grumble", "--pass-on", "c.txt", "--to", "@z")
    assert {owner for _, owner, _ in entries()} == {"@z"}


def test_whoever_gets_an_entry_has_no_less_time_than_there_was(known, say):
    say("update", "--pass-on", "c.txt", "--to", "@x", "--until", "2027-06-01")
    say("update", "--pass-on", "c.txt", "--to", "@y")
    assert entries()[0] == ("c.txt", "@y", "2027-06-01")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--until", "2027-03-01"], "--until is for --pass-on: an owner solves it or passes it on"),
        (["--pass-on", "mails", "--to", "@mails", "--until", "2027-03-01"], "@mails has all of this already"),
        (["--pass-on", "mails"], "--pass-on needs --to OWNER"),
        (["--pass-on", "mails", "--to", "nobody"], "--pass-on needs --to OWNER"),
        (["--to", "@x"], "--to needs --pass-on"),
        (
            ["--pass-on", "grumbel", "--to", "@x"],
            "no entry has this rule, path or fingerprint (did you mean 'grumble'?)",
        ),
        (["--pass-on", "mails", "--to", "@x", "--until", "2026-12-13"], "--until 2026-12-13: expected a date to come"),
        (["--pass-on", "mails", "--to", "@x", "--until", "soon"], "--until soon: expected a date to come"),
    ],
)
def test_nobody_gets_more_time_without_a_new_owner(known, say, arguments, message):
    before = (known / NAME).read_bytes()
    assert message in say("update", *arguments, code=2)
    assert (known / NAME).read_bytes() == before


def test_an_owner_who_was_changed_by_hand_is_told_and_noted(known, say):
    place = known / NAME
    place.write_text(place.read_text().replace("owner: nobody", 'owner: "@new"'))
    assert "Passed on:\n  c.txt grumble: nobody -> @new, until 2026-12-30\n" in say("update")
    assert read().entries[0].since == (("2026-11-30", ""), ("2026-12-14", "@new"))
    assert say("update") == "policylint-baseline.yaml: 3 entries\n"


def test_what_was_solved_long_ago_is_forgotten(known, say, day):
    write(known, "c.txt", "A trout.\n")
    say("update")
    day("2027-03-14")
    say("update")
    assert len(read().solved) == 1
    day("2027-03-15")
    say("update")
    assert read().solved == ()


def test_a_broken_baseline_is_left_as_it_is(known, say):
    place = known / NAME
    place.write_text(place.read_text() + "<<<<<<< HEAD\n")
    before = place.read_bytes()
    said = say("update", code=2)
    assert said.startswith("policylint: policylint-baseline.yaml:31: marks of a merge that nobody settled (nothing was")
    assert place.read_bytes() == before


def test_without_a_baseline_there_is_nothing_to_update(texts, say):
    assert "can't read the baseline: no such file" in say("update", code=2)


def test_files_under_another_baseline_are_none_of_this_one(known, say):
    write(known, f"mails/{NAME}", "entries: []\n")
    assert "none of these files is under this baseline" in say("update", "mails", code=2)


# --- report


def test_a_report_tells_who_has_what_and_what_became_of_the_rest(known, say, day):
    say("update", "--pass-on", "mails/b.txt", "--to", "@legal")
    write(known, "c.txt", "A trout.\n")
    say("update")
    day("2026-12-31")
    write(known, "mails/b.txt", "A trout.\n")
    assert say("report") == (
        """\
policylint-baseline.yaml: 1 entry, 1 overdue on 2026-12-31

owner   entries  overdue   oldest  next day  solved  passed on  taken over
@mails        1        1  31 days
@legal        0                                   1
nobody        0                                   1

Overdue:
  mails/a.txt grumble: @mails, until 2026-12-30, 31 days old: grumblefish

Solved since 2026-12-01:
  2026-12-14 c.txt grumble: nobody, after 14 days
  2026-12-31 mails/b.txt grumble: @legal, after 31 days

1 entry solved and still listed: policylint baseline update
"""
    )


def test_a_report_tells_what_was_passed_on_since_a_day(known, say):
    say("update", "--pass-on", "mails/b.txt", "--to", "@legal")
    told = say("report", "--since", "2026-12-14")
    line = "Passed on since 2026-12-14:\n  2026-12-14 mails/b.txt grumble: @mails -> @legal, until 2027-01-13\n"
    assert line in told
    assert "Passed on" not in say("report", "--since", "2026-12-15")
    assert "expected a date" in say("report", "--since", "monday", code=2)


def test_a_report_for_programs_has_it_all(known, say):
    say("update", "--pass-on", "mails/b.txt", "--to", "@legal")
    write(known, "c.txt", "A trout.\n")
    told = json.loads(say("report", "--format", "json"))
    assert (told["today"], told["since"]) == ("2026-12-14", "2026-11-14")
    [stand] = told["baselines"]
    assert [(each["owner"], each["entries"], each["oldest_days"]) for each in stand["owners"]] == [
        ("@legal", 1, 14),
        ("@mails", 1, 14),
        ("", 0, 0),
    ]
    assert [(each["path"], each["overdue"], each["days"]) for each in stand["entries"]] == [
        ("mails/a.txt", False, 14),
        ("mails/b.txt", False, 14),
    ]
    assert [(each["path"], each["how"], each["still_listed"]) for each in stand["solved"]] == [
        ("c.txt", "solved", True)
    ]
    assert [(each["from"], each["to"], each["path"]) for each in stand["passed_on"]] == [
        ("@mails", "@legal", "mails/b.txt")
    ]


def test_without_a_baseline_a_report_says_so(texts, say):
    assert say("report") == "There is no baseline here: policylint baseline write\n"


def test_a_report_over_a_part_says_what_it_could_not_judge(known, say):
    assert "2 entries could not be judged" in say("report", "c.txt")
