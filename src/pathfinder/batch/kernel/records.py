"""What a kernel gives back: a table, and the rows that it refused."""

from __future__ import annotations

from typing import Any

import msgspec


class Refusal(msgspec.Struct, frozen=True):
    """A row that cannot be judged: its place, the field, the code of the problem, and why.

    `row` counts from 0 in the batch. Neither `field` nor `message` ever holds the value of a sensitive fact. `case` is
    the label where the batch does not hold it.
    """

    row: int
    field: str
    code: str
    message: str
    case: str | None = None


class Judged(msgspec.Struct):
    """What follows for a batch.

    `table` is a `pyarrow.RecordBatch` in the form that was asked for; `rows` (NumPy, integers) are the places in the
    batch of the people who were judged, in order; the others stand under `refusals`, each at least once.
    """

    table: Any
    rows: Any
    refusals: list[Refusal]
