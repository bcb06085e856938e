"""Arrow columns of one fact, in any of the notations of the contract, to numbers of values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pathfinder.batch.kernel.values import JSON, TABLE, UNSAID, Values
from pathfinder.language.profile import node_from_value
from pathfinder.language.tree import Node, text_node

Numbers = npt.NDArray[np.intp]


def is_text(kind: pa.DataType) -> bool:
    """Whether cells are text, plain or encoded as a dictionary."""
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )


def is_list(kind: pa.DataType) -> bool:
    """Whether cells are lists with offsets."""
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind))


def notation_of(field: pa.Field) -> str:
    """How the text of a column is to be read."""
    told = (field.metadata or {}).get(b"notation", b"table")
    return JSON if told == b"json" else TABLE


def encoded(column: pa.Array) -> tuple[Numbers, list[Any]]:
    """Codes into the distinct values of a column, and these; the code after the last one is null."""
    if not pa.types.is_dictionary(column.type):
        column = pc.dictionary_encode(column)
    distinct = _cells(column.dictionary)
    codes = column.indices
    if codes.null_count:
        codes = pc.fill_null(codes.cast(pa.int64()), len(distinct))
    return codes.to_numpy(zero_copy_only=False).astype(np.intp, copy=False), distinct


def _cells(column: pa.Array) -> list[Any]:
    """The cells of a column; text that is no UTF-8, which a damaged file can hold, with marks for what is not."""
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        cells = column.cast(pa.binary()).to_pylist()
        return [None if cell is None else cell.decode(errors="replace") for cell in cells]


def looked_up(column: pa.Array, number: Callable[[Any], int]) -> Numbers:
    """A number a cell, each distinct value asked for once; null is not said (0)."""
    return numbered(column, lambda cells: [UNSAID if c is None else number(c) for c in cells])


def numbered(column: pa.Array, numbers: Callable[[list[Any]], list[int]]) -> Numbers:
    """A number a cell, from those of the distinct values; null is not said (0)."""
    codes, distinct = encoded(column)
    found: Numbers = np.array([*numbers(distinct), UNSAID], dtype=np.intp)[codes]
    return found


def days_of(column: pa.Array) -> npt.NDArray[np.int64]:
    """Days of the calendar as ordinals; 0 for null. Only for columns of dates."""
    days = pc.fill_null(column.cast(pa.date32(), safe=False).cast(pa.int32()), -_EPOCH)
    numbers: npt.NDArray[np.int64] = days.to_numpy(zero_copy_only=False).astype(np.int64)
    return numbers + _EPOCH


_EPOCH = 719_163
"""The ordinal of 1970-01-01, from which Arrow counts."""


def is_day(kind: pa.DataType) -> bool:
    """Whether cells are dates, or points in time of which the date counts."""
    return bool(pa.types.is_date(kind) or pa.types.is_timestamp(kind))


def with_days(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with the date of every point in time in its place, also within lists, mappings and dictionaries."""
    for place, field in enumerate(batch.schema):
        kind = _of_days(field.type)
        if kind != field.type:
            try:
                column = batch.column(place).cast(kind, safe=False)
            except pa.ArrowNotImplementedError:
                continue
            batch = batch.set_column(place, field.with_type(kind), column)
    return batch


def _of_days(kind: pa.DataType) -> pa.DataType:
    """The type with days in place of points in time."""
    if pa.types.is_timestamp(kind) or pa.types.is_date64(kind):
        return pa.date32()
    if pa.types.is_dictionary(kind) and is_day(kind.value_type):
        return pa.date32()
    if pa.types.is_list(kind):
        return pa.list_(kind.value_field.with_type(_of_days(kind.value_type)))
    if pa.types.is_large_list(kind):
        return pa.large_list(kind.value_field.with_type(_of_days(kind.value_type)))
    if pa.types.is_map(kind):
        return pa.map_(kind.key_field, kind.item_field.with_type(_of_days(kind.item_type)))
    if pa.types.is_struct(kind):
        return pa.struct([field.with_type(_of_days(field.type)) for field in kind])
    return kind


def plain_numbers(values: Values, column: pa.Array, notation: str) -> Numbers:
    """The numbers of the values in a column of text, truth values, numbers or dates."""
    kind = column.type
    if pa.types.is_null(kind):
        return np.zeros(len(column), dtype=np.intp)
    if is_text(kind):
        return numbered(column, lambda texts: values.of_texts(texts, notation))
    if pa.types.is_boolean(kind):
        table = np.array([*values.of_raws([False, True], str(kind)), UNSAID], dtype=np.intp)
        codes = pc.fill_null(column.cast(pa.int8()), 2).to_numpy(zero_copy_only=False)
        found: Numbers = table[codes]
        return found
    if pa.types.is_nested(kind) or pa.types.is_dictionary(kind) or pa.types.is_duration(kind):
        return one_by_one(values, column)
    if is_day(kind):
        column = _within_reach(column)
    return numbered(column, lambda raws: values.of_raws(raws, str(column.type)))


def _within_reach(column: pa.Array) -> pa.Array:
    """Days of which Python has no date, as one that no answer may name either."""
    days = column.cast(pa.date32(), safe=False)
    reach = pc.and_(pc.greater_equal(days, dt.date.min), pc.less_equal(days, dt.date.max))
    return pc.if_else(reach, days, pa.scalar(dt.date.min))


def one_by_one(values: Values, column: pa.Array) -> Numbers:
    """The numbers of cells of a shape that is not expected: the reader of answers says what is wrong with it."""
    found = np.zeros(len(column), dtype=np.intp)
    for row, cell in enumerate(column):
        if cell.is_valid:
            found[row] = values.of_node(node_of(cell))
    return found


def node_of(cell: pa.Scalar) -> Node | None:
    """The tree of a cell that is not null; None for what Python has no value of. Raises `ProblemsFound`."""
    try:
        raw = cell.as_py()
    except (OverflowError, ValueError):
        return None
    if pa.types.is_map(cell.type):  # a key may stand in it twice
        node = Node("map", 0, 0)
        node.pairs = [(text_node(str(key)), node_from_value(plain(item))) for key, item in raw]
        return node
    return node_from_value(plain(raw))


def plain(raw: Any) -> Any:
    """A cell as Python has it, without what is null in it; a map, which comes as pairs, as a mapping.

    Of a point in time the date counts.
    """
    if isinstance(raw, dict):
        return {key: plain(item) for key, item in raw.items() if item is not None}
    if isinstance(raw, list):
        if raw and all(isinstance(item, tuple) for item in raw):
            return {key: plain(item) for key, item in raw}
        return [plain(item) for item in raw]
    return raw.date() if isinstance(raw, dt.datetime) else raw


class Lists:
    """A column of lists without those that are null or empty.

    `rows` are the rows of the lists that are left, `starts` and `lengths` tell where in `members` they stand; `none`
    are the rows of empty lists.
    """

    __slots__ = ("lengths", "members", "none", "rows", "starts")

    def __init__(self, column: pa.Array, members: pa.Array | None = None) -> None:
        offsets = column.offsets.to_numpy(zero_copy_only=False)
        flat = column.values if members is None else members
        self.members = flat.slice(offsets[0], offsets[-1] - offsets[0])
        lengths = np.diff(offsets)
        there = lengths > 0
        if column.null_count:
            said = valid(column)
            self.none: Numbers = np.flatnonzero(said & ~there)
            there &= said
        else:
            self.none = np.flatnonzero(~there)
        self.rows: Numbers = np.flatnonzero(there)
        self.starts: Numbers = (offsets[:-1][self.rows] - offsets[0]).astype(np.intp)
        self.lengths: Numbers = lengths[self.rows].astype(np.intp)

    def rows_of(self, places: Numbers) -> Numbers:
        """The rows of the lists in which some members stand; a member of a null list belongs to none."""
        lists = np.searchsorted(self.starts, places, side="right") - 1
        lists = lists[(lists >= 0)]
        return self.rows[lists]

    def spread(self) -> tuple[Numbers, Numbers]:
        """For each member: the row of its list, and its place in `members`."""
        return spread(self.rows, self.starts, self.lengths)


def valid(column: pa.Array) -> npt.NDArray[np.bool_]:
    """Which cells are not null."""
    found: npt.NDArray[np.bool_] = pc.is_valid(column).to_numpy(zero_copy_only=False)
    return found


def spread(rows: Numbers, starts: Numbers, lengths: Numbers) -> tuple[Numbers, Numbers]:
    """Lists laid out one after the other: for each member the row of its list, and its place among all members."""
    before = np.cumsum(lengths) - lengths
    places = np.arange(int(lengths.sum()), dtype=np.intp)
    return np.repeat(rows, lengths), places + np.repeat(starts - before, lengths)
