"""Local copies are found by name or by content, and a bad file is an answer, never a traceback."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pathfinder.sources.library import SIZE_LIMIT, Library, open_library
from pathfinder.sources.records import Document

TEXT = "Tu\u0308rkiye\r\nmay be entered for 90 days.\r\n"


def document(text: str = TEXT, file: str = "one.txt") -> Document:
    """A document whose expected copy has this text."""
    return Document(
        id="001",
        title="A report",
        author="Nobody",
        published="2023-06",
        known_until="2023-06-30",
        language="en",
        kind="report",
        file=file,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        where="not recorded",
    )


def library(folder: Path, files: dict[str, bytes]) -> Library:
    """A library over these files."""
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return open_library(folder, [document()])


@pytest.mark.parametrize(
    "files, name, expected",
    [
        ({"one.txt": TEXT.encode()}, "one.txt", True),
        ({"other name.txt": TEXT.encode()}, "other name.txt", True),
        ({"OTHER.TXT": TEXT.encode(), "a.txt": b"something else"}, "OTHER.TXT", True),
        ({"one.txt": b"a later edition", "other.txt": TEXT.encode()}, "one.txt", False),
    ],
)
def test_a_copy_is_found(
    tmp_path: Path, files: dict[str, bytes], name: str, expected: bool
) -> None:
    """The usual name comes first; under another name the bytes have to be the expected ones."""
    copy = library(tmp_path, files).copy_of("001")
    assert copy.searchable
    assert Path(copy.path).name == name
    assert copy.expected is expected
    assert copy.sha256 == hashlib.sha256(files[name]).hexdigest()


def test_the_text_is_what_the_bytes_say(tmp_path: Path) -> None:
    """Line ends and accents stay as they are, so that places in the text are places in the file."""
    copy = library(tmp_path, {"one.txt": TEXT.encode()}).copy_of("001")
    assert copy.text == TEXT
    first = copy.tokens[0]
    assert (first.text, copy.text[first.start : first.end]) == ("Türkiye", "Tu\u0308rkiye")


@pytest.mark.parametrize(
    "files, status, told",
    [
        ({}, "missing", "one.txt"),
        ({"two.txt": b"something else"}, "missing", "one.txt"),
        ({"one.md": TEXT.encode()}, "missing", "one.txt"),
        ({"one.txt": b"good\nT\xfcrkiye"}, "not UTF-8", "line 2"),
        ({"one.txt": TEXT.encode("utf-16")}, "not UTF-8", "one.txt"),
        ({"one.txt": b" " * (SIZE_LIMIT + 1)}, "too large", "one.txt"),
    ],
)
def test_a_copy_that_cannot_be_read(
    tmp_path: Path, files: dict[str, bytes], status: str, told: str
) -> None:
    """Whatever is wrong with a file is a status with a reason, and there is no text to search."""
    copy = library(tmp_path, files).copy_of("001")
    assert (copy.status, copy.searchable, copy.text) == (status, False, "")
    assert told in copy.detail


def test_folders_and_names_that_are_not_there(tmp_path: Path) -> None:
    """No folder, a folder with the name of a file, a name that leads out: nothing is read."""
    (tmp_path / "secret.txt").write_bytes(TEXT.encode())
    inside = tmp_path / "folder"
    (inside / "one.txt").mkdir(parents=True)
    assert open_library(inside, [document()]).copy_of("001").status == "missing"
    assert open_library(tmp_path / "none", [document()]).copy_of("001").status == "missing"
    outside = document(text="other", file="../secret.txt")
    assert open_library(inside, [outside]).copy_of("001").status == "missing"
    assert open_library(Path("a\0b"), [document()]).copy_of("001").status == "missing"


def test_a_document_that_nobody_knows(tmp_path: Path) -> None:
    """An unknown id is missing and says so."""
    copy = library(tmp_path, {}).copy_of("007")
    assert copy.status == "missing"
    assert '"007"' in copy.detail
