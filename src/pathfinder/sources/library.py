"""The local copies of the documents: which there are, and what they say.

Passages are looked up in a folder that the user names; the project itself holds no document. A copy
that is missing or cannot be read is an answer (`status`), not an error: rules can be used without
the documents, they only cannot be checked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from pathfinder.sources.passages import Token, tokens
from pathfinder.sources.records import Document

SIZE_LIMIT: Final = 8_000_000
"""The greatest size of a text file in bytes; larger ones are not read."""


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A local copy of a document, or why there is none.

    `status` is `read`, `missing`, `too large`, `not readable` or `not UTF-8`; only a copy that was
    `read` has a text. The text is what the bytes say, character by character: it is not normalised
    and line ends stay as they are, so that places in it are places in the file; composed and
    decomposed accents are made equal later, word by word, in the tokens. `expected` is false for
    a copy whose bytes are not those that `rules/documents.yaml` names.
    """

    document: str
    status: str
    detail: str = ""
    path: str = ""
    sha256: str = ""
    expected: bool = False
    text: str = ""
    tokens: list[Token] = []

    @property
    def searchable(self) -> bool:
        return self.status == "read"


class Library(msgspec.Struct, frozen=True, kw_only=True):
    """The documents by id and, for each of them, its local copy."""

    folder: str
    documents: dict[str, Document]
    copies: dict[str, Copy]

    def copy_of(self, document: str) -> Copy:
        """The copy of a document; one that is `missing` where the id is not known."""
        unknown = Copy(
            document=document, status="missing", detail=f'no document is called "{document}"'
        )
        return self.copies.get(document, unknown)


def open_library(folder: Path, documents: Iterable[Document]) -> Library:
    """Read the documents' copies in a folder: by the usual name, else by the hash of the bytes."""
    known = {document.id: document for document in documents}
    copies: dict[str, Copy] = {}
    unnamed: list[Document] = []
    for document in known.values():
        path = folder / Path(document.file).name
        if document.file and _is_file(path):
            copies[document.id] = _read(document, path)
        else:
            unnamed.append(document)
    by_hash = _text_files(folder) if unnamed else {}
    for document in unnamed:
        same = by_hash.get(document.sha256)
        copies[document.id] = _read(document, same) if same else _missing(document, folder)
    return Library(
        folder=str(folder), documents=known, copies={name: copies[name] for name in known}
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _missing(document: Document, folder: Path) -> Copy:
    try:
        there = folder.is_dir()
    except (OSError, ValueError):
        there = False
    reason = f"{document.file} is not in {folder}" if there else f"there is no folder {folder}"
    return Copy(document=document.id, status="missing", detail=reason)


def _text_files(folder: Path) -> dict[str, Path]:
    """The text files of a folder by the SHA-256 of their bytes; the first by name of equal ones."""
    found: dict[str, Path] = {}
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".txt")
    except (OSError, ValueError):
        return found
    for path in paths:
        try:
            if not path.is_file() or path.stat().st_size > SIZE_LIMIT:
                continue
            found.setdefault(hashlib.sha256(path.read_bytes()).hexdigest(), path)
        except OSError:
            continue
    return found


def _read(document: Document, path: Path) -> Copy:
    def unusable(status: str, detail: str, sha256: str = "") -> Copy:
        return Copy(
            document=document.id, status=status, detail=detail, path=str(path), sha256=sha256
        )

    try:
        if path.stat().st_size > SIZE_LIMIT:
            return unusable("too large", f"{path.name} has more than {SIZE_LIMIT:,} bytes")
        data = path.read_bytes()
    except OSError as error:
        return unusable("not readable", f"{path.name}: {error.strerror or 'cannot be read'}")
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        text = data.decode("utf-8", errors="strict")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return unusable("not UTF-8", f"{path.name} is not UTF-8 text (line {line})", sha256)
    return Copy(
        document=document.id,
        status="read",
        path=str(path),
        sha256=sha256,
        expected=sha256 == document.sha256,
        text=text,
        tokens=tokens(text),
    )
