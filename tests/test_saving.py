import errno
import os
import stat

import pytest

from policylint import saving
from policylint.errors import WriteError
from policylint.saving import create, save

OLD, NEW = b"old text\n", "new text — longer\n".encode()


@pytest.fixture
def place(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_bytes(OLD)
    return path


def assert_untouched(place):
    assert place.read_bytes() == OLD
    assert [each.name for each in place.parent.iterdir()] == [place.name]  # no draft is left behind


def test_a_file_gets_its_new_bytes_and_nothing_is_left_behind(place):
    save(str(place), OLD, NEW)
    assert place.read_bytes() == NEW
    assert [each.name for each in place.parent.iterdir()] == [place.name]


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(place):
    place.write_bytes(b"somebody else's\n")
    with pytest.raises(WriteError, match="changed by somebody else meanwhile"):
        save(str(place), OLD, NEW)
    assert place.read_bytes() == b"somebody else's\n"


def test_a_file_of_several_names_is_not_parted_from_them(place):
    other = place.with_name("other.txt")
    os.link(place, other)
    with pytest.raises(WriteError, match=r"2 names \(hard links\)"):
        save(str(place), OLD, NEW)
    assert place.read_bytes() == other.read_bytes() == OLD
    assert place.samefile(other)


def test_a_change_while_the_draft_is_written_is_seen(place, monkeypatch):
    sync = os.fsync

    def change(number):
        place.write_bytes(b"somebody else's\n")
        sync(number)

    monkeypatch.setattr(saving.os, "fsync", change)
    with pytest.raises(WriteError, match="meanwhile"):
        save(str(place), OLD, NEW)
    assert place.read_bytes() == b"somebody else's\n"
    assert [each.name for each in place.parent.iterdir()] == [place.name]


def test_a_file_that_is_gone_is_told(place):
    place.unlink()
    with pytest.raises(WriteError, match="no such file"):
        save(str(place), OLD, NEW)
    assert list(place.parent.iterdir()) == []


def test_a_read_only_file_is_not_written(place):
    place.chmod(0o444)
    with pytest.raises(WriteError, match="read-only"):
        save(str(place), OLD, NEW)
    assert_untouched(place)


def test_a_read_only_folder_is_told(place, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(saving.tempfile, "mkstemp", refuse)  # root may write anywhere
    with pytest.raises(WriteError, match="can't be written: permission denied"):
        save(str(place), OLD, NEW)
    assert_untouched(place)


@pytest.mark.parametrize("step", ["fdopen", "fsync", "chmod", "replace"])
def test_a_full_disk_loses_nothing(place, monkeypatch, step):
    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving.os, step, fail)
    with pytest.raises(WriteError, match="no space left on device") as caught:
        save(str(place), OLD, NEW)
    assert caught.value.path == str(place)
    assert_untouched(place)


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
def test_an_interrupt_loses_nothing(place, monkeypatch, step):
    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(saving.os, step, interrupt)
    with pytest.raises(KeyboardInterrupt):
        save(str(place), OLD, NEW)
    assert_untouched(place)


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o4750])
def test_permissions_are_kept(place, mode):
    place.chmod(mode)
    save(str(place), OLD, NEW)
    assert stat.S_IMODE(place.stat().st_mode) == mode


def test_a_symbolic_link_stays_one(place, tmp_path):
    folder = tmp_path / "links"
    folder.mkdir()
    link = folder / "link.txt"
    link.symlink_to("../letter.txt")
    save(str(link), OLD, NEW)
    assert link.is_symlink()
    assert place.read_bytes() == NEW
    assert [each.name for each in folder.iterdir()] == ["link.txt"]


def test_what_is_no_file_is_not_written(tmp_path):
    with pytest.raises(WriteError, match="no regular file"):
        save(str(tmp_path), OLD, NEW)


# --- files that aren't there yet


def test_a_new_file_is_written_whole(tmp_path):
    create(str(tmp_path / "new.txt"), NEW)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("new.txt", NEW)]


def test_a_file_that_is_there_is_not_created_anew(place):
    with pytest.raises(WriteError, match="is there already"):
        create(str(place), NEW)
    assert_untouched(place)


def test_a_dangling_link_is_there_already(tmp_path):
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(WriteError, match="is there already"):
        create(str(tmp_path / "link"), NEW)
    assert [each.name for each in tmp_path.iterdir()] == ["link"]


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(saving.os, "fsync", fail)
    with pytest.raises(WriteError, match="can't be written: no space left on device"):
        create(str(tmp_path / "new.txt"), NEW)
    assert list(tmp_path.iterdir()) == []
