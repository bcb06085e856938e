"""Results as tables whose file is complete only at its end: Parquet, Arrow and Excel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import pyarrow as pa

ROWS_TOGETHER = 131_072
"""So many rows at least make a group of a Parquet file, and a batch of an Arrow file."""

_SPOOLED = "lz4"
"""Compresses what is kept for resuming: three times as fast as zstd, and it is not kept for long."""


class TableFile(Protocol):
    """A file of one table, written batch by batch."""

    def write(self, batch: pa.RecordBatch) -> None:
        """Add rows."""

    def close(self) -> None:
        """Write what completes the file."""

    def abandon(self) -> None:
        """Write no more, not even what would complete the file."""


def spooled(batch: pa.RecordBatch) -> memoryview:
    """A batch as bytes that stand for themselves: an Arrow stream of its own."""
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression=_SPOOLED, use_threads=False)
    with pa.ipc.new_stream(sink, batch.schema, options=options) as stream:
        stream.write_batch(batch)
    return memoryview(sink.getvalue())


def unspooled(data: Any) -> pa.RecordBatch:
    """The batch that `spooled` made into bytes."""
    with pa.ipc.open_stream(data) as stream:
        return stream.read_next_batch()


def spool(path: str, length: int) -> Iterator[pa.RecordBatch]:
    """The batches in the first `length` bytes of a file, which hold one `spooled` batch after the other."""
    with pa.OSFile(path) as file:
        while file.tell() < length:
            with pa.ipc.open_stream(file) as stream:
                yield from stream


class ParquetFile:
    """A Parquet file: words as dictionaries, statistics only where somebody would filter by them."""

    def __init__(self, target: Any, schema: pa.Schema) -> None:
        from pyarrow import parquet

        self._schema = _without_nulls(schema)
        self._waiting: list[pa.RecordBatch] = []
        self._rows = 0
        self._writer = parquet.ParquetWriter(
            target,
            self._schema,
            compression="snappy",
            write_statistics=[name for name in ("case", "on", "country") if name in schema.names],
            write_batch_size=ROWS_TOGETHER,
        )

    def write(self, batch: pa.RecordBatch) -> None:
        """Add rows; they are written in groups."""
        self._waiting.append(batch)
        self._rows += batch.num_rows
        if self._rows >= ROWS_TOGETHER:
            self._write()

    def _write(self) -> None:
        batches = [
            pa.RecordBatch.from_arrays(one.columns, schema=self._schema) for one in self._waiting
        ]
        table = pa.Table.from_batches(batches, self._schema)
        self._waiting, self._rows = [], 0
        self._writer.write_table(table, row_group_size=max(1, table.num_rows))

    def close(self) -> None:
        """Write the rest and the foot of the file."""
        if self._rows:
            self._write()
        self._writer.close()

    def abandon(self) -> None:
        """Write no more; otherwise the writer would try to when it is thrown away."""
        self._writer.is_open = False


def _without_nulls(schema: pa.Schema) -> pa.Schema:
    """Say of verdicts that none is missing, where nobody who was refused stands among the others."""
    if "error" in schema.names:
        return schema
    fields = [field.with_nullable(not pa.types.is_dictionary(field.type)) for field in schema]
    return pa.schema(fields)


class ArrowFile:
    """An Arrow file (also known as Feather), compressed with zstd."""

    def __init__(self, target: Any, schema: pa.Schema) -> None:
        options = pa.ipc.IpcWriteOptions(compression="zstd", unify_dictionaries=True)
        self._writer = pa.ipc.new_file(target, schema, options=options)

    def write(self, batch: pa.RecordBatch) -> None:
        """Add rows."""
        self._writer.write_batch(batch)

    def close(self) -> None:
        """Write the foot of the file."""
        self._writer.close()

    def abandon(self) -> None:
        """Write no more."""


def table_file(name: str, target: Any, schema: pa.Schema) -> TableFile:
    """A file of a table in a format; `target` is a path or an open file."""
    if name == "parquet":
        return ParquetFile(target, schema)
    if name == "arrow":
        return ArrowFile(target, schema)
    from pathfinder.batch.writing.excel import ExcelFile

    return ExcelFile(target, schema)
