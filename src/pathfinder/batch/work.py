"""What is done with a piece of the input, wherever it is done: read, judged, and made into what is to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa

from pathfinder.batch.journal import Counts
from pathfinder.batch.kernel import Judged, Kernel, Refusal
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
    """All that is needed to do the work. `plan` says how the input is read; `travels`: tables are made into bytes."""

    order: Order
    plan: Any
    travels: bool


class Piece(msgspec.Struct, kw_only=True):
    """What came of a piece of the input, which ends at `end`.

    `data` is to be taken part by part and once only: text, or a table that has travelled. `table` is given where it
    need not travel. `release` is called when the piece has been dealt with.
    """

    end: Any
    done: int
    counts: Counts
    refused: list[Refused]
    data: Iterable[Bytes]
    table: pa.RecordBatch | None
    release: Callable[[], None] | None = None


class Maker:
    """Does the work on one piece after the other."""

    def __init__(self, work: Work, rules: RuleBook) -> None:
        order = work.order
        self._work = work
        self._kernel = Kernel(
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
        return self._kernel.schema

    def head(self) -> Bytes:
        """What stands at the beginning of a text."""
        return self._text.head(self.schema) if self._text else b""

    def piece(self, task: Any, *, only_check: bool = False) -> Piece:
        """Read and judge a piece. With `only_check` nothing is made to be written."""
        block = read(task, self._work.plan)
        judged = self._kernel.judge(block.batch)
        refused, counts = _account(block, judged)
        table = judged.table
        if self._work.order.error_column and block.refusals:
            table = _with_unread(table, block, self._nobody())
        data: Iterable[Bytes] = ()
        if only_check:
            table = table.slice(0, 0)
        elif self._text:
            data = self._text.of(table)
        elif self._work.travels:
            data = (spooled(table),)
        return Piece(
            end=task.end,
            done=task.done,
            counts=msgspec.structs.replace(counts, made=table.num_rows),
            refused=refused,
            data=data,
            table=None if self._text else table,
        )

    def _nobody(self) -> pa.RecordBatch:
        empty = pa.record_batch({"case": pa.nulls(1, pa.string())})
        return self._kernel.judge(empty).table


def _account(block: Block, judged: Judged) -> tuple[list[Refused], Counts]:
    """Who was refused, in the order of the rows, and the counts; nobody is missing from them."""
    people = block.batch
    numbers = people.column("__row").to_numpy(zero_copy_only=False)
    cases = people.column("case") if "case" in people.schema.names else None
    found = [_refused(block.shown, one.row, one.case, one) for one in block.refusals]
    for one in judged.refusals:
        case = cases[one.row].as_py() if cases is not None else None
        found.append(_refused(block.shown, int(numbers[one.row]), case, one))
    found.sort(key=lambda one: one.row)
    unread = block.rows - people.num_rows
    unjudged = len({one.row for one in judged.refusals})
    told = len({(one.row, one.case) for one in block.refusals})
    if people.num_rows != len(judged.rows) + unjudged or not told <= unread <= len(block.refusals):
        raise AssertionError("rows in are not rows judged and rows refused")
    return found, Counts(block.rows, len(judged.rows), unread + unjudged, empty=block.empty)


def _refused(file: str, row: int, case: str | None, why: Refusal) -> Refused:
    return Refused(file, row, case, why.field, why.code, why.message)


_OF_PATHWAYS = frozenset(("country", "pathway", "gives", "at_discretion"))
"""Columns of the long form that are the same for everybody."""


def _with_unread(table: pa.RecordBatch, block: Block, nobody: pa.RecordBatch) -> pa.RecordBatch:
    """The table with rows for those who could not even be read, where they stood.

    `nobody` is the table of somebody who said nothing: what rows there are for each person.
    """
    reasons: dict[tuple[int, str | None], list[str]] = {}
    for one in block.refusals:
        says = f"{one.field}: {one.message}" if one.field else one.message
        reasons.setdefault((one.row, one.case), []).append(says)
    rows = np.array([row for row, _case in reasons], np.int64)
    again = np.repeat(np.arange(len(reasons)), nobody.num_rows)
    known = {
        "row": pa.array(rows),
        "case": pa.array([case for _row, case in reasons], pa.string()),
        "error": pa.array([" ".join(said) for said in reasons.values()], pa.string()),
    }
    same = pa.array(np.tile(np.arange(nobody.num_rows), len(reasons)))
    columns = []
    for field in table.schema:
        if field.name in known:
            columns.append(known[field.name].take(pa.array(again)))
        elif field.name in _OF_PATHWAYS:
            columns.append(nobody.column(field.name).take(same))
        else:
            columns.append(pa.nulls(len(again), field.type))
    more = pa.RecordBatch.from_arrays(columns, schema=table.schema)
    own = table.column("row") if "row" in table.schema.names else block.batch.column("__row")
    numbers = np.concatenate([own.to_numpy(zero_copy_only=False), rows[again]])
    both = pa.Table.from_batches([table, more]).combine_chunks()
    order = pa.array(np.argsort(numbers, kind="stable"))
    return both.take(order).combine_chunks().to_batches()[0]
