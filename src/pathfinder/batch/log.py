"""A private file that only grows, and can be cut back to a length it had before."""

from __future__ import annotations

import contextlib
import hashlib
import os
from typing import BinaryIO

import msgspec

from pathfinder.values.files import PRIVATE

_CHUNK = 1 << 20


class Mark(msgspec.Struct, frozen=True):
    """How far a file had been written, and the SHA-256 of that."""

    length: int
    sha256: str


class Damaged(Exception):
    """A file is not what was written into it."""


class Log:
    """Bytes appended to a file, hashed as they are written."""

    def __init__(self, path: str, file: BinaryIO) -> None:
        self.path = path
        self.file = file
        self.length = 0
        self._sha256 = hashlib.sha256()

    @classmethod
    def new(cls, path: str) -> Log:
        """An empty file, in place of what an earlier run left."""
        with contextlib.suppress(FileNotFoundError):
            os.remove(path)
        handle = os.open(
            path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE
        )
        return cls(path, os.fdopen(handle, "w+b", buffering=0))

    @classmethod
    def again(cls, path: str, mark: Mark) -> Log:
        """The file as it was at a mark; what came later is cut off. Raises `Damaged`."""
        try:
            log = cls(path, open(path, "r+b", buffering=0))  # noqa: SIM115 - it stays open
        except FileNotFoundError:
            raise Damaged(path) from None
        while log.length < mark.length:
            data = log.file.read(min(_CHUNK, mark.length - log.length))
            if not data:
                break
            log._sha256.update(data)
            log.length += len(data)
        if log.mark() != mark:
            log.file.close()
            raise Damaged(path)
        log.file.truncate(mark.length)
        return log

    def write(self, data: bytes | memoryview) -> None:
        """Append; raises `OSError` where there is no room."""
        view = memoryview(data)
        self._sha256.update(view)
        self.length += len(view)
        while view:
            view = view[self.file.write(view) :]

    def mark(self) -> Mark:
        """How far it is written."""
        return Mark(self.length, self._sha256.hexdigest())

    def sync(self) -> Mark:
        """See to it that all of it outlasts a power cut."""
        os.fsync(self.file.fileno())
        return self.mark()

    def close(self) -> None:
        """Close the file."""
        self.file.close()


def sync_folder(path: str) -> None:
    """See to it that the names in the folder of a file outlast a power cut, where the system can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(os.path.dirname(path) or ".", os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sha256_of(path: str) -> str:
    """The SHA-256 of a file."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
