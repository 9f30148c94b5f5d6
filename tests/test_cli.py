import io
import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

import policylint.processes
from policylint.api import Settings, check_paths, check_text
from policylint.cli import main
from policylint.errors import ConfigError, ReadError
from tests.readers.packed_files import Pdf, make_docx, make_odt, zip_files

ROOT = Path(__file__).parents[1]
RULE = """
id: {name}
since: "0.1"
level: {level}
remedy: wording
kinds: [page, reminder]
title: {{en: Grumble, ru: Ворчание, et: Nurin}}
message: {{en: "No “{{{{ match }}}}”.", ru: "Без «{{{{ match }}}}».", et: "Ilma „{{{{ match }}}}“."}}
why: {{en: Fish have feelings., ru: Рыбы чувствуют., et: Kaladel on tunded.}}
options: {{max_fish: 3}}
patterns:
  en: [{word}]
  ru: [ворчорыба]
  et: [nurinakala]
rewrite: {{safety: safe, replaces: match, en: trout, ru: форель, et: forell}}
examples:
  en:
    bad: [{{text: "A [[grumblefish]]!", fixed: "A trout!"}}]
    good: [A trout.]
"""


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def built_in(tmp_path_factory):
    """One rule in place of the built-in ones, which compile slowly and have tests of their own."""
    place = tmp_path_factory.mktemp("rules")
    write_rule(place, "insult", category="tone", word="numbskull")
    return place


@pytest.fixture
def folder(tmp_path, monkeypatch, cache, built_in):
    """A working folder under a configuration with one rule of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POLICYLINT_CACHE", str(cache))
    monkeypatch.setenv("POLICYLINT_TRACEBACK", "1")
    monkeypatch.setattr("policylint.catalogue.rules_folder", lambda: built_in)
    write_rule(tmp_path)
    (tmp_path / "policylint.yaml").write_text("rules: [own]\nselect: [grumble]\n")
    return tmp_path


def write_rule(folder, name="grumble", *, category="own/house", level="warning", word="grumblefish"):
    path = folder / category / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(RULE.format(name=name, level=level, word=word), encoding="utf-8")


def write(folder, path, text="A grumblefish is here.\n"):
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return place


def run_json(capsys, *arguments):
    code = main(["check", "--format", "json", *arguments])
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture
def command(folder, built_in):
    """Make the words that run policylint in a process of its own, with the same one built-in rule."""

    def make(*arguments, after="pass"):
        code = (
            f"import sys, pathlib; sys.path.insert(0, {str(ROOT)!r}); import policylint.catalogue as c;"
            f"c.rules_folder = lambda: pathlib.Path({str(built_in)!r});"
            f"from policylint.cli import main; code = main({list(arguments)!r}); {after}; sys.exit(code)"
        )
        return [sys.executable, "-c", code]

    return make


def loaded(*modules):
    return f"print([m for m in {modules!r} if m in sys.modules], file=sys.stderr)"


# --- exit codes


def test_a_clean_file_ends_with_0(folder, capsys):
    write(folder, "a.txt", "A trout.\n")
    assert main(["check", "a.txt"]) == 0
    assert capsys.readouterr().out == "No findings in 1 file.\n"


def test_a_finding_ends_with_1(folder, capsys):
    write(folder, "a.txt")
    assert main(["check", "a.txt"]) == 1
    assert capsys.readouterr().out.startswith("a.txt:1:3: warning grumble: No “grumblefish”.\n")


def test_exit_zero_forgives_findings_but_no_errors(folder, capsys):
    write(folder, "a.txt")
    assert main(["check", "--exit-zero", "a.txt"]) == 0
    assert main(["check", "--exit-zero", "a.txt", "nowhere.txt"]) == 2
    assert "policylint: nowhere.txt: no such file or folder" in capsys.readouterr().err


@pytest.mark.parametrize(("fail_level", "code"), [("note", 1), ("warning", 1), ("error", 0)])
def test_the_fail_level_decides(folder, capsys, fail_level, code):
    write(folder, "a.txt")
    assert main(["check", "--fail-level", fail_level, "a.txt"]) == code
    (folder / "policylint.yaml").write_text(f"rules: [own]\nselect: [grumble]\nfail_level: {fail_level}\n")
    assert main(["check", "a.txt"]) == code


@pytest.mark.parametrize(
    "arguments",
    [["check", "--nonsense"], ["nonsense"], ["check", "--kind", "poem", "."], ["check", "--jobs", "0", "."]],
)
def test_wrong_use_ends_with_2(folder, capsys, arguments):
    assert main(arguments) == 2
    assert "Usage" in capsys.readouterr().err


def test_an_unknown_rule_on_the_command_line_is_an_error(folder, capsys):
    write(folder, "a.txt")
    assert main(["check", "--select", "grumbel", "."]) == 2
    assert capsys.readouterr().err == "policylint: unknown rule or category 'grumbel' (did you mean 'grumble'?)\n"


def test_an_error_in_the_roof_is_told_in_one_line(folder, capsys, monkeypatch):
    monkeypatch.delenv("POLICYLINT_TRACEBACK")
    monkeypatch.setattr("policylint.commands.check.check_paths", lambda *_, **__: 1 / 0)
    assert main(["check", "."]) == 2
    assert "internal error: ZeroDivisionError" in capsys.readouterr().err


# --- files and folders


def test_folders_are_walked_in_order_and_what_is_no_text_is_left_out(folder, capsys):
    for name in ("b.txt", "a/z.txt", "a/b.txt"):
        write(folder, name, "A trout.")
    for name in (".git/c.txt", "node_modules/d.txt", "a/.hidden.txt", "e.png"):
        write(folder, name)
    write(folder, "f.dat", b"\x00\x01\x02")
    code, report = run_json(capsys)
    assert code == 0
    assert [file["path"] for file in report["files"]] == ["a/b.txt", "a/z.txt", "b.txt"]
    skipped = {each["path"]: each["reason"] for each in report["skipped"]}
    assert skipped == {
        ".git": "hidden folder",
        "node_modules": "installed packages",
        "a/.hidden.txt": "hidden file",
        "e.png": "binary file",
        "f.dat": "binary file",
        "own": "rule files",
        "policylint.yaml": "configuration",
    }


def test_a_named_binary_file_is_an_error(folder, capsys):
    write(folder, "f.dat", b"\x00\x01\x02")
    code, report = run_json(capsys, "f.dat")
    assert code == 2
    assert report["errors"] == [{"path": "f.dat", "line": 0, "message": "binary file"}]


def test_a_folder_without_texts_is_an_error(folder, capsys):
    (folder / "empty").mkdir()
    code, report = run_json(capsys, "empty")
    assert code == 2
    assert report["errors"] == [{"path": "empty", "line": 0, "message": "no files to check in this folder"}]


# --- files that are no text


def word_file(text="We have a grum</w:t></w:r><w:r><w:t>blefish here."):
    return make_docx(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")


def test_a_fault_in_a_word_file_is_found_where_it_stands(folder, capsys):
    write(folder, "letter.docx", word_file())
    code, report = run_json(capsys, "letter.docx")
    assert code == 1
    [finding] = report["findings"]
    assert (finding["excerpt"], finding["start"]["line"], finding["start"]["column"]) == ("grumblefish", 1, 11)
    assert finding["context"] == "word/document.xml, paragraph 1, run 1"
    assert finding["fix"]["safety"] == "display"
    assert run_json(capsys, "letter.docx") == (code, report)  # from the cache


@pytest.mark.parametrize("name", ["letter.odt", "letter.pdf", "letter"])
def test_a_fault_in_a_packed_file_is_found(folder, capsys, name):
    made = {
        "letter.odt": make_odt("<text:p>A grumblefish.</text:p>"),
        "letter.pdf": Pdf().page().text(9, 99, "A grumblefish.").bytes(),
    }
    write(folder, name, made.get(name) or word_file())
    assert main(["check", name]) == 1
    assert f"{name}:1:" in capsys.readouterr().out


def test_a_scanned_file_is_an_error_and_not_clean(folder, capsys):
    write(folder, "scan.pdf", Pdf().page(image=True).bytes())
    for _ in range(2):  # the second time from the cache
        assert main(["check", "scan.pdf"]) == 2
        said = capsys.readouterr().err
        assert said == "policylint: scan.pdf: its one page has no text layer: it was not read\n"


def test_what_was_read_of_a_file_is_checked_and_the_rest_told(folder, capsys):
    write(folder, "half.pdf", Pdf().page().text(9, 99, "A grumblefish.").page(image=True).bytes())
    code, report = run_json(capsys, "half.pdf")
    assert (code, len(report["findings"])) == (2, 1)
    assert report["errors"] == [{"path": "half.pdf", "line": 2, "message": "page 2 has no text layer: it was not read"}]


def test_an_archive_is_skipped_in_a_folder_and_an_error_when_it_is_named(folder, capsys):
    write(folder, "a.txt", "A trout.\n")
    write(folder, "held", zip_files({"a.txt": "A grumblefish."}))
    write(folder, "~$letter.docx", b"who has it open")
    code, report = run_json(capsys, ".")
    assert (code, {each["path"]: each["reason"] for each in report["skipped"]}["held"]) == (0, "binary file")
    code, report = run_json(capsys, "held")
    assert (code, report["errors"]) == (2, [{"path": "held", "line": 0, "message": "binary file"}])


def test_what_only_claims_to_be_a_word_file_is_an_error(folder, capsys):
    write(folder, "letter.docx", zip_files({"a.txt": "A grumblefish."}))
    assert main(["check", "."]) == 2
    said = capsys.readouterr().err
    assert said == "policylint: letter.docx: not a Word file: no word/document.xml is in it\n"


def test_a_text_is_in_no_packed_format():
    with pytest.raises(ReadError, match="'docx' is no format of texts"):
        check_text("A trout.", format="docx")


def test_an_unreadable_file_stops_nothing(folder, capsys):
    write(folder, "a.txt", b"grumblefish \xff\xfe \xf0\xf1 \x81\x8d\x8f\x90\x9d")
    write(folder, "b.txt")
    code, report = run_json(capsys, "a.txt", "b.txt", "gone.txt")
    assert code == 2
    assert [finding["path"] for finding in report["findings"] if finding["path"] == "b.txt"] == ["b.txt"]
    assert "gone.txt" in [error["path"] for error in report["errors"]]


def test_a_file_named_twice_is_checked_once(folder, capsys):
    write(folder, "a.txt")
    _, report = run_json(capsys, "a.txt", ".", "./a.txt")
    assert [file["path"] for file in report["files"]] == ["a.txt"]


def test_a_link_in_a_circle_is_walked_once(folder, capsys):
    write(folder, "a/b.txt", "A trout.")
    (folder / "a" / "loop").symlink_to(folder / "a")
    _, report = run_json(capsys, "a")
    assert [file["path"] for file in report["files"]] == ["a/b.txt"]


def test_standard_input_is_read_under_the_name_it_would_have(folder, capsys, monkeypatch):
    (folder / "policylint.yaml").write_text("rules: [own]\nselect: [grumble]\nkinds: {reminder: ['r/**']}\n")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"A grumblefish")))
    code, report = run_json(capsys, "--stdin-filename", "r/mail.txt", "-")
    assert code == 1
    assert report["files"] == [{"path": "r/mail.txt", "kind": "reminder", "language": "en"}]


def test_a_name_for_standard_input_needs_standard_input(folder, capsys):
    assert main(["check", "--stdin-filename", "a.txt", "."]) == 2
    assert main(["check", "-", "a.txt"]) == 2


# --- configuration


def test_each_file_is_under_its_nearest_configuration(folder, capsys):
    write(folder, "a.txt")
    write(folder, "inner/b.txt")
    write(folder, "inner/policylint.yaml", "select: [insult]\n")
    _, report = run_json(capsys)
    assert [finding["path"] for finding in report["findings"]] == ["a.txt"]


def test_a_named_configuration_is_for_all_files(folder, capsys):
    write(folder, "a.txt")
    write(folder, "other.yaml", "select: [insult]\n")
    assert main(["check", "--config", "other.yaml", "a.txt"]) == 0
    assert main(["check", "--config", "gone.yaml", "a.txt"]) == 2
    assert "gone.yaml: can't read the configuration" in capsys.readouterr().err


def test_mistakes_in_a_configuration_are_told_with_file_and_line_and_the_rest_goes_on(folder, capsys):
    write(folder, "a.txt")
    (folder / "policylint.yaml").write_text(
        "rules: [own]\nselect: [grumble]\nignore:\n- grumbel\noptions:\n  grumble:\n    max_fisch: 3\n    max_fish: x\n"
        "  insutl: {}\nselekt: 1\n"
    )
    code, report = run_json(capsys, "a.txt")
    assert code == 2
    assert len(report["findings"]) == 1
    assert [(error["path"], error["line"], error["message"]) for error in report["errors"]] == [
        ("policylint.yaml", 10, "unknown key 'selekt' (did you mean 'select'?)"),
        ("policylint.yaml", 4, "unknown rule or category 'grumbel' (did you mean 'grumble'?)"),
        ("policylint.yaml", 7, "rule 'grumble' has no option 'max_fisch' (did you mean 'max_fish'?)"),
        ("policylint.yaml", 8, "option 'max_fish' of 'grumble' is 'x', expected a number, such as 3"),
        ("policylint.yaml", 9, "unknown rule 'insutl' (did you mean 'insult'?)"),
    ]


def test_a_select_of_unknown_rules_only_selects_nothing(folder, capsys):
    write(folder, "a.txt")
    (folder / "policylint.yaml").write_text("rules: [own]\nselect: [nonsense]\n")
    code, report = run_json(capsys, "a.txt")
    assert (code, report["findings"]) == (2, [])


def test_a_broken_rule_of_the_customer_is_told_and_the_others_hold(folder, capsys):
    write(folder, "a.txt")
    write(folder, "own/house/broken.yaml", "id: broken\nlevel: [")
    code, report = run_json(capsys, "a.txt")
    assert code == 2
    assert len(report["findings"]) == 1
    assert [error["path"] for error in report["errors"]] == ["own/house/broken.yaml"]


def test_kinds_and_languages_come_from_globs(folder, capsys):
    (folder / "policylint.yaml").write_text(
        "rules: [own]\nselect: [grumble]\nkinds: {reminder: ['*/reminder/**']}\nlanguages: {et: ['et/**']}\n"
    )
    write(folder, "et/reminder/a.txt", "Siin on nurinakala.")
    _, report = run_json(capsys)
    assert report["files"] == [{"path": "et/reminder/a.txt", "kind": "reminder", "language": "et"}]
    assert report["findings"][0]["message"] == "Ilma „nurinakala“."


def test_excluded_files_are_left_out_unless_they_are_named(folder, capsys):
    (folder / "policylint.yaml").write_text("rules: [own]\nselect: [grumble]\nexclude: [old]\n")
    write(folder, "old/a.txt")
    write(folder, "new.txt", "A trout.")
    assert main(["check", "."]) == 0
    assert main(["check", "old/a.txt"]) == 1


def test_rules_can_be_selected_and_ignored_by_name_and_category(folder, capsys):
    write_rule(folder, "mutter")
    (folder / "policylint.yaml").write_text("rules: [own]\n")
    write(folder, "a.txt")

    def rules_of(*arguments):
        return {finding["rule"] for finding in run_json(capsys, *arguments, "a.txt")[1]["findings"]}

    assert rules_of("--select", "house") == {"grumble", "mutter"}
    assert rules_of("--select", "grumble,mutter", "--ignore", "grumble") == {"mutter"}
    assert rules_of("--ignore", "house") == set()


# --- suppressions


def test_a_suppression_works_and_its_misuse_is_told(folder, capsys):
    (folder / "policylint.yaml").write_text("rules: [own]\nselect: [grumble, suppression]\n")
    write(folder, "a.html", "<!-- policylint: allow grumble -- a fish fair -->\n<p>grumblefish</p>\n")
    write(folder, "b.html", "<!-- policylint: allow grumble -->\n<p>trout</p>\n")
    code, report = run_json(capsys)
    assert code == 1
    assert [(finding["path"], finding["rule"]) for finding in report["findings"]] == [
        ("b.html", "unexplained-suppression"),
        ("b.html", "unused-suppression"),
    ]


# --- cache and processes


def test_the_cache_answers_the_same_and_notices_every_change(folder, capsys):
    write(folder, "a.txt")
    first = run_json(capsys, "a.txt")
    assert run_json(capsys, "a.txt") == first
    assert run_json(capsys, "--no-cache", "a.txt") == first
    assert run_json(capsys, "--language", "et", "a.txt") != first
    write_rule(folder, level="error")
    assert run_json(capsys, "a.txt")[1]["findings"][0]["level"] == "error"
    write(folder, "a.txt", "A trout.")
    assert run_json(capsys, "a.txt")[0] == 0


def test_a_file_known_from_the_cache_needs_no_engine(folder, command):
    after = loaded("spacy", "policylint.engine", "policylint.readers.markup.html", "yaml", "jsonschema", "jinja2")
    write(folder, "a.txt", "A trout.")
    run = subprocess.run(command("check", "a.txt"), capture_output=True, check=True)
    run = subprocess.run(command("check", "a.txt", after=after), capture_output=True, check=True)
    assert run.stderr == b"[]\n"


def test_a_damaged_cache_is_ignored(folder, capsys, tmp_path_factory, monkeypatch):
    place = tmp_path_factory.mktemp("damaged")
    monkeypatch.setenv("POLICYLINT_CACHE", str(place))
    write(folder, "a.txt")
    first = run_json(capsys, "a.txt")
    for path in place.rglob("*"):
        if path.is_file() and "catalogue" not in path.parts:
            path.write_bytes(path.read_bytes()[:-1])
    assert run_json(capsys, "a.txt") == first


def test_a_cache_that_cannot_be_written_is_no_error(folder, capsys, monkeypatch):
    write(folder, "a.txt")
    write(folder, "not-a-folder", "")
    monkeypatch.setenv("POLICYLINT_CACHE", str(folder / "not-a-folder"))
    assert run_json(capsys, "a.txt")[0] == 1


def test_several_processes_find_the_same_in_the_same_order(folder, capsys, monkeypatch):
    for number in range(20):
        write(folder, f"{number}.txt", "A grumblefish.\n" * number + "trout\n")
    write(folder, "bad.txt", b"\x00")
    one = run_json(capsys, "--no-cache", "--jobs", "1")
    monkeypatch.setattr(policylint.processes, "_WORTHWHILE", 0)
    assert run_json(capsys, "--no-cache", "--jobs", "3") == one
    assert len(one[1]["findings"]) == sum(range(20))


def test_progress_is_told_in_bytes(folder):
    write(folder, "a.txt", "trout")
    write(folder, "b.txt", "trout!")
    calls = []
    check_paths(["a.txt", "b.txt"], Settings(cache=False), progress=lambda done, total: calls.append((done, total)))
    assert calls == [(5, 11), (11, 11)]


# --- other commands


def test_rules_are_listed_as_table_json_and_markdown(folder, capsys):
    assert main(["rules"]) == 0
    table = capsys.readouterr().out
    assert table.startswith("rule ")
    assert "grumble " in table
    assert "unused-suppression" in table
    assert main(["rules", "--format", "json"]) == 0
    listed = {rule["id"]: rule for rule in json.loads(capsys.readouterr().out)}
    assert listed["grumble"]["options"] == {"max_fish": 3}
    assert main(["rules", "--format", "markdown"]) == 0
    assert "| `grumble` | house | warning | wording | page, reminder | Grumble |" in capsys.readouterr().out


def test_a_rule_is_explained_in_a_language(folder, capsys):
    assert main(["explain", "grumble", "--language", "ru"]) == 0
    page = capsys.readouterr().out
    assert "Ворчание" in page
    assert "Рыбы чувствуют." in page
    assert "max_fish: 3" in page
    assert "- A [[grumblefish]]!" in page
    assert "-> A trout!" in page


def test_an_unknown_rule_cannot_be_explained(folder, capsys):
    assert main(["explain", "grumbel"]) == 2
    assert "unknown rule 'grumbel' (did you mean 'grumble'?)" in capsys.readouterr().err


def test_examples_of_ones_own_rules_are_run(folder, capsys):
    assert main(["test", "grumble"]) == 0
    assert "2 examples are as they should be, 0 are not." in capsys.readouterr().out
    path = folder / "own" / "house" / "grumble.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("good: [A trout.]", "good: [A grumblefish.]"), "utf-8")
    assert main(["test", "grumble"]) == 1
    assert "grumble:en:good:0" in capsys.readouterr().out


def test_verbose_tells_how_files_were_read(folder, capsys):
    write(folder, "a.txt", "A trout.")
    assert main(["check", "-v", "a.txt"]) == 0
    assert "a.txt: page, en, txt, utf-8" in capsys.readouterr().err


def test_quiet_prints_one_line_a_finding(folder, capsys):
    write(folder, "a.txt")
    assert main(["check", "-q", "."]) == 1
    assert capsys.readouterr().out == "a.txt:1:3: warning grumble: No “grumblefish”.\n"


# --- the process as others see it


def test_help_is_instant(command):
    after = loaded("spacy", "yaml", "jsonschema", "jinja2", "policylint.checking", "multiprocessing")
    run = subprocess.run(command("--help", after=after), capture_output=True, check=True)
    assert b"Examples:" in run.stdout
    assert run.stderr == b"[]\n"


def test_the_package_can_be_run(folder):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "policylint", "--version"]
    run = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert run.stdout.startswith(b"policylint")


def test_output_is_utf_8_whatever_the_locale(folder, command):
    write(folder, "a.txt", "Здесь ворчорыба.\n")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    run = subprocess.run(command("check", "a.txt"), env=environment, capture_output=True, check=False)
    assert "Без «ворчорыба»." in run.stdout.decode("utf-8")
    assert run.returncode == 1


def test_a_broken_pipe_is_no_error(folder, command):
    write(folder, "a.txt", "A grumblefish.\n" * 1000)
    words = command("check", "a.txt")
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_odd_file_names_reach_the_report(folder, capsys):
    name = unicodedata.normalize("NFD", "õli [1] 'x'.txt")
    write(folder, name)
    _, report = run_json(capsys)
    assert [file["path"] for file in report["files"]] == [name]


# --- the Python interface


def test_a_text_is_checked_without_any_file(folder):
    report = check_text(
        "A grumblefish.", kind="page", language="en", settings=Settings(rules=("own",), select=("grumble",))
    )
    (finding,) = report.findings
    assert (finding.rule, finding.path, finding.excerpt, report.failing) == ("grumble", "<text>", "grumblefish", 1)


@pytest.mark.parametrize("wishes", [{"kind": "poem"}, {"language": "fr"}, {"settings": Settings(select=("nonsense",))}])
def test_what_nobody_knows_is_refused(folder, wishes):
    with pytest.raises(ConfigError):
        check_text("text", **wishes)


def test_a_page_is_written_for_each_rule(folder, capsys):
    assert main(["rules", "--format", "markdown", "--output", "pages"]) == 0
    page = (folder / "pages" / "grumble.md").read_text(encoding="utf-8")
    assert page.startswith("# grumble\n")
    assert "[`grumble`](grumble.md)" in (folder / "pages" / "README.md").read_text(encoding="utf-8")


def test_pages_are_of_markdown_only(folder, capsys):
    assert main(["rules", "--output", "pages"]) == 2
    assert "--format markdown" in capsys.readouterr().err


def test_a_page_for_people_is_written_beside_the_report_on_the_terminal(folder, capsys):
    write(folder, "mail.txt", "grumblefish")
    assert main(["check", "--output-format", "html=build/report.html", "mail.txt"]) == 1
    page = (folder / "build" / "report.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>\n")
    assert "Fish have feelings." in page
    assert "mail.txt:1:1:" in capsys.readouterr().out


def test_what_a_hook_names_may_be_left_out_as_in_folders(folder, capsys):
    with (folder / "policylint.yaml").open("a") as file:
        file.write("exclude: [vendor]\n")
    paths = ["mail.txt", "vendor/mail.txt", ".github/mail.txt", "own/house/mail.txt", "node_modules/a.txt", "b.png"]
    for path in paths:
        write(folder, path)
    write(folder, "held", b"\0\1\2\3" * 9)
    code, report = run_json(capsys, "--force-exclude", *paths, "held", "policylint.yaml")
    assert (code, [finding["path"] for finding in report["findings"]]) == (1, ["mail.txt"])
    assert len(report["skipped"]) == 7
    _, report = run_json(capsys, *paths, "policylint.yaml")
    assert len(report["findings"]) == 6


# --- bad input, as hooks, scripts and full disks give it


@pytest.mark.parametrize("name", ["a b.txt", "line\nend.txt", "-rf.txt", "--exit-zero", "*.txt", "~", "caf\udce9.txt"])
def test_a_file_may_have_any_name(folder, capsys, name):
    write(folder, os.fsencode(name).decode("utf-8", "surrogateescape"))
    code, report = run_json(capsys, "--", name)
    assert (code, len(report["findings"]), report["errors"]) == (1, 1, [])
    assert main(["check", "-q", "--force-exclude", "."]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 1  # a line end in a name begins no line


def test_5000_files_may_be_named(folder, capsys):
    names = [f"mails/{number:04}.txt" for number in range(5_000)]
    (folder / "mails").mkdir()
    for number, name in enumerate(names):
        (folder / name).write_text("A grumblefish.\n" if number % 1_000 == 7 else "A trout.\n")
    assert main(["check", "-q", "--force-exclude", "--", *names]) == 1
    told = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in told] == [f"mails/{number}007.txt" for number in range(5)]


def test_without_any_path_the_working_folder_is_checked(folder, capsys):
    write(folder, "a.txt")
    assert main(["check", "-q", "--force-exclude", "--"]) == 1
    assert capsys.readouterr().out == "a.txt:1:3: warning grumble: No “grumblefish”.\n"


def test_when_all_that_is_named_is_excluded_there_is_nothing_to_find(folder, capsys):
    write(folder, "node_modules/a.txt")
    assert main(["check", "--force-exclude", "node_modules/a.txt"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("path", "reason"),
    [("a.txt/report", "file exists"), (".", "is a directory"), ("/dev/full", "no space left on device")],
)
def test_a_report_that_can_not_be_written_is_told_and_the_others_are_written(folder, capsys, path, reason):
    write(folder, "a.txt")
    outputs = ["--output-format", f"sarif={path}", "--output-format", "junit=build/junit.xml"]
    assert main(["check", "-q", *outputs, "a.txt"]) == 2
    said = capsys.readouterr()
    assert said.out == "a.txt:1:3: warning grumble: No “grumblefish”.\n"
    assert said.err == f"policylint: {path}: the report can't be written: {reason}\n"
    assert "grumblefish" in (folder / "build/junit.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [["check", "a.txt"], ["check", "--format", "json", "a.txt"], ["rules"], ["--help"]])
def test_a_full_disk_is_told(folder, command, words):
    write(folder, "a.txt")
    with open("/dev/full", "wb") as full:
        run = subprocess.run(command(*words), stdout=full, stderr=subprocess.PIPE, check=False)
    assert (run.returncode, run.stderr) == (2, b"policylint: can't write: the disk is full\n")


def test_when_nothing_can_be_said_the_exit_code_says_it(folder):
    with open("/dev/full", "wb") as full:
        words = [sys.executable, "-m", "policylint", "check", "nowhere.txt"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        run = subprocess.run(words, env=environment, stdout=full, stderr=full, check=False)
    assert run.returncode == 2
