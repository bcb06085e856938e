"""People who could not be judged: which, and why. What they said does not stand in it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pyarrow as pa

from pathfinder.batch.writing.formats import Format
from pathfinder.batch.writing.text import Bytes, Text
from pathfinder.values.text import inert

COLUMNS = ("file", "row", "case", "field", "code", "reason")
_SCHEMA = pa.schema([(name, pa.int64() if name == "row" else pa.string()) for name in COLUMNS])


class Refused(msgspec.Struct, frozen=True):
    """Why a person cannot be judged: the file, the row in it, the label, the field, the code, and the reason.

    Who has several faults stands there several times.
    """

    file: str
    row: int
    case: str | None
    field: str
    code: str
    reason: str

    @property
    def place(self) -> str:
        """The file and the row, as messages name places."""
        return f"{self.file}:{self.row}"


class RefusedLines:
    """Writes refused people as text."""

    def __init__(self, written_as: Format) -> None:
        self._text = Text(written_as)

    def head(self) -> Bytes:
        """What stands at the beginning of the file."""
        return self._text.head(_SCHEMA)

    def of(self, people: list[Refused]) -> Iterator[Bytes]:
        """The lines of some people."""
        rows = [msgspec.structs.asdict(one) | {"file": inert(one.file)} for one in people]
        return self._text.of(pa.RecordBatch.from_pylist(rows, _SCHEMA))
