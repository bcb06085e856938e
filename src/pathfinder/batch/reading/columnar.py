"""Parquet and Arrow: tables that are columns already, read by row groups and record batches."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pathfinder.batch.reading.header import read_header
from pathfinder.batch.reading.labels import labels
from pathfinder.batch.reading.look import TITLES, Beginning, Look
from pathfinder.batch.reading.records import CASE, ROW, Block, FilePlan, Plan, Position, Task
from pathfinder.batch.reading.streams import unreadable
from pathfinder.i18n import _
from pathfinder.language.problems import Place, ProblemsFound

MAX_GROUP = 150_000
"""A row group of more people is read in order by one, in less memory than all of it at once takes."""

_open = threading.local()


def parquet_file(file: FilePlan) -> pq.ParquetFile:
    """The file, opened once a thread."""
    opened: tuple[FilePlan, pq.ParquetFile] | None = getattr(_open, "file", None)
    if opened is None or opened[0] is not file:
        opened = _open.file = (file, open_parquet(file.path, file.content))
    return opened[1]


def open_parquet(path: str, content: bytes | None) -> pq.ParquetFile:
    """A Parquet file whose texts come as dictionaries, as they are stored. Raises `OSError`, `pa.ArrowException`."""

    def opened(texts: list[str]) -> pq.ParquetFile:
        source = path if content is None else pa.BufferReader(content)
        return pq.ParquetFile(source, memory_map=content is None, read_dictionary=texts)

    schema = opened([]).schema_arrow  # within lists a dictionary that changes cannot be read
    return opened([f.name for f in schema if pa.types.is_string(f.type) and f.name != CASE])


def open_arrow(path: str, content: bytes | None) -> tuple[Any, bool]:
    """An Arrow file (also Feather) or stream, and whether its batches can be read in any order."""
    source = pa.memory_map(path) if content is None else pa.BufferReader(content)
    try:
        return pa.ipc.open_file(source), True
    except pa.ArrowInvalid:
        source.seek(0)
        return pa.ipc.open_stream(source), False


def look_at_parquet(beginning: Beginning) -> Look:
    """What the columns of a Parquet file mean."""
    file = beginning.file
    try:
        table = open_parquet(file.path, file.content)
        names, rows = table.schema_arrow.names, table.metadata.num_rows
    except _FAULTS:
        raise broken(file) from None
    return _looked(beginning, names, rows)


def look_at_arrow(beginning: Beginning) -> Look:
    """What the columns of an Arrow file or stream mean."""
    file = beginning.file
    try:
        reader, _any_order = open_arrow(file.path, file.content)
        names = reader.schema.names
    except _FAULTS:
        raise broken(file) from None
    return _looked(beginning, names, None)


_FAULTS = (OSError, pa.ArrowException, ValueError)
"""What is raised for a file that is not what it says."""


def broken(file: FilePlan) -> ProblemsFound:
    """A file that is not what it says, or is cut off."""
    message = _("This is no whole {form} file.").format(form=TITLES[file.form])
    return unreadable(file.path, message)


def _looked(beginning: Beginning, names: list[str], rows: int | None) -> Look:
    file = beginning.file
    shown = [name for name in names if not _INDEX.fullmatch(name)]
    header = read_header(shown, Place(file.shown), beginning.vocabulary, beginning.names)
    meant = iter(header.columns)
    columns = tuple(None if _INDEX.fullmatch(name) else next(meant) for name in names)
    file = msgspec.structs.replace(file, columns=columns, rows=rows)
    return Look(file, header.notes, TITLES[file.form])


_WHOLE = 4
"""A row group is a piece of its own up to so many times the rows that a piece should have."""

_INDEX = re.compile("__index_level_[0-9]+__")
"""The numbering of rows that pandas writes."""


def columnar_tasks(number: int, file: FilePlan, start: Position, rows: int) -> Iterator[Task]:
    """Pieces of a Parquet or Arrow file; raises `ProblemsFound` where it is broken."""
    tasks = _parquet_tasks if file.form == "parquet" else _arrow_tasks
    try:
        yield from tasks(number, file, start, rows)
    except _FAULTS:
        raise broken(file) from None


def _parquet_tasks(number: int, file: FilePlan, start: Position, rows: int) -> Iterator[Task]:
    """Pieces of a Parquet file: row groups, or batches of those that are large."""
    table = parquet_file(file)
    first = 0
    for group in range(table.metadata.num_row_groups):
        count = table.metadata.row_group(group).num_rows
        if first + count > start.at and count:
            skipped = max(start.at - first, 0)
            if count <= min(MAX_GROUP, _WHOLE * rows):
                part = (group, skipped, count - skipped)
                yield _task(number, file, first + skipped, count - skipped, part=part)
            else:
                yield from _large(number, file, group, first, skipped, rows)
        first += count


def _large(
    number: int, file: FilePlan, group: int, first: int, skipped: int, rows: int
) -> Iterator[Task]:
    at = 0
    table = parquet_file(file)
    for batch in table.iter_batches(rows, [group], columns=_known(table.schema_arrow, file)):
        end = at + batch.num_rows
        if end > skipped:
            rest = _ours(batch.slice(max(skipped - at, 0)), table.schema_arrow, file)
            yield _task(number, file, first + end - rest.num_rows, rest.num_rows, batch=rest)
        at = end


def _known(schema: pa.Schema, file: FilePlan) -> list[str]:
    """The columns that are ours, as the file calls them."""
    return [name for name, ours in zip(schema.names, file.columns, strict=True) if ours]


def _ours(batch: pa.RecordBatch, schema: pa.Schema, file: FilePlan) -> pa.RecordBatch:
    """The columns that are ours, as we call them."""
    chosen = batch.select(_known(schema, file))
    return chosen.rename_columns([name for name in file.columns if name])


def _arrow_tasks(number: int, file: FilePlan, start: Position, rows: int) -> Iterator[Task]:
    """Pieces of an Arrow file or stream: its batches, cut where they are large."""
    reader, any_order = open_arrow(file.path, file.content)
    batches = map(reader.get_batch, range(reader.num_record_batches)) if any_order else reader
    first = 0
    for batch in batches:
        for offset in range(0, batch.num_rows, rows):
            piece = batch.slice(offset, rows)
            skipped = start.at - first
            if skipped < piece.num_rows:
                rest = _ours(piece.slice(max(skipped, 0)), reader.schema, file)
                yield _task(
                    number, file, first + piece.num_rows - rest.num_rows, rest.num_rows, batch=rest
                )
            first += piece.num_rows


def _task(number: int, file: FilePlan, first: int, count: int, **piece: Any) -> Task:
    end = first + count
    done = int((file.size or 0) * end / file.rows) if file.rows else 0
    return Task(
        file=number,
        start=Position(number, first, first + 1),
        end=Position(number, end, end + 1),
        done=done,
        **piece,
    )


def read_columns(task: Task, plan: Plan) -> Block:
    """The people of a piece of a table in columns."""
    file = plan.files[task.file]
    try:
        batch = _batch(task, file)
        _validate(batch, task)
    except _FAULTS:
        raise broken(file) from None
    arrays, fields = list(batch.columns), list(batch.schema)
    for place, field in enumerate(fields):
        if _is_bytes(field.type):
            arrays[place] = _decoded(arrays[place])
            fields[place] = pa.field(field.name, pa.string())
    if CASE in batch.schema.names:
        place = batch.schema.get_field_index(CASE)
        arrays[place] = labels(_label_text(arrays[place]))
        fields[place] = pa.field(CASE, pa.string())
    first = task.start.row
    arrays.append(pa.array(np.arange(first, first + batch.num_rows)))
    fields.append(pa.field(ROW, pa.int64()))
    whole = pa.RecordBatch.from_arrays(arrays, schema=pa.schema(fields))
    return Block(batch=whole, refusals=[], rows=whole.num_rows, shown=file.shown)


def _validate(batch: pa.RecordBatch, task: Task) -> None:
    """Raises `pa.ArrowInvalid` for what is no batch: nothing in a file of Arrow has been looked at so far.

    What is read from Parquet is put together by the reader; only texts may be none there.
    """
    if task.part is None:
        batch.validate(full=True)
        return
    for column in batch.columns:
        if pa.types.is_dictionary(column.type):
            column.dictionary.validate(full=True)
        elif not pa.types.is_nested(column.type):
            column.validate(full=True)


def _batch(task: Task, file: FilePlan) -> pa.RecordBatch:
    if task.part is None:
        return task.batch
    group, skipped, count = task.part
    opened = parquet_file(file)
    names = _known(opened.schema_arrow, file)
    table = opened.read_row_group(group, columns=names, use_threads=False)
    whole = table.slice(skipped, count).combine_chunks().to_batches()[0]
    return _ours(whole, opened.schema_arrow, file)


def _label_text(column: pa.Array) -> pa.Array:
    """Labels may be numbers; a list or a date is one as it is written."""
    if pa.types.is_string(column.type):
        return column
    try:
        return column.cast(pa.string())
    except pa.ArrowNotImplementedError:
        cells = [None if one is None else str(one) for one in column.to_pylist()]
        return pa.array(cells, pa.string())


def _is_bytes(kind: pa.DataType) -> bool:
    """Whether cells are bytes: so do some programs keep texts."""
    return bool(
        pa.types.is_binary(kind)
        or pa.types.is_large_binary(kind)
        or pa.types.is_fixed_size_binary(kind)
    )


def _decoded(column: pa.Array) -> pa.Array:
    """Bytes as the texts that they are, with marks for what is no UTF-8."""
    try:
        return column.cast(pa.binary()).cast(pa.string())
    except pa.ArrowInvalid:
        cells = [
            None if one is None else one.decode(errors="replace") for one in column.to_pylist()
        ]
        return pa.array(cells, pa.string())
