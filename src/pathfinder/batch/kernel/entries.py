"""Stays, and dates by country: columns of lists as flat arrays, an element an entry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pathfinder.batch.kernel.columns import (
    Lists,
    Numbers,
    days_of,
    encoded,
    is_day,
    is_list,
    is_text,
    looked_up,
    node_of,
    spread,
    valid,
)
from pathfinder.batch.kernel.quick import FIRST, LAST, Triples, entries
from pathfinder.batch.kernel.values import FAULTY, JSON, UNSAID, canonical, cell_node
from pathfinder.language.vocabulary import Fact, Vocabulary
from pathfinder.values.stays import Stay

Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.int64]

OPEN_END = 1 << 40
"""The last day of a stay that goes on: later than every day."""


class Entries:
    """What a column of lists holds.

    `said` and `faulty` tell of each row; `rows`, `countries` (index into `names`), `first` and, of stays, `left` (or
    `OPEN_END`) of each entry, in the order of the rows.
    """

    __slots__ = ("countries", "faulty", "first", "left", "names", "rows", "said")

    def __init__(self, names: list[str], length: int) -> None:
        self.names = names
        self.said: Flags = np.zeros(length, dtype=bool)
        self.faulty: Flags = np.zeros(length, dtype=bool)
        self.rows: Numbers = np.zeros(0, dtype=np.intp)
        self.countries: Numbers = np.zeros(0, dtype=np.intp)
        self.first: Days = np.zeros(0, dtype=np.int64)
        self.left: Days = np.zeros(0, dtype=np.int64)

    def doubled(self) -> None:
        """Note the rows that name a country twice."""
        keys = self.rows * (len(self.names) + 1) + self.countries + 1
        some, counts = np.unique(keys, return_counts=True)
        self.faulty[some[counts > 1] // (len(self.names) + 1)] = True

    def check(self) -> None:
        """Note the rows with an entry that no answer may have; what is said of them is left to the careful reader."""
        bad = (self.countries < 0) | (self.first < FIRST) | (self.first > LAST)
        bad |= (self.left < self.first) | ((self.left > LAST) & (self.left != OPEN_END))
        self.faulty[self.rows[bad]] = True
        going_on = np.bincount(self.rows[self.left == OPEN_END], minlength=len(self.said))
        self.faulty |= going_on > 1
        keep = self.said[self.rows] & ~self.faulty[self.rows]
        self.rows, self.countries = self.rows[keep], self.countries[keep]
        self.first, self.left = self.first[keep], self.left[keep]


def entries_of(fact: Fact, column: pa.Array, notation: str, vocabulary: Vocabulary) -> Entries:
    """The entries of a column of stays or of dates by country, in any notation."""
    found = Entries(list(vocabulary.countries), len(column))
    kind = column.type
    if pa.types.is_null(kind):
        return found
    stays = fact.kind == "stays"
    if is_text(kind):
        _of_text(found, fact, column, notation, vocabulary)
    elif stays and is_list(kind) and _has(kind.value_type, ("country", "entered", "left"), 2):
        flat = column.values
        left = flat.field("left") if flat.type.get_field_index("left") >= 0 else None
        _of_lists(found, column, flat.field("country"), flat.field("entered"), left)
    elif not stays and pa.types.is_map(kind) and is_day(kind.item_type):
        _of_lists(found, column, column.keys, column.items, None)
    elif not stays and pa.types.is_struct(kind):
        _of_struct(found, column)
    else:
        cells = [
            _triples(canonical(fact, node_of(cell), vocabulary)) if cell.is_valid else UNSAID
            for cell in column
        ]
        _of_triples(found, np.arange(len(cells)), cells)
    if not stays:
        found.left = found.first
        found.doubled()
    found.check()
    return found


def _has(kind: pa.DataType, names: tuple[str, ...], first: int) -> bool:
    """Whether a struct has these fields and no others, the first ones at least, with days where they belong."""
    if not pa.types.is_struct(kind):
        return False
    there = [field.name for field in kind]
    days = (kind.field(name).type for name in names[1:] if name in there)
    return (
        set(names[:first]) <= set(there) <= set(names)
        and len(set(there)) == len(there)
        and is_text(kind.field("country").type)
        and all(is_day(one) or pa.types.is_null(one) for one in days)
    )


def _countries(found: Entries, column: pa.Array) -> Numbers:
    """The index of each country; -1 where there is none of that code."""
    index = {name: number for number, name in enumerate(found.names)}
    return looked_up(column, lambda raw: index.get(str(raw).strip().upper(), -2) + 1) - 1


def _of_lists(
    found: Entries, column: pa.Array, country: pa.Array, first: pa.Array, left: pa.Array | None
) -> None:
    """Entries from lists, whose members stand in columns of their own."""
    lists = Lists(column, country)
    begin = column.offsets[0].as_py()
    found.said = valid(column)
    found.rows, where = lists.spread()
    found.countries = _countries(found, lists.members)[where]
    found.first = np.zeros(len(where), dtype=np.int64)
    if not pa.types.is_null(first.type):
        found.first = days_of(first.slice(begin, len(lists.members)))[where]
    found.left = np.full(len(where), OPEN_END, dtype=np.int64)
    if left is not None and not pa.types.is_null(left.type):
        ends = days_of(left.slice(begin, len(lists.members)))[where]
        found.left = np.where(ends == 0, OPEN_END, ends)


def _of_struct(found: Entries, column: pa.Array) -> None:
    """Dates by country in a field a country, as tables made from mappings have them."""
    found.said = valid(column)
    index = {name: number for number, name in enumerate(found.names)}
    parts: list[tuple[Numbers, int, Days]] = []
    for number, field in enumerate(column.type):
        dates = column.field(number)
        if pa.types.is_null(dates.type):
            continue
        rows = np.flatnonzero(valid(dates))
        if not is_day(field.type):
            found.faulty[rows] = True
            continue
        parts.append((rows, index.get(field.name.strip().upper(), -1), days_of(dates)[rows]))
    if parts:
        found.rows = np.concatenate([rows for rows, _country, _days in parts])
        found.countries = np.concatenate([np.full(len(r), c, dtype=np.intp) for r, c, _d in parts])
        found.first = np.concatenate([days for _rows, _country, days in parts])


def _of_text(
    found: Entries, fact: Fact, column: pa.Array, notation: str, vocabulary: Vocabulary
) -> None:
    codes, cells = encoded(column)
    texts = [text or "" for text in cells]
    quick = entries(fact, texts) if notation == JSON else [None] * len(texts)
    read: list[Triples | int] = [
        _triples(canonical(fact, cell_node(text, notation), vocabulary)) if some is None else some
        for text, some in zip(texts, quick, strict=True)
    ]
    _of_triples(found, codes, [*read, UNSAID])


def _triples(value: tuple[Any] | int) -> Triples | int:
    """The entries of a canonical value."""
    if isinstance(value, int):
        return value
    return [
        (one.country, one.entered, one.left) if isinstance(one, Stay) else (*one, None)
        for one in value[0]
    ]


def _of_triples(found: Entries, codes: Numbers, cells: Sequence[Triples | int]) -> None:
    """Entries from those of each distinct cell, `codes` telling which of them each row has."""
    index = {name: number for number, name in enumerate(found.names)}
    told = np.array([cell if isinstance(cell, int) else -1 for cell in cells], dtype=np.intp)
    found.said = told[codes] == -1
    found.faulty = told[codes] == FAULTY
    lists = [cell if isinstance(cell, list) else [] for cell in cells]
    flat = [entry for some in lists for entry in some]
    lengths = np.array([len(some) for some in lists], dtype=np.intp)
    rows = np.flatnonzero(lengths[codes])
    starts = np.cumsum(lengths) - lengths
    found.rows, where = spread(rows, starts[codes[rows]], lengths[codes[rows]])
    places = np.array([index.get(country, -1) for country, _first, _left in flat], dtype=np.intp)
    first = np.array([day for _country, day, _left in flat], dtype=np.int64)
    left = np.array([OPEN_END if day is None else day for _c, _f, day in flat], dtype=np.int64)
    found.countries, found.first, found.left = places[where], first[where], left[where]
