"""What is done with a piece of the input, wherever it is done: read, judged, and made into what is to be written."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import pyarrow as pa

from pathfinder.batch.journal import Counts
from pathfinder.batch.kernel import Judged, Kernel
from pathfinder.batch.reading import Block, read
from pathfinder.batch.refused import Refused
from pathfinder.batch.writing.formats import Format
from pathfinder.batch.writing.tables import spooled
from pathfinder.batch.writing.text import Bytes, Text
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for: the date, the form and format of the result, the destinations, a column of errors."""

    on: Day
    form: str = "wide"
    format: Format = Format("jsonl")
    countries: tuple[str, ...] | None = None
    error_column: bool = False


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """All that is needed to do the work elsewhere. `plan` says how the input is read; `spool`: tables as bytes too."""

    order: Order
    plan: Any
    spool: bool


class Piece(msgspec.Struct, kw_only=True):
    """What came of a piece of the input, which ends at `end`.

    `data` is to be appended to a file: text, or a spooled table. `table` is given where it need not travel.
    """

    end: Any
    done: int
    counts: Counts
    refused: list[Refused]
    data: Bytes
    table: pa.RecordBatch | None


class Maker:
    """Does the work on one piece after the other."""

    def __init__(self, work: Work, rules: RuleBook, kernel: Kernel | None = None) -> None:
        order = work.order
        self._work = work
        self.kernel = kernel or Kernel(
            rules,
            on=order.on,
            form=order.form,
            countries=order.countries,
            errors=order.error_column,
        )
        self._text = Text(order.format) if order.format.is_text else None

    @property
    def schema(self) -> pa.Schema:
        """The columns of the result."""
        return self.kernel.schema

    def head(self) -> Bytes:
        """What stands at the beginning of a text."""
        return self._text.head(self.schema) if self._text else b""

    def piece(self, task: Any, *, only_check: bool = False) -> Piece:
        """Read and judge a piece. With `only_check` nothing is made to be written."""
        block = read(task, self._work.plan)
        judged = self.kernel.judge(block.batch)
        refused, counts = _account(block, judged)
        table = judged.table
        if self._work.order.error_column and block.refusals:
            table = _with_unread(table, block)
        data: Bytes = b""
        if only_check:
            table = table.slice(0, 0)
        elif self._text:
            data = self._text.of(table)
        elif self._work.spool:
            data = spooled(table)
        return Piece(
            end=task.end,
            done=task.done,
            counts=msgspec.structs.replace(counts, made=table.num_rows),
            refused=refused,
            data=data,
            table=None if self._text else table,
        )


def _account(block: Block, judged: Judged) -> tuple[list[Refused], Counts]:
    """Who was refused, in the order of the rows, and the counts; nobody is missing from them."""
    people = block.batch
    numbers = people.column("__row").to_numpy(zero_copy_only=False)
    found = [
        Refused(block.shown, one.row, getattr(one, "case", None), one.field, one.code, one.message)
        for one in block.refusals
    ]
    cases = people.column("case") if "case" in people.schema.names else None
    for one in judged.refusals:
        case = cases[one.row].as_py() if cases is not None else None
        found.append(
            Refused(block.shown, int(numbers[one.row]), case, one.field, one.code, one.message)
        )
    found.sort(key=lambda one: one.row)
    unread = len({one.row for one in block.refusals})
    unjudged = len({one.row for one in judged.refusals})
    counts = Counts(block.rows, len(judged.rows), unread + unjudged)
    if counts.rows != counts.judged + counts.refused or people.num_rows != counts.judged + unjudged:
        raise AssertionError("rows in are not rows judged and rows refused")
    return found, counts


def _with_unread(table: pa.RecordBatch, block: Block) -> pa.RecordBatch:
    """The table with rows for those who could not even be read, where they stood."""
    reasons: dict[int, list[str]] = {}
    cases: dict[int, str | None] = {}
    for one in block.refusals:
        reasons.setdefault(one.row, []).append(one.message)
        cases[one.row] = getattr(one, "case", None)
    rows = list(reasons)
    known = {
        "row": pa.array(rows, pa.int64()),
        "case": pa.array(cases.values(), pa.string()),
        "error": pa.array([" ".join(said) for said in reasons.values()], pa.string()),
    }
    columns = [
        known[field.name].cast(field.type)
        if field.name in known
        else pa.nulls(len(rows), field.type)
        for field in table.schema
    ]
    more = pa.RecordBatch.from_arrays(columns, schema=table.schema)
    own = table.column("row") if "row" in table.schema.names else block.batch.column("__row")
    numbers = np.concatenate([own.to_numpy(zero_copy_only=False), rows])
    both = pa.Table.from_batches([table, more]).combine_chunks()
    order = pa.array(np.argsort(numbers, kind="stable"))
    return both.take(order).combine_chunks().to_batches()[0]
