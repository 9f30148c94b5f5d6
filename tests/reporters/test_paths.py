import ntpath
import os

import pytest

from policylint.reporters.paths import readable, relative_path, to_uri


def test_paths_are_relative_to_the_root_wherever_the_caller_is(tmp_path, monkeypatch):
    (tmp_path / "mails" / "en").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "mails")
    root = str(tmp_path)
    assert relative_path("./en/a.txt", root) == "mails/en/a.txt"
    assert relative_path(str(tmp_path / "b.txt"), root) == "b.txt"
    assert relative_path("../..b.txt", root) == "..b.txt"


def test_a_root_reached_by_a_link_is_the_root_all_the_same(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert relative_path(str(tmp_path / "link" / "a.txt"), str(tmp_path / "real")) == "a.txt"


def test_what_is_outside_stays_absolute(tmp_path):
    assert relative_path("/elsewhere/a.txt", str(tmp_path)) == "/elsewhere/a.txt"
    assert relative_path("/rooted/a.txt", "/root") == "/rooted/a.txt"


def test_without_a_root_a_path_is_only_tidied():
    assert relative_path("./a//b.txt", "") == "a/b.txt"


def test_standard_input_is_no_file():
    assert relative_path("<stdin>", "/repo") == "<stdin>"


@pytest.mark.parametrize(
    ("path", "root", "expected"),
    [
        (r"C:\repo\mails\a b.txt", r"C:\repo", "mails/a b.txt"),
        (r"D:\mails\a.txt", r"C:\repo", "D:/mails/a.txt"),
        (r"\\server\share\a.txt", r"C:\repo", "//server/share/a.txt"),
    ],
)
def test_windows_paths_have_forward_slashes(path, root, expected):
    assert relative_path(path, root, ntpath) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("mails/a b.txt", "mails/a%20b.txt"),
        ("a#b?c%d.txt", "a%23b%3Fc%25d.txt"),
        ("new\nline.txt", "new%0Aline.txt"),
        ("c:odd.txt", "c%3Aodd.txt"),  # a colon in the first part would be a scheme
        ("back\\slash.txt", "back%5Cslash.txt"),
        ("письмо.txt", "%D0%BF%D0%B8%D1%81%D1%8C%D0%BC%D0%BE.txt"),
        (os.fsdecode(b"latin\xff.txt"), "latin%FF.txt"),
        ("half\ud800.txt", "half%ED%A0%80.txt"),
        ("/tmp/a b.txt", "file:///tmp/a%20b.txt"),
        (r"C:\Users\Ann Lee\a.txt", "file:///C:/Users/Ann%20Lee/a.txt"),
        ("C:/Users/a.txt", "file:///C:/Users/a.txt"),
        (r"\\server\share\a b.txt", "file://server/share/a%20b.txt"),
    ],
)
def test_uris_are_percent_encoded(path, expected):
    assert to_uri(path) == expected


def test_bytes_that_are_no_text_are_replaced_where_text_is_wanted():
    assert readable(os.fsdecode(b"a\xff\xfeb.txt")) == "a\ufffd\ufffdb.txt"
