"""Rows of cells as columns of text, as CSV and Excel files have them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pathfinder.batch.cells import restore_column
from pathfinder.batch.kernel import Refusal
from pathfinder.batch.reading.labels import labels
from pathfinder.batch.reading.records import CASE, ROW, TABLE, Block, FilePlan, Task
from pathfinder.i18n import _


def quick_block(data: bytes, task: Task, file: FilePlan) -> Block | None:
    """The people of a piece of CSV whose rows are all as wide as the header; None where one is not."""
    from pyarrow import csv

    keys = [str(number) for number in range(len(file.columns))]
    coded = pa.dictionary(pa.int32(), pa.string())
    types = [pa.string() if name == CASE else coded for name in file.columns]
    try:
        read = csv.read_csv(
            pa.py_buffer(data),
            csv.ReadOptions(column_names=keys, use_threads=False, block_size=len(data) + 1),
            csv.ParseOptions(
                delimiter=file.separator, newlines_in_values=True, ignore_empty_lines=False
            ),
            csv.ConvertOptions(
                column_types=dict(zip(keys, types, strict=True)),
                strings_can_be_null=True, null_values=[""],
            ),
        )  # fmt: skip
    except pa.ArrowInvalid:
        return None
    columns = [restore_column(column) for column in _chunks(read)]
    if any(len(column) - column.null_count for column in _nameless(columns, file)):
        return None
    if read.num_rows != task.end.row - task.start.row:
        return None
    return _block(columns, np.arange(task.start.row, task.end.row), file)


def _chunks(table: pa.Table) -> list[pa.Array]:
    batches = table.combine_chunks().to_batches()
    return list(batches[0].columns) if batches else []


def _nameless(columns: list[pa.Array], file: FilePlan) -> list[pa.Array]:
    return columns[len(columns) - file.unnamed :]


def _block(columns: list[pa.Array], numbers: np.ndarray, file: FilePlan) -> Block:
    """People from columns of cells; rows in which all cells are empty or blank are none."""
    said = np.zeros(len(numbers), dtype=bool)
    for column in sorted(columns, key=lambda one: not pa.types.is_dictionary(one.type)):
        unsaid = np.flatnonzero(~said)
        said[unsaid] = _not_blank(column if len(unsaid) == len(said) else column.take(unsaid))
    known = [pair for pair in zip(file.columns, columns, strict=True) if pair[0] is not None]
    arrays = [labels(column) if name == CASE else column for name, column in known]
    fields = [
        pa.field(str(name), array.type, metadata=None if name == CASE else TABLE)
        for (name, _column), array in zip(known, arrays, strict=True)
    ]
    batch = pa.RecordBatch.from_arrays(
        [pa.array(numbers.astype(np.int64)), *arrays],
        schema=pa.schema([pa.field(ROW, pa.int64()), *fields]),
    )
    empty = int(len(said) - np.count_nonzero(said))
    if empty:
        batch = batch.filter(pa.array(said))
    return Block(batch=batch, refusals=[], rows=batch.num_rows, shown=file.shown, empty=empty)


def _not_blank(column: pa.Array) -> np.ndarray:
    """Which cells hold more than white space."""
    if pa.types.is_dictionary(column.type):
        said = pc.not_equal(pc.utf8_trim_whitespace(column.dictionary), "")
        blank = not pc.all(said, min_count=0).as_py()
        said = said.take(column.indices) if blank else pc.is_valid(column)
    else:
        said = pc.not_equal(pc.utf8_trim_whitespace(column), "")
    found: np.ndarray = pc.fill_null(said, False).to_numpy(zero_copy_only=False)
    return found


class Rows:
    """Collects rows that are read one by one."""

    def __init__(self, file: FilePlan) -> None:
        self.file = file
        self.width = len(file.columns)
        self.numbers: list[int] = []
        self.rows: list[Sequence[str | None]] = []
        self.refusals: list[Refusal] = []
        self.refused: set[int] = set()
        self.empty = 0

    def refuse(self, number: int, field: str, code: str, message: str) -> None:
        """Take a row that cannot be read; it may be told several reasons."""
        self.refused.add(number)
        self.refusals.append(Refusal(number, field, code, message))

    def add(self, number: int, cells: Sequence[str | None]) -> None:
        """Take a row, if it has as many cells as the header."""
        named = self.width - self.file.unnamed
        if not any(cell and not cell.isspace() for cell in cells):
            self.empty += 1
        elif len(cells) < named or any(cells[named:]):
            message = _("The row has {got} cells, the header has {wanted}.")
            got = max(place for place, cell in enumerate(cells, 1) if cell or len(cells) < named)
            self.refuse(number, "", "PF112", message.format(got=got, wanted=named))
        else:
            self.numbers.append(number)
            rest: list[str | None] = [None] * (self.width - len(cells))
            self.rows.append([*(cell or None for cell in cells[: self.width]), *rest])

    def block(self, others: Iterable[Refusal] = ()) -> Block:
        """The people of the rows."""
        others = list(others)
        columns = [
            pa.array([row[place] for row in self.rows], pa.string()) for place in range(self.width)
        ]
        found = _block(columns, np.array(self.numbers, dtype=np.int64), self.file)
        return Block(
            batch=found.batch,
            refusals=sorted([*others, *self.refusals], key=lambda one: one.row),
            rows=found.rows + len(self.refused) + len(others),
            shown=self.file.shown,
            empty=self.empty + found.empty,
        )
