import io
import re
import shutil
import subprocess
import sys

import pytest

from policylint.cli import main
from tests.fix_house import SAID, write_rules

BAD = "Fine weather today.\n\nA scoldfish.\n\nThe end of it.\n"
FIXED = BAD.replace("A scoldfish.", SAID["en"])


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return write_rules(tmp_path_factory.mktemp("fix-rules"))


@pytest.fixture(autouse=True)
def folder(house, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POLICYLINT_TRACEBACK", "1")
    monkeypatch.setattr("policylint.catalogue.rules_folder", lambda: house)
    return tmp_path


def write(path, text=BAD):
    with open(path, "wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode())


def read(path):
    with open(path, "rb") as file:
        return file.read().decode()


def run(*arguments):
    return main(["fix", "--kind", "page", "--language", "en", *arguments])


def give(monkeypatch, text):
    """Put a text on standard input, as a person or a pipe would."""
    data = text if isinstance(text, bytes) else text.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


# --- exit codes


def test_all_fixed_ends_with_0(capfd):
    write("a.txt")
    assert run("a.txt") == 0
    assert read("a.txt") == FIXED
    assert capfd.readouterr().err == "1 fix applied in 1 file, 0 findings left.\n"


def test_nothing_to_fix_ends_with_0(capfd):
    write("a.txt", FIXED)
    assert run("a.txt") == 0
    assert capfd.readouterr().err == "0 fixes applied in 0 files, 0 findings left.\n"


def test_a_finding_left_ends_with_1_unless_it_is_forgiven(capfd):
    write("a.txt", "A barefish.\n")
    assert run("a.txt") == 1
    assert run("--exit-zero", "a.txt") == 0
    assert run("--fail-level", "error", "a.txt") == 0


def test_the_configuration_sets_the_fail_level():
    write("a.txt", "A barefish.\n")
    write("policylint.yaml", "fail_level: error\n")
    assert run("a.txt") == 0


def test_an_error_ends_with_2_and_the_rest_is_fixed(capfd):
    write("a.txt")
    assert run("a.txt", "nowhere.txt") == 2
    assert read("a.txt") == FIXED
    assert "policylint: nowhere.txt: no such file or folder" in capfd.readouterr().err


def test_a_file_that_cannot_be_written_is_an_error_and_counts_as_unfixed(folder, capfd):
    write("a.txt")
    write("b.txt")
    (folder / "a.txt").chmod(0o444)
    assert run(".") == 2
    assert (read("a.txt"), read("b.txt")) == (BAD, FIXED)
    said = capfd.readouterr().err
    assert "policylint: a.txt: can't be written: it is read-only\n" in said
    assert "1 fix applied in 1 file" in said


@pytest.mark.parametrize(
    "arguments", [["-", "a.txt"], ["-", "--interactive"], ["a.txt", "--stdin-filename", "b.txt"], ["--nonsense"]]
)
def test_wrong_use_ends_with_2(monkeypatch, arguments):
    give(monkeypatch, BAD)
    assert run(*arguments) == 2


# --- the summary


def test_the_summary_tells_what_was_left_and_why_lost_and_to_be_filled_in(capfd):
    write("a.txt", "A promisefish.\n\nA barefish.\n\nFine. A {{ name }} gonefish. Good.\n\nAn ideafish.\n")
    assert run("--unsafe", "a.txt") == 1
    assert capfd.readouterr().err.splitlines() == [
        "2 fixes applied in 1 file, 2 findings left.",
        "Left, since there is no rewrite for it:",
        "  a.txt:3:3 bare",
        "Left, since the rewrite is an idea, to be put into your own words:",
        "  a.txt:7:4 idea",
        "Taken out with their sentence:",
        "  a.txt: {{ name }}",
        "To be filled in:",
        "  a.txt: hours",
    ]
    assert "{{ hours }}" in read("a.txt")


# --- diff


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("a.txt", BAD.encode()),
        ("a b.txt", BAD.rstrip("\n").replace("The end of it.", "A scoldfish.").encode()),
        ("a.txt", BAD.replace("\n", "\r\n").encode()),
        ("a.txt", b"\xef\xbb\xbf" + BAD.replace("Fine weather today.\n\n", "").encode()),
        ("a.txt", (BAD + "Tänane ilm on õues väga ilus ja öö on vaikne.\n").encode("iso-8859-1")),
        ("a.txt", BAD.replace("weather", "weather\x0c\u2028").encode()),
    ],
)
def test_a_diff_changes_nothing_and_can_be_applied(folder, capfd, path, data):
    write(path, data)
    assert run("--diff", path) == 0
    output = capfd.readouterr()
    assert " would be applied in 1 file, 0 findings left.\n" in output.err
    with open(path, "rb") as file:
        assert file.read() == data
    program = shutil.which("patch")
    if program is None:
        pytest.skip("patch is not installed")
    shown = subprocess.run(  # capfd decodes; the bytes of a diff are those of the file
        [sys.executable, "-c", _PROGRAM.format(folder=str(folder), rules=_rules(), path=path)],
        capture_output=True, check=True,
    ).stdout  # fmt: skip
    subprocess.run([program, "-p1", "--binary", "-s"], input=shown, check=True, cwd=folder)
    patched = (folder / path).read_bytes()
    (folder / path).write_bytes(data)
    assert run(path) == 0
    assert patched == (folder / path).read_bytes()


_PROGRAM = """
import os, pathlib, sys
os.chdir({folder!r})
import policylint.catalogue as catalogue
catalogue.rules_folder = lambda: pathlib.Path({rules!r})
from policylint.cli import main
sys.exit(main(["fix", "--kind", "page", "--language", "en", "--diff", {path!r}]))
"""


def _rules():
    import policylint.catalogue

    return str(policylint.catalogue.rules_folder())


def test_a_diff_names_the_file_and_has_hunks(capfd):
    write("a.txt")
    run("--diff", "a.txt")
    lines = capfd.readouterr().out.splitlines()
    assert lines[:3] == ["--- a/a.txt", "+++ b/a.txt", "@@ -1,5 +1,5 @@"]
    assert f"+{SAID['en']}" in lines


# --- standard input


@pytest.mark.parametrize(
    "data", [b"", b"trout", b"\xef\xbb\xbftrout\r\nrest\r", b"\xff\xfet\x00", b"\x00\x01", b"\xd2\xe5\xf1\xf2"]
)
def test_what_needs_no_fix_comes_out_byte_for_byte(monkeypatch, capfdbinary, data):
    give(monkeypatch, data)
    run("-")
    assert capfdbinary.readouterr().out == data


def test_standard_input_is_fixed_to_standard_output(monkeypatch, capfd):
    give(monkeypatch, '{"a": "A nastyfish."}')
    assert run("--stdin-filename", "a.json", "-") == 0
    assert '\\"here\\"' in capfd.readouterr().out


def test_a_diff_of_standard_input(monkeypatch, capfd):
    give(monkeypatch, BAD)
    assert run("--diff", "-") == 0
    assert capfd.readouterr().out.startswith("--- a/<stdin>\n+++ b/<stdin>\n")


# --- one by one


def test_each_finding_is_asked_for(monkeypatch, capfd):
    write("a.md", "A scoldfish.\n\nA promisefish.\n\nA wordfish.\n\nA barefish.\n\nAn ideafish.\n")
    give(monkeypatch, "a\ns\ne\nsome perch\n?\na\nl\nit has to be\nq\n")
    assert run("--interactive", "a.md") == 1
    assert read("a.md") == (
        f"{SAID['en']}\n\nA promisefish.\n\nA some perch.\n\n"
        "<!-- policylint: allow bare -- it has to be -->\nA barefish.\n\nAn ideafish.\n"
    )
    output = capfd.readouterr()
    assert "  l  leave it, and say why in a comment that no customer sees\n" in output.out
    assert "  There is no rewrite to put in place.\n" in output.out
    assert "a.md:1:3 warning scold\n  No scoldfish\n  - A scoldfish.\n  + Write to us at any time.\n" in output.out
    assert re.search(r"Left, since skipped:\n  a\.md:3:3 promise", output.err)
    assert re.search(r"Left, since not asked:\n  a\.md:10:4 idea", output.err)
    assert main(["check", "--kind", "page", "--language", "en", "--select", "bare", "a.md"]) == 0


def test_no_reason_is_asked_for_where_no_comment_can_stand(monkeypatch, capfd):
    write("a.txt", "A barefish.\n")
    give(monkeypatch, "l\ns\n")
    assert run("--interactive", "a.txt") == 1
    assert "No comment can stand here" in capfd.readouterr().out


def test_who_quits_is_not_asked_about_other_files(monkeypatch):
    write("a.txt")
    write("b.txt")
    give(monkeypatch, "q\na\n")
    assert run("--interactive", ".") == 1
    assert (read("a.txt"), read("b.txt")) == (BAD, BAD)


def test_the_end_of_the_answers_keeps_what_was_decided(monkeypatch):
    write("a.txt", f"{BAD}\nA scoldfish.\n")
    give(monkeypatch, "a\n")
    assert run("--interactive", "a.txt") == 1
    assert read("a.txt") == f"{FIXED}\nA scoldfish.\n"
