"""A rule book put together once is kept in the user's cache folder, by the hash of its files.

The form is MessagePack read into typed records: it cannot execute code. Whatever is wrong with the cache (no
folder, no permission, half a file, another version), the book is put together anew and the answer is the same.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec

from pathfinder.language.problems import ProblemsFound
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.files import book_hash, read_bytes, rule_files, shipped_rules
from pathfinder.version import __version__

KEPT = 6
"""So many books stay in the cache folder."""


class _Index(msgspec.Struct, frozen=True):
    """What other packages brought, as found when the installed packages looked like `packages`."""

    packages: str
    folders: tuple[str, ...]


def cache_folder() -> str | None:
    """The folder for what can be computed again; None where the system names none."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if not base or not os.path.isabs(
        base
    ):  # a name that depends on where one stands is not to be used
        home = os.path.expanduser("~")
        if home == "~" or not os.path.isabs(home):
            return None
        base = os.path.join(home, ".cache")
    return os.path.join(base, "pathfinder")


def load_rules(folder: str | os.PathLike[str] | None = None) -> RuleBook:
    """The rule book of a folder; without one, the rules that come with the program and those of other packages.

    Raises `ProblemsFound` where the rules have errors.
    """
    cache = cache_folder()
    if folder is not None:
        folders: Sequence[str] = [os.fspath(folder)]
    else:
        folders = [shipped_rules(), *_other_folders(cache)]
    key = _key(folders)
    path = os.path.join(cache, f"{key}.book") if cache and key else None
    with without_collections():
        book = _read(path, RuleBook) if path else None
        return book if isinstance(book, RuleBook) else _put_together(folders, path)


def _put_together(folders: Sequence[str], path: str | None) -> RuleBook:
    from pathfinder.rulebook.load import load_folders

    loaded = load_folders(folders)
    if loaded.book is None:
        raise ProblemsFound(loaded.problems)
    if path:
        _write(path, loaded.book)
    return loaded.book


@contextmanager
def without_collections() -> Iterator[None]:
    """Do not look for garbage meanwhile.

    What is made here stays, and a search among millions of parts takes longer than making them.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if (
                not gc.get_freeze_count()
            ):  # so all that is there counts as old, without a look at each
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _key(folders: Sequence[str]) -> str | None:
    """A hash of everything a book is made from; None where it cannot be read."""
    try:
        contents = [("program", _program())]
        for folder in folders:
            contents.append(("folder", os.fsencode(os.path.abspath(folder))))
            contents += [(name, read_bytes(folder, name)) for name in rule_files(folder)]
    except OSError:
        return None
    return book_hash(contents)


def _program() -> bytes:
    """The version of the program and, for those who work on it, the times of the files that put books together."""
    package = os.path.dirname(os.path.dirname(__file__))
    parts = [__version__]
    for name in ("values", "sources", "language", "rulebook"):
        with os.scandir(os.path.join(package, name)) as files:
            parts += sorted(
                f"{file.name} {file.stat().st_mtime_ns}"
                for file in files
                if file.name.endswith(".py")
            )
    return "\n".join(parts).encode()


def _other_folders(cache: str | None) -> tuple[str, ...]:
    """Rule books of other packages, looked up anew only when the installed packages have changed."""
    from pathfinder.rulebook.plugins import packages_fingerprint, plugin_folders

    fingerprint = packages_fingerprint()
    path = os.path.join(cache, "packages.index") if cache else None
    index = _read(path, _Index) if path else None
    if (
        isinstance(index, _Index)
        and index.packages == fingerprint
        and all(map(os.path.isdir, index.folders))
    ):
        return index.folders
    folders = tuple(plugin_folders())
    if path:
        _write(path, _Index(fingerprint, folders))
    return folders


def _read(path: str, kind: type) -> object:
    try:
        with open(path, "rb") as file:
            return msgspec.msgpack.decode(file.read(), type=kind)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _write(path: str, record: object) -> None:
    """Write a cache file whole or not at all; a cache that cannot be written is no matter."""
    folder = os.path.dirname(path)
    temporary = f"{path}.{os.getpid()}"
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.msgpack.encode(record))
        os.replace(temporary, path)
        _prune(folder)
    except OSError:
        return


def _prune(folder: str) -> None:
    books = [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".book")]
    books.sort(key=os.path.getmtime, reverse=True)
    for path in books[KEPT:]:
        os.remove(path)
