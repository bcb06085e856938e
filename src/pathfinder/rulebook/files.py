"""The files of a rule book: which there are, their hash, and their text read within limits."""

from __future__ import annotations

import os
from pathlib import Path

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problems

MAX_RULE_FILE = 2_000_000
FOLDERS = ("destinations", "origin", "several")
TOP = ("facts.yaml", "regions.yaml", "documents.yaml", "definitions.yaml")


def rule_files(folder: str) -> list[str]:
    """The files that make up a rule book, relative to its folder, in a fixed order."""
    found = [name for name in (*TOP, "citations.lock") if os.path.isfile(os.path.join(folder, name))]
    for sub in (*FOLDERS, "locales"):
        try:
            names = sorted(os.listdir(os.path.join(folder, sub)))
        except OSError:
            continue
        ending = ".po" if sub == "locales" else ".yaml"
        found += [f"{sub}/{name}" for name in names if name.endswith(ending)]
    return found


def read_bytes(folder: str, name: str) -> bytes:
    """The bytes of a rule file, at most one more than the limit."""
    with open(os.path.join(folder, name), "rb") as file:
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
        line = data.count(b"\n", 0, error.start) + 1
        problems.add("PF101", Place(file, line), _("The file is not UTF-8 text."))
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        problems.add("PF101", Place(file, line), _("The file holds a NUL byte; it is no text file."))
        return None
    if not text.strip():
        problems.add("PF101", Place(file), _("The file is empty."))
        return None
    return text


def shipped_rules() -> str:
    """The folder of the rules that come with the program: in the package, or in the checkout it runs from."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "rules"
    return str(inside if inside.is_dir() else package.parent.parent / "rules")
