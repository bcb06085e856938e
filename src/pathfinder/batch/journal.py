"""What is needed to go on with a batch that was interrupted: lines of JSON beside the output.

The first line says what was asked for, each later one how far the work was safe when it was written: first the
results are made to outlast a power cut, then the line that speaks of them. A line that was cut off does not count.
Neither facts nor verdicts stand in it.
"""

from __future__ import annotations

import contextlib
import os
from typing import Any, BinaryIO

import msgspec

from pathfinder.batch.log import Mark, sync_folder
from pathfinder.values.files import PRIVATE

FORMAT = "pathfinder-journal/1"


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for: it has to be the same to go on. `inputs`: name, size and time of each file."""

    format: str = FORMAT
    program: str
    rules: str
    options: dict[str, Any]
    inputs: list[Any]
    started: str


class Counts(msgspec.Struct, frozen=True, rename={"rows": "in", "made": "written"}):
    """Rows that were read, and what became of them; `made` counts rows of the result, `empty` those without people."""

    rows: int = 0
    judged: int = 0
    refused: int = 0
    made: int = 0
    empty: int = 0

    def plus(self, other: Counts) -> Counts:
        """The sums."""
        return Counts(
            self.rows + other.rows,
            self.judged + other.judged,
            self.refused + other.refused,
            self.made + other.made,
            self.empty + other.empty,
        )


class Checkpoint(msgspec.Struct, frozen=True, kw_only=True):
    """How far the work is safe. `position` is where reading goes on, the marks say how far the files are good."""

    position: Any
    done: int
    counts: Counts
    output: Mark
    errors: Mark | None = None


class Finished(msgspec.Struct, frozen=True, kw_only=True):
    """The work is done; what is left is to give the files their names and to write the receipt."""

    receipt: dict[str, Any]


class Found(msgspec.Struct, frozen=True):
    """What a journal says. `length` is that of its good lines."""

    header: Header
    checkpoint: Checkpoint | None
    finished: Finished | None
    length: int


class InUse(Exception):
    """Another process is writing this journal."""


class Journal:
    """A journal that is being written; no other process can write it meanwhile."""

    def __init__(self, path: str, file: BinaryIO) -> None:
        self.path = path
        self._file = file
        if not _locked(file):
            file.close()
            raise InUse(path)

    @classmethod
    def new(cls, path: str, header: Header) -> Journal:
        """Begin a journal. Raises `InUse`, `OSError`."""
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE)
        journal = cls(path, os.fdopen(handle, "r+b", buffering=0))
        journal._file.truncate(0)
        journal.note(header)
        sync_folder(path)
        return journal

    @classmethod
    def again(cls, path: str, found: Found) -> Journal:
        """Go on with a journal; half a line at its end is cut off."""
        journal = cls(path, open(path, "r+b", buffering=0))  # noqa: SIM115 - it stays open
        journal._file.truncate(found.length)
        journal._file.seek(found.length)
        return journal

    def note(self, record: Header | Checkpoint | Finished) -> None:
        """Write a line and see to it that it outlasts a power cut."""
        line = memoryview(msgspec.json.encode(record) + b"\n")
        while line:
            line = line[self._file.write(line) :]
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def remove(self) -> None:
        """The journal has served its purpose."""
        with contextlib.suppress(FileNotFoundError):
            os.remove(self.path)
        self.close()


def _locked(file: BinaryIO) -> bool:
    """Lock a file for this process; where the system has no such locks, nothing is locked."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def in_use(path: str) -> bool:
    """Whether another process is writing a journal."""
    with open(path, "rb") as file:
        return not _locked(file)


def read_journal(path: str) -> Found | None:
    """What a journal says; None where there is none, or where not even its first line is whole."""
    try:
        with open(path, "rb") as file:
            lines = file.read().splitlines(keepends=True)
    except FileNotFoundError:
        return None
    header = _decoded(lines[0], Header) if lines else None
    if not isinstance(header, Header) or header.format != FORMAT:
        return None
    checkpoint, finished, length = None, None, len(lines[0])
    for line in lines[1:]:
        if isinstance(record := _decoded(line, Checkpoint), Checkpoint):
            checkpoint = record
        elif isinstance(last := _decoded(line, Finished), Finished):
            finished = last
        else:
            break
        length += len(line)
    return Found(header, checkpoint, finished, length)


def _decoded(line: bytes, kind: type) -> object:
    """The record in a line; None where the line is cut off or something else."""
    if not line.endswith(b"\n"):
        return None
    try:
        return msgspec.json.decode(line, type=kind)
    except (msgspec.MsgspecError, ValueError):
        return None
