"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from pathfinder.values.files import SHARED, NotReplaced, write_whole


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    """What people said may stand in it."""
    path = tmp_path / "profile.yaml"
    write_whole(str(path), b"facts: {}\n")
    assert path.read_bytes() == b"facts: {}\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_shared_file_follows_the_umask(tmp_path: Path) -> None:
    """A lock file of the rules is for everybody who reads the rules."""
    before = os.umask(0o027)
    try:
        write_whole(str(tmp_path / "lock"), b"", SHARED)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "lock").stat().st_mode) == 0o640


def test_what_is_no_regular_file_is_not_replaced(tmp_path: Path) -> None:
    """A pipe, also behind a link, and a folder stay what they are, and nothing is left beside them."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "link", "folder"):
        with pytest.raises(NotReplaced, match="no regular file"):
            write_whole(str(tmp_path / name), b"new")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder", "link", "pipe"]


def test_the_target_of_a_link_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    """A link in a user's folder is the user's decision."""
    (tmp_path / "real").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to("real")
    write_whole(str(tmp_path / "link"), b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_write_that_fails_leaves_everything_as_it_was(tmp_path: Path) -> None:
    """A folder cannot be replaced by a file: nothing of the attempt is left."""
    (tmp_path / "target").mkdir()
    with pytest.raises(OSError, match="target"):
        write_whole(str(tmp_path / "target"), b"data")
    assert [path.name for path in tmp_path.iterdir()] == ["target"]
