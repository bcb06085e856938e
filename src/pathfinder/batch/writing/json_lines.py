"""Tables as lines of JSON, made column by column."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pathfinder.batch.writing.joined import Joiner, is_joinable

_NULL = "null"
_UNSAFE = '["\\\\\\x00-\\x1f\\x7f]'
"""What cannot stand in a JSON string as it is (and DEL, to be on the safe side)."""


def _join(*parts: Any) -> pa.Array:
    return pc.binary_join_element_wise(*parts, "")


def json_string(text: str | None) -> str:
    """The JSON of one text."""
    return msgspec.json.encode(text).decode()


def json_texts(array: pa.Array) -> pa.Array:
    """The JSON of every value of an array, as text; `null` where there is none."""
    kind = array.type
    if pa.types.is_dictionary(kind):
        return json_texts(array.dictionary).take(array.indices).fill_null(_NULL)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _strings(array.cast(pa.string())).fill_null(_NULL)
    if pa.types.is_date32(kind):
        return _dates(array)
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return _lists(array)
    if pa.types.is_struct(kind):
        return _structs(array)
    if pa.types.is_null(kind):
        return pa.array([_NULL] * len(array), pa.string())
    return array.cast(pa.string()).fill_null(_NULL)


def _strings(array: pa.Array) -> pa.Array:
    unsafe = pc.match_substring_regex(array, _UNSAFE)
    if pc.any(unsafe).as_py():
        rows = pc.fill_null(unsafe, False)
        texts = pa.array(
            [json_string(text) for text in array.filter(rows).to_pylist()], pa.string()
        )
        return pc.replace_with_mask(_join('"', array, '"'), rows, texts)
    return _join('"', array, '"')


def _dates(array: pa.Array) -> pa.Array:
    few = pc.dictionary_encode(array)
    texts = _join('"', few.dictionary.cast(pa.string()), '"')
    return texts.take(few.indices).fill_null(_NULL)


def _lists(array: pa.Array) -> pa.Array:
    members = json_texts(array.flatten())
    lengths = pc.list_value_length(array).fill_null(0).to_numpy(zero_copy_only=False)
    offsets = np.zeros(len(array) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    inside = pc.binary_join(pa.ListArray.from_arrays(pa.array(offsets), members), ",")
    return _nulls(_join("[", inside, "]"), array)


def _structs(array: pa.Array) -> pa.Array:
    parts: list[Any] = []
    for number, (field, values) in enumerate(zip(array.type, array.flatten(), strict=True)):
        parts += [f"{',' if number else '{'}{json_string(field.name)}:", json_texts(values)]
    return _nulls(_join(*parts, "}"), array)


def _nulls(texts: pa.Array, array: pa.Array) -> pa.Array:
    return pc.if_else(array.is_null(), _NULL, texts) if array.null_count else texts


class JsonLines:
    """Writes record batches as lines of JSON: an object a row, its keys the columns."""

    def __init__(self) -> None:
        self._joiner = Joiner(lambda name, word: f",{json_string(name)}:{json_string(word)}")

    def head(self, _schema: pa.Schema) -> str:
        """What stands before the first line: nothing."""
        return ""

    def rows(self, batch: pa.RecordBatch) -> pa.Array:
        """The line of every row, with its end."""
        if "result" in batch.schema.names:
            return self._results(batch)
        parts: list[Any] = ["{"]
        place = 0
        while place < batch.num_columns:
            last = place
            while last < batch.num_columns and place and is_joinable(batch.column(last)):
                last += 1
            if last > place:
                parts += self._joiner.texts(batch, place, last)
                place = last
                continue
            name = batch.schema.field(place).name
            parts += [
                f"{',' if place else ''}{json_string(name)}:",
                json_texts(batch.column(place)),
            ]
            place += 1
        return _join(*parts, "}\n")

    def _results(self, batch: pa.RecordBatch) -> pa.Array:
        """Whole results, each the JSON of `check`; who has none has what else is in the row."""
        results = batch.column("result")
        if results.null_count:
            results = pc.if_else(
                results.is_null(), _structs(batch.drop_columns("result").to_struct_array()), results
            )
        return _join(results, "\n")
