"""The cells of a spreadsheet: what a value looks like where there is but one line of text for it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pathfinder.batch.cells import neutralise

_BETWEEN = "; "
"""Stands between the members of a list, as in the cells that are read."""

_PLAIN = r"^(?:[0-9A-Za-z]+(?:[ ._/\-][0-9A-Za-z]+)*)?$"
"""What no spreadsheet runs, without a closer look."""


def cell_texts(array: pa.Array) -> pa.Array:
    """The text of the cell of every value; empty where there is none."""
    kind = array.type
    if pa.types.is_dictionary(kind):
        return cell_texts(array.dictionary).take(array.indices).fill_null("")
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _inert(array.cast(pa.string()).fill_null(""))
    if pa.types.is_boolean(kind):
        return pc.if_else(array, "yes", "no").fill_null("")
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return _inert(_lists(array))
    if pa.types.is_null(kind):
        return pa.array([""] * len(array), pa.string())
    return array.cast(pa.string()).fill_null("")


def _inert(texts: pa.Array) -> pa.Array:
    """The texts, those that a spreadsheet would run made harmless."""
    doubtful = pc.invert(pc.match_substring_regex(texts, _PLAIN))
    if not pc.any(doubtful).as_py():
        return texts
    safe = [neutralise(text) for text in texts.filter(doubtful).to_pylist()]
    return pc.replace_with_mask(texts, doubtful, pa.array(safe, pa.string()))


def _lists(array: pa.Array) -> pa.Array:
    """Members in one cell; of what the documents leave open, its kind and what it says."""
    members = array.flatten()
    if pa.types.is_struct(members.type):
        parts = [members.field("kind"), members.field("says")]
        members = pc.binary_join_element_wise(*[part.cast(pa.string()) for part in parts], ": ")
    lengths = pc.list_value_length(array).fill_null(0).to_numpy(zero_copy_only=False)
    offsets = np.zeros(len(array) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    texts: Any = pa.ListArray.from_arrays(pa.array(offsets), members.cast(pa.string()))
    return pc.binary_join(texts, _BETWEEN)
