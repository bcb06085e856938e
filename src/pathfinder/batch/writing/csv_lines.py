"""Tables as CSV. A cell that a spreadsheet would run as a formula is made harmless; reading takes that back."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pathfinder.batch.writing.cell_texts import cell_texts
from pathfinder.batch.writing.joined import Joiner, is_joinable

MARK = "\ufeff"
"""Tells Excel that a file is UTF-8."""


class CsvLines:
    """Writes record batches as CSV: commas and plain UTF-8, or with `excel` as Excel opens it by a double click."""

    def __init__(self, *, excel: bool = False) -> None:
        self._mark = MARK if excel else ""
        self._separator = ";" if excel else ","
        self._end = "\r\n" if excel else "\n"
        self._special = f'[{self._separator}"\r\n]|^[ \t]|[ \t]$'
        self._joiner = Joiner(lambda _name, word: f"{self._separator}{word or ''}")

    def head(self, schema: pa.Schema) -> str:
        """The mark, and the line of names."""
        names = self._quoted(cell_texts(pa.array(schema.names, pa.string()))).to_pylist()
        return self._mark + self._separator.join(names) + self._end

    def rows(self, batch: pa.RecordBatch) -> pa.Array:
        """The line of every row, with its end."""
        parts: list[Any] = []
        place = 0
        while place < batch.num_columns:
            last = place
            while last < batch.num_columns and place and is_joinable(batch.column(last)):
                last += 1
            if last > place:
                parts += self._joiner.texts(batch, place, last)
                place = last
                continue
            parts += [self._separator] if place else []
            parts.append(self._quoted(cell_texts(batch.column(place))))
            place += 1
        return pc.binary_join_element_wise(*parts, self._end, "")

    def _quoted(self, texts: pa.Array) -> pa.Array:
        """The texts, in quotation marks where the format wants them."""
        special = pc.match_substring_regex(texts, self._special)
        if not pc.any(special).as_py():
            return texts
        doubled = pc.replace_substring(texts, '"', '""')
        return pc.if_else(special, pc.binary_join_element_wise('"', doubled, '"', ""), texts)
