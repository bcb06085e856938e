"""Where results go: a text that grows, a table with what is needed to make it again, or standard output."""

from __future__ import annotations

import contextlib
import os
from typing import BinaryIO, Protocol

import pyarrow as pa

from pathfinder.batch.log import Log, Mark, sha256_of
from pathfinder.batch.work import Order, Piece
from pathfinder.batch.writing.tables import TableFile, spool, spooled, table_file, unspooled
from pathfinder.batch.writing.text import Bytes
from pathfinder.values.files import PRIVATE

_MOST_WAITING = 1 << 26
"""So many bytes of tables at most wait for their place beside the output."""


class Output(Protocol):
    """Takes pieces in their order."""

    def take(self, piece: Piece) -> None:
        """Add what came of a piece. Raises `OSError` where there is no room."""

    def sync(self) -> Mark:
        """See to it that all that was taken outlasts a power cut, and say how far that is."""

    def finish(self) -> Mark | None:
        """Complete the result; its length and hash, where it is a file."""

    def close(self) -> None:
        """Let go of all files, complete or not."""


class TextOutput:
    """A text file that grows."""

    def __init__(self, path: str, head: Bytes, mark: Mark | None) -> None:
        self._log = Log.new(path) if mark is None else Log.again(path, mark)
        if mark is None:
            self._log.write(head)

    def take(self, piece: Piece) -> None:
        for part in piece.data:
            self._log.write(part)

    def sync(self) -> Mark:
        return self._log.sync()

    def finish(self) -> Mark:
        return self._log.sync()

    def close(self) -> None:
        self._log.close()


class TableOutput:
    """A file that is complete only at its end.

    With a `spool` the batches are kept beside it until then, so that it can be made again after an interruption. They
    are put there when they are to be made safe: what is done sooner needs no spool.
    """

    def __init__(
        self, path: str, spool_path: str | None, order: Order, schema: pa.Schema, mark: Mark | None
    ) -> None:
        self._path = path
        self._log: Log | None = None
        self._waiting: list[pa.RecordBatch] = []
        self._bytes = 0
        if spool_path is not None:
            self._log = Log.new(spool_path) if mark is None else Log.again(spool_path, mark)
        with contextlib.suppress(FileNotFoundError):
            os.remove(path)
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))
        self._sink: pa.OSFile | None = None
        target: object = path
        if order.format.name != "xlsx":
            self._sink = target = pa.OSFile(path, "wb")
        self._table: TableFile = table_file(order.format.name, target, schema)
        if spool_path is not None and mark is not None:
            for batch in spool(spool_path, mark.length):
                self._table.write(batch)

    def take(self, piece: Piece) -> None:
        table = _table_of(piece)
        self._table.write(table)
        if self._log is not None:
            self._waiting.append(table)
            self._bytes += table.nbytes
            if self._bytes > _MOST_WAITING:
                self._spool()

    def _spool(self) -> None:
        """Put the batches beside the table."""
        assert self._log is not None
        for table in self._waiting:
            self._log.write(spooled(table))
        self._waiting, self._bytes = [], 0

    def sync(self) -> Mark:
        self._spool()
        assert self._log is not None
        return self._log.sync()

    def finish(self) -> Mark:
        self._table.close()
        if self._sink is not None:
            self._sink.close()
        with open(self._path, "r+b") as file:
            os.fsync(file.fileno())
        return Mark(os.path.getsize(self._path), sha256_of(self._path))

    def close(self) -> None:
        self._table.abandon()
        if self._log is not None:
            self._log.close()


class StreamOutput:
    """Standard output. With `hold` nothing is written before all is there."""

    def __init__(
        self, stream: BinaryIO, order: Order, head: Bytes, schema: pa.Schema, *, hold: bool
    ) -> None:
        self._stream = stream
        self._held: list[Piece] | None = [] if hold else None
        self._head = head
        self._table: TableFile | None = None
        self._sink: pa.PythonFile | None = None
        if not order.format.is_text:
            self._sink = pa.PythonFile(stream, "w")
            target = stream if order.format.name == "xlsx" else self._sink
            self._table = table_file(order.format.name, target, schema)
        self._begun = False

    def take(self, piece: Piece) -> None:
        if self._held is not None:
            piece.data = [bytes(part) for part in piece.data]
            self._held.append(piece)
        else:
            self._write(piece)

    def _begin(self) -> None:
        if not self._begun:
            self._stream.write(self._head)
        self._begun = True

    def _write(self, piece: Piece) -> None:
        if self._table is not None:
            self._table.write(_table_of(piece))
            return
        self._begin()
        for part in piece.data:
            self._stream.write(part)

    def sync(self) -> Mark:
        raise NotImplementedError("standard output cannot be gone back to")

    def finish(self) -> None:
        for piece in self._held or ():
            self._write(piece)
        self._held = None
        if self._table is not None:
            self._table.close()
        else:
            self._begin()
        self._stream.flush()

    def close(self) -> None:
        if self._table is not None:
            self._table.abandon()


def _table_of(piece: Piece) -> pa.RecordBatch:
    """The table of a piece, which came as bytes where it was made in another process."""
    if piece.table is not None:
        return piece.table
    data = bytearray()
    for part in piece.data:  # each is good until the next one is asked for
        data += part
    return unspooled(data)
