"""Writes a dossier into a folder: all of it or nothing, and never over what the program did not write itself.

The pages are written beside the folder and take its place in the end. A folder that is there already gives way only if
it is empty, or a dossier whose files are all as they were written; `dossier.json` in it says which those are.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable
from typing import Final

import msgspec

from pathfinder.i18n import _
from pathfinder.values.files import PRIVATE, SHARED

LIST: Final = "dossier.json"
FORMAT: Final = "pathfinder-dossier/1"

_LARGEST_LIST = 4_000_000
"""So many bytes a list of files has at most."""


class _List(msgspec.Struct):
    """The files of a dossier, each with the SHA-256 of its bytes."""

    format: str
    files: dict[str, str]


class Refused(Exception):
    """A folder that must not be replaced; the message says why, and what to do."""


def check_folder(path: str) -> None:
    """Raise `Refused` where a folder must not be replaced; asked before the work, so that none is lost."""
    _old_files(os.path.realpath(path))


def write_folder(path: str, pages: Iterable[tuple[str, str]], *, private: bool) -> None:
    """Write pages as a folder; `private`: for its owner alone.

    Raises `OSError` or `Refused`; then nothing has changed.
    """
    path = os.path.realpath(path)
    parent = os.path.dirname(path)
    os.makedirs(parent, mode=0o700, exist_ok=True)
    new, old = f"{path}.{os.getpid()}.part", f"{path}.{os.getpid()}.old"
    os.mkdir(new, 0o700 if private else 0o777)
    written: dict[str, str] = {}
    try:
        for name, text in pages:
            written[name] = _write(os.path.join(new, name), text.encode(), private=private)
        listed = msgspec.json.format(msgspec.json.encode(_List(FORMAT, written)), indent=1)
        written[LIST] = ""
        _write(os.path.join(new, LIST), listed, private=private)
        _sync(new)
        gone = _old_files(path)
        _swap(path, new, old)
    except BaseException:
        _remove(new, written)
        raise
    _sync(parent)
    if gone is not None:
        _remove(old, gone)


def _write(path: str, data: bytes, *, private: bool) -> str:
    """Write a new file; the SHA-256 of its bytes."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE if private else SHARED)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return hashlib.sha256(data).hexdigest()


def _old_files(path: str) -> list[str] | None:
    """The files of the folder that gives way; None where there is no folder. Raises `Refused`."""
    if not os.path.lexists(path):
        return None
    if not os.path.isdir(path):
        raise Refused(_("it is a file, not a folder"))
    try:
        names = sorted(os.listdir(path))
    except OSError as error:
        raise Refused(error.strerror or "") from None
    if not names:
        return []
    listed = _read_list(os.path.join(path, LIST))
    if listed is None:
        raise Refused(_("it holds other files and is no dossier; choose another folder"))
    for name in names:
        if name == LIST:
            continue
        if name not in listed:
            raise Refused(
                _("{file} in it is not of the dossier; take it away first").format(file=name)
            )
        if _hash(os.path.join(path, name)) != listed[name]:
            raise Refused(
                _("{file} in it has been changed; keep it elsewhere first").format(file=name)
            )
    return names


def _read_list(path: str) -> dict[str, str] | None:
    try:
        with open(path, "rb") as file:
            listed = msgspec.json.decode(file.read(_LARGEST_LIST), type=_List)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return listed.files if listed.format == FORMAT else None


def _hash(path: str) -> str:
    """The hash of a plain file; of anything else none."""
    if os.path.islink(path) or not os.path.isfile(path):
        return ""
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return ""


def _swap(path: str, new: str, old: str) -> None:
    """Put the new folder in the place of the old one; where that fails, the old one is back in its place."""
    there = os.path.lexists(path)
    if there:
        os.rename(path, old)
    try:
        os.rename(new, path)
    except OSError:
        if there:
            os.rename(old, path)
        raise


def _remove(folder: str, names: Iterable[str]) -> None:
    """Remove files of ours and their folder; a folder in which something else has appeared stays."""
    with contextlib.suppress(OSError):
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                os.remove(os.path.join(folder, name))
        os.rmdir(folder)


def _sync(folder: str) -> None:
    """Have the names in a folder reach the disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
