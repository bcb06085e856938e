"""A dossier is written whole or not at all, and never over what the program did not write itself."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from pathfinder.output.dossier.folder import LIST, Refused, check_folder, write_folder

PAGES = [("index.html", "one"), ("country-KZ.html", "two")]


def names(folder: Path) -> set[str]:
    """What is in a folder."""
    return {path.name for path in folder.iterdir()}


def test_a_dossier_gives_way_to_a_new_one(tmp_path: Path) -> None:
    """A second dossier takes the place of the first, and none of its pages is left."""
    folder = tmp_path / "new" / "dossier"
    write_folder(str(folder), PAGES, private=True)
    assert names(folder) == {"index.html", "country-KZ.html", LIST}
    write_folder(str(folder), [("index.html", "three")], private=True)
    assert names(folder) == {"index.html", LIST}
    assert (folder / "index.html").read_text(encoding="utf-8") == "three"
    assert names(tmp_path / "new") == {"dossier"}


@pytest.mark.parametrize("private, modes", [(True, (0o700, 0o600)), (False, (0o755, 0o644))])
def test_who_may_read(tmp_path: Path, private: bool, modes: tuple[int, int]) -> None:
    """With passages only the owner reads the folder and its files; without them the process's own mask decides."""
    old = os.umask(0o022)
    try:
        write_folder(str(tmp_path / "dossier"), PAGES, private=private)
    finally:
        os.umask(old)
    found = [tmp_path / "dossier", *(tmp_path / "dossier").iterdir()]
    assert [stat.S_IMODE(path.stat().st_mode) for path in found] == [modes[0], *[modes[1]] * 3]


@pytest.mark.parametrize("kind", ["notes", "added", "changed", "linked", "file", "list of another"])
def test_what_it_did_not_write_stays(tmp_path: Path, kind: str) -> None:
    """A folder of somebody else, a page that was changed, a file that was added, a link: each is refused and kept."""
    folder = tmp_path / "dossier"
    if kind == "notes":
        folder.mkdir()
        (folder / "notes.txt").write_text("mine", encoding="utf-8")
    elif kind == "file":
        folder.write_text("mine", encoding="utf-8")
    else:
        write_folder(str(folder), PAGES, private=True)
    if kind == "added":
        (folder / "notes.txt").write_text("mine", encoding="utf-8")
    if kind == "changed":
        (folder / "index.html").write_text("mine", encoding="utf-8")
    if kind == "linked":
        (tmp_path / "elsewhere").write_text("one", encoding="utf-8")
        (folder / "index.html").unlink()
        (folder / "index.html").symlink_to(tmp_path / "elsewhere")
    if kind == "list of another":
        (folder / LIST).write_text('{"format": "something/1", "files": {}}', encoding="utf-8")
    before = content(tmp_path)
    with pytest.raises(Refused):
        check_folder(str(folder))
    with pytest.raises(Refused):
        write_folder(str(folder), PAGES, private=True)
    assert content(tmp_path) == before


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("there", [True, False])
def test_a_failure_leaves_what_was_there(tmp_path: Path, there: bool) -> None:
    """Where a page cannot be made, the old dossier stays as it was, and no piece of the new one is left."""
    folder = tmp_path / "dossier"
    if there:
        write_folder(str(folder), PAGES, private=True)
    before = content(tmp_path)

    def failing() -> Iterator[tuple[str, str]]:
        yield "index.html", "new"
        raise OSError(28, "no space")

    with pytest.raises(OSError, match="no space"):
        write_folder(str(folder), failing(), private=True)
    assert content(tmp_path) == before
    assert names(tmp_path) == ({"dossier"} if there else set())


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    """An empty folder, also behind a link, becomes the dossier."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_folder(str(tmp_path / "link"), PAGES, private=True)
    assert names(tmp_path / "real") == {"index.html", "country-KZ.html", LIST}
    assert (tmp_path / "link").is_symlink()
