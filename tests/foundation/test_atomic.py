"""A file is written whole or not at all."""

import errno
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from pellucid.foundation import atomic
from pellucid.foundation.atomic import atomic_write, discard_unfinished
from pellucid.foundation.errors import UnwritableError


def write_new(file: BinaryIO) -> None:
    file.write(b"new")


def test_a_new_file_holds_what_was_written(tmp_path: Path) -> None:
    atomic_write(tmp_path / "photo", write_new)
    assert (tmp_path / "photo").read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["photo"]


def test_a_new_file_follows_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        atomic_write(tmp_path / "photo", write_new)
    finally:
        os.umask(before)
    assert (tmp_path / "photo").stat().st_mode & 0o777 == 0o640


def test_permissions_of_a_replaced_file_stay(tmp_path: Path) -> None:
    target = tmp_path / "photo"
    target.write_bytes(b"old")
    target.chmod(0o604)
    atomic_write(target, write_new)
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o604


def test_a_symbolic_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    atomic_write(tmp_path / "link", write_new)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    target = tmp_path / "photo"
    target.write_bytes(b"old")

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, failing, full)
    with pytest.raises(UnwritableError, match="no space left"):
        atomic_write(target, write_new)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["photo"]


def test_an_interrupted_writer_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "photo"
    target.write_bytes(b"old")

    def interrupted(file: BinaryIO) -> None:
        file.write(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        atomic_write(target, interrupted)
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["photo"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [("folder", "it is a folder"), ("missing/photo", "the folder does not exist"), ("x" * 300, "the name is too long")],
)
def test_an_impossible_target_is_named_with_its_reason(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnwritableError, match=reason) as caught:
        atomic_write(tmp_path / name, write_new)
    assert name in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_program_that_ends_in_the_middle_of_a_write_leaves_neither_half_a_file_nor_its_name(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"

    def write(file: BinaryIO) -> None:
        file.write(b"half")
        assert len(list(tmp_path.iterdir())) == 1
        discard_unfinished()
        assert list(tmp_path.iterdir()) == []

    with pytest.raises(UnwritableError):
        atomic_write(target, write)
    discard_unfinished()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_program_left_goes_and_what_is_being_written_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic, "_ABANDONED_AFTER_S", -1.0)
    left = tmp_path / ".pellucid-0a1b2c3d.tmp"
    left.write_bytes(b"half")
    (tmp_path / "other.tmp").touch()

    def write(file: BinaryIO) -> None:
        file.write(b"whole")
        atomic.discard_abandoned(tmp_path)

    atomic_write(tmp_path / "a.jpg", write)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jpg", "other.tmp"]
    assert (tmp_path / "a.jpg").read_bytes() == b"whole"


def test_a_file_that_is_just_begun_is_not_taken_for_abandoned(tmp_path: Path) -> None:
    (tmp_path / ".pellucid-0a1b2c3d.tmp").touch()
    atomic.discard_abandoned(tmp_path)
    assert (tmp_path / ".pellucid-0a1b2c3d.tmp").exists()
