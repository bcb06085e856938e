"""The files of a rule book: which there are, their hash, and their text read within limits."""

from __future__ import annotations

import os
import stat

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problems

MAX_RULE_FILE = 2_000_000
"""So many bytes a rule file may have."""

FOLDERS = ("destinations", "origin", "several")
REFERENCE = ("facts.yaml", "regions.yaml", "documents.yaml")
TOP = (*REFERENCE, "definitions.yaml", "background.yaml")


def rule_files(folder: str) -> list[str]:
    """The files that make up a rule book, relative to its folder, in a fixed order."""
    found = [
        name for name in (*TOP, "citations.lock") if os.path.isfile(os.path.join(folder, name))
    ]
    for sub in (*FOLDERS, "locales"):
        try:
            names = sorted(os.listdir(os.path.join(folder, sub)))
        except OSError:
            continue
        ending = ".po" if sub == "locales" else ".yaml"
        found += [f"{sub}/{name}" for name in names if name.endswith(ending)]
    return found


def shown_path(path: str) -> str:
    """A path as messages name it: from the working folder where the file is below it."""
    near = os.path.relpath(path)
    return path if near.startswith("..") else near


def read_bytes(folder: str, name: str) -> bytes:
    """The bytes of a rule file, at most one more than the limit. Raises `OSError`, also for what is no file."""
    path = os.path.join(folder, name)
    if not stat.S_ISREG(os.stat(path).st_mode):  # reading a pipe would wait for ever
        raise OSError(0, _("it is not a file"))
    with open(path, "rb") as file:
        return file.read(MAX_RULE_FILE + 1)


def book_hash(contents: list[tuple[str, bytes]]) -> str:
    """The SHA-256 of a rule book: of the names and bytes of its files."""
    import hashlib

    digest = hashlib.sha256()
    for name, data in contents:
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def decode(data: bytes, file: str, problems: Problems, limit: int) -> str | None:
    """Text from bytes, or a problem: too large, not UTF-8, a NUL byte, empty."""
    if len(data) > limit:
        message = _("The file is larger than {limit} bytes.").format(limit=limit)
        problems.add("PF101", Place(file), message)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place(data, error.start, file)
        problems.add("PF101", place, _("The file is not UTF-8 text."))
        return None
    if "\0" in text:
        place = _place(data, data.index(0), file)
        problems.add("PF101", place, _("The file holds a NUL byte; it is no text file."))
        return None
    if not text.strip():
        problems.add("PF101", Place(file), _("The file is empty."))
        return None
    return text


def _place(data: bytes, at: int, file: str) -> Place:
    """Line and column of a byte; the bytes before it are text."""
    line_start = data.rfind(b"\n", 0, at) + 1
    column = len(data[line_start:at].decode("utf-8-sig")) + 1
    return Place(file, data.count(b"\n", 0, at) + 1, column)


def shipped_rules() -> str:
    """The folder of the rules that come with the program: in the package, or in the checkout it runs from."""
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    inside = os.path.join(package, "rules")
    if os.path.isdir(inside):
        return inside
    return os.path.join(os.path.dirname(os.path.dirname(package)), "rules")
